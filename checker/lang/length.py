"""How long a text is, in words, in any script: what scores are normalised by."""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.words import words

CHARACTERS_PER_WORD = {"Han": 1.6, "Hira": 2.2, "Thai": 4.0, "Laoo": 4.0, "Khmr": 4.5, "Mymr": 4.0}
"""Of scripts without word spaces: mean characters of a dictionary word in running text.

What counts is that a sentence weighs what its translation weighs: 1.61 Chinese characters, or 2.34 Japanese ones (kanji
less, kana more), stand for one English word in human translations of news. The others are rough.
"""

_UNSPACED = regex.compile(
    "|".join(rf"(?P<{script}>\p{{sc={script}}}\p{{M}}*)" for script in CHARACTERS_PER_WORD), regex.VERSION1
)

_FIRST_UNSPACED = "\N{THAI CHARACTER KO KAI}"
"""No character before it is of any of these scripts."""


@lru_cache(maxsize=20_000)
def length_in_words(text: str) -> float:
    """Words of `text`; in scripts without word spaces the number of characters over the script's factor."""
    if max(text, default="") < _FIRST_UNSPACED:
        return len(words(text))
    unspaced = sum(1 / CHARACTERS_PER_WORD[str(match.lastgroup)] for match in _UNSPACED.finditer(text))
    return len(words(_UNSPACED.sub(" ", text) if unspaced else text)) + unspaced
