"""Words across scripts: romanised keys, consonant skeletons, and how alike two names are.

Romanised by anyascii. A score of .3 Jaro-Winkler + .25 edit ratio + .45 skeleton ratio separates the names of one
place in two scripts from those of two places near .70 (measured on city names; never a hard error for Han script,
which is read as Mandarin).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import regex
from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

ALIKE = 0.70
"""From this score on two names are probably one."""

_HAN = regex.compile(r"\p{sc=Han}")
_NOT_LETTERS = regex.compile(r"[^a-z0-9]+")
_DIGRAPHS = (
    (regex.compile("[sc]z|sh|ch|tch|tsch|sch|zh"), "s"),
    (regex.compile("ph"), "f"),
    (regex.compile("th"), "t"),
)
_CLASSES = str.maketrans("pwcqgxvzdrm", "bbkkkkfstln", "aeiouyhj0123456789")


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The word in lower-case Latin letters and digits; empty where nothing of it can be romanised."""
    return _NOT_LETTERS.sub("", (word if word.isascii() else anyascii(word)).lower())


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A romanised word's consonants, each by its class (b p w, c g k q x, f v, s z, d t, l r, m n), none doubled."""
    return _skeleton(key(word))


def _skeleton(romanised: str) -> str:
    for pattern, letter in _DIGRAPHS:
        romanised = pattern.sub(letter, romanised)
    letters = romanised.translate(_CLASSES)
    return "".join(letter for letter, before in zip(letters, " " + letters, strict=False) if letter != before)


@lru_cache(maxsize=200_000)
def _skeletons(word: str) -> tuple[str, ...]:
    """The consonants of a word. Mandarin has one sound for w and v: in its characters both are read."""
    if "w" in key(word) and _HAN.search(word):
        return skeleton(word), _skeleton(key(word).replace("w", "v"))
    return (skeleton(word),)


def likeness(left: str, right: str) -> float:
    """How alike two words sound, 0..1, whatever their scripts; 0 where either cannot be romanised."""
    one, other = key(left), key(right)
    if not one or not other:
        return 0.0
    here, there = _skeletons(left), _skeletons(right)
    bones = fuzz.ratio(here[0], there[0])
    if len(here) > 1 or len(there) > 1:
        bones = max(fuzz.ratio(*both) for both in product(here, there))
    return 0.3 * JaroWinkler.similarity(one, other) + 0.25 * fuzz.ratio(one, other) / 100.0 + 0.45 * bones / 100.0
