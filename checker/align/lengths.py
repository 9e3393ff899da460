"""Lengths of sentences as evidence: a robust Gaussian on the log ratio, the ratio taken from the document itself.

After Gale and Church (1993), with the ratio and the spread estimated rather than assumed. Characters are weighed by
script first (a Han character says about as much as two and a half Latin letters; measured on FLORES-200), so that a
document too short to tell its own ratio starts from a sane one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from checker.align.similarity import Band, FloatArray, IntArray
from checker.model import MARKUP, Sentence

_WEIGHTS = (
    (regex.compile(r"\p{sc=Han}"), 2.6),
    (regex.compile(r"\p{sc=Hang}"), 2.2),
    (regex.compile(r"[\p{sc=Hira}\p{sc=Kana}]"), 1.6),
    (regex.compile(r"\p{sc=Hebr}"), 1.3),
    (regex.compile(r"\p{sc=Arab}"), 1.12),
)
_BLANK = regex.compile(rf"[\s{MARKUP}]")

_FIXED_VARIANCE = 0.012
_VARIANCE_PER_CHARACTER = 1.1
_PRIOR_SPREAD = 0.15
_UNRELATED_SPREAD = 0.9
_WORST = -7.0
_WHOLE = 0.7
_SHORT = 60
_FIRST_SPREAD = 2.0
_SMALLEST_SPREAD = 1.0
_LARGEST_SPREAD = 2.0


def weighed_length(sentence: Sentence) -> float:
    """Characters that are neither white space nor markup, each weighed by its script; at least 1."""
    text = sentence.prose
    length = float(len(text) - len(_BLANK.findall(text)))
    if not text.isascii():
        length += sum((weight - 1.0) * len(pattern.findall(text)) for pattern, weight in _WEIGHTS)
    return max(1.0, length)


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """The lengths of both texts, and what is known of their ratio.

    ratio: the expected log of target length over source length. spread: a factor on the standard deviation.
    """

    source: FloatArray
    target: FloatArray
    ratio: float
    spread: float

    def blocks(self, size: int) -> Lengths:
        """The lengths of blocks of so many sentences."""
        sums = [np.add.reduceat(side, np.arange(0, len(side), size)) for side in (self.source, self.target)]
        return Lengths(sums[0], sums[1], self.ratio, self.spread)

    def gains(self, shapes: Sequence[tuple[int, int]], band: Band) -> npt.NDArray[np.float32]:
        """ln P(lengths, as translations) / P(lengths, of unrelated spans): (shapes, band.rows, band.width) of nats."""
        columns = np.minimum(band.lows[:-1, None] + np.arange(band.width), band.columns)
        before = (np.concatenate(([0.0], np.cumsum(side))) for side in (self.source, self.target))
        sums, target_sums = before
        rows = np.arange(band.rows)
        found = np.empty((len(shapes), band.rows, band.width), dtype=np.float32)
        for index, (height, breadth) in enumerate(shapes):
            source = sums[np.minimum(rows + height, band.rows)] - sums[rows]
            target = target_sums[np.minimum(columns + breadth, band.columns)] - target_sums[columns]
            found[index] = self._gain(source[:, None], target)
        return found

    def _gain(self, source: FloatArray, target: FloatArray) -> FloatArray:
        surprise = np.log(np.maximum(target, 1.0)) - np.log(source) - self.ratio
        variance = self.spread**2 * (_FIXED_VARIANCE + 2.0 * _VARIANCE_PER_CHARACTER / (source + target))
        gain = surprise**2 * (0.5 / _UNRELATED_SPREAD**2 - 0.5 / variance) - 0.5 * np.log(variance)
        # A floor: however odd the lengths, a translator may have had reasons.
        return np.asarray(np.maximum(gain + np.log(_UNRELATED_SPREAD), _WORST))

    def learnt(self, rows: IntArray, columns: IntArray, weights: FloatArray) -> Lengths:
        """The ratio and the spread anew, from sentence pairs that are probably each other's only partner."""
        source, target, weight = self.source[rows], self.target[columns], weights
        long_enough = np.minimum(source, target) >= 8
        source, target, weight = source[long_enough], target[long_enough], weight[long_enough]
        if not len(source):
            return self
        logs = np.log(target / source)
        deviation = np.sqrt(_FIXED_VARIANCE + _VARIANCE_PER_CHARACTER / (0.5 * (source + target)))
        median = float(np.median(logs))
        error = 1.25 * float(np.mean(deviation)) / np.sqrt(weight.sum())
        trust = _PRIOR_SPREAD**2 / (_PRIOR_SPREAD**2 + error**2)
        ratio = trust * median
        # Eight pairs' worth of belief that the spread is the usual one.
        seen = 1.4826 * float(np.median(np.abs(logs - ratio) / deviation))
        spread = (8.0 + weight.sum() * seen) / (8.0 + weight.sum())
        return Lengths(self.source, self.target, ratio, float(np.clip(spread, _SMALLEST_SPREAD, _LARGEST_SPREAD)))


def lengths(source: Sequence[Sentence], target: Sequence[Sentence]) -> Lengths:
    """The lengths of two texts before anything is aligned.

    The first guess at the ratio is most of that of the whole texts; where these are short, a missing part would
    spoil it, and the ratio of their mean sentences is taken if it is the more usual one.
    """
    of_source = np.array([weighed_length(sentence) for sentence in source])
    of_target = np.array([weighed_length(sentence) for sentence in target])
    guess = _WHOLE * float(np.log(of_target.sum() / of_source.sum()))
    if max(len(source), len(target)) < _SHORT:
        guess = min(guess, float(np.log(of_target.mean() / of_source.mean())), key=abs)
    return Lengths(of_source, of_target, float(np.clip(guess, -0.6, 0.6)), _FIRST_SPREAD)
