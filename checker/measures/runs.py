"""Runs of words of a text, and what speaks for each being said nowhere in the other text; many texts in one go.

See `gaps` for what it is about. Only a few promising runs of each text are looked at closely, so the rest costs little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import regex

from checker.measures.answers import CONTENT, Answers
from checker.measures.padding import Grid, Padding
from checker.measures.wording import Wording

LONGEST = 30
"""Words of the longest run that is looked at; longer ones are sentences, and the aligner's."""

LEAST = 3
"""Content words of the shortest run."""

KEPT = 20
"""How many runs of a text are weighed."""

_MOST = 0.65  # of a text's weight: with more of it gone the pair is no translation
_MARKED = 0.7  # what a mark at an end is worth in choosing runs
_COLUMNS = {
    "cover": "best",
    "rendered": "rendered",
    "rendered-margin": "rendered-margin",
    "rendered-sum": "rendered-sum",
    "shared": "share",
}
_ASIDE = regex.compile(r"[(（\[［][^()（）\[\]［］\n]{1,60}[)）\]］]")


class Side(NamedTuple):
    """One text of a pair, and what the other has for its words."""

    words: Wording
    answers: Answers


class Runs:
    """The most promising runs of b texts, best first: least answered in all, and with marks at their ends.

    starts, ends: (b, r), of the words that each run holds. exists: bool (b, r), for a text may have fewer than r.
    inside: (b, r), the weight of the words in it.
    """

    def __init__(self, texts: Sequence[Side]) -> None:
        self.words = Padding([len(text.words.spans) for text in texts])
        self._sums = _sums(texts, self.words)
        self._marks = Padding([count + 1 for count in self.words.counts])([marks(text.words) for text in texts])
        self._odds = np.full((len(texts), self.words.there.shape[1] + 2), -3.0, np.float32)
        self._odds[:, 1:-1][self.words.there] = np.concatenate([text.answers.odds for text in texts])
        promise, exists = self._promise(texts)
        flat = np.where(exists, -promise, np.inf).reshape(len(texts), -1)
        best = np.sort(np.argpartition(flat, min(KEPT, flat.shape[1]) - 1, axis=1)[:, :KEPT], axis=1)
        promise = np.take_along_axis(flat, best, 1)
        order = promise.argsort(axis=1, kind="stable")
        self.exists: Grid = np.take_along_axis(promise, order, 1) < np.inf
        self.starts, more = np.divmod(np.take_along_axis(best, order, 1), LONGEST)
        self.ends: Grid = np.minimum(self.starts + more + 1, self.words.counts[:, None])
        self.inside: Grid = np.maximum(self.sum("weights"), 1e-6)

    def _promise(self, texts: Sequence[Side]) -> tuple[Grid, Grid]:
        """How promising every run is, and whether it counts: at [b, i, k] the words i..i+k+1, (b, n, LONGEST)."""
        size = self.words.there.shape[1]
        starts, ends = np.arange(size)[:, None], np.arange(size)[:, None] + np.arange(1, LONGEST + 1)
        exists = ends <= self.words.counts[:, None, None]
        ends = np.minimum(ends, size)
        sums = {name: self._sums[name] for name in ("weights", "odds", "content", "barred")}
        weights, odds, content, barred = (sum_[:, ends] - sum_[:, starts] for sum_ in sums.values())
        inside = np.maximum(weights, 1e-6)
        exists &= inside < _MOST * (self.whole("weights")[:, :, None] + 1e-6)
        exists &= (content >= LEAST) & (barred == 0)
        for at, text in enumerate(texts):
            if "\n" in text.words.text:
                lines = np.array([text.words.text.count("\n", 0, start) for start, _ in text.words.spans])
                last = np.minimum(ends[: len(lines)], len(lines)) - 1
                exists[at, : len(lines)] &= lines[:, None] == lines[last]
        bounded = self._marks[:, starts] + self._marks[:, ends]
        return odds / inside * np.maximum(inside, 0.2) + _MARKED * bounded, exists

    def sum(self, name: str) -> Grid:
        """The sum of something over the words of each run, (b, r)."""
        sums = self._sums[name]
        return np.asarray(np.take_along_axis(sums, self.ends, 1) - np.take_along_axis(sums, self.starts, 1))

    def whole(self, name: str) -> Grid:
        """The sum of something over each text, (b, 1)."""
        return self._sums[name][:, -1:]

    def within(self, name: str) -> Grid:
        """The mean of something over the words of each run, by weight."""
        return np.asarray(self.sum(name) / self.inside)

    def without(self, name: str) -> Grid:
        """The mean of something over the words outside of each run, by weight."""
        outside = np.maximum(self.whole("weights") - self.inside, 0.3)
        return np.asarray((self.whole(name) - self.sum(name)) / outside)

    @property
    def bounded(self) -> Grid:
        """At how many of both ends of each run punctuation stands."""
        return np.asarray(
            np.take_along_axis(self._marks, self.starts, 1) + np.take_along_axis(self._marks, self.ends, 1)
        )

    @property
    def beside(self) -> Grid:
        """The log odds of the words before and behind each run, added."""
        odds = np.clip(self._odds, -4.0, 4.0)
        return np.asarray(np.take_along_axis(odds, self.starts, 1) + np.take_along_axis(odds, self.ends + 1, 1))


def chances(odds: Grid) -> Grid:
    """Probabilities from log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def marks(words: Wording) -> Grid:
    """Of each gap between words, 1 where punctuation stands in it or the text begins or ends."""
    spans, text = words.spans, words.text
    marked = [bool(text[left[1] : right[0]].strip()) for left, right in pairwise(spans)]
    return np.array([True, *marked, True], np.float32)


def _sums(texts: Sequence[Side], words: Padding) -> Mapping[str, Grid]:
    """Running sums over the words of each text, float64 (b, n + 1)."""
    weights = words([text.words.weights for text in texts])
    odds = words([text.answers.odds for text in texts])
    values = {
        "weights": weights,
        "lengths": words([text.words.lengths for text in texts]),
        "content": (weights > CONTENT).astype(np.float32),
        "barred": words([_barred(text.words) for text in texts]),
        "odds": weights * odds,
        "absent": weights * chances(odds),
        **{name: weights * words([text.answers.column(kind) for text in texts]) for name, kind in _COLUMNS.items()},
    }
    running = np.zeros((len(values), len(texts), weights.shape[1] + 1))
    np.cumsum(np.stack(list(values.values())), axis=2, dtype=np.float64, out=running[:, :, 1:])
    return dict(zip(values, running, strict=True))


def _barred(words: Wording) -> Grid:
    """Of each word whether no run may hold it: what is in short brackets, which translators add and drop."""
    barred = np.zeros(len(words.spans), np.float32)
    for match in _ASIDE.finditer(words.text):
        barred[[match.start() <= start < match.end() for start, _ in words.spans]] = 1.0
    return barred
