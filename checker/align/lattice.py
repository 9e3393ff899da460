"""The dynamic programme: best path and posteriors over a banded lattice, with affine gaps, in log space.

Three states a node: a bead has just ended, a source sentence has just been passed over, a target sentence has
(Gotoh 1982; the posteriors by forward and backward sums, Durbin et al. 1998, chapter 4). A run without a partner
on both sides passes over the source first. Vectorised along the rows, and over strips of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.align.priors import Gaps
from checker.align.similarity import Band, FloatArray, IntArray
from checker.align.strips import NEVER, Recursion, summed


class Step(NamedTuple):
    """A step of a path, from node (row, column) over `height` source and `breadth` target sentences."""

    row: int
    column: int
    height: int
    breadth: int


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The scores of all steps.

    shapes: the beads, (source, target) counts. scores: (shapes, rows, width) nats of the bead that starts at a node,
    `NEVER` where it would leave the texts. boundary: (rows + 1, width) nats where one bead ends and one
    starts. gaps: the costs of runs without a partner.
    """

    band: Band
    shapes: Sequence[tuple[int, int]]
    scores: npt.NDArray[np.float32]
    boundary: FloatArray
    gaps: Gaps


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """ln of the best or summed ways from the start to each node, (rows + 1, width) each.

    bead, source_gap, target_gap: to a node, by its last step. enter: to a node, ready to start a bead (or to end).
    """

    bead: FloatArray
    source_gap: FloatArray
    target_gap: FloatArray
    enter: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """beads: (shapes, rows, width), the probability of each bead. source_null, target_null: of each sentence."""

    beads: npt.NDArray[np.float32]
    source_null: FloatArray
    target_null: FloatArray


def masked(band: Band, shapes: Sequence[tuple[int, int]], scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """`scores` with `NEVER` wherever a bead would leave the texts (in place)."""
    columns = band.lows[:-1, None] + np.arange(band.width)
    rows = np.arange(band.rows)[:, None]
    for index, (height, breadth) in enumerate(shapes):
        scores[index][(columns + breadth > band.columns) | (rows + height > band.rows)] = NEVER
    return scores


class _Ahead(Recursion):
    """From the start to every node; `join` is np.maximum for the best way or np.logaddexp for the sum of all."""

    def __init__(self, lattice: Lattice, join: np.ufunc) -> None:
        super().__init__(lattice.band, lattice.shapes, range(len(lattice.shapes)), backward=False)
        self._lattice, self._join = lattice, join

    def first(self) -> tuple[FloatArray, ...]:
        bead = np.full((1, self.band.width), NEVER)
        bead[0, 0] = 0.0
        return self._nodes(np.zeros(1, dtype=np.int64), bead, np.full_like(bead, NEVER))

    def values(self, rows: IntArray, ways: FloatArray, carried: FloatArray) -> tuple[FloatArray, ...]:
        bead = ways.max(axis=1) if self._join is np.maximum else summed(ways, 1)
        return self._nodes(rows, bead, carried)

    def _nodes(self, rows: IntArray, bead: FloatArray, source_gap: FloatArray) -> tuple[FloatArray, ...]:
        join, gaps = self._join, self._lattice.gaps
        target_gap = _run(join, join(bead, source_gap) + gaps.open, gaps.extend)
        gap = join(source_gap, target_gap) + gaps.close
        enter = join(gap, bead + self._lattice.boundary[rows])
        return enter, join(bead + gaps.open, source_gap + gaps.extend), bead, source_gap, target_gap

    def kept(self, rows: IntArray, values: FloatArray) -> FloatArray:
        scores = self._lattice.scores[:, np.minimum(rows, self.band.rows - 1)]
        return values[:, None] + scores.swapaxes(0, 1)


class _Back(Recursion):
    """The sum of all ways from every node to the end, by the state in which the node is left."""

    def __init__(self, lattice: Lattice) -> None:
        super().__init__(lattice.band, lattice.shapes, [0] * len(lattice.shapes), backward=True)
        self._lattice = lattice

    def first(self) -> tuple[FloatArray, ...]:
        end = np.full((1, self.band.width), NEVER)
        end[0, self.band.columns - int(self.band.lows[-1])] = 0.0
        return self._nodes(np.array([self.band.rows]), end, np.full_like(end, NEVER))

    def values(self, rows: IntArray, ways: FloatArray, carried: FloatArray) -> tuple[FloatArray, ...]:
        return self._nodes(rows, summed(ways + self._lattice.scores[:, rows].swapaxes(0, 1), 1), carried)

    def _nodes(self, rows: IntArray, enter: FloatArray, next_source: FloatArray) -> tuple[FloatArray, ...]:
        gaps = self._lattice.gaps
        closing = enter + gaps.close
        longer = _run(np.logaddexp, closing[:, ::-1] + gaps.extend, gaps.extend)[:, ::-1]
        target_gap = np.logaddexp(closing, longer)
        next_target = np.full_like(target_gap, NEVER)
        next_target[:, :-1] = target_gap[:, 1:]
        source_gap = summed(np.stack([closing, next_target + gaps.open, next_source + gaps.extend]), 0)
        opened = np.logaddexp(next_source, next_target) + gaps.open
        return np.logaddexp(enter + self._lattice.boundary[rows], opened), source_gap, target_gap

    def kept(self, rows: IntArray, values: FloatArray) -> FloatArray:
        return values[:, None]


def _run(join: np.ufunc, opened: FloatArray, extend: float) -> FloatArray:
    """The target gap along each row: opened one node earlier, or going on from there."""
    slope = np.arange(opened.shape[1]) * extend
    found = np.full(opened.shape, NEVER)
    found[:, 1:] = (join.accumulate(opened - slope, axis=1) + slope)[:, :-1]
    return np.asarray(np.maximum(found, NEVER))


def sweep(lattice: Lattice, join: np.ufunc) -> Sweep:
    """From the start to every node; `join` is np.maximum for the best way or np.logaddexp for the sum of all."""
    enter, _, bead, source_gap, target_gap = _Ahead(lattice, join).run()
    return Sweep(bead, source_gap, target_gap, enter)


def best_path(lattice: Lattice) -> list[Step]:
    """The steps of the most probable path, in order."""
    band, gaps = lattice.band, lattice.gaps
    best = sweep(lattice, np.maximum)
    row, column = band.rows, band.columns
    steps: list[Step] = []
    state = "enter"
    while (row, column) != (0, 0):
        at = column - int(band.lows[row])
        if state == "enter":
            ways = {
                "bead": best.bead[row, at] + lattice.boundary[row, at],
                "source": best.source_gap[row, at] + gaps.close,
                "target": best.target_gap[row, at] + gaps.close,
            }
            state = max(ways, key=ways.__getitem__)
        if state == "bead":
            step = _last_bead(lattice, best, row, column)
            state = "enter"
        elif state == "source":
            step = Step(row - 1, column, 1, 0)
            at = column - int(band.lows[row - 1])
            longer = best.source_gap[row - 1, at] + gaps.extend > best.bead[row - 1, at] + gaps.open
            state = "source" if longer else "bead"
        else:
            step = Step(row, column - 1, 0, 1)
            opened = max(best.bead[row, at - 1], best.source_gap[row, at - 1]) + gaps.open
            longer = best.target_gap[row, at - 1] + gaps.extend > opened
            from_source = best.source_gap[row, at - 1] > best.bead[row, at - 1]
            state = "target" if longer else "source" if from_source else "bead"
        steps.append(step)
        row, column = step.row, step.column
    return steps[::-1]


def _last_bead(lattice: Lattice, best: Sweep, row: int, column: int) -> Step:
    """The bead by which the best way enters a node; among equals the earlier shape."""
    band = lattice.band
    low, enter, scores = band.lows.item, best.enter.item, lattice.scores.item
    found, value = None, -np.inf
    for index, (height, breadth) in enumerate(lattice.shapes):
        if height > row or breadth > column:
            continue
        at = column - breadth - low(row - height)
        if 0 <= at < band.width:
            way = enter(row - height, at) + scores(index, row - height, at)
            if way > value:
                found, value = Step(row - height, column - breadth, height, breadth), way
    assert found is not None, "a path never enters a node that no bead reaches"
    return found


def posterior(lattice: Lattice) -> Posterior:
    """The probability of each bead, and of each sentence having no partner."""
    band = lattice.band
    ahead = sweep(lattice, np.logaddexp)
    bead, source_gap, target_gap = (values[::-1] for values in _Back(lattice).run())
    total = ahead.enter[band.rows, band.columns - int(band.lows[band.rows])]
    passed = _probability(ahead.target_gap + target_gap - total)
    columns = band.lows[:, None] + np.arange(band.width) - 1
    inside = (columns >= 0) & (columns < band.columns)
    target_null = np.bincount(columns[inside], passed[inside], band.columns)
    source_null = _probability(ahead.source_gap + source_gap - total)[1:].sum(axis=1)
    beads = _beads(lattice, ahead.enter - total, bead)
    return Posterior(beads, np.minimum(source_null, 1.0), np.minimum(target_null, 1.0))


def _beads(lattice: Lattice, before: FloatArray, behind: FloatArray) -> npt.NDArray[np.float32]:
    """The probability of each bead, from the sums of the ways to its first node and from its last one on."""
    band, width = lattice.band, lattice.band.width
    found = np.zeros(lattice.scores.shape, dtype=np.float32)
    margins = np.pad(behind, ((0, 0), (width, width)), constant_values=NEVER).reshape(-1)
    for index, (height, breadth) in enumerate(lattice.shapes):
        rows = np.arange(band.rows + 1 - height)
        shifts = np.clip(band.lows[rows] - band.lows[rows + height] + breadth, -width, width)
        places = (rows + height) * 3 * width + width + shifts
        onward = margins[places[:, None] + np.arange(width)]
        found[index, : len(rows)] = _probability(before[: len(rows)] + lattice.scores[index, : len(rows)] + onward)
    return found


def _probability(ways: FloatArray) -> FloatArray:
    return np.asarray(np.exp(np.minimum(0.0, ways)))
