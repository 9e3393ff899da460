"""Recursions over a banded lattice, row after row, in many strips of rows at once.

A recursion forgets where it began: after a few dozen rows with clear matches, what it has summed differs from what it
would have summed from another beginning by one constant. So all strips of a long lattice run side by side, each from a
guess some rows ahead of it, and each is then compared with the end of the one before; where they differ by more than a
constant the strip runs again from what is right (Maleki, Musuvathi and Mytkowicz 2014, "Parallelizing dynamic
programming through rank convergence"). The sums are those of one run, but for rounding.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from checker.align.similarity import Band, FloatArray, IntArray

NEVER = -1e30
"""Stands for ln 0; finite, so that differences stay numbers."""

_STRIP = 64
_LEAD = 24
"""Rows ahead of a strip at which it begins with a guess."""
_WIDEST = 64
"""Columns of a band up to which strips are worth while: a wide one forgets slowly, and keeps numpy busy by itself."""
_TOLERANCE = 1e-7


class Recursion(ABC):
    """Values of nodes that follow from those of earlier nodes. The nodes of one row of the band are one step.

    A step reads what earlier steps have kept: for each shape its plane, at the node where the bead of that shape begins
    (or ends, backward), and the last plane, the carry, at the same column one step earlier.
    """

    def __init__(self, band: Band, shapes: Sequence[tuple[int, int]], planes: Sequence[int], backward: bool) -> None:
        """planes: which plane each shape reads. backward: whether the last row of the band is the first step."""
        self.band, self.backward = band, backward
        self._planes = np.array([*planes, max(planes) + 1])
        moves = np.array([*shapes, (1, 0)])
        self._heights = moves[:, 0]
        steps = np.arange(band.rows + 1)
        lows = band.lows[self.rows(steps)]
        shifts = lows[:, None] - lows[np.maximum(steps[:, None] - self._heights, 0)]
        # Further off than the band is wide there is nothing to read.
        self._shifts = np.clip(shifts + (moves[:, 1] if backward else -moves[:, 1]), -band.width, band.width)

    def rows(self, steps: IntArray) -> IntArray:
        """The rows of the band that these steps reach."""
        return self.band.rows - steps if self.backward else steps

    @abstractmethod
    def first(self) -> tuple[FloatArray, ...]:
        """The `values` of the first step, (1, width) each."""

    @abstractmethod
    def values(self, rows: IntArray, ways: FloatArray, carried: FloatArray) -> tuple[FloatArray, ...]:
        """The values of the nodes of some rows, (rows, width) each: first what is `kept`, then the carry, then others.

        ways: (rows, shapes, width), what each shape has read. carried: (rows, width), the carry of the step before.
        """

    @abstractmethod
    def kept(self, rows: IntArray, values: FloatArray) -> FloatArray:
        """(rows, planes without the carry, width): what later steps may read of the first of `values`."""

    def run(self) -> tuple[FloatArray, ...]:
        """All `values`, (band.rows + 1, width) each, in the order of the steps."""
        band = self.band
        found = tuple(np.full((band.rows + 1, band.width), NEVER) for _ in self.first())
        length = _STRIP if band.width <= _WIDEST and band.rows >= 2 * _STRIP else max(1, band.rows)
        starts = np.arange(0, max(1, band.rows), length)
        self._guess(found, starts[1:])
        for values, first in zip(found, self.first(), strict=True):
            values[0] = first[0]
        begun = self._beginnings(found, starts)
        pending = np.arange(len(starts))
        while len(pending):
            begun[pending] = self._beginnings(found, starts[pending])
            self._advance(found, starts[pending], length)
            gained = self._beginnings(found, starts) - begun
            pending = np.flatnonzero(np.ptp(gained, axis=1) > _TOLERANCE)
        for values in found:
            values[1:] += np.repeat(np.cumsum(gained[:, 0]), length)[: band.rows, None]
        return found

    def _guess(self, found: tuple[FloatArray, ...], starts: IntArray) -> None:
        """What comes before each start, begun where every node of the texts is as good as any other."""
        if len(starts):
            ahead = starts - _LEAD
            inside = self.band.lows[self.rows(ahead), None] + np.arange(self.band.width) <= self.band.columns
            for values in found[:2]:
                values[ahead] = np.where(inside, 0.0, NEVER)
            self._advance(found, ahead, _LEAD)

    def _beginnings(self, found: tuple[FloatArray, ...], starts: IntArray) -> FloatArray:
        """(starts, n): all that a strip reads of what comes before it."""
        read = [found[0][np.maximum(starts - back, 0)] for back in range(self._heights.max())]
        return np.concatenate([*read, found[1][starts]], axis=1)

    def _advance(self, found: tuple[FloatArray, ...], starts: IntArray, count: int) -> None:
        """So many steps on from each start, all starts at once."""
        width, last = self.band.width, self.band.rows
        kept, highest = int(self._planes[-1]), int(self._heights.max())
        # What was kept of the last steps, one slot a step in turn, between margins of what is never reached.
        ring = np.full((highest, len(starts), kept + 1, 3 * width), NEVER)
        inner = slice(width, 2 * width)
        for back in range(highest):
            known = np.flatnonzero(starts >= back)
            steps = starts[known] - back
            ring[-back % highest, known, :kept, inner] = self.kept(self.rows(steps), found[0][steps])
        ring[0, :, kept, inner] = found[1][starts]
        flat = ring.reshape(-1)
        places = self._planes * 3 * width + np.arange(len(starts))[:, None] * ring[0, 0].size + width
        columns = np.arange(width)
        for ahead in range(1, count + 1):
            steps = np.minimum(starts + ahead, last)
            slots = (ahead - self._heights) % highest * ring[0].size
            ways = flat.take((places + slots + self._shifts[steps])[:, :, None] + columns)
            values = self.values(self.rows(steps), ways[:, :-1], ways[:, -1])
            there = len(starts) if starts[-1] + ahead <= last else len(starts) - 1
            for whole, part in zip(found, values, strict=True):
                whole[steps[:there]] = part[:there]
            ring[ahead % highest, :, :kept, inner] = self.kept(self.rows(steps), values[0])
            ring[ahead % highest, :, kept, inner] = values[1]


def summed(ways: FloatArray, axis: int) -> FloatArray:
    """ln of the sum of exp along an axis; as `np.logaddexp.reduce`, and several times as fast."""
    most = ways.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(ways - most).sum(axis=axis)) + most.squeeze(axis))
