"""The words of a text as vectors: the pieces of the embedding put together to words, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import decimal

import numpy as np
import numpy.typing as npt
import regex

from checker.lang.words import words
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.renderings import Renderings

Places = npt.NDArray[np.int64]

_LENGTHS = (  # first and last character of scripts whose letters say more than a Latin one, as measured on FLORES-200
    (0x0590, 0x05FF, 1.3),
    (0x0600, 0x06FF, 1.12),
    (0x3040, 0x30FF, 1.6),
    (0x3400, 0x9FFF, 2.6),
    (0xAC00, 0xD7A3, 2.2),
)

_COMMON = ("hospital", "minister", "capital", "accident", "daughter", "opened", "treated", "new")
_DIGIT = regex.compile(r"\p{Nd}")
_MANY = 8  # pieces of a word that are read for all words at once
_CUTS = 2048  # texts whose words are remembered, since several measures read the same ones


class Cut(NamedTuple):
    """Where the words of a text are, before anybody asks what they mean.

    spans: n half-open ranges of code points. lengths: n, in Latin letters. pieces: the places in the vocabulary of the
    pieces that they are made of. starts: n, the first piece of each word.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    lengths: FloatArray
    pieces: Places
    starts: Places


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
    def norms(self) -> FloatArray:
        """How long the sums of one, two and three words in a row are, (3, n); beyond the last such words anything."""
        return _norms(self.vectors)

    @cached_property
    def rendered_norms(self) -> FloatArray:
        """The same of the renderings."""
        return _norms(self.renderings)

    @property
    def weights(self) -> FloatArray:
        """How much each word says: the lengths of the vectors."""
        return np.asarray(self.norms[0])

    @cached_property
    def lengths(self) -> FloatArray:
        """How long each word is, as if written in Latin letters."""
        return _lengths(self.text, self.spans)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The digits of each word, in Latin ones whatever its own; empty where it has none."""
        found = [""] * len(self.spans)
        starts = [start for start, _ in self.spans]
        for digit in _DIGIT.finditer(self.text):
            at = bisect_right(starts, digit.start()) - 1
            if at >= 0 and digit.start() < self.spans[at][1]:
                found[at] += str(decimal(digit.group()))
        return tuple(found)

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


def _norms(vectors: FloatArray) -> FloatArray:
    """The lengths of sums of one, two and three rows, (3, n), from the products of rows beside each other."""
    squares = np.zeros((3, len(vectors)), np.float32)
    one, two, three = squares
    one[:] = np.einsum("nd,nd->n", vectors, vectors)
    beside = 2.0 * np.einsum("nd,nd->n", vectors[:-1], vectors[1:])
    apart = 2.0 * np.einsum("nd,nd->n", vectors[:-2], vectors[2:])
    two[:-1] = one[:-1] + one[1:] + beside
    three[:-2] = two[:-2] + one[2:] + beside[1:] + apart
    return np.sqrt(np.maximum(squares, 0.0))


def wording(model: Embedding, text: str) -> Wording:
    """Reads the words of a text; in scripts without word spaces a piece is a word."""
    return wordings(model, [cut(model, text)])[0]


def wordings(model: Embedding, cuts: Sequence[Cut]) -> list[Wording]:
    """What the words of texts mean, all read at once."""
    renderings = Renderings.shipped()
    pieces = np.concatenate([one.pieces for one in cuts])
    begins = accumulate((len(one.pieces) for one in cuts), initial=0)
    starts = np.concatenate([one.starts + begin for one, begin in zip(cuts, begins, strict=False)])
    if not len(starts):
        nothing = [np.zeros((0, one.dimensions), np.float32) for one in (model, renderings)]
        return [Wording(one.text, nothing[0], nothing[1], ()) for one in cuts]
    vectors, rendered = _summed(model.rows, pieces, starts), _summed(renderings.rows, pieces, starts)
    vectors /= _unit(model)
    norms, rendered_norms = _norms(vectors), _norms(rendered)
    read, at = [], 0
    for one in cuts:
        rows = slice(at, at + len(one.spans))
        words = Wording(one.text, vectors[rows], rendered[rows], one.spans)
        # What is known of all words at once is put where `cached_property` keeps it.
        words.__dict__.update(lengths=one.lengths, norms=norms[:, rows], rendered_norms=rendered_norms[:, rows])
        read.append(words)
        at = rows.stop
    return read


def _summed(rows: Callable[[Places], FloatArray], pieces: Places, starts: Places) -> FloatArray:
    """The vectors of words: of the pieces from each start to the next, added up.

    First pieces are read, then second ones where there are any, and so on: numpy's own sums of parts are slow.
    """
    sums = rows(pieces[starts])
    counts = np.diff(starts, append=len(pieces))
    for nth in range(1, min(_MANY, int(counts.max()))):
        longer = np.flatnonzero(counts > nth)
        sums[longer] += rows(pieces[starts[longer] + nth])
    for word in np.flatnonzero(counts > _MANY):
        begin = int(starts[word])
        sums[word] += rows(pieces[begin + _MANY : begin + int(counts[word])]).sum(axis=0)
    return sums


@lru_cache(maxsize=_CUTS)
def cut(model: Embedding, text: str) -> Cut:
    """The words of a text that the model knows: all pieces that touch the same words are one."""
    pieces, found = model.pieces(text), words(text)
    begins, ends = [word.start for word in found], [word.end for word in found]
    spans: list[tuple[int, int]] = []
    starts: list[int] = []
    at, until = 0, -1
    for index, (start, end) in enumerate(pieces.spans):
        while at < len(ends) and ends[at] <= start:
            at += 1
        last = at
        while last < len(begins) and begins[last] < end:
            last += 1
        if last == at:
            continue
        if begins[at] < until:
            until = max(until, ends[last - 1])
            spans[-1] = (spans[-1][0], until)
        else:
            until = ends[last - 1]
            spans.append((begins[at], until))
            starts.append(index)
    first, last = (starts[0], len(pieces.numbers)) if starts else (0, 0)
    places = np.array(starts, np.int64) - first
    return Cut(text, tuple(spans), _lengths(text, spans), pieces.numbers[first:last], places)


@cache
def _unit(model: Embedding) -> np.float32:
    return np.float32(np.linalg.norm(model.sums(_COMMON), axis=1).mean())


def _lengths(text: str, spans: Sequence[tuple[int, int]]) -> FloatArray:
    return np.array([(end - start) * _letter(text[start]) for start, end in spans], np.float32)


@cache
def _letter(character: str) -> float:
    code = ord(character)
    return next((weight for first, last, weight in _LENGTHS if first <= code <= last), 1.0)
