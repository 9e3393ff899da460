"""Writes the page of alarms: what is reported on human translations, for each check and each pair of languages.

usage: python -m scripts.alarm_table PARALLEL [--files PATTERN] [--rows N] [--out PAGE.md] [LANGUAGE ...]

PARALLEL is a folder of <x>-en/*.tsv.gz with rows `x<TAB>en`. The first N rows of each language are joined into articles
of twenty sentences, and checked from English and into English, beside the source and alone.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from checker.checks import TABLE
from checker.model import Document, Severity
from checker.pipeline import check_article
from scripts.alarms import SENTENCES, directions, joined

PAGE = Path("checker/checks/ALARMS.md")
HEAD = """# Alarms on human translations

What is reported where nothing should be: findings for each 100 sentences of translations made by people ({files}, the
first {rows} rows of each language as articles of {size} sentences). Some are right: these texts have slips and repeated
rows of their own, and broken characters in Indonesian. Written by `python -m scripts.alarm_table`.
"""


@dataclass(slots=True)
class Rates:
    """Findings of one pair of languages, by check, and the sentences they are of."""

    sentences: int = 0
    major: Counter[str] = field(default_factory=Counter)
    minor: Counter[str] = field(default_factory=Counter)

    def rate(self, found: Counter[str], check: str | None = None) -> float:
        """Findings for each 100 sentences, of one check or of all."""
        count = found.total() if check is None else found[check]
        return 100 * count / max(1, self.sentences)


Table = dict[tuple[str, str], Rates]
"""By source ("-" where there is none) and target."""


def main() -> None:
    """Read the command line and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--files", default="flores*")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args()
    table: Table = defaultdict(Rates)
    alone: set[str] = set()  # English stands beside each language, and is the same text every time
    for source, target, pairs in directions(given.parallel, given.files, given.languages):
        for start in range(0, min(given.rows, len(pairs)), SENTENCES):
            some = pairs[start : start + SENTENCES]
            text, original = joined((row[0] for row in some), target), joined((row[1] for row in some), source)
            _count(table[source, target], text, original)
            if source == "en" or target not in alone:
                _count(table["-", target], text, None)
        alone.add(target)
        print(f"{source}>{target}", flush=True)
    head = HEAD.format(files=given.files.rstrip("*"), rows=given.rows, size=SENTENCES)
    given.out.write_text("\n".join([head, *_by_pair(table), "", *_by_check(table), ""]), encoding="utf-8")


def _count(rates: Rates, text: Document, original: Document | None) -> None:
    report = check_article(text, original)
    rates.sentences += len(report.scores)
    for finding in report.findings:
        (rates.minor if finding.severity is Severity.MINOR else rates.major)[finding.check] += 1


def _by_pair(table: Table) -> Iterator[str]:
    yield "| source | target | sentences | major | minor | most of them |"
    yield "| --- | --- | ---: | ---: | ---: | --- |"
    for (source, target), rates in sorted(table.items()):
        most = ", ".join(f"`{check}` {count}" for check, count in (rates.major + rates.minor).most_common(3))
        numbers = f"{rates.sentences} | {rates.rate(rates.major):.2f} | {rates.rate(rates.minor):.2f}"
        yield f"| {source} | {target} | {numbers} | {most} |"


def _by_check(table: Table) -> Iterator[str]:
    yield "| check | beside the source: major | minor | alone: major | minor | most in one pair |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    beside, alone = (_together(table, without) for without in (False, True))
    for check in TABLE:
        worst = max(table, key=lambda pair: (table[pair].rate(table[pair].major + table[pair].minor, check), pair))
        most = table[worst].rate(table[worst].major + table[worst].minor, check)
        numbers = " | ".join(
            f"{rates.rate(found, check):.3f}" for rates in (beside, alone) for found in (rates.major, rates.minor)
        )
        yield f"| `{check}` | {numbers} | {f'{worst[0]}>{worst[1]} {most:.2f}' if most else ''} |"


def _together(table: Table, without: bool) -> Rates:
    total = Rates()
    for (source, _), rates in table.items():
        if (source == "-") is without:
            total.sentences += rates.sentences
            total.major += rates.major
            total.minor += rates.minor
    return total


if __name__ == "__main__":
    main()
