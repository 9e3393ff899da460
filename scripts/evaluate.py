"""How well the checker finds what is planted in `corpora/`, and how quiet it is on good text.

usage: python -m scripts.evaluate [--misses] [CORPORA]
       python -m scripts.evaluate --alarms PARALLEL [--files PATTERN] [--show N] [LANGUAGE ...]

The first prints recall, precision and overlap of spans for each check on the flawed translations, alarms on the good
ones, and strict F1 of the beads: for the articles that checks may be made by, and for those kept for measuring, of
which no miss is ever shown. The second reads human translations, PARALLEL/<x>-en/*.tsv.gz with rows `x<TAB>en`,
joins rows into documents of twenty sentences, and prints alarms per 100 sentences for each language and direction.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.checks import TABLE
from checker.config import Config
from checker.model import Article, Document, Finding, Passage, Report, Severity, Side, Span
from checker.pipeline import align_article, check_article
from checker.plug import resolve
from checker.readers import read_file
from scripts.alarms import print_alarms, rates, shown

CORPORA = Path(__file__).parent.parent / "corpora"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A planted flaw: which check should find it, and where."""

    check: str
    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of a report beside the artifacts: pairs that belong together, what is left, and the rest."""

    found: tuple[tuple[Artifact, Finding], ...]
    missed: tuple[Artifact, ...]
    beside: tuple[Finding, ...]
    wrong: tuple[Finding, ...]


def main() -> None:
    """Read the command line and print one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alarms", type=Path, metavar="PARALLEL")
    parser.add_argument("--files", default="*.tsv.gz", metavar="PATTERN")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N alarms of each language")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was wrong")
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    if given.alarms:
        print_alarms(given.alarms, given.files, given.rest, given.show)
    else:
        print_corpora(Path(given.rest[0]) if given.rest else CORPORA, given.misses)


def folders(corpora: Path = CORPORA) -> tuple[Path, ...]:
    """The articles of a corpus, by name."""
    return tuple(sorted(path.parent for path in corpora.glob("*/gold.toml")))


def languages(folder: Path) -> tuple[str, str]:
    """Source and target language of an article, from its folder's name."""
    source, target = folder.name.rsplit(".", 1)[1].split("-", 1)
    return source, target


def documents(folder: Path, kind: str) -> tuple[Document, Document]:
    """The target ("good" or "flawed") and the source of an article."""
    source, target = languages(folder)
    return (
        read_file(str(next(folder.glob(f"{kind}.*"))), target),
        read_file(str(next(folder.glob("source.*"))), source),
    )


def artifacts(folder: Path) -> tuple[Artifact, ...]:
    """The planted flaws of an article's flawed translation."""
    texts = dict(zip((Side.TARGET, Side.SOURCE), documents(folder, "flawed"), strict=True))
    entries = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8"))["artifact"]
    planted = []
    for entry in entries:
        side, start = Side(entry.get("side", "target")), -1
        for _ in range(entry.get("occurrence", 1)):
            start = texts[side].text.index(entry["text"], start + 1)
        span = Span(start, start + len(entry["text"]))
        planted.append(Artifact(entry["check"], Passage(side, span), entry["text"]))
    return tuple(planted)


def judged(report: Report, planted: Sequence[Artifact]) -> Judged:
    """Each artifact with the finding of its own check that overlaps it most; what only touches one is beside it."""
    left = list(report.findings)
    found, missed = [], []
    for artifact in planted:
        own = [one for one in left if one.check == artifact.check and overlap(one, artifact)]
        if own:
            best = max(own, key=lambda one: overlap(one, artifact))
            left.remove(best)
            found.append((artifact, best))
        else:
            missed.append(artifact)
    beside = [one for one in left if any(overlap(one, artifact) for artifact in planted)]
    return Judged(tuple(found), tuple(missed), tuple(beside), tuple(one for one in left if one not in beside))


def overlap(finding: Finding, artifact: Artifact) -> float:
    """Shared code points over all code points of both spans, 0..1.

    What is missing on one side is shown on the other, beside the place where it would stand: where a finding points to
    the text that the artifact is not in, its related passages count.
    """
    if finding.hit.side is artifact.passage.side:
        return _shared(finding.hit.span, artifact.passage.span)
    there = [one.span for one in finding.hit.related if one.side is artifact.passage.side]
    return max((_shared(span, artifact.passage.span) for span in there), default=0.0)


def _shared(one: Span, other: Span) -> float:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / ((one.end - one.start) + (other.end - other.start) - shared) if shared else 0.0


def configured(folder: Path) -> Config:
    """The configuration that an article is checked with: its glossary, where it has one."""
    return Config(glossary=tuple(str(path) for path in sorted(folder.glob("glossary.csv"))))


def is_kept(folder: Path) -> bool:
    """Whether an article is kept for measuring: no check is changed after a look at what it misses there."""
    return bool(tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8")).get("kept", False))


def print_corpora(corpora: Path, misses: bool) -> None:
    """For each of the two groups of articles: the table of checks, the alarms on good translations, and the beads."""
    for kept, title in ((False, "articles to work with"), (True, "articles kept for measuring")):
        group = [folder for folder in folders(corpora) if is_kept(folder) is kept]
        if group:
            print(f"{title}: {len(group)}")
            _print_reliability(group)
            _print_flawed(group, misses and not kept)
            _print_alone(group)
            _print_good(group, misses and not kept)
            _print_beads(group)


def _print_flawed(group: Sequence[Path], misses: bool) -> None:
    results: dict[str, list[float]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    for folder in group:
        outcome = judged(check_article(*documents(folder, "flawed"), config=configured(folder)), artifacts(folder))
        for artifact, finding in outcome.found:
            results[artifact.check].append(overlap(finding, artifact))
        for kind, checks in (
            ("missed", [one.check for one in outcome.missed]),
            ("beside", [one.check for one in outcome.beside]),
            ("wrong", [one.check for one in outcome.wrong]),
            ("wrong major", [one.check for one in outcome.wrong if one.severity is not Severity.MINOR]),
            ("right major", [one.check for _, one in outcome.found if one.severity is not Severity.MINOR]),
            ("beside major", [one.check for one in outcome.beside if one.severity is not Severity.MINOR]),
        ):
            counts.update((kind, check) for check in checks)
        if misses:
            _print_misses(folder, outcome)
    _print_checks(results, counts)


def _print_alone(group: Sequence[Path]) -> None:
    """Recall without the source, of what can be seen in the target alone: what needs no witness."""
    witnesses = {"source", "reference", "witness"}
    visible = {name for name in TABLE if not witnesses & {*resolve(name, TABLE, "check").needs}}
    found = planted = 0
    for folder in group:
        seen = [one for one in artifacts(folder) if one.check in visible and one.passage.side is Side.TARGET]
        planted += len(seen)
        found += len(judged(check_article(documents(folder, "flawed")[0], config=configured(folder)), seen).found)
    print(f"the target alone, of what can be seen there: recall {found / max(1, planted):.2f} ({found} of {planted})")


def _print_reliability(group: Sequence[Path]) -> None:
    """How often findings of each confidence are right: on flawed translations, and on the good ones beside them."""
    right, all_told = Counter[float](), Counter[float]()
    for folder in group:
        config = configured(folder)
        outcome = judged(check_article(*documents(folder, "flawed"), config=config), artifacts(folder))
        good = check_article(*documents(folder, "good"), config=config).findings
        sound = [*(finding for _, finding in outcome.found), *outcome.beside]
        right.update(map(_band, sound))
        all_told.update(map(_band, [*sound, *outcome.wrong, *good]))
    shares = (f"{band:.1f}: {right[band] / all_told[band]:.2f} of {all_told[band]}" for band in sorted(all_told))
    print(f"right, by confidence from: {'; '.join(shares)}")


_BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)  # where bands of confidence begin


def _band(finding: Finding) -> float:
    return max(band for band in _BANDS if band <= finding.hit.confidence)


def _print_checks(results: dict[str, list[float]], counts: Counter[tuple[str, str]]) -> None:
    print(f"{'check':22}{'planted':>8}{'found':>7}{'recall':>8}{'beside':>8}{'wrong':>7}{'overlap':>9}")
    for check in TABLE:
        found, missed = len(results[check]), counts["missed", check]
        mean = sum(results[check]) / found if found else 0.0
        recall = found / (found + missed) if found + missed else 0.0
        print(
            f"{check:22}{found + missed:>8}{found:>7}{recall:>8.2f}"
            f"{counts['beside', check]:>8}{counts['wrong', check]:>7}{mean:>9.2f}"
        )
    found, missed = sum(map(len, results.values())), _total(counts, "missed")
    right, wrong, beside = (_total(counts, f"{kind} major") for kind in ("right", "wrong", "beside"))
    print(f"{'all':22}{found + missed:>8}{found:>7}{found / (found + missed):>8.2f}")
    print(
        f"precision of major findings: {right / (right + wrong):.3f} ({right} right, {wrong} wrong; "
        f"{right / (right + wrong + beside):.3f} if the {beside} that another check owns are wrong too)"
    )


def _total(counts: Counter[tuple[str, str]], kind: str) -> int:
    return sum(count for (one, _), count in counts.items() if one == kind)


def _print_misses(folder: Path, outcome: Judged) -> None:
    for artifact in outcome.missed:
        print(f"  missed {folder.name}: {artifact.check}: {artifact.text!r}")
    for kind, findings in (("beside", outcome.beside), ("wrong", outcome.wrong)):
        for one in findings:
            print(f"  {kind} {folder.name}: {shown(one, documents(folder, 'flawed'))}")


def _print_good(group: Sequence[Path], misses: bool) -> None:
    for with_source in (True, False):
        severities, sentences = Counter[Severity](), 0
        for folder in group:
            texts = documents(folder, "good")
            report = check_article(texts[0], texts[1] if with_source else None, config=configured(folder))
            sentences += len(report.scores)
            severities.update(one.severity for one in report.findings)
            if misses and with_source:
                for one in report.findings:
                    print(f"  alarm {folder.name}: {shown(one, texts)}")
        beside = "beside the source" if with_source else "alone"
        print(f"good translations {beside}: {rates(severities, sentences)} ({sentences} sentences)")


def _print_beads(group: Sequence[Path]) -> None:
    for kind in ("good", "flawed"):
        true = ours = shared = 0
        for folder in group:
            source, target = languages(folder)
            aligned = folder / "aligned" / f"{kind}.{source}-{target}"
            texts = [read_file(str(aligned / name), code) for name, code in (("tgt.txt", target), ("src.txt", source))]
            beads = _pairs(align_article(texts[0], texts[1], Config(), by_line=True))
            gold = set(_gold((aligned / "gold.txt").read_text(encoding="utf-8")))
            true, ours, shared = true + len(gold), ours + len(beads), shared + len(gold & beads)
        print(f"beads of the {kind} translations, null beads counted: strict F1 {2 * shared / (true + ours):.3f}")


def _pairs(article: Article) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {
        (tuple(one.index for one in bead.source or ()), tuple(one.index for one in bead.target))
        for bead in article.beads
    }


def _gold(text: str) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    for line in text.splitlines():
        source, _, target = line.partition("\t")
        yield tuple(map(int, source.split(",") if source else ())), tuple(map(int, target.split(",") if target else ()))


if __name__ == "__main__":
    main()
