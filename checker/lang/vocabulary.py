"""Which words a language has: a Bloom filter a language, small enough to ship, built by `scripts/train_vocabulary.py`.

A filter answers "certainly not" or "probably yes" (Bloom 1970); here about one unknown word in a hundred passes as
known. `known` holds the words that running text of the language uses, inflected forms as they stand, `common` the
commonest of them, `core` the few that hold every sentence together. Words that are there only because subtitles quote
another language are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

from checker.lang.facts import chain

_HEADER = struct.Struct("<4sIII")
_MAGIC = b"TCV1"
_BITS_A_WORD, _PROBES = 10, 7


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The form under which a word is stored: lower case, one apostrophe, one yeh and kaf, no vowel marks of Arabic."""
    folded = word.casefold()
    return folded if folded.isascii() else folded.translate(_FOLD)


_VOWEL_MARKS = dict.fromkeys(range(0x064B, 0x0653))
_FOLD = _VOWEL_MARKS | str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",
        "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
        "\N{ARABIC TATWEEL}": None,
        "\N{ZERO WIDTH NON-JOINER}": None,
        "\N{WORD JOINER}": None,
    }
)


@lru_cache(maxsize=100_000)
def _hashes(word: str) -> tuple[int, int]:
    first, second = struct.unpack("<QQ", blake2b(fold(word).encode("utf-8", "replace"), digest_size=16).digest())
    return first, second | 1


@dataclass(frozen=True, slots=True)
class WordSet:
    """A Bloom filter over folded words; `word in set` may be wrong for one absent word in about a hundred."""

    bits: bytes

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and _holds(self, word)


@lru_cache(maxsize=100_000)
def _holds(words: WordSet, word: str) -> bool:
    """Whether the filter has the word; several readers ask for the same ones."""
    size = len(words.bits) * 8
    return all(words.bits[place >> 3] >> (place & 7) & 1 for place in _places(*_hashes(word), size))


def _places(first: int, second: int, size: int) -> Iterator[int]:
    place, step = first % size, second % size
    for _ in range(_PROBES):
        yield place
        place = (place + step) % size


def word_set(words: Iterable[str]) -> WordSet:
    """A filter that holds `words`."""
    folded = sorted({fold(word) for word in words})
    bits = bytearray(max(8, len(folded) * _BITS_A_WORD // 8))
    for word in folded:
        for place in _places(*_hashes(word), len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return WordSet(bytes(bits))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """known: words of running text. common, core: the commonest three thousand and two hundred of them."""

    known: WordSet
    common: WordSet
    core: WordSet


def pack(vocabulary: Vocabulary) -> bytes:
    """The bytes of a vocabulary file: a header with the sizes, then the filters."""
    filters = (vocabulary.known.bits, vocabulary.common.bits, vocabulary.core.bits)
    return _HEADER.pack(_MAGIC, *map(len, filters)) + b"".join(filters)


def unpack(packed: bytes) -> Vocabulary:
    """The vocabulary in the bytes that `pack` made."""
    magic, *sizes = _HEADER.unpack_from(packed)
    if magic != _MAGIC or len(packed) != _HEADER.size + sum(sizes):
        raise ValueError("This is not a vocabulary file.")
    starts = [_HEADER.size + sum(sizes[:place]) for place in range(len(sizes))]
    return Vocabulary(*(WordSet(packed[start : start + size]) for start, size in zip(starts, sizes, strict=True)))


@cache
def vocabulary(tag: str) -> Vocabulary | None:
    """The vocabulary of a language, or None where none ships."""
    for candidate in chain(tag):
        entry = files("checker.lang") / "vocabularies" / f"{candidate}.bin"
        if entry.is_file():
            return unpack(entry.read_bytes())
    return None
