"""N-grams with backoff: how likely a symbol is after those before it. Hashed, quantised to a byte, numpy alone.

The n-grams that the table holds have their own probability; of others the shorter one is asked, times the backoff
weight of the longer context (Katz 1987, with the probabilities of Kneser and Ney 1995 inside). An n-gram is known by a
32-bit hash: of a million that are not there, some fifty are taken for one that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint32]

STEP = np.float32(0.08)
"""Nats of one step of a quantised logarithm; 255 steps are 20 nats."""

_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD], np.uint64
)


def hashes(symbols: Integers, order: int) -> Hashes:
    """The hash of the `order` symbols that end at each place; before the first stands symbol 0."""
    total = np.zeros(len(symbols), np.uint64)
    for back in range(order):
        shifted = np.zeros(len(symbols), np.uint64)
        shifted[back:] = symbols[: len(symbols) - back]
        total += (shifted + np.uint64(1)) * _MULTIPLIERS[back]
    total ^= total >> np.uint64(29)
    total *= _MULTIPLIERS[-1]
    return np.asarray(total >> np.uint64(32), dtype=np.uint32)


def quantised(logarithms: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    """Logarithms of probabilities as steps of a byte."""
    return np.asarray(np.clip(np.rint(-logarithms / STEP), 0, 255), dtype=np.uint8)


class Told(NamedTuple):
    """Of each symbol the log of its probability, in nats, and the length of the n-gram that told it."""

    logs: Floats
    orders: Integers


class NGrams:
    """A table of n-grams over symbols 0..size-1.

    arrays: `first`, uint8 (size,), the quantised logs of single symbols; for each order n from 2 `hash{n}` uint32,
    ascending, and `log{n}` uint8; `context{n}` uint32, ascending, and `weight{n}` uint8: the backoff weights of
    contexts of n - 1 symbols.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str, order: int) -> None:
        self.order = order
        self._first = -STEP * arrays[f"{prefix}first"].astype(np.float32)
        self._tables = [
            tuple(arrays[f"{prefix}{name}{size}"] for name in ("hash", "log", "context", "weight"))
            for size in range(2, order + 1)
        ]

    def tell(self, symbols: Integers, reach: Integers) -> Told:
        """How likely each symbol is after those before it, of which it may see no more than `reach`."""
        logs = self._first[symbols]
        orders = np.ones(len(symbols), np.int64)
        contexts = hashes(symbols, 1)
        for size, (known, values, before, weights) in enumerate(self._tables, 2):
            seen = np.flatnonzero(reach >= size - 1)
            context = np.zeros(len(symbols), np.uint32)
            context[1:] = contexts[:-1]
            at, held = _find(before, context[seen])
            logs[seen[held]] -= STEP * weights[at[held]].astype(np.float32)
            contexts = hashes(symbols, size)
            at, held = _find(known, contexts[seen])
            logs[seen[held]] = -STEP * values[at[held]].astype(np.float32)
            orders[seen[held]] = size
        return Told(logs, orders)


def _find(table: npt.NDArray[np.generic], wanted: Hashes) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """Where each hash would stand in a table, and whether it is there."""
    if not len(table):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return at, np.asarray(table[at] == wanted)
