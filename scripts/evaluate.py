"""How well the checker finds what is planted in `corpora/`, and how quiet it is on good text.

usage: python -m scripts.evaluate [--misses] [CORPORA]
       python -m scripts.evaluate --alarms PARALLEL [--files PATTERN] [--show N] [LANGUAGE ...]

The first prints recall, precision and overlap of spans for each check on the flawed translations, alarms on the good
ones, and strict F1 of the beads. The second reads human translations, PARALLEL/<x>-en/*.tsv.gz with rows `x<TAB>en`,
joins rows into documents of twenty sentences, and prints alarms per 100 sentences for each language and direction.
"""

from __future__ import annotations

import argparse
import gzip
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.checks import TABLE
from checker.config import Config
from checker.lang.writing import writing
from checker.model import Article, Document, Finding, Passage, Report, Severity, Side, Span
from checker.pipeline import align_article, check_article
from checker.readers import read_bytes, read_file

CORPORA = Path(__file__).parent.parent / "corpora"
SENTENCES, PARAGRAPH = 20, 5
"""Rows of a document and of a paragraph that human translations are joined into."""


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
    """Shared code points over all code points of both spans, 0..1."""
    if finding.hit.side is not artifact.passage.side:
        return 0.0
    (a, b), (c, d) = finding.hit.span, artifact.passage.span
    shared = max(0, min(b, d) - max(a, c))
    return shared / ((b - a) + (d - c) - shared) if shared else 0.0


def print_corpora(corpora: Path, misses: bool) -> None:
    """The table of checks, the alarms on good translations, and the beads."""
    results: dict[str, list[float]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    for folder in folders(corpora):
        outcome = judged(check_article(*documents(folder, "flawed")), artifacts(folder))
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
    _print_good(corpora, misses)
    _print_beads(corpora)


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
            print(f"  {kind} {folder.name}: {_line(one, documents(folder, 'flawed'))}")


def _line(finding: Finding, texts: tuple[Document, Document]) -> str:
    text = texts[finding.hit.side is Side.SOURCE].text
    start, end = finding.hit.span
    marked = f"{text[max(0, start - 30) : start]}⟦{text[start:end]}⟧{text[end : end + 30]}"
    return f"{finding.severity} {finding.check} {finding.hit.confidence:.2f} {marked!r}: {finding.hit.message}"


def _print_good(corpora: Path, misses: bool) -> None:
    for with_source in (True, False):
        severities, sentences = Counter[Severity](), 0
        for folder in folders(corpora):
            texts = documents(folder, "good")
            report = check_article(texts[0], texts[1] if with_source else None)
            sentences += len(report.scores)
            severities.update(one.severity for one in report.findings)
            if misses and with_source:
                for one in report.findings:
                    print(f"  alarm {folder.name}: {_line(one, texts)}")
        beside = "beside the source" if with_source else "alone"
        print(f"good translations {beside}: {_rates(severities, sentences)} ({sentences} sentences)")


def _rates(severities: Counter[Severity], sentences: int) -> str:
    major = severities[Severity.MAJOR] + severities[Severity.CRITICAL]
    minor = severities[Severity.MINOR]
    return f"{100 * major / sentences:.2f} major and {100 * minor / sentences:.2f} minor alarms per 100 sentences"


def _print_beads(corpora: Path) -> None:
    for kind in ("good", "flawed"):
        true = ours = shared = 0
        for folder in folders(corpora):
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


def print_alarms(parallel: Path, files: str, chosen: Sequence[str], show: int) -> None:
    """Alarms per 100 sentences on human translations, each language in both directions, with and without the source."""
    for folder in sorted(parallel.glob("*-en")):
        other = folder.name.removesuffix("-en")
        if chosen and other not in chosen:
            continue
        forth = list(rows(sorted(folder.glob(files))))
        for source, target, pairs in (("en", other, forth), (other, "en", [row[::-1] for row in forth])):
            for with_source in (True, False):
                _print_alarms_of(pairs, source if with_source else None, target, show)


def _print_alarms_of(pairs: Sequence[Sequence[str]], source: str | None, target: str, show: int) -> None:
    severities, sentences, checks, lines = Counter[Severity](), 0, Counter[str](), []
    for start in range(0, len(pairs), SENTENCES):
        some = pairs[start : start + SENTENCES]
        text = joined((row[0] for row in some), target)
        original = joined((row[1] for row in some), source) if source else None
        report = check_article(text, original)
        sentences += len(report.scores)
        severities.update(one.severity for one in report.findings)
        checks.update(one.check for one in report.findings if one.severity is not Severity.MINOR)
        lines += [_line(one, (text, original or text)) for one in report.findings if one.severity is not Severity.MINOR]
    majors = ", ".join(f"{check} {count}" for check, count in checks.most_common())
    print(f"{source or '--'}>{target}: {_rates(severities, sentences)} ({sentences} sentences) {majors}", flush=True)
    for line in lines[:: max(1, len(lines) // show)] if show else ():
        print("   ", line)


def joined(texts: Iterable[str], language: str) -> Document:
    """Rows as a document: paragraphs of five, joined by a space where the script has word spaces."""
    facts = writing(language)
    space = " " if facts is None or facts.spaced else ""
    given = list(texts)
    paragraphs = [space.join(given[start : start + PARAGRAPH]) for start in range(0, len(given), PARAGRAPH)]
    return read_bytes("\n\n".join(paragraphs).encode("utf-8"), f"{language}.txt", language)


def rows(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The rows of parallel text, in order; those that lack a side are left out."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) > 1 and all(cells[:2]):
                    yield cells[0], cells[1]


if __name__ == "__main__":
    main()
