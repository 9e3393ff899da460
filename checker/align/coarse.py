"""Long texts: first blocks of sentences are aligned, then sentences in a band around the blocks' path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.align.bands import around, whole
from checker.align.lattice import Step
from checker.align.rounds import Problem, solved
from checker.align.similarity import Band, IntArray

_CELLS = 90_000
_BLOCKS = 250
_MARGIN = 2
_LONGEST_RUN = 6


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
    if rows * columns <= _CELLS:
        return Region(whole(rows, columns), np.zeros(0, dtype=np.int64))
    size = max(1, -(-max(rows, columns) // _BLOCKS))
    blocks = problem.blocks(size)
    solution = solved(blocks, whole(blocks.rows, blocks.columns))
    path = [_scaled(step, size, rows, columns) for step in solution.path]
    return Region(around(path, rows, columns, _MARGIN * size), _extra(solution.path, size, columns))


def _scaled(step: Step, size: int, rows: int, columns: int) -> Step:
    row, column = step.row * size, step.column * size
    return Step(
        row, column, min((step.row + step.height) * size, rows) - row,
        min((step.column + step.breadth) * size, columns) - column,
    )  # fmt: skip


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
