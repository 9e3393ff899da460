"""Words and vectors of sentences at once: their nats added, each with its weight, for they see the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.measures.embedded import LANGUAGES
from checker.measures.embedded_similarity import EmbeddedEvidence, EmbeddedSimilarity, IntArray, Shapes
from checker.measures.lexical_similarity import LexicalEvidence, LexicalSimilarity
from checker.model import Sentence

_LEXICAL, _EMBEDDED = np.float32(0.8), np.float32(0.4)


class Embedder(Protocol):
    """Compares texts by the vectors of their sentences."""

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> EmbeddedEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class JointEvidence:
    """What all of them say; see `checker.align.similarity.Evidence`. Vectors share one weight: they see the same."""

    lexical: LexicalEvidence
    embedded: tuple[EmbeddedEvidence, ...]

    def gains(self, shapes: Shapes, lows: IntArray, width: int) -> npt.NDArray[np.float32]:
        """The weighted sum of what they say."""
        gains = _LEXICAL * self.lexical.gains(shapes, lows, width)
        for evidence in self.embedded:
            gains += _EMBEDDED / np.float32(len(self.embedded)) * evidence.gains(shapes, lows, width)
        return gains

    def straddles(self, rows: IntArray, columns: IntArray) -> npt.NDArray[np.float64]:
        """What the words say: a vector of a sentence does not tell where in it something stands."""
        return self.lexical.straddles(rows, columns)

    @property
    def learns(self) -> bool:
        """Whether one of them learns."""
        return self.lexical.learns or any(evidence.learns for evidence in self.embedded)

    def learnt(self, source: IntArray, target: IntArray, weight: npt.NDArray[np.float64]) -> JointEvidence:
        """All of them after they have seen these links."""
        lexical = self.lexical.learnt(source, target, weight) if self.lexical.learns else self.lexical
        embedded = [one.learnt(source, target, weight) if one.learns else one for one in self.embedded]
        return JointEvidence(lexical, tuple(embedded))

    def blocks(self, size: int) -> JointEvidence:
        """All of them between blocks of sentences."""
        return JointEvidence(self.lexical.blocks(size), tuple(evidence.blocks(size) for evidence in self.embedded))


class JointSimilarity:
    """Words and numbers, and vectors of sentences: numbers and names are what vectors blur."""

    def __init__(self, *embedders: Embedder) -> None:
        """embedders: what makes the vectors; the model that ships with the package where none is given."""
        self._embedders = embedders or (EmbeddedSimilarity(),)

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> JointEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        # A language outside the model shares letters with some of it, and false friends would be its dictionary.
        known = all(base(side[0].language) in LANGUAGES for side in (source, target))
        lexical = LexicalSimilarity(meanings=known)
        return JointEvidence(
            lexical.compare(source, target), tuple(one.compare(source, target) for one in self._embedders)
        )
