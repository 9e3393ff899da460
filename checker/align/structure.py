"""Structure as evidence: paragraph breaks, kinds of blocks and the ends of what somebody says usually match.

How much a break says depends on how rare breaks are: where each line is a block of its own a break says nothing,
and where one text has lost its paragraphs nothing follows from that. Both come out of one formula: the agreement of
two marks is modelled as their maximal coupling, mixed with independence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import regex

from checker.align.similarity import Band, FloatArray, IntArray
from checker.model import MARKUP, BlockKind, Sentence

_AGREEMENT = 0.8
_BREAK_INSIDE = 0.1
_CLOSING_AGREEMENT = 0.9
_CLOSING = regex.compile(rf"\p{{Quotation_Mark}}[\p{{P}}\s{MARKUP}]*\Z")

_KINDS = tuple(BlockKind)


def coupling(source: FloatArray, target: FloatArray, agreement: float) -> FloatArray:
    """ln P(x, y) / (P(x) P(y)) for marks x of the source and y of the target, given how often each mark occurs.

    source, target: probabilities of the same marks on either side. Marks agree as often as the two distributions
    allow (their maximal coupling), with probability `agreement`; else they are independent.
    """
    same = np.minimum(source, target)
    rest = 1.0 - same.sum()
    joint = np.diag(same)
    if rest > 1e-9:
        joint = joint + np.outer(source - same, target - same) / rest
    apart = np.outer(source, target)
    return np.log((agreement * joint + (1.0 - agreement) * apart + 1e-12) / (apart + 1e-12))


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Where the blocks of both texts break, of what kind they are, and which sentences end with a quotation mark.

    source_breaks, target_breaks: one number a lattice row or column, 1 where a block begins or the text ends.
    source_kinds, target_kinds: one kind a sentence. source_closings, target_closings: 1 where a sentence ends with a
    quotation mark, else 0.
    """

    source_breaks: IntArray
    target_breaks: IntArray
    source_kinds: IntArray
    target_kinds: IntArray
    source_closings: IntArray
    target_closings: IntArray

    def boundary(self, band: Band) -> FloatArray:
        """Nats for two beads that meet at a node: (band.rows + 1, band.width)."""
        columns = np.minimum(band.lows[:, None] + np.arange(band.width), band.columns)
        return self.breaks(np.arange(band.rows + 1)[:, None], columns)

    def breaks(self, rows: IntArray, columns: IntArray) -> FloatArray:
        """Nats for a boundary between beads at each of these nodes, by whether blocks break there."""
        rates = (_rate(self.source_breaks), _rate(self.target_breaks))
        marks = [np.array([1.0 - rate, rate]) for rate in rates]
        return np.asarray(
            coupling(marks[0], marks[1], _AGREEMENT)[self.source_breaks[rows], self.target_breaks[columns]]
        )

    def gains(self, shapes: Sequence[tuple[int, int]], band: Band) -> npt.NDArray[np.float32]:
        """Nats for the kinds of the first sentences of a bead, the ends of the last and for breaks inside it."""
        columns = np.minimum(band.lows[:-1, None] + np.arange(band.width), band.columns - 1)
        inside_source = _inside(self.source_breaks)
        inside_target = _inside(self.target_breaks)
        kinds = _agreements(self.source_kinds, self.target_kinds, len(_KINDS), _AGREEMENT)
        kinds = kinds[self.source_kinds[:, None], self.target_kinds[columns]]
        closings = _agreements(self.source_closings, self.target_closings, 2, _CLOSING_AGREEMENT)
        found = np.empty((len(shapes), band.rows, band.width), dtype=np.float32)
        rows = np.arange(band.rows)
        for index, (height, breadth) in enumerate(shapes):
            source = inside_source[np.minimum(rows + height, band.rows)] - inside_source[rows + 1]
            ends = np.minimum(columns + breadth, band.columns)
            found[index] = kinds + source[:, None] + inside_target[ends] - inside_target[columns + 1]
            last = np.minimum(rows + height, band.rows) - 1
            found[index] += closings[self.source_closings[last][:, None], self.target_closings[ends - 1]]
        return found


def _agreements(source: IntArray, target: IntArray, count: int, agreement: float) -> FloatArray:
    """Nats for each pair of `count` marks, by how often the sentences of either text bear them."""
    shares = [np.bincount(marks, minlength=count) / len(marks) for marks in (source, target)]
    return coupling(shares[0], shares[1], agreement)


def structure(source: Sequence[Sentence], target: Sequence[Sentence]) -> Structure:
    """The block structure of two texts, neither of them empty."""
    order: Mapping[BlockKind, int] = {kind: index for index, kind in enumerate(_KINDS)}
    return Structure(
        _breaks(source),
        _breaks(target),
        np.array([order[sentence.kind] for sentence in source]),
        np.array([order[sentence.kind] for sentence in target]),
        _closings(source),
        _closings(target),
    )


def _closings(sentences: Sequence[Sentence]) -> IntArray:
    return np.array([int(_CLOSING.search(sentence.prose) is not None) for sentence in sentences])


def _breaks(sentences: Sequence[Sentence]) -> IntArray:
    changes = [int(left.block != right.block) for left, right in pairwise(sentences)]
    return np.array([1, *changes, 1])


def _rate(breaks: IntArray) -> float:
    inner = breaks[1:-1]
    return float((inner.sum() + 0.5) / (len(inner) + 1.0)) if 0 < inner.sum() < len(inner) else float(inner.sum() > 0)


def _inside(breaks: IntArray) -> FloatArray:
    """Sums, over the nodes before each, of the nats of finding a break there, or none, inside a bead."""
    rate = _rate(breaks)
    if not 0.0 < rate < 1.0:
        return np.zeros(len(breaks))
    within = rate * (rate + (1.0 - rate) * _BREAK_INSIDE)
    nats = np.where(breaks == 1, np.log(within / rate), np.log((1.0 - within) / (1.0 - rate)))
    return np.concatenate(([0.0], np.cumsum(nats)[:-1]))
