"""What an alignment of two texts is."""

from __future__ import annotations

from dataclasses import dataclass

from checker.align.similarity import FloatArray

Range = tuple[int, int]
"""Half-open, of sentence indices."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A bead of two texts: ranges of sentences, (0, 0) for none, and the probability that it is right, 0..1."""

    source: Range
    target: Range
    confidence: float

    @property
    def whole(self) -> bool:
        """Whether both texts have something in it."""
        return self.source[1] > self.source[0] and self.target[1] > self.target[0]


@dataclass(frozen=True, slots=True, eq=False)
class PairAlignment:
    """The beads, and for each sentence the probability that it has no partner.

    pairings: in the order of the target, each sentence in one; what has nothing in the target stands where it would
    stand there. The source's order is the same but for what stands elsewhere in it (see `checker.align.moves`).
    """

    pairings: tuple[Pairing, ...]
    source_null: FloatArray
    target_null: FloatArray
