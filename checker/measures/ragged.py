"""Numbers of many rows of different length, end to end, and what is said of each row: in numpy's loop, not Python's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class Ragged:
    """n rows of numbers. Of a row without numbers everything is nought. All results are float32 (n,)."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.array(lengths, np.int64)
        self._full = np.flatnonzero(self.lengths)
        self._starts = (np.cumsum(self.lengths) - self.lengths)[self._full]
        self._counts = np.maximum(self.lengths, 1).astype(np.float32)

    @cached_property
    def owners(self) -> npt.NDArray[np.int64]:
        """The row that each number is of."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def sum(self, values: npt.NDArray[np.float32] | npt.NDArray[np.bool_]) -> Floats:
        """The sum of each row. values: of all rows, end to end."""
        sums = np.zeros(len(self.lengths), np.float32)
        if len(self._full):
            sums[self._full] = np.add.reduceat(values.astype(np.float32), self._starts)
        return sums

    def mean(self, values: npt.NDArray[np.float32] | npt.NDArray[np.bool_]) -> Floats:
        """The mean of each row; of booleans the share that is true."""
        return self.sum(values) / self._counts

    def ordered(self, values: Floats) -> Ordered:
        """The same numbers, each row in ascending order."""
        return Ordered(self, values[np.lexsort((values, self.owners))])

    def at(self, values: Floats, places: npt.NDArray[np.int64]) -> Floats:
        """Of each row the number at a place, counted from the row's beginning; places of empty rows are not read."""
        found = np.zeros(len(self.lengths), np.float32)
        found[self._full] = values[self._starts + places[self._full]]
        return found


class Ordered:
    """The numbers of rows, each row in ascending order."""

    def __init__(self, rows: Ragged, values: Floats) -> None:
        self.rows, self.values = rows, values

    def least(self) -> Floats:
        """The least number of each row."""
        return self.rows.at(self.values, np.zeros(len(self.rows.lengths), np.int64))

    def most(self, count: int = 1) -> Floats:
        """The mean of the `count` largest numbers of each row, or of all where it has fewer."""
        ends = self.rows.lengths
        found = [self.rows.at(self.values, np.maximum(ends - place, 0)) for place in range(1, count + 1)]
        there = np.minimum(ends, count)
        shares = [np.where(place < there, one, 0.0) for place, one in enumerate(found)]
        return np.asarray(np.sum(shares, axis=0) / np.maximum(there, 1), dtype=np.float32)

    def median(self) -> Floats:
        """The middle number of each row, or the mean of the two that are in the middle."""
        low, high = (self.rows.lengths - 1) // 2, self.rows.lengths // 2
        return np.asarray((self.rows.at(self.values, low) + self.rows.at(self.values, high)) / 2, dtype=np.float32)
