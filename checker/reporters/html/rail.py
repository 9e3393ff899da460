"""The article at a glance: a strip with a line for each row, coloured by score, and the findings beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from checker.reporters.html.levels import LEVELS
from checker.reporters.html.rows import Row
from checker.reporters.html.runs import GRAVEST_FIRST

_WIDTHS = {"critical": 8, "major": 6, "minor": 4}


def strips(rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Class and SVG path of each colour of the strip; one unit of height a row, 20 units wide.

    Neighbours of one level share a rectangle, so that a long article makes a short path.
    """
    paths: dict[str, list[str]] = {}
    numbered = list(enumerate(rows))
    for worst, those in groupby(numbered, key=lambda one: one[1].level):
        group = list(those)
        if worst is not None:
            paths.setdefault(f"l{worst}", []).append(f"M0 {group[0][0]}h10v{len(group)}h-10z")
    for gravest, those in groupby(numbered, key=lambda one: one[1].severity):
        group = list(those)
        if gravest:
            paths.setdefault(gravest, []).append(
                f"M12 {group[0][0]}h{_WIDTHS[gravest]}v{len(group)}h-{_WIDTHS[gravest]}z"
            )
    order = (*(f"l{number}" for number in range(len(LEVELS))), *GRAVEST_FIRST)
    return tuple((name, "".join(paths[name])) for name in order if name in paths)
