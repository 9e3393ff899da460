"""Scripts of words, by Unicode's Script property (UAX 24)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

_NAMES = (
    "Latn Cyrl Grek Arab Hebr Deva Hani Hira Kana Hang Thai Armn Geor Beng Taml Telu Gujr Guru Knda Mlym "
    "Sinh Khmr Laoo Mymr Ethi Tibt"
).split()
_PATTERNS = tuple((name, regex.compile(rf"\p{{sc={name}}}")) for name in _NAMES)
_LETTER = regex.compile(r"\p{L}")


@lru_cache(maxsize=50_000)
def script(word: str) -> str | None:
    """ISO 15924 code of the word's first letter; None where it has no letter, or one of no listed script."""
    letter = _LETTER.search(word)
    if letter is None:
        return None
    return next((name for name, pattern in _PATTERNS if pattern.match(letter.group())), None)


def share(text: str, scripts: Iterable[str]) -> float:
    """The share, 0..1, of the letters of `text` that are in one of `scripts`; 0 where there are no letters."""
    letters = _LETTER.findall(text)
    wanted = frozenset(scripts)
    return sum(script(letter) in wanted for letter in letters) / len(letters) if letters else 0.0
