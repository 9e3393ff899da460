"""Two alignments that share their target, merged into the smallest beads of three texts that agree with both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.align.pairings import PairAlignment, Pairing, Range


@dataclass(frozen=True, slots=True)
class Triple:
    """A bead of three texts and the probability that it is right, 0..1.

    source, reference: indices of sentences, ascending. They leave out what stands between them and belongs to a
    passage that stands elsewhere in the target.
    """

    target: Range
    source: tuple[int, ...]
    reference: tuple[int, ...]
    confidence: float


def merged(source: PairAlignment, reference: PairAlignment) -> tuple[Triple, ...]:
    """The beads of three texts, from source-target and reference-target alignments of one target.

    A bead ends where both alignments end one: these are the connected components of the two. What has no partner
    in the target stands where it would stand there, the source before the reference; inside a bead it joins it.
    """
    sides = _Side(source.pairings), _Side(reference.pairings)
    triples: list[Triple] = []
    start = 0
    for end in sorted(sides[0].cuts.keys() & sides[1].cuts.keys()):
        if end > start:
            indices, sureness = zip(*(side.between(start, end) for side in sides), strict=True)
            triples.append(Triple((start, end), indices[0], indices[1], sureness[0] * sureness[1]))
            start = end
        for pairing in sides[0].lost_at(end):
            triples.append(Triple((end, end), tuple(range(*pairing.source)), (), pairing.confidence))
        for pairing in sides[1].lost_at(end):
            triples.append(Triple((end, end), (), tuple(range(*pairing.source)), pairing.confidence))
    return tuple(triples)


class _Side:
    """The beads of one alignment by their place in the target. Its `source` may be the article's reference."""

    def __init__(self, pairings: Sequence[Pairing]) -> None:
        self.pairings = pairings
        self.cuts: dict[int, list[Pairing]] = {0: []}
        self.places: list[int] = []
        at = 0
        for pairing in pairings:
            if pairing.target[1] > pairing.target[0]:
                at = pairing.target[1]
                self.cuts[at] = []
            else:
                self.cuts[at].append(pairing)
            self.places.append(at)

    def lost_at(self, place: int) -> list[Pairing]:
        """The sentences without a partner that stand before target sentence `place`."""
        return self.cuts[place]

    def between(self, start: int, end: int) -> tuple[tuple[int, ...], float]:
        """What stands for target sentences start .. end, and how sure the beads between them are."""
        found: list[int] = []
        sureness = 1.0
        for index in range(bisect_right(self.places, start), bisect_right(self.places, end)):
            pairing = self.pairings[index]
            if self.places[index] == end and pairing.target[0] == pairing.target[1]:
                continue
            sureness *= pairing.confidence
            found.extend(range(*pairing.source))
        return tuple(sorted(found)), sureness
