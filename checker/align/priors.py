"""How often translators keep, merge, split, drop and add sentences."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from checker.align.similarity import FloatArray

SHAPES: tuple[tuple[int, int], ...] = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (1, 5),
    (5, 1),
)
"""The beads that the aligner may make, as (source sentences, target sentences)."""

SHARES: FloatArray = np.array([0.798, 0.065, 0.065, 0.016, 0.016, 0.016, 0.006, 0.006, 0.005, 0.005, 0.001, 0.001])
"""How probable each of the `SHAPES` is, before anything is known of the translator."""

_BELIEF = 200.0
"""Beads' worth of belief in these shares."""


def learnt_shares(counts: FloatArray) -> FloatArray:
    """The shares of a translator whose text has been seen to hold so many beads of each shape."""
    return np.asarray((_BELIEF * SHARES + counts) / (_BELIEF + counts.sum()))


class Gaps(NamedTuple):
    """Runs of sentences without a partner: nats to begin one, for each sentence more, and to end it."""

    open: float
    extend: float
    close: float

    def times(self, count: int) -> Gaps:
        """The costs where each step passes over so many sentences at once."""
        return Gaps(self.open + (count - 1) * self.extend, count * self.extend, self.close)


GAPS = Gaps(float(np.log(0.015)), float(np.log(0.4)), float(np.log(0.6)))
"""What is to be expected of translators."""

WARY_GAPS = Gaps(-10.0, -3.0, float(np.log(0.4)))
"""While little is known yet of the words: else whatever is hard to match would be dropped, and never be learnt."""
