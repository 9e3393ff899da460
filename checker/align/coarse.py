"""Which part of the lattice to look at: all of it for short texts, a band around a coarse path for long ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.align.lattice import Step
from checker.align.similarity import Band, IntArray, Similarity
from checker.model import Sentence

_HALF_WIDTH = 40


def whole(rows: int, columns: int) -> Band:
    """All of the lattice."""
    return Band(np.zeros(rows + 1, dtype=np.int64), columns + 1, columns)


def first_band(source: Sequence[Sentence], target: Sequence[Sentence], similarity: Similarity) -> Band:
    """The band to begin with."""
    return whole(len(source), len(target))


def narrowed(band: Band, path: Sequence[Step]) -> Band:
    """A band around a path of the same lattice."""
    lowest = np.full(band.rows + 1, band.columns)
    highest = np.zeros(band.rows + 1, dtype=np.int64)
    for row, column, height, breadth in path:
        lowest[row : row + height + 1] = np.minimum(lowest[row : row + height + 1], column)
        highest[row : row + height + 1] = np.maximum(highest[row : row + height + 1], column + breadth)
    return around(lowest - _HALF_WIDTH, highest + _HALF_WIDTH, band.columns)


def around(lowest: IntArray, highest: IntArray, columns: int) -> Band:
    """The band that holds, of each row, the columns lowest .. highest."""
    width = min(int((highest - lowest).max()) + 1, columns + 1)
    lows = np.clip(lowest, 0, columns + 1 - width)
    return Band(np.maximum.accumulate(lows), width, columns)
