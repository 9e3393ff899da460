"""Words that a language all but always writes with a small letter inside sentences, and those it writes with a capital.

Two Bloom filters a language, built by `scripts/train_casing.py`. A word is stored under two keys, so that one unknown
word in ten thousand passes for a known one.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.lang.facts import chain
from checker.lang.vocabulary import WordSet

FOLDER = Path(__file__).parent / "casing_words"
_HEADER = struct.Struct("<4sII")
_MAGIC = b"TCC1"


@dataclass(frozen=True, slots=True)
class UsualCase:
    """Words in small letters that are nearly never written otherwise: small, and with a capital, large."""

    small: WordSet
    large: WordSet

    def is_small(self, word: str) -> bool:
        """Whether the language writes the word with a small letter."""
        return all(key in self.small for key in keys(word.lower()))

    def is_large(self, word: str) -> bool:
        """Whether the language writes the word with a capital."""
        return all(key in self.large for key in keys(word.lower()))


def keys(word: str) -> Sequence[str]:
    """The keys that a word is stored under."""
    return word, f"{word}="


def pack(usual: UsualCase) -> bytes:
    """The bytes of a file: a header with the sizes, then the filters."""
    filters = (usual.small.bits, usual.large.bits)
    return _HEADER.pack(_MAGIC, *map(len, filters)) + b"".join(filters)


@cache
def usual_case(tag: str) -> UsualCase | None:
    """What is known of a language's capitals, or None where nothing ships."""
    for candidate in chain(tag):
        path = FOLDER / f"{candidate}.bin"
        if path.is_file():
            packed = path.read_bytes()
            magic, first, second = _HEADER.unpack_from(packed)
            if magic != _MAGIC or len(packed) != _HEADER.size + first + second:
                raise ValueError(f"{path} is no file of words and their capitals.")
            start = _HEADER.size + first
            return UsualCase(WordSet(packed[_HEADER.size : start]), WordSet(packed[start:]))
    return None
