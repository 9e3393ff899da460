"""Rows of different lengths, laid under each other: so that one call of numpy serves many texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[Any]


class Padding:
    """counts: (b,), the lengths of the rows. there: bool (b, width), which places of the grid are of a row."""

    def __init__(self, counts: Sequence[int]) -> None:
        self.counts: Grid = np.array(counts, np.int64)
        self.there: Grid = np.arange(max(counts)) < self.counts[:, None]

    def __call__(self, rows: Sequence[Grid], fill: float = 0.0) -> Grid:
        """The rows as float32 (b, width) or, where each is (k, length), as (b, k, width); `fill` behind them."""
        deep = rows[0].shape[:-1]
        grid = np.full((len(rows), *deep, self.there.shape[1]), fill, np.float32)
        if deep:
            for place, row in zip(grid, rows, strict=True):
                place[:, : row.shape[1]] = row
        else:
            grid[self.there] = np.concatenate(rows)
        return grid

    def beyond(self, more: int) -> Grid:
        """Which places do not begin `more` + 1 places in a row that are all of the row: bool (b, width)."""
        return np.asarray(np.arange(self.there.shape[1]) >= (self.counts - more)[:, None])


def alike(sizes: Sequence[tuple[int, int]], most: int) -> list[list[int]]:
    """Indices of texts in batches of about one size, so that little is padded.

    sizes: rows and columns that each text fills. most: cells of a batch; a text that has more stands alone.
    """
    batches: list[list[int]] = []
    high, wide = 0, 0
    for index in sorted(range(len(sizes)), key=lambda at: (sum(sizes[at]), at)):
        high, wide = max(high, sizes[index][0]), max(wide, sizes[index][1])
        if not batches or (len(batches[-1]) + 1) * high * wide > most:
            batches.append([])
            high, wide = sizes[index]
        batches[-1].append(index)
    return batches
