"""Whether the line ends of a plain text are those of paragraphs or come from wrapping at a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import regex

_SHORTEST_WRAP, _LONGEST_WRAP = 45, 110
"""Where people and mailers wrap: verse takes fewer columns, and more code points make a paragraph."""

_SAMPLE = 5_000
_ENDED = regex.compile(
    r"[\p{Sentence_Terminal}…:;\N{FULLWIDTH COLON}\N{FULLWIDTH SEMICOLON}][\"'\p{Pe}\p{Pf}\p{Pi}*_\s]*$"
)
_PAUSED = regex.compile(r"[,،、，;；:—–-]\s*$")
_FIRST_WORD = regex.compile(r"\s*\S+")

Joins = Callable[[str, str], bool]
"""Whether a line goes on in the next one (both not empty)."""


def ended(line: str) -> bool:
    """Whether a line ends with a mark that ends a sentence, behind which closing quotes and brackets may stand."""
    return _ENDED.search(line[-20:]) is not None


def paused(line: str) -> bool:
    """Whether a line ends with a comma, semicolon, colon or dash."""
    return _PAUSED.search(line[-5:]) is not None


def width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


class _Wrap(NamedTuple):
    """The width that all but one line in ten keep to; editors count columns, programs often code points."""

    columns: int
    points: int


def joins(groups: Sequence[Sequence[str]]) -> Joins:
    """How the lines of a text are joined to paragraphs, judged by all of its groups (lines without a blank between).

    Long lines, and lines that mostly end as sentences do, are paragraphs. Otherwise a text is wrapped where the
    next line's first word would not have fitted, and it is verse where lines end in the middle of a sentence.
    """
    pairs = list(islice((pair for group in groups for pair in pairwise(group)), _SAMPLE))
    if not pairs:
        return _never
    wrap = _Wrap(*(_usual([size(line[:1_000]) for line, _ in pairs]) for size in (width, len)))
    if wrap.points > _LONGEST_WRAP or sum(ended(line) for line, _ in pairs) * 2 > len(pairs):
        return _never
    full = sum(_is_full(line, following, wrap) for line, following in pairs)
    if wrap.columns >= _SHORTEST_WRAP and full * 2 >= len(pairs):
        return lambda line, following: _is_full(line, following, wrap) or _runs_on(line, following)
    running = sum(_runs_on(line, following) or paused(line) for line, following in pairs)
    return _always if running * 5 > len(pairs) else _never


def _usual(sizes: list[int]) -> int:
    return sorted(sizes)[int(len(sizes) * 0.9)]


def _is_full(line: str, following: str, wrap: _Wrap) -> bool:
    """Whether the next line's first word would not have fitted; a part of the width is left to taste."""
    first = _FIRST_WORD.match(following[:200])
    word = first.group().strip() if first else ""
    # A script without word spaces breaks anywhere: its "word" is no longer than a quarter of the line.
    return any(
        size(line[:1_000]) + 1 + min(size(word), limit // 4) > limit * 0.85
        for size, limit in ((width, wrap.columns), (len, wrap.points))
    )


def _runs_on(line: str, following: str) -> bool:
    first = following[:1]
    return first.islower() or (first.isdigit() and not ended(line))


def _never(line: str, following: str) -> bool:
    return False


def _always(line: str, following: str) -> bool:
    return True
