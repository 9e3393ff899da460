"""Which beads stand out of order: those off the heaviest chain of beads that follow each other in both texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from checker.align.pairings import Range


def displaced(ranges: Sequence[Range], weights: Sequence[float]) -> frozenset[int]:
    """The places, in `ranges`, of what must be taken out so that the rest ascends, and weighs the most.

    ranges: half-open and disjoint; empty ones stand nowhere. weights: of each, at least 0. Among chains of equal
    weight the one whose end stands first. O(n log n): for each end of a chain so far the heaviest one is kept.
    """
    ends: list[int] = []
    chains: list[tuple[float, int]] = []
    before = [-1] * len(ranges)
    for place, (start, end) in enumerate(ranges):
        if end <= start:
            continue
        at = bisect_right(ends, start)
        heaviest, before[place] = chains[at - 1] if at else (0.0, -1)
        weight = heaviest + weights[place]
        at = bisect_left(ends, end)
        if at and chains[at - 1][0] >= weight:
            continue
        worse = at
        while worse < len(ends) and chains[worse][0] <= weight:
            worse += 1
        ends[at:worse], chains[at:worse] = [end], [(weight, place)]
    kept, place = set(), chains[-1][1] if chains else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return frozenset(place for place, (start, end) in enumerate(ranges) if start < end and place not in kept)
