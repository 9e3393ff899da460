"""Human translations, joined into documents, and what is reported on them: alarms per 100 sentences."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from checker.lang.writing import writing
from checker.model import Document, Finding, Severity, Side
from checker.pipeline import check_article
from checker.readers import read_bytes

SENTENCES, PARAGRAPH = 20, 5
"""Rows of a document and of a paragraph that human translations are joined into."""


def print_alarms(parallel: Path, files: str, chosen: Sequence[str], show: int) -> None:
    """Alarms per 100 sentences on human translations, each language in both directions, with and without the source."""
    for source, target, pairs in directions(parallel, files, chosen):
        for with_source in (True, False):
            _print_alarms_of(pairs, source if with_source else None, target, show)


def directions(
    parallel: Path, files: str, chosen: Sequence[str]
) -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
    """Of each language its rows from English and back: source, target, and pairs of a target and a source sentence.

    parallel: a folder of <x>-en/*.tsv.gz. files: a pattern of their names. chosen: the languages; all where none is.
    """
    for folder in sorted(parallel.glob("*-en")):
        other = folder.name.removesuffix("-en")
        if not chosen or other in chosen:
            forth = list(rows(sorted(folder.glob(files))))
            yield "en", other, forth
            yield other, "en", [(english, foreign) for foreign, english in forth]


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
        lines += [shown(one, (text, original or text)) for one in report.findings if one.severity is not Severity.MINOR]
    majors = ", ".join(f"{check} {count}" for check, count in checks.most_common())
    print(f"{source or '--'}>{target}: {rates(severities, sentences)} ({sentences} sentences) {majors}", flush=True)
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


def shown(finding: Finding, texts: tuple[Document, Document]) -> str:
    """A finding in one line, its words between marks. texts: target and source."""
    text = texts[finding.hit.side is Side.SOURCE].text
    start, end = finding.hit.span
    marked = f"{text[max(0, start - 30) : start]}⟦{text[start:end]}⟧{text[end : end + 30]}"
    return f"{finding.severity} {finding.check} {finding.hit.confidence:.2f} {marked!r}: {finding.hit.message}"


def rates(severities: Counter[Severity], sentences: int) -> str:
    """Alarms per 100 sentences."""
    major = severities[Severity.MAJOR] + severities[Severity.CRITICAL]
    minor = severities[Severity.MINOR]
    return f"{100 * major / sentences:.2f} major and {100 * minor / sentences:.2f} minor alarms per 100 sentences"
