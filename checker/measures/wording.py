"""The words of a text as vectors: the pieces of the embedding put together to words, with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import decimal

import numpy as np

from checker.lang.words import words
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.renderings import Renderings

_LENGTHS = (  # first and last character of scripts whose letters say more than a Latin one, as measured on FLORES-200
    (0x0590, 0x05FF, 1.3),
    (0x0600, 0x06FF, 1.12),
    (0x3040, 0x30FF, 1.6),
    (0x3400, 0x9FFF, 2.6),
    (0xAC00, 0xD7A3, 2.2),
)


_COMMON = ("hospital", "minister", "capital", "accident", "daughter", "opened", "treated", "new")


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of one text that the model knows.

    vectors: float32 (n, d), so long that a common content word weighs 1, however the model was scaled.
    renderings: float32 (n, k), of each word the vector beside which its translations stand; see `Renderings`.
    spans: n half-open ranges of code points. lengths: n, in Latin letters.
    """

    text: str
    vectors: FloatArray
    renderings: FloatArray
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def weights(self) -> FloatArray:
        """How much each word says: the lengths of the vectors."""
        return np.asarray(np.linalg.norm(self.vectors, axis=1), dtype=np.float32)

    @cached_property
    def lengths(self) -> FloatArray:
        """How long each word is, as if written in Latin letters."""
        found = [(end - start) * _letter(self.text[start]) for start, end in self.spans]
        return np.array(found, np.float32)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The digits of each word, in Latin ones whatever its own; empty where it has none."""
        return tuple(_figures(self.text[start:end]) for start, end in self.spans)

    @cached_property
    def total(self) -> FloatArray:
        """The sum of all words, which is the direction of the text."""
        return np.asarray(self.vectors.sum(axis=0), dtype=np.float32)

    def windows(self, size: int) -> FloatArray:
        """Unit vectors of `size` words in a row: (n - size + 1, d), or none."""
        return _windows(self.vectors, size)

    def rendered(self, size: int) -> FloatArray:
        """Unit vectors of the renderings of `size` words in a row: (n - size + 1, k), or none."""
        return _windows(self.renderings, size)


def _windows(vectors: FloatArray, size: int) -> FloatArray:
    count = max(0, len(vectors) - size + 1)
    sums = vectors[:count].copy()
    for shift in range(1, size):
        sums += vectors[shift : shift + count]
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return sums


def wording(model: Embedding, text: str) -> Wording:
    """Reads the words of a text; in scripts without word spaces a piece is a word."""
    pieces = model.pieces(text)
    spans: list[tuple[int, int]] = []
    starts: list[int] = []
    for index, (start, end) in _inside(words(text), pieces.spans):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
            starts.append(index)
    renderings = Renderings.shipped()
    if not starts:
        empty = np.zeros((0, model.dimensions), np.float32)
        return Wording(text, empty, np.zeros((0, renderings.dimensions), np.float32), ())
    vectors = np.add.reduceat(pieces.vectors, starts, axis=0) / _unit(model)
    rendered = np.add.reduceat(renderings.rows(pieces.numbers), starts, axis=0)
    return Wording(text, np.asarray(vectors, dtype=np.float32), rendered, tuple(spans))


@cache
def _unit(model: Embedding) -> np.float32:
    return np.float32(np.linalg.norm(model.sums(_COMMON), axis=1).mean())


def _inside(
    found: Sequence[tuple[str, int, int]], pieces: Sequence[tuple[int, int]]
) -> list[tuple[int, tuple[int, int]]]:
    """Each piece that touches a word, with the range of the words that it touches."""
    touching, at = [], 0
    for index, (start, end) in enumerate(pieces):
        while at < len(found) and found[at][2] <= start:
            at += 1
        last = at
        while last < len(found) and found[last][1] < end:
            last += 1
        if last > at:
            touching.append((index, (found[at][1], found[last - 1][2])))
    return touching


def _figures(word: str) -> str:
    return "".join(str(decimal(one)) for one in word if one.isdecimal())


def _letter(character: str) -> float:
    code = ord(character)
    return next((weight for first, last, weight in _LENGTHS if first <= code <= last), 1.0)
