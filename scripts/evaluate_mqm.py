"""How findings agree with the errors that people marked in real machine translations.

usage: python -m scripts.evaluate_mqm MQM.jsonl.gz ... [--documents N] [--alone]

Rows are JSON objects: one segment of one system by one rater, with `lp`, `doc`, `seg`, `system`, `src`, `mt` and
`spans` (`start`, `end` in `mt`, `severity`, `category`). The segments of a document and system are an article, a
paragraph each. Printed are the share of our findings, major and minor, that touch a span that any rater marked, and the
share of the raters' critical, major and minor spans that a finding of ours touches; each check by itself below.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from checker.config import Config
from checker.model import Report, Severity, Side
from checker.pipeline import check_article
from checker.readers import read_bytes

Key = tuple[str, str, str]


class Marked(NamedTuple):
    """A span that a rater marked, in the text of the article."""

    start: int
    end: int
    severity: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The segments of a document by one system, and what raters marked in them."""

    languages: tuple[str, str]
    source: str
    target: str
    marks: tuple[Marked, ...]


def main() -> None:
    """Read the command line and print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=0, metavar="N", help="the first N of each file only")
    parser.add_argument("--alone", action="store_true", help="without the source")
    given = parser.parse_args()
    for path in given.files:
        counts = Counter[Key]()
        for index, translation in enumerate(translations(path)):
            if given.documents and index >= given.documents:
                break
            counts += judged(translation, given.alone)
        print_counts(path.name, counts)


def translations(path: Path) -> Iterator[Translation]:
    """The machine translations of a file, document by document, system by system."""
    groups: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row.get("is_human"):
                groups[row["doc"], row["system"]][row["seg"]].append(row)
    for segments in groups.values():
        yield _translation(segments)


def _translation(segments: dict[str, list[dict[str, Any]]]) -> Translation:
    source, target, at = [], [], 0
    marks = []
    for ratings in segments.values():
        first = ratings[0]
        for span in (span for row in ratings for span in row["spans"]):
            if span["start"] >= 0 and not span.get("in_source"):
                marks.append(Marked(at + span["start"], at + span["end"], str(span["severity"]).lower()))
        # A segment is one line, whatever white space it holds; no place in it may move.
        source.append(" ".join(first["src"].splitlines()))
        target.append("".join(" " if letter in "\n\r" else letter for letter in first["mt"]))
        at += len(target[-1]) + 2
    pair = tuple(next(iter(segments.values()))[0]["lp"].split("-", 1))
    return Translation((pair[0], pair[1]), "\n\n".join(source), "\n\n".join(target), tuple(marks))


def judged(translation: Translation, alone: bool) -> Counter[Key]:
    """Counts by (what, severity, check): findings, those that touch a mark, marks, and those that a finding touches."""
    names = ("source.txt", "target.txt")
    source, target = (
        read_bytes(text.encode(), name, language, "text")
        for text, name, language in zip(
            (translation.source, translation.target), names, translation.languages, strict=True
        )
    )
    report = check_article(target, None if alone else source, None, Config())
    return _findings(report, translation) + _marks(report, translation)


def _findings(report: Report, translation: Translation) -> Counter[Key]:
    counts = Counter[Key]()
    for one in report.findings:
        if one.hit.side is Side.TARGET:
            severity = "minor" if one.severity is Severity.MINOR else "major"
            touched = any(mark.start < one.hit.span.end and one.hit.span.start < mark.end for mark in translation.marks)
            for check in ("", one.check):
                counts["findings", severity, check] += 1
                counts["right", severity, check] += touched
    return counts


def _marks(report: Report, translation: Translation) -> Counter[Key]:
    counts = Counter[Key]()
    spans = [one.hit.span for one in report.findings if one.hit.side is Side.TARGET]
    for mark in set(translation.marks):
        counts["marks", mark.severity, ""] += 1
        counts["met", mark.severity, ""] += any(mark.start < span.end and span.start < mark.end for span in spans)
    return counts


def print_counts(name: str, counts: Counter[Key]) -> None:
    """The table of one file."""
    print(name)
    for severity in ("major", "minor"):
        found, right = counts["findings", severity, ""], counts["right", severity, ""]
        print(f"  {severity} findings {found}, touching a marked span {right / max(1, found):.2f}")
    for severity in ("critical", "major", "minor"):
        marks, met = counts["marks", severity, ""], counts["met", severity, ""]
        if marks:
            print(f"  spans marked {severity} {marks}, touched by a finding {met / marks:.3f}")
    checks = sorted({(check, severity) for what, severity, check in counts if what == "findings" and check})
    for check, severity in checks:
        found, right = counts["findings", severity, check], counts["right", severity, check]
        print(f"    {check:24}{severity:8}{found:>6}{right / found:>7.2f}", flush=True)


if __name__ == "__main__":
    main()
