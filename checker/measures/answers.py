"""Whether each word of a text is answered by the other text, and how surely.

A word asks for the best cosine with words and phrases of the other text, as the embedding of sentences and as the
renderings of words see it. That alone lets a common word, or one neighbour of the truth, answer for everything. So
words compete: what answers one word better is a poorer answer to another (`margin`), and each word of the other text
shares itself out among all that it resembles (`share`, one step of IBM model 1). A small network, fitted by
`scripts/fit_answers.py` on human translations with clauses taken out, turns all this into log odds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import FloatArray
from checker.measures.renderings import MODEL
from checker.measures.wording import Wording

Grid = npt.NDArray[Any]

EVIDENCE = (
    "best single margin share far weight others figure before behind usual letters claimed "
    "rendered rendered-single rendered-margin rendered-share rendered-sum"
).split()
"""What is known of each word, by column."""

CONTENT = 0.45
"""The least weight of a content word."""

_PHRASES = (1, 2, 3)
_NEAR = 0.85  # what a word of a neighbouring bead counts
_WARMTH, _NOTHING = 0.1, 0.3  # of the sharing out; the cosine at which a word answers nothing at all
_ODD = 0.6  # the cover that is assumed beyond both ends


@dataclass(frozen=True, eq=False)
class Answers:
    """The words of one text and what the other has for each.

    evidence: float32 (n, len(EVIDENCE)). odds: n, the log odds that a word is not answered, -6..6.
    """

    evidence: FloatArray
    odds: FloatArray

    @property
    def cover(self) -> FloatArray:
        """Of each word the best cosine, 0..1, with up to three words in a row of the other text or one beside it."""
        return np.asarray(self.evidence[:, 0])

    def column(self, name: str) -> FloatArray:
        """One kind of evidence on each word."""
        return np.asarray(self.evidence[:, EVIDENCE.index(name)])

    def answered(self, words: Sequence[int]) -> Answers:
        """The same, where some words are known to be answered."""
        evidence, odds = self.evidence.copy(), self.odds.copy()
        evidence[list(words), 0], odds[list(words)] = 1.0, -6.0
        return Answers(evidence, odds)


def answers(words: Wording, others: Wording, near: Sequence[Wording] = ()) -> Answers:
    """What the other text has for each word. near: what stands around the other text, which counts less."""
    if not len(words.spans):
        return Answers(np.zeros((0, len(EVIDENCE)), np.float32), np.zeros(0, np.float32))
    evidence = observed(words, others, near)
    return Answers(evidence, np.clip(_network()(evidence), -6.0, 6.0))


def observed(words: Wording, others: Wording, near: Sequence[Wording] = ()) -> FloatArray:
    """The evidence on each word, float32 (n, len(EVIDENCE))."""
    count, there = len(words.spans), len(others.spans)
    if not there:
        return np.zeros((count, len(EVIDENCE)), np.float32)
    one = _Match(
        [words.windows(size) for size in (1, 2)], [others.windows(size) for size in _PHRASES], others.weights, True
    )
    two = _Match(
        [words.rendered(size) for size in (1, 2)], [others.rendered(size) for size in _PHRASES], others.weights, False
    )
    best, margin, figures = one.best, one.margin, np.zeros(count)
    if any(words.figures):
        said = {figure for text in (others, *near) for figure in text.figures} - {""}
        figures = np.array([0.0 if not figure else 1.0 if figure in said else -1.0 for figure in words.figures])
        best = np.where(figures > 0, 1.0, best)
    around = [text.windows(1) for text in near if len(text.spans)]
    if around:
        beside = _NEAR * (words.windows(1) @ np.concatenate(around).T).max(axis=1)
        margin = np.where(beside > best, np.maximum(margin, 0.0), margin)
        best = np.maximum(best, beside)
    best = np.clip(best, 0.0, 1.0)
    content = words.weights > CONTENT
    columns = [
        best,
        one.single,
        np.clip(margin, -0.6, 0.6),
        np.minimum(one.share, 2.0),
        one.far,
        np.minimum(words.weights, 2.0),
        np.full(count, np.log(there) - 3.2),
        figures,
        np.concatenate([[_ODD], best[:-1]]),
        np.concatenate([best[1:], [_ODD]]),
        np.full(count, np.median(best[content]) if content.any() else 0.5),
        np.log(words.lengths),
        np.minimum(margin, 0.0),
        two.best,
        two.single,
        np.clip(two.margin, -0.6, 0.6),
        np.minimum(two.share, 2.0),
        np.log(two.sums + 1e-9),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


class _Match:
    """How well the words of a text, alone or in pairs, match the words and phrases of another."""

    def __init__(self, here: list[FloatArray], there: list[FloatArray], weights: FloatArray, bounded: bool) -> None:
        count, size = len(here[0]), len(there[0])
        cosines = np.concatenate(here) @ np.concatenate(there).T
        alone = cosines[:count]
        likeness = alone.copy()
        if count > 1:
            np.maximum(likeness[:-1], cosines[count:], out=likeness[:-1])
            np.maximum(likeness[1:], cosines[count:], out=likeness[1:])
        at = likeness.argmax(axis=1)
        self.best = likeness[np.arange(count), at]
        self.single = alone[:, :size].max(axis=1)
        self.margin = self.best - _rivals(likeness[:, at])
        shares = np.exp(((np.maximum(alone[:, :size], 0.0) if bounded else alone[:, :size]) - 1.0) / _WARMTH)
        self.sums = shares.sum(axis=1)
        self.share = (shares / (shares.sum(axis=0) + np.exp((_NOTHING - 1.0) / _WARMTH))) @ weights
        middles = np.concatenate([np.arange(len(one)) + width / 2 for width, one in enumerate(there, 1)]) / size
        self.far = np.abs((np.arange(count) + 0.5) / count - middles[at])


def _rivals(likeness: FloatArray) -> FloatArray:
    """How well what answers each word answers the best of the words that do not stand beside it, from (n, n)."""
    count = len(likeness)
    if count <= 3:
        return np.zeros(count, np.float32)
    places = np.arange(count)
    beside = np.abs(places[:, None] - places[None, :]) <= 1
    return np.asarray(np.where(beside, -1.0, likeness).max(axis=0))


class _Network:
    """One hidden layer."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.inner, self.bias = np.array(weights["inner"]), np.array(weights["bias"])
        self.outer, self.base = np.array(weights["outer"]), float(weights["base"])

    def __call__(self, evidence: FloatArray) -> FloatArray:
        hidden = np.tanh(evidence @ self.inner.T + self.bias)
        return np.asarray(hidden @ self.outer + self.base, dtype=np.float32)


@cache
def _network() -> _Network:
    return _Network(json.loads((MODEL / "answers.json").read_text(encoding="utf-8")))
