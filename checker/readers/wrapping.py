"""Whether the line ends of a plain text are those of paragraphs or come from wrapping at a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

import regex

_LONGEST_WRAP = 110
"""Columns beyond which nobody wraps by hand or by mailer."""

_SAMPLE = 5_000
_ENDED = regex.compile(
    r"(?:[\p{Sentence_Terminal}…:;]|[,،、，؛](?=[\p{Pe}\p{Pf}]))[\p{Pe}\p{Pf}\p{Pi}\p{Po}--.,:;\s]*$", regex.V1
)
_PAUSED = regex.compile(r"[,،、，;；:—–-]\s*$")
_FIRST_WORD = regex.compile(r"\s*\S+")

Joins = Callable[[str, str], bool]
"""Whether a line goes on in the next one (both not empty)."""


def ended(line: str) -> bool:
    """Whether a line ends with a mark that ends a sentence, behind which closing quotes and brackets may stand."""
    return _ENDED.search(line[-20:]) is not None


def width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def joins(groups: Sequence[Sequence[str]]) -> Joins:
    """How the lines of a text are joined to paragraphs, judged by all of its groups (lines without a blank between).

    Long lines, and lines that mostly end as sentences do, are paragraphs. Otherwise a text is wrapped where the
    next line's first word would not have fitted, and it is verse where lines end in the middle of a sentence.
    """
    pairs = list(islice((pair for group in groups for pair in pairwise(group)), _SAMPLE))
    if not pairs:
        return _never
    lengths = sorted(width(line[:1_000]) for line, _ in pairs)
    wrap = lengths[int(len(lengths) * 0.9)]
    if wrap > _LONGEST_WRAP or sum(ended(line) for line, _ in pairs) * 2 > len(pairs):
        return _never
    full = sum(_is_full(line, following, wrap) for line, following in pairs)
    if wrap > 30 and full * 10 >= len(pairs) * 7:
        return lambda line, following: _is_full(line, following, wrap) or _runs_on(following)
    running = sum(_runs_on(following) or _PAUSED.search(line) is not None for line, following in pairs)
    return _always if running * 5 > len(pairs) else _never


def _is_full(line: str, following: str, wrap: int) -> bool:
    """Whether the next line's first word would not have fitted; a quarter of the width is left to taste."""
    first = _FIRST_WORD.match(following[:200])
    word = first.group().strip() if first else ""
    # A script without word spaces breaks anywhere.
    need = min(width(word), wrap // 4)
    return width(line[:1_000]) + 1 + need > wrap * 0.85


def _runs_on(line: str) -> bool:
    return line.lstrip()[:1].islower()


def _never(line: str, following: str) -> bool:
    return False


def _always(line: str, following: str) -> bool:
    return True
