"""Which part of the lattice to look at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checker.align.lattice import Step
from checker.align.similarity import Band


def whole(rows: int, columns: int) -> Band:
    """All of the lattice."""
    return Band(np.zeros(rows + 1, dtype=np.int64), columns + 1, columns)


def around(path: Sequence[Step], rows: int, columns: int, margin: int) -> Band:
    """What lies within `margin` sentences of a path, as wide everywhere as its widest place.

    A run of the target that has no partner may begin a few rows earlier or later than the path says.
    """
    lowest = np.full(rows + 1, columns)
    highest = np.zeros(rows + 1, dtype=np.int64)
    for row, column, height, breadth in path:
        around_row = 0 if height else margin
        span = slice(max(0, row - around_row), row + height + 1 + around_row)
        lowest[span] = np.minimum(lowest[span], column - margin)
        highest[span] = np.maximum(highest[span], column + breadth + margin)
    width = min(int((highest - lowest).max()) + 1, columns + 1)
    lows = np.clip(lowest, 0, columns + 1 - width)
    return Band(np.maximum.accumulate(lows), width, columns)
