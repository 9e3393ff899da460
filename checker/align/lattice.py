"""The dynamic programme: best path and posteriors over a banded lattice, with affine gaps, in log space.

Three states a node: a bead has just ended, a source sentence has just been passed over, a target sentence has
(Gotoh 1982; the posteriors by forward and backward sums, Durbin et al. 1998, chapter 4). A run without a partner
on both sides passes over the source first. Vectorised along the rows; Python loops over the rows alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.align.priors import Gaps
from checker.align.similarity import Band, FloatArray

NEVER = -1e30
"""Stands for ln 0; finite, so that differences stay numbers."""


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


def shift_into(found: FloatArray, values: FloatArray, shift: int) -> FloatArray:
    """Writes `values`, read from `shift` places further on, over what of `found` they reach."""
    width = len(values)
    if shift >= 0:
        found[: max(0, width - shift)] = values[shift:]
    else:
        found[-shift:] = values[: max(0, width + shift)]
    return found


def shifted(values: FloatArray, shift: int) -> FloatArray:
    """`values` read from `shift` places further on, `NEVER` where there is nothing to read."""
    return shift_into(np.full(len(values), NEVER), values, shift)


def sweep(lattice: Lattice, join: np.ufunc) -> Sweep:
    """From the start to every node; `join` is np.maximum for the best way or np.logaddexp for the sum of all."""
    band, gaps = lattice.band, lattice.gaps
    nodes = (band.rows + 1, band.width)
    bead, source_gap, target_gap, enter = (np.full(nodes, NEVER) for _ in range(4))
    bead[0, 0] = 0.0
    highest = max(height for height, _ in lattice.shapes)
    reached: deque[FloatArray] = deque(maxlen=highest)
    for row in range(band.rows + 1):
        if row:
            bead[row] = join.reduce(_arrivals(lattice, row, reached), axis=0)
            before = join(bead[row - 1] + gaps.open, source_gap[row - 1] + gaps.extend)
            source_gap[row] = shifted(before, _move(band, row - 1, row))
        target_gap[row] = _run(join, join(bead[row], source_gap[row]) + gaps.open, gaps.extend)
        gap = join(source_gap[row], target_gap[row]) + gaps.close
        enter[row] = join(gap, bead[row] + lattice.boundary[row])
        if row < band.rows:
            reached.append(enter[row] + lattice.scores[:, row])
    return Sweep(bead, source_gap, target_gap, enter)


def _move(band: Band, row: int, later: int) -> int:
    return int(band.lows[later] - band.lows[row])


def _run(join: np.ufunc, opened: FloatArray, extend: float) -> FloatArray:
    """The target gap along one row: opened one node earlier, or going on from there."""
    slope = np.arange(len(opened)) * extend
    found = np.full(len(opened), NEVER)
    found[1:] = (join.accumulate(opened - slope) + slope)[:-1]
    return np.asarray(np.maximum(found, NEVER))


def _arrivals(lattice: Lattice, row: int, reached: Sequence[FloatArray]) -> FloatArray:
    """(shapes, width): the ways into the nodes of a row, by the bead that ends there."""
    found = np.full((len(lattice.shapes), lattice.band.width), NEVER)
    for index, (height, breadth) in enumerate(lattice.shapes):
        if height <= row:
            shift = _move(lattice.band, row - height, row) - breadth
            shift_into(found[index], reached[-height][index], shift)
    return found


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
    found, value = None, -np.inf
    for index, (height, breadth) in enumerate(lattice.shapes):
        if height > row or breadth > column:
            continue
        at = column - breadth - int(band.lows[row - height])
        if 0 <= at < band.width:
            way = best.enter[row - height, at] + lattice.scores[index, row - height, at]
            if way > value:
                found, value = Step(row - height, column - breadth, height, breadth), way
    assert found is not None, "a path never enters a node that no bead reaches"
    return found


def posterior(lattice: Lattice) -> Posterior:
    """The probability of each bead, and of each sentence having no partner."""
    band, gaps = lattice.band, lattice.gaps
    ahead = sweep(lattice, np.logaddexp)
    total = ahead.enter[band.rows, band.columns - int(band.lows[band.rows])]
    nodes = (band.rows + 1, band.width)
    bead, source_gap, target_gap = (np.full(nodes, NEVER) for _ in range(3))
    beads = np.zeros(lattice.scores.shape, dtype=np.float32)
    source_null = np.zeros(band.rows)
    target_null = np.zeros(band.columns)
    end = np.full(band.width, NEVER)
    end[band.columns - int(band.lows[band.rows])] = 0.0
    for row in range(band.rows, -1, -1):
        enter = end
        if row < band.rows:
            onward = _departures(lattice, row, bead)
            enter = np.logaddexp.reduce(onward, axis=0)
            beads[:, row] = np.exp(np.minimum(0.0, ahead.enter[row] + onward - total))
        closing = enter + gaps.close
        target_gap[row] = np.logaddexp(closing, _run(np.logaddexp, closing[::-1] + gaps.extend, gaps.extend)[::-1])
        next_target = shifted(target_gap[row], 1)
        next_source = shifted(source_gap[row + 1], -_move(band, row, row + 1)) if row < band.rows else end * 0 + NEVER
        source_gap[row] = np.logaddexp.reduce([closing, next_target + gaps.open, next_source + gaps.extend])
        opened = np.logaddexp(next_source, next_target) + gaps.open
        bead[row] = np.logaddexp(enter + lattice.boundary[row], opened)
        if row:
            source_null[row - 1] = _total(ahead.source_gap[row] + source_gap[row] - total)
        columns = int(band.lows[row]) + np.arange(band.width) - 1
        inside = (columns >= 0) & (columns < band.columns)
        ways = np.exp(np.minimum(0.0, ahead.target_gap[row] + target_gap[row] - total))
        np.add.at(target_null, columns[inside], ways[inside])
    return Posterior(beads, np.minimum(source_null, 1.0), np.minimum(target_null, 1.0))


def _departures(lattice: Lattice, row: int, bead: FloatArray) -> FloatArray:
    """(shapes, width): the ways from the nodes of a row to the end, by the bead that starts there."""
    band = lattice.band
    found = np.full((len(lattice.shapes), band.width), NEVER)
    for index, (height, breadth) in enumerate(lattice.shapes):
        if row + height <= band.rows:
            shift_into(found[index], bead[row + height], breadth - _move(band, row, row + height))
    return found + lattice.scores[:, row]


def _total(ways: FloatArray) -> float:
    return float(np.exp(np.minimum(0.0, ways)).sum())
