"""Where what a sentence says straddles two neighbouring beads: words at the edge of one that the other has words for.

A translator may close a sentence later than the author did: the sentences then stand side by side, and yet the end of
one belongs to the beginning of the next. Of every word it is asked how many nats it gains when it is read with the
neighbouring bead instead of its own; what the best run of words at the edge of a bead gains speaks for a straddle.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.measures.dictionary_evidence import Bags, FloatArray, IntArray
from checker.measures.lexical_reader import Reader

_CHUNK = 64
_LEAD = 4.0
"""Nats by which one text may say more than the other."""

Flags = npt.NDArray[np.bool_]


class _Edges(NamedTuple):
    """Of each bead of one text: what its best last words gain with the next bead, its best first with the last one."""

    end: FloatArray
    beginning: FloatArray


def along(bags: Bags, nodes: IntArray) -> Bags:
    """The bags with all sentences between two nodes of a path taken together."""
    return Bags(bags.units, bags.starts[nodes], bags.size)


def straddles(ahead: Reader, back: Reader, words: tuple[Flags, Flags]) -> FloatArray:
    """Nats, at least 0, for content that crosses the boundary between each step of a path and the next: (steps - 1,).

    ahead: reads the source, one bag a step, for the target's units; back: the other way round. words: which units of
    the source, and of the target, are words; the bags keep them in the order of the text.
    """
    target, source = _edges(ahead, words[1]), _edges(back, words[0])
    # What ends a bead in one text begins the next one in the other.
    late = _both(target.end[:-1], source.beginning[1:])
    early = _both(source.end[:-1], target.beginning[1:])
    return np.maximum(late, early)


def _both(one: FloatArray, other: FloatArray) -> FloatArray:
    """Half of what both texts say, neither much more than the other.

    A name that both sentences repeat in one text alone is better explained by the neighbour; it has not moved.
    """
    return np.asarray(0.5 * (np.minimum(one, other + _LEAD) + np.minimum(other, one + _LEAD)))


def _edges(reader: Reader, words: Flags) -> _Edges:
    gains = _gains(reader) * words[reader.told.units][:, None]
    starts = reader.told.starts
    filled = np.diff(starts) > 0
    return _Edges(*(_best(gains[:, side], starts, filled, side) for side in (1, 0)))


def _gains(reader: Reader) -> FloatArray:
    """(units, 2): what each unit of the told text gains with the step before its own, and with the step behind."""
    steps, told = len(reader.lengths), reader.told
    found = np.zeros((len(told.units), 2))
    for begin in range(0, steps, _CHUNK):
        end = min(begin + _CHUNK, steps)
        first, last = max(begin - 1, 0), min(end + 1, steps)
        part = slice(told.starts[begin], told.starts[end])
        logs, local = reader.logs(first, last, told.units[part])
        step = np.repeat(np.arange(begin, end), np.diff(told.starts[begin : end + 1]))
        own = logs[step - first, local]
        for side, other in enumerate((np.maximum(step - 1, 0), np.minimum(step + 1, steps - 1))):
            found[part, side] = logs[other - first, local] - own
    return found


def _best(gains: FloatArray, starts: IntArray, filled: Flags, side: int) -> FloatArray:
    """The greatest sum, at least 0, of the gains of a step's first units (side 0) or last (side 1)."""
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    begin, end = starts[:-1][filled], starts[1:][filled]
    found = np.zeros(len(filled))
    if len(begin):
        if side:
            found[filled] = sums[end] - np.minimum(np.minimum.reduceat(sums[:-1], begin), sums[end])
        else:
            found[filled] = np.maximum(np.maximum.reduceat(sums[:-1], begin), sums[end]) - sums[begin]
    return found
