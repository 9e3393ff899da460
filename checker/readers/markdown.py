"""Markdown (CommonMark with tables, strikethrough, footnotes and front matter) by markdown-it-py.

What has no block (front matter, link definitions, HTML, rules) is no prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from checker.errors import ReadError
from checker.model import MARKUP, Block, BlockKind, Span
from checker.readers.decode import decode
from checker.readers.extract import Extract
from checker.readers.front_matter import front_matter_lines
from checker.readers.inline import inline_masks, recording
from checker.readers.lines import line_spans, line_starts
from checker.readers.masks import Mask, masked
from checker.readers.pieces import Piece, block_pieces, cell_pieces, in_file, row_cells

LIMIT = 4 << 20
"""The largest Markdown file, in bytes: its parser reads a quarter of a megabyte in a second where marks are many."""

LONGEST = 1 << 14
"""The longest block, in code points, whose inline marks are read: beyond, the parser's time may grow as its square."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_CELLS = frozenset({"th_open", "td_open"})
_NO_CELL = Span(0, 0)


@dataclass(slots=True)
class _Source:
    """The file's text and lines, and what has been found in them so far."""

    text: str
    lines: Sequence[Span]
    blocks: list[Block] = field(default_factory=list)
    masks: list[Mask] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(data: bytes, name: str, language: str | None) -> Extract:
    """The Extract of a Markdown file. Raises ReadError, also where it is too large for the parser."""
    if len(data) > LIMIT:
        raise ReadError(f"{name} is larger than {LIMIT >> 20} MiB, too much for Markdown: split it into smaller files.")
    decoded = decode(data, name, language)
    source = _Source(decoded.text, line_spans(decoded.text))
    _walk(source, _parser())
    blocks = tuple(sorted(source.blocks, key=lambda block: block.span))
    prose = masked(source.text, blocks, source.masks)
    notes = (*decoded.notes, *source.notes)
    return Extract(source.text, prose, blocks, line_starts(source.text), decoded.encoding, notes)


@cache
def _parser() -> MarkdownIt:
    return recording(MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline"))


def _walk(source: _Source, parser: MarkdownIt) -> None:
    """Finds the blocks and the masks of a source."""
    contents = [source.text[start:end] for start, end in source.lines]
    skipped = front_matter_lines(contents)
    contents[:skipped] = [""] * skipped
    environment: dict[str, Any] = {}
    opened: list[Token] = []
    cells: Iterator[Span] = iter(())
    for token in parser.parse("\n".join(contents), environment):
        if token.nesting == 1:
            opened.append(token)
            if token.type == "tr_open" and token.map:
                cells = iter(row_cells(source.text, source.lines[token.map[0]]))
        elif token.nesting == -1:
            opened.pop()
        elif token.type in {"fence", "code_block"}:
            _code(source, token)
        elif token.type == "inline":
            if opened[-1].type in _CELLS:
                pieces = cell_pieces(source.text, next(cells, _NO_CELL))
            else:
                pieces = block_pieces(source.text, source.lines, token, opened[-1])
            masks = _inline(source, parser, token.content, environment)
            _prose(source, pieces, masks, opened)


def _inline(source: _Source, parser: MarkdownIt, content: str, environment: dict[str, Any]) -> list[Mask]:
    if len(content) <= LONGEST:
        return inline_masks(parser, content, environment)
    note = f"A paragraph of more than {LONGEST:,} characters was read as plain text, with its Markdown marks."
    if note not in source.notes:
        source.notes.append(note)
    return []


def _code(source: _Source, token: Token) -> None:
    first, last = token.map or (0, 0)
    filled = [line for line in source.lines[first:last] if source.text[line.start : line.end].strip()]
    if filled:
        source.blocks.append(Block(BlockKind.CODE, Span(filled[0].start, filled[-1].end)))


def _prose(source: _Source, pieces: Sequence[Piece], masks: Sequence[Mask], opened: Sequence[Token]) -> None:
    """Adds the blocks that a block of Markdown is for a reader, with their masks."""
    placed = [part for mask in masks for part in in_file(pieces, mask)]
    groups = list(_footnotes(source, pieces, opened))
    for group in groups:
        for before, after in pairwise(group):
            placed.extend(_gap(source, before.file + before.length, after.file))
    source.masks.extend(placed)
    placed.sort()
    for group in groups:
        span = Span(group[0].file, group[-1].file + group[-1].length)
        if _shows(source.text, span, placed):
            kind, level = _kind(opened, first=not source.blocks)
            source.blocks.append(Block(kind, span, level))


def _shows(text: str, span: Span, masks: Sequence[Mask]) -> bool:
    """Whether anything but white space stands in a span beside the masks, which are in order."""
    done = span.start
    for mask in masks:
        if mask.start >= span.end:
            break
        if text[done : mask.start].strip():
            return True
        done = max(done, mask.end)
    return bool(text[done : span.end].strip())


def _footnotes(source: _Source, pieces: Sequence[Piece], opened: Sequence[Token]) -> Iterator[list[Piece]]:
    """The pieces without the marks of footnotes and tasks; each footnote is a block of its own."""
    group: list[Piece] = []
    for piece in pieces:
        end = piece.file + piece.length
        mark = _FOOTNOTE.match(source.text, piece.file, end)
        if mark and group:
            yield group
            group = []
        if not mark and not group and opened[-1].type == "paragraph_open" and len(opened) > 1:
            mark = _TASK.match(source.text, piece.file, end)
        length = len(mark.group()) if mark else 0
        if length < piece.length:
            group.append(Piece(piece.content + length, piece.file + length, piece.length - length))
    if group:
        yield group


def _gap(source: _Source, start: int, end: int) -> Iterator[Mask]:
    """Between two pieces: a quotation's or a list's prefix behind a line end, the backslash before a pipe."""
    gap = source.text[start:end]
    begin = start + max(gap.rfind("\n"), gap.rfind("\r")) + 1
    if source.text[begin:end].strip():
        yield Mask(begin, end, MARKUP)


def _kind(opened: Sequence[Token], first: bool) -> tuple[BlockKind, int]:
    if opened[-1].type == "heading_open":
        level = int(opened[-1].tag[1:])
        return (BlockKind.HEADLINE if first and level == 1 else BlockKind.HEADING), level
    if opened[-1].type in _CELLS:
        return BlockKind.TABLE_CELL, 0
    kinds = {"list_item_open": BlockKind.LIST_ITEM, "blockquote_open": BlockKind.QUOTE}
    around = [kinds[token.type] for token in opened if token.type in kinds]
    return (around[-1], around.count(around[-1])) if around else (BlockKind.PARAGRAPH, 0)
