"""From running symbols to tables of n-grams: Kneser-Ney probabilities, pruned, and the backoff weights left by it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from checker.measures.surprisal_ngrams import hashes, quantised

Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


class _Level:
    """N-grams of one order: `grams` (n, order), sorted by context, counts, and where each context begins."""

    def __init__(self, grams: Integers, counts: Integers) -> None:
        self.grams, self.counts = grams, counts
        new = np.ones(len(grams), np.bool_)
        new[1:] = (grams[1:, :-1] != grams[:-1, :-1]).any(axis=1)
        self.starts = np.flatnonzero(new)
        self.context = np.cumsum(new) - 1  # of each n-gram

    def sums(self, values: Reals) -> Reals:
        """The sum over the n-grams of each context."""
        return np.add.reduceat(values, self.starts)


def tables(
    symbols: Integers, reach: Integers, first: Reals, order: int, most: int
) -> dict[str, npt.NDArray[np.generic]]:
    """What `NGrams` reads: probabilities of n-grams up to an order, of each of which `most` are kept at most.

    symbols, reach: running text, and how far back each place may look. first: the probabilities of single symbols.
    """
    arrays: dict[str, npt.NDArray[np.generic]] = {"first": quantised(np.log(first))}
    levels = [_level(symbols, reach, size) for size in range(1, order + 1)]
    lower = first
    for size in range(2, order + 1):
        level = levels[size - 1]
        counts = level.counts if size == order else _continuations(level, levels[size])
        below = _lower(level.grams, lower, levels[size - 2], size)
        chance = _smoothed(level, counts, below)
        arrays |= _pruned(level, chance, below, size, most)
        lower = chance
    return arrays


def _level(symbols: Integers, reach: Integers, size: int) -> _Level:
    if size == 1:
        found = np.unique(symbols)
        return _Level(found[:, None], np.bincount(symbols)[found])
    width = int(symbols.max()) + 1
    places = np.flatnonzero(reach >= size - 1)
    bits = width.bit_length()
    keys = np.zeros(len(places), np.int64)
    for back in range(size - 1, -1, -1):
        keys = (keys << bits) | symbols[places - back]
    found, counts = np.unique(keys, return_counts=True)
    grams = np.stack([(found >> (bits * back)) & ((1 << bits) - 1) for back in range(size - 1, -1, -1)], axis=1)
    return _Level(grams, counts)


def _continuations(level: _Level, longer: _Level) -> Integers:
    """After how many different symbols each n-gram stands; as often as it is counted, where it begins a sentence."""
    at = _rows(level.grams, longer.grams[:, 1:])
    found = np.bincount(at, minlength=len(level.grams))
    return np.where(found == 0, level.counts, found)


def _rows(table: Integers, wanted: Integers) -> Integers:
    """The row of each wanted n-gram in a sorted table that holds them all."""
    bits = int(table.max()).bit_length() if len(table) else 1
    return np.searchsorted(_keys(table, bits), _keys(wanted, bits))


def _keys(grams: Integers, bits: int) -> Integers:
    keys = np.zeros(len(grams), np.int64)
    for column in grams.T:
        keys = (keys << bits) | column
    return keys


def _lower(grams: Integers, lower: Reals, level: _Level, size: int) -> Reals:
    """The probability of each n-gram's last symbol after one symbol less."""
    return lower[grams[:, 1]] if size == 2 else lower[_rows(level.grams, grams[:, 1:])]


def _smoothed(level: _Level, counts: Integers, below: Reals) -> Reals:
    """Modified Kneser-Ney (Chen and Goodman 1998): discounts for counts of one, two and more."""
    singles = [max(1, int((counts == many).sum())) for many in (1, 2, 3, 4)]
    base = singles[0] / (singles[0] + 2 * singles[1])
    discounts = np.array([0.0] + [many - (many + 1) * base * singles[many] / singles[many - 1] for many in (1, 2, 3)])
    discounts = np.clip(discounts, 0.0, [0.0, 0.95, 1.8, 2.7])
    taken = discounts[np.minimum(counts, 3)]
    totals = level.sums(counts.astype(np.float64))
    left = level.sums(taken) / totals
    chance: Reals = (counts - taken) / totals[level.context] + left[level.context] * below
    return chance


def _pruned(level: _Level, chance: Reals, below: Reals, size: int, most: int) -> dict[str, npt.NDArray[np.generic]]:
    """The n-grams that change most if they are left out, and the weights of their contexts."""
    worth: Reals = level.counts.astype(np.float64) * np.abs(np.log(chance / below))
    kept = np.ones(len(worth), np.bool_)
    if len(worth) > most:
        kept[np.argsort(-worth, kind="stable")[most:]] = False
    rest = 1.0 - level.sums(np.where(kept, chance, 0.0))
    free = 1.0 - level.sums(np.where(kept, below, 0.0))
    weights = np.minimum(1.0, np.maximum(rest, 1e-6) / np.maximum(free, 1e-6))
    alive = np.flatnonzero(level.sums(kept.astype(np.float64)))
    contexts = level.grams[level.starts[alive], :-1]
    return {
        f"{name}{size}": array
        for names, array_pair in (
            (("hash", "log"), _sorted(level.grams[kept], np.log(chance[kept]))),
            (("context", "weight"), _sorted(contexts, np.log(weights[alive]))),
        )
        for name, array in zip(names, array_pair, strict=True)
    }


def _sorted(grams: Integers, logs: Reals) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.generic]]:
    """Hashes in order, and the quantised logs beside them; of two with one hash the first is kept."""
    size = grams.shape[1]
    told = hashes(grams.reshape(-1), size)[size - 1 :: size]
    found, at = np.unique(told, return_index=True)
    return found, quantised(logs[at])
