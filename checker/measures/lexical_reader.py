"""Reads spans of one text for the units of the other: the nats of each unit, summed over sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from checker.measures.dictionary_evidence import Bags, FloatArray, IntArray, spread

TRUST = 0.9
"""The share of a text's units that a known translation accounts for; the rest is chance."""
_CHUNK = 64

Nats = npt.NDArray[np.float32]


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

    def gains(self, ranges: tuple[IntArray, IntArray], offsets: IntArray, sizes: Sequence[int]) -> dict[int, Nats]:
        """Spans of given sentences against ranges of told sentences: lows[g] .. highs[g] for a span that begins at g.

        For each size of span one row of offsets[-1] numbers: at offsets[g] + k the nats of told sentence lows[g] + k; 0
        where nothing belongs. A span that would leave the text ends with it.
        """
        lows, highs = ranges
        found = {size: np.zeros(int(offsets[-1]), dtype=np.float32) for size in sizes}
        for begin in range(0, len(lows), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            if lows[part].min() < highs[part].max():
                self._read(found, begin, (lows[part], highs[part]), offsets[part])
        return found

    def _read(self, found: dict[int, Nats], begin: int, ranges: tuple[IntArray, IntArray], offsets: IntArray) -> None:
        """Fills in what some spans tell, the first of them that of given sentence `begin`."""
        lows, highs = ranges
        starts, first, last = self.told.starts, int(lows.min()), int(highs.max())
        vocabulary, local = _numbered(self.told.units[starts[first] : starts[last]], self.told.size)
        row, rank = spread(starts[highs] - starts[lows])
        places = local[(starts[lows] - starts[first])[row] + rank] + row * len(vocabulary)
        row, rank = spread(highs - lows)
        told = lows[row] + rank
        lengths = starts[told + 1] - starts[told]
        filled = np.flatnonzero(lengths)
        if not len(filled):
            return
        cells, into = (np.cumsum(lengths) - lengths)[filled], (offsets[row] + rank)[filled]
        for size, logs in self._logs(begin, begin + len(lows), vocabulary, list(found)):
            # Sums over places, not a matrix product: a BLAS with threads is slower here, and sums differently.
            found[size][into] = np.add.reduceat(logs.ravel()[places], cells)

    def _logs(self, begin: int, end: int, vocabulary: IntArray, sizes: Sequence[int]) -> Iterator[tuple[int, Nats]]:
        """For each size of span: (end - begin, vocabulary), the nats of each unit with the span from each sentence."""
        stop = min(end + max(sizes) - 1, len(self.lengths))
        missing = end + max(sizes) - 1 - stop
        odds = np.pad(self._odds(begin, stop, vocabulary), ((0, missing), (0, 0)))
        lengths = np.pad(self.lengths[begin:stop].astype(np.float32), (0, missing))
        masses = np.pad(self.masses[begin:stop].astype(np.float32), (0, missing))
        for size in sizes:
            total, length, mass = (_summed(side, size, end - begin) for side in (odds, lengths, masses))
            scale = (TRUST / (length + 1.0))[:, None]
            total *= scale
            total += 1.0 - scale * mass[:, None]
            yield size, np.log(total, out=total)

    def logs(self, begin: int, end: int, units: IntArray) -> tuple[Nats, IntArray]:
        """The nats of some told units with each given sentence begin .. end: (sentences, n), and each unit's column."""
        vocabulary, local = _numbered(units, self.told.size)
        (_, found), *_ = self._logs(begin, end, vocabulary, [1])
        return found, local

    def _odds(self, begin: int, end: int, vocabulary: IntArray) -> Nats:
        """(sentences, vocabulary): the summed p(t|s) / p(t) of given sentences begin .. end."""
        column = np.full(self.told.size, -1)
        column[vocabulary] = np.arange(len(vocabulary))
        owner = np.repeat(np.arange(end - begin), self.lengths[begin:end])
        unit = self.given.units[self.given.starts[begin] : self.given.starts[end]]
        which, rank = spread(self.first[unit + 1] - self.first[unit])
        entry = self.first[unit[which]] + rank
        place = column[self.right[entry]]
        there = np.flatnonzero(place >= 0)
        cells = owner[which[there]] * len(vocabulary) + place[there]
        flat = np.bincount(cells, self.odds[entry[there]], (end - begin) * len(vocabulary))
        return flat.reshape(end - begin, len(vocabulary)).astype(np.float32)


def _numbered(units: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """The different ones among units below `size`, sorted, and each unit's place among them."""
    there = np.zeros(size, dtype=bool)
    there[units] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[units]


def _summed(values: Nats, size: int, count: int) -> Nats:
    """The sums of `size` entries in a row, from each of the first `count`."""
    found = values[:count].copy()
    for shift in range(1, size):
        found += values[shift : shift + count]
    return found
