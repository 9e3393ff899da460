"""Plain text: paragraphs, headings and list items, told by blank lines, list marks, lengths and end marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model import MARKUP, Block, BlockKind, Span
from checker.readers.decode import decode
from checker.readers.extract import Extract
from checker.readers.lines import line_starts
from checker.readers.marks import ListMark, list_marks
from checker.readers.masks import Mask, masked
from checker.readers.wrapping import Joins, ended, joins, paused, width

_LONGEST_HEADLINE = 160
_LONGEST_HEADING = 90
_QUOTED = re.compile(r"(?:>[ \t]?)+(?=\S)")
_FILLED = re.compile(r"[^\r\n]+")
_LINE_ENDS = frozenset({"\n", "\r\n", "\r"})
_RULE = re.compile(r"\s*(?:[-*_=~#·•+.─━—–]\s*){3,}")
_EDGES = " \t\f\v\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"


class _Line(NamedTuple):
    """A line without its list mark or quote prefix and without white space at its edges."""

    span: Span
    text: str
    mark: ListMark | None
    quoted: str


def read(data: bytes, name: str, language: str | None) -> Extract:
    """The Extract of a plain text file. Raises ReadError."""
    decoded = decode(data, name, language)
    text = decoded.text
    groups = _groups(text)
    blocks = _blocks(groups, joins([[line.text for line in group] for group in groups]))
    prefixes = (Mask(line.span.start - len(line.quoted), line.span.start, MARKUP) for group in groups for line in group)
    prose = masked(text, blocks, prefixes)
    return Extract(text, prose, blocks, line_starts(text), decoded.encoding, decoded.notes)


def _groups(text: str) -> list[list[_Line]]:
    """The lines of a text that are not blank, cut where one is, and where a list item or a quotation begins."""
    found = list(_FILLED.finditer(text))
    marks = list_marks([match.group() for match in found])
    groups: list[list[_Line]] = []
    end = -1
    for index, match in enumerate(found):
        line = _line(match.group(), match.start(), marks.get(index))
        if line is None:
            end = -1
            continue
        if end < 0 or text[end : match.start()] not in _LINE_ENDS or _begins(line, groups[-1]):
            groups.append([])
        groups[-1].append(line)
        end = match.end()
    return groups


def _line(content: str, offset: int, mark: ListMark | None) -> _Line | None:
    """A line, or None where it holds nothing: signs alone ("* * *", "-----") separate as a blank line does."""
    if _RULE.fullmatch(content):
        return None
    quoted = _QUOTED.match(content)
    skipped = mark.length if mark else quoted.end() if quoted else 0
    rest = content[skipped:]
    text = rest.strip(_EDGES)
    if not text:
        return None
    start = offset + skipped + len(rest) - len(rest.lstrip(_EDGES))
    return _Line(Span(start, start + len(text)), text, mark, quoted.group() if quoted and not mark else "")


def _begins(line: _Line, group: Sequence[_Line]) -> bool:
    """Whether a line begins a list item or changes the depth of quotation.

    A bullet or number within a paragraph may be a dash or a year that wrapping put there: it counts behind
    another item, or behind a line that ends as a sentence or an announcement does.
    """
    if line.quoted.count(">") != group[-1].quoted.count(">"):
        return True
    return line.mark is not None and (group[0].mark is not None or ended(group[-1].text) or len(group) == 1)


def _blocks(groups: Sequence[Sequence[_Line]], goes_on: Joins) -> tuple[Block, ...]:
    paragraphs = [paragraph for group in groups for paragraph in _paragraphs(group, goes_on)]
    return tuple(_block(paragraph, index == 0) for index, paragraph in enumerate(paragraphs))


def _paragraphs(group: Sequence[_Line], goes_on: Joins) -> Iterator[list[_Line]]:
    paragraph = [group[0]]
    for line in group[1:]:
        if not goes_on(paragraph[-1].text, line.text):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _block(lines: Sequence[_Line], first: bool) -> Block:
    span = Span(lines[0].span.start, lines[-1].span.end)
    if lines[0].mark:
        return Block(BlockKind.LIST_ITEM, span, 1)
    if lines[0].quoted:
        return Block(BlockKind.QUOTE, span, lines[0].quoted.count(">"))
    if first and len(lines) <= 2 and _is_title(lines, _LONGEST_HEADLINE):
        return Block(BlockKind.HEADLINE, span, 1)
    if len(lines) == 1 and _is_title(lines, _LONGEST_HEADING):
        return Block(BlockKind.HEADING, span, 2)
    return Block(BlockKind.PARAGRAPH, span)


def _is_title(lines: Sequence[_Line], longest: int) -> bool:
    """Whether lines are short, end with no mark of a sentence, and do not begin in the middle of one."""
    text = " ".join(line.text for line in lines)
    return (
        len(text) <= longest
        and width(text) <= longest
        and not ended(text)
        and not paused(text)
        and not text[0].islower()
    )
