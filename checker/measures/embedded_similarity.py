"""How likely two spans are translations by the model that ships with the package: cosines as log-odds.

Each sentence of a bead is compared with the whole of the other side, and tells ln N(cosine; true) / N(cosine; chance):
half the sum over both sides is the bead's gain. So evidence is additive over sentences, as it is over words in
`lexical_similarity`: a sentence that was only swallowed by its neighbour's bead speaks against it. Both normal
distributions come from the texts themselves: chance from all pairs, truth from the pairs that the aligner has found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import Embedding
from checker.model import Sentence

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
Shapes = Sequence[tuple[int, int]]

_CHUNK = 64
_SAMPLE = 300
"""Sentences of each text, evenly spread, from which the chance cosines are learnt."""
_LIMIT = 9.0
"""Nats of one sentence at most, for or against."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Mean and deviation of the cosines of unrelated sentences (chance), and of translations (true)."""

    chance: float = 0.08
    chance_spread: float = 0.09
    true: float = 0.50
    true_spread: float = 0.14

    def nats(self, cosine: FloatArray) -> FloatArray:
        """ln of the odds that a cosine tells; rising up to the mean of true pairs and level from there."""
        cosine = np.minimum(cosine, self.true)
        true = (cosine - self.true) / self.true_spread
        chance = (cosine - self.chance) / self.chance_spread
        nats = 0.5 * (chance * np.abs(chance) - true * true) + np.log(self.chance_spread / self.true_spread)
        return np.asarray(np.clip(nats, -_LIMIT, _LIMIT), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedEvidence:
    """Both texts as sums of piece vectors, float32 (sentences, d); see `checker.align.similarity.Evidence`."""

    source: FloatArray
    target: FloatArray
    calibration: Calibration
    rounds: int

    def gains(self, shapes: Shapes, lows: IntArray, width: int) -> FloatArray:
        """Nats for each shape and cell of the band: (shapes, len(lows) - 1, width)."""
        rows, columns = len(self.source), len(self.target)
        found = np.zeros((len(shapes), rows, width), dtype=np.float32)
        highest, broadest = max(shape[0] for shape in shapes), max(shape[1] for shape in shapes)
        for begin in range(0, rows, _CHUNK):
            end = min(begin + _CHUNK, rows)
            first = int(lows[begin])
            last = min(int(lows[end - 1]) + width + broadest - 1, columns)
            part = _Part(self.source[begin : end + highest - 1], self.target[first:last], self.calibration, shapes)
            starts = lows[begin:end, None] - first + np.arange(width)
            for index, shape in enumerate(shapes):
                gains = part.gains(*shape)[: end - begin]
                inside = np.minimum(starts, gains.shape[1] - 1)
                taken = np.take_along_axis(gains, inside[: len(gains)], axis=1)
                found[index, begin : begin + len(gains)] = taken
        return found

    def straddles(self, rows: IntArray, columns: IntArray) -> npt.NDArray[np.float64]:
        """Nothing: a vector of a sentence does not tell where in it something stands."""
        return np.zeros(max(0, len(rows) - 2))

    @property
    def learns(self) -> bool:
        """Whether the distribution of true pairs may still be learnt."""
        return self.rounds > 0

    def learnt(self, source: IntArray, target: IntArray, weight: npt.NDArray[np.float64]) -> EmbeddedEvidence:
        """With the distribution of the cosines of these links; forty links' worth of belief in the usual one."""
        sure = weight > 0.5
        cosines = _cosines(self.source[source[sure]], self.target[target[sure]])
        usual = Calibration()
        weights = weight[sure]
        total = 40.0 + weights.sum()
        mean = (40.0 * usual.true + (weights * cosines).sum()) / total
        squares = 40.0 * usual.true_spread**2 + (weights * (cosines - mean) ** 2).sum()
        floor = self.calibration.chance + self.calibration.chance_spread
        learnt = replace(
            self.calibration, true=max(float(mean), floor), true_spread=max(0.08, float(np.sqrt(squares / total)))
        )
        return replace(self, calibration=learnt, rounds=self.rounds - 1)

    def blocks(self, size: int) -> EmbeddedEvidence:
        """The same evidence between blocks of `size` sentences."""
        starts = [np.arange(0, len(side), size) for side in (self.source, self.target)]
        source, target = (
            np.add.reduceat(side, start, axis=0) for side, start in zip((self.source, self.target), starts, strict=True)
        )
        return EmbeddedEvidence(source, target, _chance(source, target), 0)


class _Part:
    """A rectangle of the lattice: what all its sentences of one text tell of the spans of the other."""

    def __init__(self, source: FloatArray, target: FloatArray, calibration: Calibration, shapes: Shapes) -> None:
        products = source @ target.T
        self._rows, self._columns = products.shape
        self._ahead, self._back = {}, {}
        for size in {breadth for _, breadth in shapes if breadth <= self._columns}:
            self._ahead[size] = _told(products, source, target, size, calibration)
        for size in {height for height, _ in shapes if height <= self._rows}:
            self._back[size] = _told(products.T, target, source, size, calibration)

    def gains(self, height: int, breadth: int) -> FloatArray:
        """(rows - height + 1, columns - breadth + 1): the gain of the bead of that shape from each node."""
        if self._rows < height or self._columns < breadth:
            return np.zeros((self._rows, self._columns), dtype=np.float32)
        return 0.5 * (_running(self._ahead[breadth], height) + _running(self._back[height], breadth).T)


def _told(
    products: FloatArray, singles: FloatArray, spans: FloatArray, size: int, calibration: Calibration
) -> FloatArray:
    """The nats of each sentence of one text against each span of `size` sentences of the other."""
    sums = _running(products.T, size).T
    lengths = np.linalg.norm(singles, axis=1)[:, None] * np.linalg.norm(_running(spans, size), axis=1)
    known = lengths > 1e-6
    cosines = np.asarray(sums / np.where(known, lengths, 1.0), dtype=np.float32)
    return np.asarray(calibration.nats(cosines) * known, dtype=np.float32)


def _running(values: FloatArray, size: int) -> FloatArray:
    """Sums of `size` rows in a row: (rows - size + 1, ...)."""
    found = values[: len(values) - size + 1].copy()
    for shift in range(1, size):
        found += values[shift : shift + len(found)]
    return found


def _cosines(left: FloatArray, right: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return np.asarray(np.einsum("nd,nd->n", left, right) / np.maximum(lengths, 1e-9), dtype=np.float32)


def _chance(source: FloatArray, target: FloatArray) -> Calibration:
    """The cosines of sentences of the two texts that have nothing to do with each other, as most have.

    The median and the deviation below it: what lies above may be true. Fifty pairs' worth of belief in the usual ones.
    """
    some = [side[:: max(1, len(side) // _SAMPLE)] for side in (source, target)]
    units = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9) for side in some]
    cosines = (units[0] @ units[1].T).ravel()
    usual = Calibration()
    trust = len(cosines) / (len(cosines) + 50.0)
    middle = float(np.median(cosines))
    spread = float(middle - np.quantile(cosines, 0.16))
    chance = trust * middle + (1 - trust) * usual.chance
    return Calibration(
        chance=chance,
        chance_spread=max(0.05, trust * spread + (1 - trust) * usual.chance_spread),
        true=max(usual.true, chance + 0.2),
    )


class EmbeddedSimilarity:
    """Compares texts by the vectors of their sentences."""

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> EmbeddedEvidence:
        """Reads both texts; see `checker.align.similarity.Similarity`."""
        model = Embedding.shipped()
        sums = [model.sums([sentence.prose for sentence in side]) for side in (source, target)]
        return evidence(sums[0], sums[1])


def evidence(source: FloatArray, target: FloatArray) -> EmbeddedEvidence:
    """What vectors of the sentences of two texts tell, float32 (sentences, d) each; those of a span add up."""
    return EmbeddedEvidence(source, target, _chance(source, target), rounds=2)
