"""A second look at beads of several sentences: one at their edge may have been swallowed, and have no partner at all.

The best path gives a sentence that was left out to its neighbour's bead wherever that is only a little more probable
than a gap. But a sentence without a partner that goes unnoticed costs the reader more than a bead too small.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.align.lattice import Posterior, Step
from checker.align.similarity import FloatArray

_LONELY = 0.25
"""The probability of having no partner from which a sentence at the edge of a bead is released."""


def released(path: Iterable[Step], chances: Posterior) -> list[Step]:
    """The path, with sentences at the edges of beads that probably have no partner as steps of their own."""
    found: list[Step] = []
    for step in path:
        if step.height and step.breadth and step.height + step.breadth > 2:
            found += _parted(step, chances)
        else:
            found.append(step)
    return found


def _parted(step: Step, chances: Posterior) -> list[Step]:
    top, bottom = _core(chances.source_null[step.row : step.row + step.height])
    left, right = _core(chances.target_null[step.column : step.column + step.breadth])
    row, column = step.row, step.column
    before = [Step(row + at, column, 1, 0) for at in range(top)]
    before += [Step(row + top, column + at, 0, 1) for at in range(left)]
    behind = [Step(row + at, column + right, 1, 0) for at in range(bottom, step.height)]
    behind += [Step(row + step.height, column + at, 0, 1) for at in range(right, step.breadth)]
    return [*before, Step(row + top, column + left, bottom - top, right - left), *behind]


def _core(lonely: FloatArray) -> tuple[int, int]:
    """The range of one side of a bead without what probably stands alone at its edges; never empty."""
    first, last = 0, len(lonely)
    while last - first > 1 and lonely[first] > _LONELY:
        first += 1
    while last - first > 1 and lonely[last - 1] > _LONELY:
        last -= 1
    return first, last
