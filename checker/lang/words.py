"""Words of a text in any script, by Unicode's word boundaries (UAX 29), read once and shared."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

_WORD = regex.compile(
    r"(?V1)(?:[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]\p{M}*)"
    r"|[\p{sc=Kana}ー]+"
    r"|\p{N}+(?:[.,'’\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}]\p{N}+)*[\p{L}\p{M}]*"
    r"|[\p{L}\p{M}\p{N}_]+"
    r"(?:['’·‧\u200c\u200d\u2060\N{HEBREW PUNCTUATION GERESH}\N{HEBREW PUNCTUATION GERSHAYIM}]*[\p{L}\p{M}\p{N}_]+)*"
)


class Word(NamedTuple):
    """A word, with its half-open span in the string that was read."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of `text`. In scripts without word spaces each character counts as one word."""
    return tuple(Word(match.group(), *match.span()) for match in _WORD.finditer(text))
