"""Neighbouring beads that share what a sentence says are one bead: no cut between sentences divides it.

A monotone path cuts between sentences, and where the translator's sentence ends in the middle of the author's, any
cut is wrong. The evidence tells how much better the words would be explained by a cut inside a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.align.pairings import Pairing
from checker.align.similarity import FloatArray

_COST = 4.5
"""Nats against a straddle: how rare they are, and that the best of many places in a sentence has been picked."""
_LONGEST = 8
"""Sentences of one text in a bead at most: more are no longer one thought."""


def joined(pairings: Sequence[Pairing], nats: FloatArray) -> list[Pairing]:
    """The beads of a path with those that share content put together; each takes the doubt into its probability.

    nats: for a straddle at each boundary between a pairing and the next.
    """
    found: list[Pairing] = []
    for index, pairing in enumerate(pairings):
        chance = 0.0
        if found and _neighbours(found[-1], pairing):
            chance = float(1.0 / (1.0 + np.exp(_COST - nats[index - 1])))
            if chance > 0.5:
                found[-1] = Pairing(
                    (found[-1].source[0], pairing.source[1]),
                    (found[-1].target[0], pairing.target[1]),
                    min(found[-1].confidence, pairing.confidence) * chance,
                )
                continue
            found[-1] = replace(found[-1], confidence=found[-1].confidence * (1.0 - chance))
        found.append(replace(pairing, confidence=pairing.confidence * (1.0 - chance)))
    return found


def _neighbours(left: Pairing, right: Pairing) -> bool:
    """Whether both are beads with both sides, and together not too long."""
    return (
        left.whole
        and right.whole
        and max(right.source[1] - left.source[0], right.target[1] - left.target[0]) <= _LONGEST
    )
