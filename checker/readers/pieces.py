"""Where the content of a Markdown block stands in the file.

markdown-it gives the lines of a block, not its columns. They are found here: a block's content is, line by line,
the end of the file's lines, but for closing marks of a heading and for white space; a cell stands between pipes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from markdown_it.token import Token

from checker.model import Span
from checker.readers.masks import Mask

_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*")
_PIPE = re.compile(r"(?<!\\)\|")


class Piece(NamedTuple):
    """A run of a block's content that stands in one piece in the file: its two offsets and its length."""

    content: int
    file: int
    length: int


def block_pieces(text: str, lines: Sequence[Span], token: Token, parent: Token) -> list[Piece]:
    """The pieces of a heading's or paragraph's content, one a line."""
    first, last = token.map or (0, 0)
    numbers = (number for number in range(first, last) if _raw(text, lines[number]).strip())
    pieces: list[Piece] = []
    offset = 0
    for content in token.content.split("\n"):
        shown = content.strip()
        number = next(numbers, None)
        if number is None:
            break
        raw = _raw(text, lines[number]).rstrip()
        if parent.markup.startswith("#"):
            start = raw.find(shown, raw.find(parent.markup) + len(parent.markup))
        else:
            start = len(raw) - len(shown) if raw.endswith(shown) else raw.rfind(shown)
        if shown and start >= 0:
            pieces.append(Piece(offset + content.find(shown), lines[number].start + start, len(shown)))
        offset += len(content) + 1
    return pieces


def row_cells(text: str, line: Span) -> list[Span]:
    """Where the cells of a table's row stand in the file, without the white space at their edges."""
    raw = _raw(text, line)
    bounds = [-1, *(match.start() for match in _PIPE.finditer(raw)), len(raw)]
    prefix = _PREFIX.match(raw, 0, bounds[1])
    begins = prefix.end() if prefix else 0
    if begins == bounds[1]:
        del bounds[0]
    cells: list[Span] = []
    for before, after in pairwise(bounds):
        start = max(before + 1, begins)
        cell = raw[start:after]
        start += len(cell) - len(cell.lstrip())
        cells.append(Span(line.start + start, line.start + start + len(cell.strip())))
    return cells


def cell_pieces(text: str, cell: Span) -> list[Piece]:
    """The pieces of a table cell: an escaped pipe begins a new one, behind its backslash."""
    pieces: list[Piece] = []
    offset = 0
    start = cell.start
    while start < cell.end:
        pipe = text.find("\\|", start + 1 if pieces else start, cell.end)
        end = pipe if pipe >= 0 else cell.end
        if end > start:
            pieces.append(Piece(offset, start, end - start))
        offset += end - start
        start = end + 1
    return pieces


def in_file(pieces: Sequence[Piece], mask: Mask) -> Iterator[Mask]:
    """A mask of a block's content, in offsets of the file."""
    first = bisect_right(pieces, mask.start, key=lambda piece: piece.content) - 1
    for content, file, length in islice(pieces, max(first, 0), None):
        if content >= mask.end:
            break
        start, end = max(mask.start, content), min(mask.end, content + length)
        if start < end:
            yield Mask(file + start - content, file + end - content, mask.sign)


def _raw(text: str, line: Span) -> str:
    return text[line.start : line.end].replace("\0", "\N{REPLACEMENT CHARACTER}")
