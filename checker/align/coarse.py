"""Long texts: first blocks of sentences are aligned, then smaller ones in a band around that path, then sentences.

Each level looks only as far from the path as a few of the next larger blocks, so that the band is as wide for a long
text as for a short one, and time and memory grow with the length alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.align.bands import around, whole
from checker.align.lattice import Step
from checker.align.rounds import Problem, sketched
from checker.align.similarity import Band, IntArray

_CELLS = 90_000
_BLOCKS = 120
_STEP = 4
"""How many blocks of a level make one of the next coarser one."""
_MARGIN = 2
_LONGEST_RUN = 6
_LARGEST_SURE = 16
"""Sentences in a block at most for a run of blocks without a partner to be believed."""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Where to look for the beads of two long texts.

    band: of the whole lattice. extra: the target sentences of passages so long, and so surely without a partner,
    that a band around them would be too wide; where there are any, align without them.
    """

    band: Band
    extra: IntArray


def region(problem: Problem) -> Region:
    """The region in which the beads of two texts must lie."""
    rows, columns = problem.rows, problem.columns
    nothing = np.zeros(0, dtype=np.int64)
    if rows * columns <= _CELLS:
        return Region(whole(rows, columns), nothing)
    size = _STEP
    while max(rows, columns) > _BLOCKS * size:
        size *= _STEP
    blocks = problem.blocks(size)
    path = sketched(blocks, whole(blocks.rows, blocks.columns))
    while True:
        extra = _extra(path, size, columns) if size <= _LARGEST_SURE else nothing
        finer = size // _STEP
        if len(extra) or finer == 1:
            return Region(_band(path, size, 1, rows, columns), extra)
        blocks = problem.blocks(finer)
        path = sketched(blocks, _band(path, size, finer, rows, columns))
        size = finer


def _band(path: Sequence[Step], size: int, finer: int, rows: int, columns: int) -> Band:
    """The band among blocks of `finer` sentences around a path among blocks of `size`."""
    ratio, rows, columns = size // finer, -(-rows // finer), -(-columns // finer)
    return around([_scaled(step, ratio, rows, columns) for step in path], rows, columns, _MARGIN * ratio)


def _scaled(step: Step, size: int, rows: int, columns: int) -> Step:
    # The last block is shorter: a run behind it begins where the text ends.
    row, column = min(step.row * size, rows), min(step.column * size, columns)
    last_row, last_column = (step.row + step.height) * size, (step.column + step.breadth) * size
    return Step(row, column, min(last_row, rows) - row, min(last_column, columns) - column)


def _extra(path: Sequence[Step], size: int, columns: int) -> IntArray:
    """The inner sentences of each long run of target blocks without a partner."""
    found: list[int] = []
    first: int | None = None
    for step in [*path, Step(0, 0, 1, 1)]:
        if not step.height:
            first = step.column if first is None else first
            last = step.column + step.breadth
        elif first is not None:
            if last - first > _LONGEST_RUN:
                found.extend(range((first + _MARGIN) * size, min((last - _MARGIN) * size, columns)))
            first = None
    return np.array(found, dtype=np.int64)
