"""Words and vectors of sentences at once: their nats added, each with its weight, for they see the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.measures.embedded import LANGUAGES
from checker.measures.embedded_similarity import EmbeddedEvidence, EmbeddedSimilarity, IntArray, Shapes
from checker.measures.lexical_similarity import LexicalEvidence, LexicalSimilarity
from checker.model import Sentence

_LEXICAL, _EMBEDDED = np.float32(0.8), np.float32(0.4)


@dataclass(frozen=True, slots=True, eq=False)
class JointEvidence:
    """What both say; see `checker.align.similarity.Evidence`."""

    lexical: LexicalEvidence
    embedded: EmbeddedEvidence

    def gains(self, shapes: Shapes, lows: IntArray, width: int) -> npt.NDArray[np.float32]:
        """The weighted sum of what both say."""
        return _LEXICAL * self.lexical.gains(shapes, lows, width) + _EMBEDDED * self.embedded.gains(shapes, lows, width)

    def straddles(self, rows: IntArray, columns: IntArray) -> npt.NDArray[np.float64]:
        """What the words say: a vector of a sentence does not tell where in it something stands."""
        return self.lexical.straddles(rows, columns)

    @property
    def learns(self) -> bool:
        """Whether one of them learns."""
        return self.lexical.learns or self.embedded.learns

    def learnt(self, source: IntArray, target: IntArray, weight: npt.NDArray[np.float64]) -> JointEvidence:
        """Both after they have seen these links."""
        lexical, embedded = self.lexical, self.embedded
        return JointEvidence(
            lexical.learnt(source, target, weight) if lexical.learns else lexical,
            embedded.learnt(source, target, weight) if embedded.learns else embedded,
        )

    def blocks(self, size: int) -> JointEvidence:
        """Both between blocks of sentences."""
        return JointEvidence(self.lexical.blocks(size), self.embedded.blocks(size))


class JointSimilarity:
    """Words and numbers, and the model that ships with the package: numbers and names are what vectors blur."""

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> JointEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        # A language outside the model shares letters with some of it, and false friends would be its dictionary.
        known = all(base(side[0].language) in LANGUAGES for side in (source, target))
        lexical, embedded = LexicalSimilarity(meanings=known), EmbeddedSimilarity()
        return JointEvidence(lexical.compare(source, target), embedded.compare(source, target))
