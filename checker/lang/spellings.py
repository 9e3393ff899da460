"""Spellings of one name that schools of transliteration choose: Zelensky and Zelenskyy, Mohamed and Muhammad."""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.names import key
from checker.lang.scripts import script

_ABJADS = frozenset({"Arab", "Hebr"})
"""Scripts that leave most vowels unwritten, so that each translator has to choose them."""

_SCHOOLS = tuple(
    (regex.compile(pattern), letter)
    for pattern, letter in (
        (r"^es(?=[^aeiouy])", "s"),
        (r"tsch|tch|tsh|cz|ch|sch|sh|sz|sy|zh|dj|dzh", "%"),
        (r"kh|gh|ck|c|q|k|h", "h"),
        (r"x|ks", "hs"),
        (r"ph|f|w|v", "v"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ts|tz|z|s", "s"),
        (r"ou|oo|u|o", "u"),
        (r"ij|iy|yi|ee|ie|ia|ya|ja|ye|je|yo|jo|yu|ju|io|iu|[iyj]", "i"),
    )
)
_DOUBLED = regex.compile(r"(.)\1+")
_VOWELS = regex.compile("[aeiouy]")


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    found = key(word)
    for pattern, letter in _SCHOOLS:
        found = pattern.sub(letter, found)
    return _DOUBLED.sub(r"\1", found)


def sounds_same(one: str, other: str, source: str) -> bool:
    """Whether two spellings may render the same name, written `source` in the text that was translated."""
    left, right = _folded(one), _folded(other)
    if script(source) in _ABJADS:
        left, right = _VOWELS.sub("", left), _VOWELS.sub("", right)
    return left == right


def respelt(one: str, other: str) -> bool:
    """Whether two spellings have the same consonants in two orthographies: Belutschistan and Baluchistan.

    A slip of the pen leaves the spelling of the sounds as it is; who writes a name in a language's own way changes it.
    """
    left, right = (_VOWELS.sub("", _folded(word)) for word in (one, other))
    return left == right and _VOWELS.sub("", key(one)) != _VOWELS.sub("", key(other))
