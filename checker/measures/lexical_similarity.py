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

from checker.measures.cognates_evidence import cognates, equal
from checker.measures.dictionary_evidence import Bags, FloatArray, IntArray, Lexicon, learn
from checker.measures.lexical_reader import Nats, Reader
from checker.measures.meaning_evidence import forms, meanings
from checker.measures.straddle_evidence import Flags, along, straddles
from checker.measures.units_evidence import capitalised, han_names, names, units
from checker.model import Sentence

_ROUNDS = 3
_SHORT = 600
_SMALL_BLOCK = 2

Shapes = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class LexicalEvidence:
    """Both texts as units, and the dictionary between them; see `checker.align.similarity.Evidence`.

    given: what was known before anything was learnt. lexicon: with what was learnt. words: of each unit of the
    source, and of the target, whether it is a word rather than a mark.
    """

    source: Bags
    target: Bags
    given: Lexicon
    lexicon: Lexicon
    rounds: int
    words: tuple[Flags, Flags]

    def gains(self, shapes: Shapes, lows: IntArray, width: int) -> Nats:
        """Nats for each shape and cell of the band: (shapes, len(lows) - 1, width)."""
        found = np.zeros((len(shapes), len(lows) - 1, width), dtype=np.float32)
        if not len(self.source.units) or not len(self.target.units):
            return found
        _add_forward(found, shapes, lows, Reader(self.source, self.target, *self._ahead()))
        _add_backward(found, shapes, lows, Reader(self.target, self.source, *self._back()))
        return found

    def straddles(self, rows: IntArray, columns: IntArray) -> FloatArray:
        """Nats for content that crosses the inner nodes of a path; see `checker.measures.straddle_evidence`."""
        if not len(self.source.units) or not len(self.target.units):
            return np.zeros(max(0, len(rows) - 2))
        source, target = along(self.source, rows), along(self.target, columns)
        return straddles(Reader(source, target, *self._ahead()), Reader(target, source, *self._back()), self.words)

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
        """The same units in blocks of sentences; a dictionary is learnt once, or not at all where blocks are long."""
        bags = [
            Bags(bag.units, np.append(bag.starts[:-1:size], bag.starts[-1]), bag.size)
            for bag in (self.source, self.target)
        ]
        return replace(self, source=bags[0], target=bags[1], rounds=1 if size <= _SMALL_BLOCK else 0)


class LexicalSimilarity:
    """Compares texts by equal units, words that sound alike and a dictionary learnt on the way.

    meanings: whether the vectors that ship with the package tell which words mean the same.
    """

    def __init__(self, meanings: bool = False) -> None:
        self._meanings = meanings

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> LexicalEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        bags_of_source, source_units = _bags(source, capitalised(target))
        bags_of_target, target_units = _bags(target, capitalised(source))
        same = equal(source_units, target_units)
        alike = cognates(source_units, target_units, (names(source), names(target)))
        left, right = (np.array(same[side] + alike[side], dtype=np.int64) for side in (0, 1))
        trust = np.array(same[2] + alike[2])
        # A word cannot be translated by another more often than the other stands there.
        ratio = bags_of_target.counts()[right] / bags_of_source.counts()[left]
        given = Lexicon(left, right, trust * np.minimum(1.0, ratio), trust * np.minimum(1.0, 1.0 / ratio))
        known = meanings(source_units, target_units, (forms(source), forms(target))) if self._meanings else given
        given = _greatest(given, known, len(target_units))
        rounds = _ROUNDS if max(len(source), len(target)) <= _SHORT else _ROUNDS - 1
        words = tuple(np.array([unit[0].isalnum() for unit in side]) for side in (source_units, target_units))
        return LexicalEvidence(bags_of_source, bags_of_target, given, given, rounds, (words[0], words[1]))


def _greatest(one: Lexicon, other: Lexicon, breadth: int) -> Lexicon:
    """All pairs of two dictionaries, sorted, with the greater of what they say. breadth: the count of target units."""
    source, target = np.concatenate((one.source, other.source)), np.concatenate((one.target, other.target))
    keys, place = np.unique(source * breadth + target, return_inverse=True)
    forward, backward = np.zeros(len(keys)), np.zeros(len(keys))
    np.maximum.at(forward, place, np.concatenate((one.forward, other.forward)))
    np.maximum.at(backward, place, np.concatenate((one.backward, other.backward)))
    return Lexicon(keys // breadth, keys % breadth, forward, backward)


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


def _add_forward(found: Nats, shapes: Shapes, lows: IntArray, reader: Reader) -> None:
    """Adds half of what the source's spans tell of the target's sentences."""
    rows, columns, width = found.shape[1], len(reader.told.starts) - 1, found.shape[2]
    reach = width + max(breadth for _, breadth in shapes) - 1
    ranges = np.minimum(lows[:-1], columns), np.minimum(lows[:-1] + reach, columns)
    gains = reader.gains(ranges, np.arange(rows + 1) * reach, sorted({height for height, _ in shapes}))
    for height, flat in gains.items():
        told = flat.reshape(rows, reach)
        total = np.zeros((rows, width), dtype=np.float32)
        for breadth in range(1, reach - width + 2):
            total += told[:, breadth - 1 : breadth - 1 + width]
            if (height, breadth) in shapes:
                found[shapes.index((height, breadth))] += np.float32(0.5) * total


def _add_backward(found: Nats, shapes: Shapes, lows: IntArray, reader: Reader) -> None:
    """Adds half of what the target's spans tell of the source's sentences."""
    rows, columns, width = found.shape[1], len(reader.lengths), found.shape[2]
    further = max(height for height, _ in shapes) - 1
    # The rows whose band holds a column lie together, for the band never moves back.
    starts = np.searchsorted(lows[:-1] + width, np.arange(columns), side="right")
    stops = np.searchsorted(lows[:-1], np.arange(columns), side="right")
    stops = np.minimum(np.maximum(stops, starts) + further, rows)
    offsets = np.concatenate(([0], np.cumsum(stops - starts)))
    offsets[-1] += further
    sizes = sorted({breadth for _, breadth in shapes})
    gains = reader.gains((starts, stops), offsets, sizes)
    column = np.minimum(lows[:-1, None] + np.arange(width), columns - 1)
    place = (offsets[:-1] - starts)[column] + np.arange(rows)[:, None]
    # What lies past the last column belongs to nobody, but must be read somewhere.
    place = np.minimum(place, offsets[-1] - further - 1)
    for breadth in sizes:
        total = np.zeros((rows, width), dtype=np.float32)
        for height in range(1, further + 2):
            total += gains[breadth].take(place + (height - 1))
            if (height, breadth) in shapes:
                found[shapes.index((height, breadth))] += np.float32(0.5) * total
