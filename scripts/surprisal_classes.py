"""Classes of symbols that keep the same company, by exchange (Kneser and Ney 1993; Martin, Liermann and Ney 1998)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


def clustered(symbols: Integers, counts: Integers, classes: int, fixed: int, rounds: int) -> Integers:
    """The class of each symbol 0..len(counts)-1, so that the class of the next is told best by that of the last.

    symbols: running text. fixed: the first symbols, each of which keeps a class of its own. Symbols that the text does
    not have get class -1. Each symbol in turn, the commonest first, goes where the text becomes likeliest.
    """
    size = len(counts)
    order = np.argsort(-counts[fixed:], kind="stable") + fixed
    order = order[counts[order] > 0]
    assigned = np.full(size, -1, np.int64)
    assigned[:fixed] = np.arange(fixed)
    assigned[order] = fixed + np.arange(len(order)) % (classes - fixed)
    pairs = symbols[:-1] * size + symbols[1:]
    pairs, times = np.unique(pairs[symbols[:-1] != symbols[1:]], return_counts=True)
    before, after = pairs // size, pairs % size
    behind = np.argsort(after, kind="stable")
    right = (np.searchsorted(before, np.arange(size + 1)), after, times)
    left = (np.searchsorted(after[behind], np.arange(size + 1)), before[behind], times[behind])
    table = np.zeros((classes, classes), np.int64)
    np.add.at(table, (assigned[before], assigned[after]), times)
    logs = np.arange(int(times.sum()) + 2, dtype=np.float64)
    logs[1:] *= np.log(logs[1:])
    for _ in range(rounds):
        moved = sum(_move(int(symbol), assigned, table, right, left, logs, fixed) for symbol in order)
        if moved * 200 < len(order):
            break
    return assigned


_Ragged = tuple[Integers, Integers, Integers]


def _move(
    symbol: int,
    assigned: Integers,
    table: Integers,
    right: _Ragged,
    left: _Ragged,
    logs: npt.NDArray[np.float64],
    fixed: int,
) -> bool:
    """Puts one symbol into its best class; whether that is another than before."""
    own, classes = assigned[symbol], len(table)
    to, at_to = _neighbours(symbol, right, assigned, classes)
    since, at_since = _neighbours(symbol, left, assigned, classes)
    table[own, at_to] -= to
    table[at_since, own] -= since
    rows, columns = table[:, at_to], table[at_since, :]
    gain = (logs[rows + to] - logs[rows]).sum(axis=1) + (logs[columns + since[:, None]] - logs[columns]).sum(axis=0)
    outgoing, incoming = table.sum(axis=1), table.sum(axis=0)
    gain -= logs[outgoing + to.sum()] - logs[outgoing] + logs[incoming + since.sum()] - logs[incoming]
    gain[:fixed] = -np.inf
    best = int(gain.argmax())
    if gain[best] <= gain[own]:
        best = int(own)
    assigned[symbol] = best
    table[best, at_to] += to
    table[at_since, best] += since
    return bool(best != own)


def _neighbours(symbol: int, beside: _Ragged, assigned: Integers, classes: int) -> tuple[Integers, Integers]:
    """How often each class stands on one side of a symbol, and which classes these are."""
    starts, others, times = beside
    part = slice(starts[symbol], starts[symbol + 1])
    counts = np.bincount(assigned[others[part]], times[part], classes).astype(np.int64)
    found = np.flatnonzero(counts)
    return counts[found], found
