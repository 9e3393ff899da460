"""What an alignment of two texts is."""

from __future__ import annotations

from dataclasses import dataclass

from checker.align.similarity import FloatArray


@dataclass(frozen=True, slots=True)
class Pairing:
    """A bead of two texts: half-open ranges of sentence indices, and the probability that it is right, 0..1.

    moved: whether it stands elsewhere in the target than its neighbours in the source.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float
    moved: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PairAlignment:
    """The beads in order, and for each sentence the probability that it has no partner."""

    pairings: tuple[Pairing, ...]
    source_null: FloatArray
    target_null: FloatArray
