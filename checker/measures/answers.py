"""Whether each word of a text is answered by the other text, and how surely.

A word asks for the best cosine with words and phrases of the other text, as the embedding of sentences and as the
renderings of words see it. That alone lets a common word, or one neighbour of the truth, answer for everything. So
words compete: what answers one word better is a poorer answer to another (`margin`), and each word of the other text
shares itself out among all that it resembles (`share`, one step of IBM model 1). A small network, fitted by
`scripts/fit_answers.py` on human translations with clauses taken out, turns all this into log odds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from checker.measures.embedded import FloatArray
from checker.measures.matches import Matches
from checker.measures.padding import Grid, Padding, alike
from checker.measures.renderings import MODEL
from checker.measures.wording import Wording

EVIDENCE = (
    "best single margin share far weight others figure before behind usual letters claimed "
    "rendered rendered-single rendered-margin rendered-share rendered-sum"
).split()
"""What is known of each word, by column."""

CONTENT = 0.45
"""The least weight of a content word."""

_NEAR = 0.85  # what a word of a neighbouring bead counts
_ODD = 0.6  # the cover that is assumed beyond both ends
_CELLS = 20_000  # of pairs of words that are read at a time, so that they stay in the processor's cache


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


class Question(NamedTuple):
    """The words of one text, the other text, and what stands around the other, which counts less."""

    words: Wording
    others: Wording
    near: Sequence[Wording] = ()


def answers(words: Wording, others: Wording, near: Sequence[Wording] = ()) -> Answers:
    """What the other text has for each word. near: what stands around the other text, which counts less."""
    return answered([Question(words, others, near)])[0]


def answered(asked: Sequence[Question]) -> list[Answers]:
    """The same of many pairs of texts, in batches of about one size."""
    nothing = np.zeros((0, len(EVIDENCE)), np.float32)
    found = [Answers(nothing, nothing[:, 0]) for _ in asked]
    for batch, evidence in _batches(asked):
        odds = np.clip(_network()(evidence), -6.0, 6.0)
        at = 0
        for index in batch:
            rows = slice(at, at + len(asked[index].words.spans))
            found[index] = Answers(evidence[rows], odds[rows])
            at = rows.stop
    return found


def observed(words: Wording, others: Wording, near: Sequence[Wording] = ()) -> FloatArray:
    """The evidence on each word, float32 (n, len(EVIDENCE))."""
    nothing = np.zeros((0, len(EVIDENCE)), np.float32)
    return next((evidence for _, evidence in _batches([Question(words, others, near)])), nothing)


def _batches(asked: Sequence[Question]) -> Iterator[tuple[list[int], FloatArray]]:
    """The indices of questions of about one size, and the evidence on their words, one after another."""
    sizes = [(len(one.words.spans), len(one.others.spans)) for one in asked]
    silent = [index for index, (here, there) in enumerate(sizes) if here and not there]
    for index in silent:
        yield [index], np.zeros((sizes[index][0], len(EVIDENCE)), np.float32)
    full = [index for index, (here, there) in enumerate(sizes) if here and there]
    for batch in alike([sizes[index] for index in full], _CELLS):
        yield [full[at] for at in batch], _observed([asked[full[at]] for at in batch])


def _observed(asked: Sequence[Question]) -> FloatArray:
    texts, others = [one.words for one in asked], [one.others for one in asked]
    words, there = (Padding([len(text.spans) for text in side]) for side in (texts, others))
    meant, beside, rendered = _products(asked, words, there)
    weights, other_weights = words([text.weights for text in texts]), there([text.weights for text in others])
    norms = [text.norms for text in texts], [text.norms for text in others]
    one = Matches(meant, norms, (words, there), other_weights, True)
    norms = [text.rendered_norms for text in texts], [text.rendered_norms for text in others]
    two = Matches(rendered, norms, (words, there), other_weights, False)
    figures = words([_said(question) for question in asked])
    best = np.where(figures > 0, np.float32(1.0), one.best)
    beside /= np.maximum(weights, 1e-6)
    beside *= _NEAR
    margin = np.where(beside > best, np.maximum(one.margin, 0.0), one.margin)
    best = np.clip(np.maximum(best, beside), 0.0, 1.0)
    best[~words.there] = _ODD
    edge = np.full((len(asked), 1), _ODD, np.float32)
    columns = [
        best,
        one.single,
        np.clip(margin, -0.6, 0.6),
        np.minimum(one.share, 2.0),
        one.far,
        np.minimum(weights, 2.0),
        np.broadcast_to(np.log(there.counts) - 3.2, best.T.shape).T,
        figures,
        np.concatenate([edge, best[:, :-1]], axis=1),
        np.concatenate([best[:, 1:], edge], axis=1),
        np.broadcast_to(_usual(best, words.there & (weights > CONTENT)), best.T.shape).T,
        np.log(words([text.lengths for text in texts], 1.0)),
        np.minimum(margin, 0.0),
        two.best,
        two.single,
        np.clip(two.margin, -0.6, 0.6),
        np.minimum(two.share, 2.0),
        np.log(two.sums + 1e-9),
    ]
    return np.stack([column[words.there] for column in columns], axis=1).astype(np.float32)


def _products(asked: Sequence[Question], words: Padding, others: Padding) -> tuple[Grid, Grid, Grid]:
    """Of words with the words of the other text (b, n, m); with the likest around it (b, n); of renderings."""
    size = (len(asked), words.there.shape[1], others.there.shape[1])
    meant, rendered = np.zeros(size, np.float32), np.zeros(size, np.float32)
    beside = np.full(size[:2], -np.inf, np.float32)
    for at, (text, other, near) in enumerate(asked):
        here, there = len(text.spans), len(other.spans)
        rendered[at, :here, :there] = text.renderings @ other.renderings.T
        products = text.vectors @ np.concatenate([other.vectors, *(one.vectors for one in near)]).T
        meant[at, :here, :there] = products[:, :there]
        if products.shape[1] > there:
            around = products[:, there:]
            around /= np.maximum(np.concatenate([one.weights for one in near]), 1e-6)
            beside[at, :here] = around.max(axis=1)
    return meant, beside, rendered


def _said(asked: Question) -> FloatArray:
    """Of each word with figures whether the other text, or what is around it, has them too, 1 or -1; of others 0."""
    figures = asked.words.figures
    if not any(figures):
        return np.zeros(len(figures), np.float32)
    said = {figure for text in (asked.others, *asked.near) for figure in text.figures} - {""}
    return np.array([0.0 if not figure else 1.0 if figure in said else -1.0 for figure in figures], np.float32)


def _usual(best: Grid, content: Grid) -> Grid:
    """The median over the content words of each text, (b,); .5 where it has none."""
    ordered = np.sort(np.where(content, best, np.inf), axis=1)
    count = content.sum(axis=1)
    middle = np.stack([np.maximum(count - 1, 0) // 2, np.minimum(count // 2, best.shape[1] - 1)], axis=1)
    return np.where(count > 0, np.take_along_axis(ordered, middle, 1).mean(axis=1), 0.5)


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
