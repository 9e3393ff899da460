"""How likely two spans are translations by their units: what the aligner is fed when no model is at hand.

For a target unit t and the units of a source span S (its words s), the gain is
ln(1 - L m / (|S| + 1) + L sum_s p(t|s) / ((|S| + 1) p(t))), with m the mass of S, the probability that its known
translations cover, at most 1 a word; half of it from each direction. Unrelated texts gain about nothing. p(t|s) is the
greatest of what equal units, words that sound alike and the document's own dictionary say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from checker.measures.cognates_evidence import cognates, equal
from checker.measures.dictionary_evidence import Bags, FloatArray, IntArray, Lexicon, learn, spread
from checker.measures.units_evidence import capitalised, han_names, names, units
from checker.model import Sentence

_TRUST = 0.7
_ROUNDS = 4
_BLOCK_ROUNDS = 2
_CHUNK = 64

Shapes = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class LexicalEvidence:
    """Both texts as units, and the dictionary between them; see `checker.align.similarity.Evidence`.

    given: what was known before anything was learnt. lexicon: with what was learnt.
    """

    source: Bags
    target: Bags
    given: Lexicon
    lexicon: Lexicon
    rounds: int = _ROUNDS

    def gains(self, shapes: Shapes, lows: IntArray, width: int) -> npt.NDArray[np.float32]:
        """Nats for each shape and cell of the band: (shapes, len(lows) - 1, width)."""
        found = np.zeros((len(shapes), len(lows) - 1, width), dtype=np.float32)
        if not len(self.source.units) or not len(self.target.units):
            return found
        _add_forward(found, shapes, lows, _Reader(self.source, self.target, *self._ahead()))
        _add_backward(found, shapes, lows, _Reader(self.target, self.source, *self._back()))
        return found

    def _ahead(self) -> tuple[IntArray, IntArray, FloatArray]:
        return self.lexicon.source, self.lexicon.target, self.lexicon.forward

    def _back(self) -> tuple[IntArray, IntArray, FloatArray]:
        order = np.argsort(self.lexicon.target, kind="stable")
        return self.lexicon.target[order], self.lexicon.source[order], self.lexicon.backward[order]

    @property
    def learns(self) -> bool:
        """Whether there are rounds left to learn a dictionary in."""
        return self.rounds > 0

    def learnt(self, source: IntArray, target: IntArray, weight: FloatArray) -> LexicalEvidence:
        """With a dictionary learnt from these links."""
        lexicon = self.lexicon
        if len(self.source.units) and len(self.target.units):
            lexicon = learn(self.source, self.target, (source, target, weight), self.given)
        return replace(self, lexicon=lexicon, rounds=self.rounds - 1)

    def blocks(self, size: int) -> LexicalEvidence:
        """The same units in blocks of sentences; a dictionary is learnt in fewer rounds."""
        bags = [
            Bags(bag.units, np.append(bag.starts[:-1:size], bag.starts[-1]), bag.size)
            for bag in (self.source, self.target)
        ]
        return replace(self, source=bags[0], target=bags[1], rounds=_BLOCK_ROUNDS)


class LexicalSimilarity:
    """Compares texts by equal units, words that sound alike and a dictionary learnt on the way."""

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> LexicalEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        bags_of_source, source_units = _bags(source, capitalised(target))
        bags_of_target, target_units = _bags(target, capitalised(source))
        same = equal(source_units, target_units)
        alike = cognates(source_units, target_units, (names(source), names(target)))
        left, right = (np.array(same[side] + alike[side], dtype=np.int64) for side in (0, 1))
        trust = np.array(same[2] + alike[2])
        order = np.lexsort((right, left))
        left, right, trust = left[order], right[order], trust[order]
        # A word cannot be translated by another more often than the other stands there.
        ratio = bags_of_target.counts()[right] / bags_of_source.counts()[left]
        given = Lexicon(left, right, trust * np.minimum(1.0, ratio), trust * np.minimum(1.0, 1.0 / ratio))
        return LexicalEvidence(bags_of_source, bags_of_target, given, given)


def _bags(sentences: Sequence[Sentence], foreign: frozenset[str]) -> tuple[Bags, list[str]]:
    """The units of one text, numbered in the order of their first appearance, and their strings."""
    numbers: dict[str, int] = {}
    found: list[int] = []
    starts = [0]
    for sentence in sentences:
        text = sentence.prose
        mine = [*units(text), *han_names(text, foreign)]
        found.extend(numbers.setdefault(unit, len(numbers)) for unit in mine)
        starts.append(len(found))
    return Bags(np.array(found, dtype=np.int64), np.array(starts), len(numbers)), list(numbers)


class _Reader:
    """Reads spans of one text (`given`) for the units of the other (`told`): running sums of log-odds."""

    def __init__(self, given: Bags, told: Bags, left: IntArray, right: IntArray, chance: FloatArray) -> None:
        mass = np.bincount(left, chance, given.size)
        chance = chance / np.maximum(mass, 1.0)[left]
        self.given, self.told = given, told
        self.right = right
        share = told.counts() / len(told.units)
        self.odds = (chance / share[right]).astype(np.float32)
        self.first = np.searchsorted(left, np.arange(given.size + 1))
        self.mass = np.minimum(mass, 1.0)
        self.lengths = np.diff(given.starts)
        self.masses = np.add.reduceat(np.append(self.mass[given.units], 0.0), given.starts[:-1]) * (self.lengths > 0)

    def rows(self, begin: int, end: int) -> npt.NDArray[np.float32]:
        """(sentences, units told): the summed p(t|s) / p(t) of each given sentence begin .. end."""
        begin_unit, end_unit = self.given.starts[begin], self.given.starts[end]
        owner = np.repeat(np.arange(end - begin), self.lengths[begin:end])
        unit = self.given.units[begin_unit:end_unit]
        which, rank = spread(self.first[unit + 1] - self.first[unit])
        entry = self.first[unit[which]] + rank
        cells = owner[which] * self.told.size + self.right[entry]
        flat = np.bincount(cells, self.odds[entry], (end - begin) * self.told.size)
        return flat.reshape(end - begin, self.told.size).astype(np.float32)

    def logs(self, begin: int, end: int, sizes: Sequence[int]) -> dict[int, npt.NDArray[np.float32]]:
        """For spans of each size that start at begin .. end: (spans, units told) of ln odds."""
        last = min(end + max(sizes) - 1, len(self.lengths))
        rows = self.rows(begin, last)
        rows = np.concatenate((rows, np.zeros((end + max(sizes) - 1 - last, rows.shape[1]), dtype=np.float32)))
        spare = np.zeros(max(sizes))
        lengths = np.concatenate((self.lengths[begin:last], spare))
        masses = np.concatenate((self.masses[begin:last], spare))
        count = end - begin
        found = {}
        total, length, mass = np.zeros((count, rows.shape[1]), dtype=np.float32), np.zeros(count), np.zeros(count)
        for size in range(1, max(sizes) + 1):
            total += rows[size - 1 : size - 1 + count]
            length += lengths[size - 1 : size - 1 + count]
            mass += masses[size - 1 : size - 1 + count]
            if size in sizes:
                base = (1.0 - _TRUST * mass / (length + 1.0)).astype(np.float32)[:, None]
                scale = (_TRUST / (length + 1.0)).astype(np.float32)[:, None]
                found[size] = np.log(base + scale * total)
        return found


def _sums(logs: npt.NDArray[np.float32], units_told: IntArray) -> FloatArray:
    return np.concatenate(([0.0], np.cumsum(logs[units_told], dtype=np.float64)))


def _add_forward(found: npt.NDArray[np.float32], shapes: Shapes, lows: IntArray, reader: _Reader) -> None:
    rows, columns, width = found.shape[1], len(reader.told.starts) - 1, found.shape[2]
    heights = sorted({height for height, _ in shapes})
    widest = max(breadth for _, breadth in shapes)
    for begin in range(0, rows, _CHUNK):
        end = min(begin + _CHUNK, rows)
        logs = reader.logs(begin, end, heights)
        for row in range(begin, end):
            low = int(lows[row])
            edges = reader.told.starts[np.minimum(low + np.arange(width + widest), columns)]
            told = reader.told.units[edges[0] : edges[-1]]
            sums = {height: _sums(logs[height][row - begin], told)[edges - edges[0]] for height in heights}
            for index, (height, breadth) in enumerate(shapes):
                at = sums[height]
                found[index, row] += 0.5 * (at[breadth : breadth + width] - at[:width])


def _add_backward(found: npt.NDArray[np.float32], shapes: Shapes, lows: IntArray, reader: _Reader) -> None:
    rows, columns, width = found.shape[1], len(reader.lengths), found.shape[2]
    breadths = sorted({breadth for _, breadth in shapes})
    highest = max(height for height, _ in shapes)
    firsts = np.searchsorted(lows[:-1] + width, np.arange(columns), side="right")
    lasts = np.searchsorted(lows[:-1], np.arange(columns), side="right")
    for begin in range(0, columns, _CHUNK):
        end = min(begin + _CHUNK, columns)
        logs = reader.logs(begin, end, breadths)
        for column in range(begin, end):
            first, last = int(firsts[column]), int(lasts[column])
            if first >= last:
                continue
            edges = reader.told.starts[np.minimum(np.arange(first, last + highest), rows)]
            told = reader.told.units[edges[0] : edges[-1]]
            sums = {breadth: _sums(logs[breadth][column - begin], told)[edges - edges[0]] for breadth in breadths}
            count = last - first
            gains = [sums[breadth][height : height + count] - sums[breadth][:count] for height, breadth in shapes]
            span = np.arange(first, last)
            found[:, span, column - lows[span]] += 0.5 * np.array(gains, dtype=np.float32)
