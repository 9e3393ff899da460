"""Where the content of a Markdown block stands in the file.

markdown-it gives the lines of a block, not its columns. They are found here: a block's content is, line by line,
the end of the file's lines, but for closing marks of a heading and for white space; a cell stands between pipes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


def cell_pieces(text: str, lines: Sequence[Span], token: Token, index: int) -> list[Piece]:
    """The pieces of a table cell, the index-th of its row; an escaped pipe begins a new piece."""
    line = lines[(token.map or (0, 0))[0]]
    raw = _raw(text, line)
    bounds = [-1, *(match.start() for match in _PIPE.finditer(raw)), len(raw)]
    if _PREFIX.fullmatch(raw, 0, bounds[1]):
        del bounds[0]
    if index + 1 >= len(bounds):
        return []
    start, end = bounds[index] + 1, bounds[index + 1]
    end -= len(raw[start:end]) - len(raw[start:end].rstrip())
    prefix = _PREFIX.match(raw, start, end) if start == 0 else None
    start = prefix.end() if prefix else start
    start += len(raw[start:end]) - len(raw[start:end].lstrip())
    pieces: list[Piece] = []
    offset = 0
    for match in re.finditer(r"(?:[^\\]|\\(?!\|))+|\\", raw[start:end]):
        if match.group() != "\\" or match.end() == end - start:
            pieces.append(Piece(offset, line.start + start + match.start(), len(match.group())))
            offset += len(match.group())
    return pieces


def in_file(pieces: Sequence[Piece], mask: Mask) -> Iterator[Mask]:
    """A mask of a block's content, in offsets of the file."""
    for content, file, length in pieces:
        start, end = max(mask.start, content), min(mask.end, content + length)
        if start < end:
            yield Mask(file + start - content, file + end - content, mask.sign)


def _raw(text: str, line: Span) -> str:
    return text[line.start : line.end].replace("\0", "\N{REPLACEMENT CHARACTER}")
