"""What the aligner asks of a similarity: the plug through which all knowledge of words and meanings reaches it.

The aligner itself knows lengths, block structure and how often translators merge, split, drop and add. Everything
else is *evidence*: numbers in nats, additive, on one scale on which "these texts have nothing to do with each other"
is 0. Two evidences on that scale may simply be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from checker.model import Sentence

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The part of the lattice that is looked at: for row i the columns lows[i] .. lows[i] + width - 1.

    Row i stands before source sentence i (0 <= i <= rows), column j before target sentence j (0 <= j <= columns).
    lows: rows + 1 numbers, never falling. Cells past `columns` belong to nobody; the aligner masks them.
    """

    lows: IntArray
    width: int
    columns: int

    @property
    def rows(self) -> int:
        """The number of source sentences."""
        return len(self.lows) - 1

    def row(self, row: int) -> tuple[int, int]:
        """The half-open range of target sentences that the band holds for a source sentence."""
        low = int(self.lows[row])
        return low, min(low + self.width, self.columns)


class Evidence(Protocol):
    """A similarity that has read both texts."""

    def gains(self, shapes: Sequence[tuple[int, int]], lows: IntArray, width: int) -> npt.NDArray[np.float32]:
        """For each shape (a, b): ln P(the spans, as translations of each other) / P(the spans, on their own).

        Returns an array (shapes, len(lows) - 1, width) of nats; [k, i, c] compares source[i : i + a] with
        target[j : j + b], j = lows[i] + c (see `Band`). Cells whose spans leave the texts may hold anything finite.
        """
        ...

    def straddles(self, rows: IntArray, columns: IntArray) -> FloatArray:
        """Nats, at least 0, for content that belongs to both steps of a path that meet at a node.

        rows, columns: the nodes of the path, from its start to its end, n + 1 of each for n steps. Returns (n - 1,):
        how much better the words on either side are explained if the boundary falls inside a sentence there.
        """
        ...

    @property
    def learns(self) -> bool:
        """Whether another round would teach it something. The aligner aligns anew until it says no."""
        ...

    def learnt(self, source: IntArray, target: IntArray, weight: FloatArray) -> Evidence:
        """The evidence after it has seen which sentences the aligner puts together.

        source, target: indices of sentences that stand in one bead, sorted; weight: how sure that is, 0..1.
        """
        ...

    def blocks(self, size: int) -> Evidence:
        """The same evidence between blocks of `size` sentences on either side, the last one shorter."""
        ...


class Similarity(Protocol):
    """A way to compare texts: a model, a dictionary, or several together."""

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> Evidence:
        """Reads both texts; neither is empty, and each sentence has something to read."""
        ...
