"""How long a text is, in words, in any script: what scores are normalised by."""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.words import words

CHARACTERS_PER_WORD = {"Han": 1.6, "Hira": 2.2, "Thai": 4.0, "Laoo": 4.0, "Khmr": 4.5, "Mymr": 4.0}
"""Of scripts without word spaces: mean characters of a dictionary word in running text.

Measured roughly, from news text cut by ICU: a Chinese word has 1.6 to 1.8 characters, a Japanese one 2 (kanji
less, kana more), a Thai one 4. What counts is that a Chinese sentence weighs what its translation weighs.
"""

_UNSPACED = regex.compile(
    "|".join(rf"(?P<{script}>\p{{sc={script}}}\p{{M}}*)" for script in CHARACTERS_PER_WORD), regex.VERSION1
)


@lru_cache(maxsize=20_000)
def length_in_words(text: str) -> float:
    """Words of `text`; in scripts without word spaces the number of characters over the script's factor."""
    unspaced = sum(1 / CHARACTERS_PER_WORD[str(match.lastgroup)] for match in _UNSPACED.finditer(text))
    return len(words(_UNSPACED.sub(" ", text) if unspaced else text)) + unspaced
