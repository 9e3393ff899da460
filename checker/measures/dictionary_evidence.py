"""A dictionary learnt from the document itself: IBM model 1 in both directions over the sentences put together.

Brown et al. (1993), fed as Moore (2002) and Varga et al. (2005) feed it: with the document pair that is being
aligned, round after round. One meeting proves little, and nothing in a short text, so every new pair pays a discount.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_ITERATIONS = 4
_NULL = 0.2
_DISCOUNT = 0.4
_FEW_SENTENCES = 60
_STUBBORN = 1.0
_LEAST = 0.01
_MANY = 1_000_000
_ONCE = 1.2
_EVERYWHERE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """The units of one text: `units` of all sentences in one row, sentence i from starts[i] to starts[i + 1].

    size: how many different units there are; each is a number below it.
    """

    units: IntArray
    starts: IntArray
    size: int

    def counts(self) -> FloatArray:
        """How often each unit stands in the text."""
        return np.bincount(self.units, minlength=self.size).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Pairs of units and their translation probabilities, sorted by source unit, then target unit.

    forward: P(target | source). backward: P(source | target).
    """

    source: IntArray
    target: IntArray
    forward: FloatArray
    backward: FloatArray


def spread(sizes: IntArray) -> tuple[IntArray, IntArray]:
    """For groups of the given sizes: each member's group, and its rank in the group."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def learn(source: Bags, target: Bags, links: tuple[IntArray, IntArray, FloatArray], known: Lexicon) -> Lexicon:
    """The dictionary of sentence pairs (rows, columns, weights 0..1), begun from what is `known` already."""
    if _count_of_meetings(source, target, links) > _MANY:
        source, target = _telling(source), _telling(target)
    left_place, right_place, weight = _meetings(source, target, links)
    keys, pair = np.unique(source.units[left_place] * target.size + target.units[right_place], return_inverse=True)
    together = np.bincount(pair, weight, len(keys))
    if len(pair) > _MANY:
        often = together > _ONCE
        kept = often[pair]
        left_place, right_place, weight = left_place[kept], right_place[kept], weight[kept]
        keys, pair = keys[often], (np.cumsum(often) - 1)[pair[kept]]
    left_unit, right_unit = keys // target.size, keys % target.size
    ahead_known, back_known = _known(known, keys, target.size)
    occurrences = source.counts(), target.counts()
    shares = occurrences[0] / max(1, len(source.units)), occurrences[1] / max(1, len(target.units))
    forward = shares[1][right_unit] + ahead_known
    backward = shares[0][left_unit] + back_known
    count = np.zeros(len(keys))
    for _ in range(_ITERATIONS):
        ahead = weight * forward[pair]
        whole = np.bincount(right_place, ahead, len(target.units)) + _NULL * shares[1][target.units]
        onward = np.bincount(pair, ahead / whole[right_place], len(keys))
        back = weight * backward[pair]
        whole = np.bincount(left_place, back, len(source.units)) + _NULL * shares[0][source.units]
        behind = np.bincount(pair, back / whole[left_place], len(keys))
        count = np.sqrt(onward * behind)
        forward = count / np.bincount(left_unit, count, source.size)[left_unit]
        backward = count / np.bincount(right_unit, count, target.size)[right_unit]
    discount = _DISCOUNT if min(len(source.starts), len(target.starts)) > _FEW_SENTENCES else 1.0
    sure = np.maximum(0.0, count - discount * (np.maximum(ahead_known, back_known) == 0))
    forward = (sure + _STUBBORN * ahead_known) / (occurrences[0][left_unit] + _STUBBORN)
    backward = (sure + _STUBBORN * back_known) / (occurrences[1][right_unit] + _STUBBORN)
    kept = np.maximum(forward, backward) > _LEAST
    learnt = Lexicon(left_unit[kept], right_unit[kept], np.minimum(forward[kept], 1.0), np.minimum(backward[kept], 1.0))
    return _with_unmet(learnt, known, keys, occurrences)


def _with_unmet(learnt: Lexicon, known: Lexicon, keys: IntArray, occurrences: tuple[FloatArray, FloatArray]) -> Lexicon:
    """The dictionary with those known pairs that met in no link: less is believed of them, but not nothing."""
    breadth = len(occurrences[1])
    unmet = ~_place(keys, known.source * breadth + known.target)[1]
    left, right = known.source[unmet], known.target[unmet]
    source, target = np.concatenate((learnt.source, left)), np.concatenate((learnt.target, right))
    doubted = _STUBBORN * known.forward[unmet] / (occurrences[0][left] + _STUBBORN)
    forward = np.concatenate((learnt.forward, doubted))
    doubted = _STUBBORN * known.backward[unmet] / (occurrences[1][right] + _STUBBORN)
    backward = np.concatenate((learnt.backward, doubted))
    order = np.argsort(source * breadth + target, kind="stable")
    return Lexicon(source[order], target[order], forward[order], backward[order])


def _count_of_meetings(source: Bags, target: Bags, links: tuple[IntArray, IntArray, FloatArray]) -> int:
    return int((np.diff(source.starts)[links[0]] * np.diff(target.starts)[links[1]]).sum())


def _telling(bags: Bags) -> Bags:
    """The bags without units that stand there but once or in every so many sentences: they teach little, and cost."""
    counts = bags.counts()
    kept = (counts[bags.units] > 1) & (counts[bags.units] <= _EVERYWHERE * len(bags.starts))
    return Bags(bags.units[kept], np.concatenate(([0], np.cumsum(kept)))[bags.starts], bags.size)


def _meetings(
    source: Bags, target: Bags, links: tuple[IntArray, IntArray, FloatArray]
) -> tuple[IntArray, IntArray, FloatArray]:
    """Every pair of units of linked sentences: the place of either in its text, and the weight of the link."""
    rows, columns, weights = links
    heights, breadths = np.diff(source.starts)[rows], np.diff(target.starts)[columns]
    link, rank = spread(heights * breadths)
    breadth = np.maximum(breadths[link], 1)
    left_place = source.starts[rows[link]] + rank // breadth
    right_place = target.starts[columns[link]] + rank % breadth
    return left_place, right_place, weights[link]


def _known(known: Lexicon, keys: IntArray, breadth: int) -> tuple[FloatArray, FloatArray]:
    place, there = _place(keys, known.source * breadth + known.target)
    found = np.zeros(len(keys)), np.zeros(len(keys))
    found[0][place[there]], found[1][place[there]] = known.forward[there], known.backward[there]
    return found


def _place(keys: IntArray, wanted: IntArray) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """Where each wanted number stands among sorted keys, and whether it does."""
    place = np.searchsorted(keys, wanted)
    there = place < len(keys)
    there[there] = keys[place[there]] == wanted[there]
    return place, there
