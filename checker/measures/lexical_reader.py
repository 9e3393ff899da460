"""Reads spans of one text for the units of the other: the nats of each unit, summed over sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.measures.dictionary_evidence import Bags, FloatArray, IntArray, spread

TRUST = 0.9
"""The share of a text's units that a known translation accounts for; the rest is chance."""


class Reader:
    """Reads spans of one text (`given`) for the units of the other (`told`)."""

    def __init__(self, given: Bags, told: Bags, left: IntArray, right: IntArray, chance: FloatArray) -> None:
        mass = np.bincount(left, chance, given.size)
        chance = chance / np.maximum(mass, 1.0)[left]
        self.given, self.told = given, told
        self.right = right
        share = told.counts() / len(told.units)
        self.odds = chance / share[right]
        self.first = np.searchsorted(left, np.arange(given.size + 1))
        self.lengths = np.diff(given.starts)
        masses = np.append(np.minimum(mass, 1.0)[given.units], 0.0)
        self.masses = np.add.reduceat(masses, given.starts[:-1]) * (self.lengths > 0)

    def sums(
        self, begin: int, end: int, first: int, last: int, sizes: Sequence[int]
    ) -> dict[int, npt.NDArray[np.float32]]:
        """Given spans that start at begin .. end against told sentences first .. last: running sums of ln odds.

        For each size of span (end - begin, last - first + 1): [r, c] is the gain of told sentences first .. first + c.
        """
        units = self.told.units[self.told.starts[first] : self.told.starts[last]]
        vocabulary, local = np.unique(units, return_inverse=True)
        starts = self.told.starts[first:last] - self.told.starts[first]
        silent = np.diff(self.told.starts[first : last + 1]) == 0
        stop = min(end + max(sizes) - 1, len(self.lengths))
        missing = end + max(sizes) - 1 - stop
        odds = np.pad(self._odds(begin, stop, vocabulary), ((0, missing), (0, 0)))
        lengths = np.pad(self.lengths[begin:stop].astype(np.float32), (0, missing))
        masses = np.pad(self.masses[begin:stop].astype(np.float32), (0, missing))
        found = {}
        for size in sizes:
            total, length, mass = (_summed(side, size, end - begin) for side in (odds, lengths, masses))
            scale = (TRUST / (length + 1.0))[:, None]
            logs = np.log(1.0 - scale * mass[:, None] + scale * total)
            # Sums over places rather than a matrix product: a BLAS with threads is slower here, and sums differently.
            gains = np.add.reduceat(np.pad(logs[:, local], ((0, 0), (0, 1))), starts, axis=1)
            gains[:, silent] = 0.0
            found[size] = np.pad(np.cumsum(gains, axis=1), ((0, 0), (1, 0)))
        return found

    def logs(self, begin: int, end: int, units: IntArray) -> tuple[npt.NDArray[np.float32], IntArray]:
        """The nats of some told units with each given sentence begin .. end: (sentences, n), and each unit's column."""
        vocabulary, local = np.unique(units, return_inverse=True)
        scale = (TRUST / (self.lengths[begin:end] + 1.0)).astype(np.float32)[:, None]
        masses = self.masses[begin:end].astype(np.float32)[:, None]
        return np.log(1.0 - scale * masses + scale * self._odds(begin, end, vocabulary)), local

    def _odds(self, begin: int, end: int, vocabulary: IntArray) -> npt.NDArray[np.float32]:
        """(sentences, vocabulary): the summed p(t|s) / p(t) of given sentences begin .. end."""
        column = np.full(self.told.size, -1)
        column[vocabulary] = np.arange(len(vocabulary))
        owner = np.repeat(np.arange(end - begin), self.lengths[begin:end])
        unit = self.given.units[self.given.starts[begin] : self.given.starts[end]]
        which, rank = spread(self.first[unit + 1] - self.first[unit])
        entry = self.first[unit[which]] + rank
        place = column[self.right[entry]]
        there = place >= 0
        cells = owner[which[there]] * len(vocabulary) + place[there]
        flat = np.bincount(cells, self.odds[entry[there]], (end - begin) * len(vocabulary))
        return flat.reshape(end - begin, len(vocabulary)).astype(np.float32)


def _summed(values: npt.NDArray[np.float32], size: int, count: int) -> npt.NDArray[np.float32]:
    """The sums of `size` entries in a row, from each of the first `count`."""
    found = values[:count].copy()
    for shift in range(1, size):
        found += values[shift : shift + count]
    return found
