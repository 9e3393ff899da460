"""What a change did to the findings, as Markdown.

usage: python -m scripts.diff_findings OLD NEW
       python -m scripts.diff_findings --write FILE [--parallel PARALLEL] [--files PATTERN] [--rows N] [LANGUAGE ...]

The second writes all findings, one JSON object a line: on our own articles, good and flawed, and with PARALLEL, a
folder of <x>-en/*.tsv.gz with rows `x<TAB>en`, on the first N rows of human translations in both directions. The first
compares two such files: counts for each check, then each finding that is gone or new with the words around it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from checker.model import Document, Finding
from checker.pipeline import check_article
from scripts.alarms import SENTENCES, joined, rows
from scripts.evaluate import documents, folders

AROUND = 40
"""Characters of text shown on either side of a finding."""


class Line(NamedTuple):
    """A finding as it is written: where, which check, how grave, its words between marks, and what it says."""

    where: str
    check: str
    severity: str
    text: str
    message: str


def main() -> None:
    """Read the command line, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--parallel", type=Path)
    parser.add_argument("--files", default="*.tsv.gz", metavar="PATTERN")
    parser.add_argument("--rows", type=int, default=500, metavar="N")
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    if given.write:
        found = list(of_corpora())
        if given.parallel:
            found += of_parallel(given.parallel, given.files, given.rows, given.rest)
        given.write.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in found), "utf8")
    elif len(given.rest) == 2:
        print(difference(*(read(Path(path)) for path in given.rest)), end="")
    else:
        parser.error("give two files to compare, or --write")


def of_corpora() -> Iterator[Line]:
    """The findings on our own articles, each beside its source."""
    for folder in folders():
        for kind in ("good", "flawed"):
            texts = documents(folder, kind)
            yield from _lines(f"{folder.name} {kind}", *texts)


def of_parallel(parallel: Path, files: str, count: int, chosen: list[str]) -> Iterator[Line]:
    """The findings on human translations, a document of some rows at a time."""
    for folder in sorted(parallel.glob("*-en")):
        other = folder.name.removesuffix("-en")
        if chosen and other not in chosen:
            continue
        pairs = list(islice(rows(sorted(folder.glob(files))), count))
        for start in range(0, len(pairs), SENTENCES):
            some = pairs[start : start + SENTENCES]
            one, two = joined((row[0] for row in some), other), joined((row[1] for row in some), "en")
            yield from _lines(f"{other}-en {start}", two, one)
            yield from _lines(f"en-{other} {start}", one, two)


def _lines(where: str, target: Document, source: Document) -> Iterator[Line]:
    report = check_article(target, source)
    for one in report.findings:
        document = report.article.document(one.hit.side)
        assert document is not None
        yield Line(where, one.check, one.severity.value, _marked(document.text, one), one.hit.message)


def _marked(text: str, finding: Finding) -> str:
    start, end = finding.hit.span
    marked = f"{text[max(0, start - AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + AROUND]}"
    return " ".join(marked.split())


def read(path: Path) -> Counter[Line]:
    """The findings in a file."""
    return Counter(Line(*json.loads(line)) for line in path.read_text("utf8").splitlines())


def difference(old: Counter[Line], new: Counter[Line]) -> str:
    """What is gone and what is new, as Markdown."""
    gone, come = old - new, new - old
    out = ["| check | severity | before | gone | new | after |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    tables = [_by_check(lines) for lines in (old, gone, come, new)]
    for check, severity in sorted(tables[0].keys() | tables[3].keys()):
        counts = " | ".join(str(table[check, severity]) for table in tables)
        out.append(f"| {check} | {severity} | {counts} |")
    for title, lines in (("Gone", gone), ("New", come)):
        out += ["", f"## {title}: {lines.total()}", ""]
        out += [f"- {one.where}, {one.severity} {one.check}: {_code(one.text)}: {one.message}" for one in sorted(lines)]
    return "\n".join(out) + "\n"


def _by_check(lines: Counter[Line]) -> Counter[tuple[str, str]]:
    found = Counter[tuple[str, str]]()
    for line, count in lines.items():
        found[line.check, line.severity] += count
    return found


def _code(text: str) -> str:
    """Text as inline code, whatever backticks it holds."""
    fence = "`" * (text.count("`") + 1)
    return f"{fence} {text} {fence}"


if __name__ == "__main__":
    main()
