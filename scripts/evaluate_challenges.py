"""How often a spoilt translation is told from the good one, for each phenomenon of challenge sets.

usage: python -m scripts.evaluate_challenges SET.jsonl.gz ... [--every N] [--alone | --reference] [--by FIELD]
                                             [--show N PHENOMENON]

Rows are JSON objects with `phenomenon`, `lp`, `src`, `good` and `bad`, and for --reference `ref`; each translation is
checked beside its source, as an article of its own. A pair counts as told where the bad one has a finding that the good
one lacks, has a lower score or is refused (as equal to its source), and the good one has no finding of its own. Printed
are, for each phenomenon (or each value of another FIELD of the rows, as `severity`), the pairs, the share told, the
share whose bad one has the lower score, the share that a finding tells, the share of good translations with a finding
that the bad one lacks, and which checks told them apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from checker.errors import ReadError
from checker.model import Report
from checker.pipeline import check_article
from checker.readers import read_bytes

Key = tuple[str, str]


class Row(NamedTuple):
    """A source sentence with a good and a spoilt translation; group: what it is counted under."""

    group: str
    source_language: str
    target_language: str
    source: str
    good: str
    bad: str
    reference: str | None = None


@dataclass(slots=True)
class Tally:
    """Counts for one phenomenon."""

    pairs: int = 0
    told: int = 0
    lower: int = 0
    found: int = 0
    alarms: int = 0
    checks: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="read every N-th row only")
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--alone", action="store_true", help="without the source")
    beside.add_argument("--reference", action="store_true", help="beside a reference, too")
    parser.add_argument("--by", default="phenomenon", metavar="FIELD", help="what pairs are counted under")
    parser.add_argument("--show", nargs=2, metavar=("N", "PHENOMENON"), help="print N pairs that were not told")
    given = parser.parse_args()
    for path in given.sets:
        tallies: dict[str, Tally] = defaultdict(Tally)
        for row in list(rows(path, given.by, given.reference))[:: given.every]:
            told = judge(row, given.alone, tallies[row.group])
            if given.show and row.group == given.show[1] and not told and int(given.show[0]) > 0:
                given.show[0] = str(int(given.show[0]) - 1)
                print(f"  {row.source}\n    good {row.good}\n    bad  {row.bad}")
        print_table(path.name, tallies)


def rows(path: Path, group: str = "phenomenon", compared: bool = False) -> Iterator[Row]:
    """The rows of a set that hold single sentences and two different translations; compared: and a reference."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            cells = json.loads(line)
            texts = [cells.get(name) for name in ("src", "good", "bad", *(["ref"] if compared else []))]
            if all(isinstance(text, str) and text.strip() for text in texts) and texts[1] != texts[2]:
                source, target = cells["lp"].split("-", 1)
                yield Row(str(cells[group]), source, target, *texts)


def judge(row: Row, alone: bool, tally: Tally) -> bool:
    """Whether the pair is told; counts it."""
    good, bad = (_report(row, text, alone) for text in (row.good, row.bad))
    found, alarms = _findings(bad) - _findings(good), _findings(good) - _findings(bad)
    lower = _score(bad) < _score(good)
    told = not alarms and (bool(found) or lower)
    tally.pairs += 1
    tally.told += told
    tally.lower += lower
    tally.found += told and bool(found)
    tally.alarms += bool(alarms)
    if told:
        tally.checks.update({check for check, _ in found})
    return told


def _report(row: Row, text: str, alone: bool) -> Report | None:
    """None where the translation is refused."""
    source = None if alone else read_bytes(row.source.encode(), "source.txt", row.source_language, "text")
    other = row.reference and read_bytes(row.reference.encode(), "reference.txt", row.target_language, "text")
    try:
        return check_article(
            read_bytes(text.encode(), "target.txt", row.target_language, "text"), source, other or None
        )
    except ReadError:
        return None


def _score(report: Report | None) -> float:
    return -1.0 if report is None else report.score.value


def _findings(report: Report | None) -> Counter[Key]:
    """Findings by their check and words: where they stand differs between the two translations."""
    if report is None:
        return Counter()
    found = Counter[Key]()
    for one in report.findings:
        document = report.article.document(one.hit.side)
        words = "" if document is None else document.text[slice(*one.hit.span)]
        found[one.check, words] += 1
    return found


def print_table(name: str, tallies: dict[str, Tally]) -> None:
    """The table of one set."""
    print(f"{name:36}{'pairs':>7}{'told':>7}{'lower':>7}{'found':>7}{'alarms':>8}  by")
    total = Tally()
    for phenomenon, tally in sorted(tallies.items()):
        checks = ", ".join(f"{check} {count}" for check, count in tally.checks.most_common(4))
        print(f"{_rates(phenomenon, tally)}  {checks}")
        total.pairs += tally.pairs
        total.told += tally.told
        total.lower += tally.lower
        total.found += tally.found
        total.alarms += tally.alarms
    print(_rates("all", total), flush=True)


def _rates(name: str, tally: Tally) -> str:
    count = max(1, tally.pairs)
    shares = "".join(f"{share / count:>7.2f}" for share in (tally.told, tally.lower, tally.found))
    return f"{name:36}{tally.pairs:>7}{shares}{tally.alarms / count:>8.3f}"


if __name__ == "__main__":
    main()
