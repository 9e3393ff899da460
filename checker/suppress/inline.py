"""Ignores written into a text, where its format has comments:

    <!-- checker: ignore torn-sentence: the poem ends here -->
    <!-- checker: ignore end-mark, stray-space: as in the original -->

A comment between two paragraphs is for the one that follows; one within a paragraph is for the line that it stands in.
In the target it is for the findings there and for what is missing there, in the source for what is flagged there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from checker.model import MARKUP, Article, Document, Finding, Side, Span

FORMATS = frozenset({"markdown"})
"""The formats that have comments."""

_COMMENT = re.compile(r"<!--[ \t\r\n]*checker:[ \t]*ignore\b(?P<rest>(?:(?!-->)[^\0]){0,2000})-->")


@dataclass(frozen=True, slots=True)
class Ignore:
    """An ignore that is heeded. span: where the findings stand that it is for. line: where it stands itself."""

    side: Side
    span: Span
    checks: tuple[str, ...]
    reason: str
    line: int

    def covers(self, finding: Finding, article: Article) -> bool:
        """Whether a finding is of one of the checks, and stands there."""
        return finding.check in self.checks and any(_meet(self.span, span) for span in _places(finding, article, self))


def ignores(article: Article, names: Collection[str]) -> tuple[tuple[Ignore, ...], tuple[str, ...]]:
    """The ignores of an article's target and source, and notes on those that are not heeded, and why.

    names: of all checks.
    """
    found: list[Ignore] = []
    notes: list[str] = []
    for side in (Side.TARGET, Side.SOURCE):
        document = article.document(side)
        for match in _comments(document) if document else ():
            one = _ignore(document, side, match, names) if document else ""
            if isinstance(one, Ignore):
                found.append(one)
            else:
                notes.append(one)
    return tuple(found), tuple(notes)


def _comments(document: Document) -> Iterator[re.Match[str]]:
    """The comments that are markup: one in code is an example of one."""
    if document.format not in FORMATS or "checker:" not in document.text:
        return
    for match in _COMMENT.finditer(document.text):
        covered = document.prose[match.start() : match.end()]
        if not set(covered) - {MARKUP, " ", "\t", "\r", "\n"}:
            yield match


def _ignore(document: Document, side: Side, match: re.Match[str], names: Collection[str]) -> Ignore | str:
    line = document.locate(match.start()).line
    named, _, reason = match["rest"].partition(":")
    where = f"{document.name}, line {line}: this ignore is not heeded"
    if not named.startswith((" ", "\t")) or not reason.strip():
        return f"{where}, since it gives no reason: write <!-- checker: ignore NAME: reason -->."
    checks = tuple(name.strip() for name in named.split(",") if name.strip())
    wrong = next((name for name in checks if name not in names), None)
    if wrong is not None or not checks:
        close = get_close_matches(wrong or "", names, n=1)
        meant = f"did you mean {close[0]!r}" if close else "checker checks lists them"
        return f"{where}, since there is no check named {wrong or ''!r}; {meant}."
    return Ignore(side, _span(document, Span(*match.span())), checks, " ".join(reason.split()), line)


def _span(document: Document, comment: Span) -> Span:
    """Where an ignore holds: in its line, or from a comment that stands alone to the end of the next block."""
    at = bisect_right(document.blocks, comment.start, key=lambda block: block.span.start)
    if at and comment.start < document.blocks[at - 1].span.end:
        starts = document.line_starts
        first = bisect_right(starts, comment.start) - 1
        after = bisect_left(starts, comment.end)
        return Span(starts[first], starts[after] if after < len(starts) else len(document.text))
    return Span(comment.start, document.blocks[at].span.end if at < len(document.blocks) else comment.end)


def _places(finding: Finding, article: Article, ignore: Ignore) -> Iterator[Span]:
    """The spans of a finding that an ignore on a side may cover: where it stands, or where it would stand."""
    if finding.hit.side is ignore.side:
        yield finding.hit.span
    elif ignore.side is Side.TARGET:
        yield from (span for side, span in finding.hit.related if side is Side.TARGET)
        yield from (article.sentences[Side.TARGET][index].span for index in finding.sentences)


def _meet(one: Span, other: Span) -> bool:
    return one.start < max(other.end, other.start + 1) and other.start < one.end
