"""The words of beads as vectors, and what terms mean by the places that they stand in.

Read are the renderings of words, where a word stands beside its translations, and the embedding of sentences, where
it stands beside what is said with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from checker.lang.recurrence import Recurring
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.name_evidence import Text
from checker.measures.wording import Wording, cut, wordings

_READ = 4  # places of a term whose vectors are added


class Vectors(NamedTuple):
    """Unit vectors of a term: of its renderings and of its meaning."""

    rendering: FloatArray
    meaning: FloatArray


class Reader:
    """The words of some beads as vectors, read when they are asked for. language: of the target."""

    def __init__(self, source: Sequence[Text], target: Sequence[Text]) -> None:
        self._texts = (source, target)
        self.language = target[0].language
        self.beads = len(target)
        self._read: dict[tuple[int, int], Wording] = {}
        self._meant: dict[Recurring, Vectors | None] = {}

    def wording(self, side: int, bead: int) -> Wording:
        """The words of a bead. side: 0 for the source, 1 for the target."""
        if (side, bead) not in self._read:
            self._take({(side, bead)})
        return self._read[side, bead]

    def read(self, terms: Iterable[tuple[int, Recurring]]) -> None:
        """Reads what `like` needs of terms of either side, all at once."""
        self._take({(side, bead) for side, term in terms for bead in islice(term.places, _READ)})

    def _take(self, asked: set[tuple[int, int]]) -> None:
        model, beads = Embedding.shipped(), sorted(asked - self._read.keys())
        cuts = [cut(model, self._texts[side][bead].text) for side, bead in beads]
        self._read.update(zip(beads, wordings(model, cuts) if cuts else (), strict=True))

    def vectors(self, side: int, term: Recurring, beads: Sequence[int] | None = None) -> Vectors | None:
        """What a term means, by its first places; None where the model knows none of its words."""
        rendering = meaning = None
        for bead in list(term.places if beads is None else beads)[:_READ]:
            words, word = self.wording(side, bead), term.places[bead][0]
            if at := inside(words, word.start, word.end):
                one, two = words.renderings[at].sum(axis=0), words.vectors[at].sum(axis=0)
                rendering, meaning = (one, two) if rendering is None else (rendering + one, meaning + two)
        if rendering is None or meaning is None:
            return None
        return Vectors(_unit(rendering), _unit(meaning))

    def like(self, term: Recurring, rendition: Recurring) -> float:
        """The cosine of a term of the source and one of the target, as renderings; -1 where either is unknown."""
        for side, asked in ((0, term), (1, rendition)):
            if asked not in self._meant:
                self._meant[asked] = self.vectors(side, asked)
        one, other = self._meant[term], self._meant[rendition]
        return float(one.rendering @ other.rendering) if one and other else -1.0


def inside(words: Wording, start: int, end: int) -> list[int]:
    """The words that stand in a range of code points."""
    return [at for at, (first, last) in enumerate(words.spans) if first < end and last > start]


def added(words: Wording, places: Sequence[int]) -> Vectors:
    """What some of the words mean together."""
    at = list(places)
    return Vectors(_unit(words.renderings[at].sum(axis=0)), _unit(words.vectors[at].sum(axis=0)))


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6))
