"""Whether two sentences read on as one: the log odds that the full stop between them tears a sentence in two.

A logistic regression over what two models hold of the pieces around the stop: the last layer of the network of
`surprisal_disorder` at the stop, the piece before it and the two behind it, and the nats of the n-grams with the stop
and without it. The card beside the models tells how it was fitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.measures import Measure
from checker.measures.embedded import Pieces
from checker.measures.surprisal import pieces_of, prose
from checker.measures.surprisal_disorder import Disorder
from checker.measures.surprisal_model import END, MODELS, START, Model
from checker.measures.surprisal_ngrams import Floats, Integers
from checker.model import OBJECT, Bead, Sentence, Side, Span, WordMeasure

FILE = MODELS / "disorder" / "joining.npz"
STOPS = frozenset(".\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH FULL STOP}\N{DEVANAGARI DANDA}\N{ARABIC FULL STOP}")
REACH = 11
"""Pieces on each side of a stop that are read; no layer of the network sees further."""
NEAR = 3
"""Pieces behind the stop whose nats are summed; the n-grams reach no further across it."""
LANGUAGES = frozenset("ar de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split())
"""Base tags of the languages it was fitted on: those of the n-grams but Czech, which has too little text."""
_NEAR_BY = 40
"""Characters on each side of a stop among which nothing may stand that the models can't read."""
_LEAST = 4, 3
"""Pieces before and behind a stop that there must be, the stop itself counted."""


Flags = npt.NDArray[np.bool_]


class Seam(NamedTuple):
    """Pieces before a stop, the stop last, and behind it, at least four and three; which of them are digits."""

    before: Integers
    behind: Integers
    digits_before: Flags
    digits_behind: Flags


class Joining:
    """The fitted weights. One object may serve several threads."""

    @staticmethod
    @cache
    def shipped() -> Joining:
        """Those of the package, read once. Raises OSError where they are missing."""
        return Joining(FILE)

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._weights: Floats = file["weights"].astype(np.float32)
            self._languages = dict(zip(file["languages"].tolist(), file["biases"].tolist(), strict=True))

    def tell(self, seams: Sequence[Seam], language: str) -> Floats:
        """Of each stop the log odds that it tears, as if half the stops did."""
        if not seams:
            return np.zeros(0, np.float32)
        told = features(seams, language) @ self._weights + self._languages[language]
        return np.asarray(told, dtype=np.float32)


def features(seams: Sequence[Seam], language: str) -> Floats:
    """What is known of each stop, float32 (seams, features)."""
    ends = np.array([[len(one.before)] for one in seams])
    rows = [np.concatenate([one.before, one.behind]) for one in seams]
    seen = Disorder.shipped().seen(rows, ends + np.arange(-2, 2), language)
    return np.concatenate([seen.reshape(len(seams), -1), _nats(seams, Model.shipped(language))], axis=1)


def _nats(seams: Sequence[Seam], model: Model) -> Floats:
    """Nats of the stop, of the end behind it, and of the next pieces after a start and after the pieces before."""
    heads = [model.symbols(one.before[-4:], one.digits_before[-4:]) for one in seams]
    tails = [model.symbols(one.behind[:NEAR], one.digits_behind[:NEAR]) for one in seams]
    ended = _told(model, [np.append(head, END) for head in heads])[:, -2:]
    begun = _told(model, [np.concatenate([[START], tail]) for tail in tails])[:, -NEAR:]
    gone_on = _told(model, [np.concatenate([head[:-1], tail]) for head, tail in zip(heads, tails, strict=True)])
    return np.concatenate([ended, begun, gone_on[:, -NEAR:]], axis=1)


def _told(model: Model, rows: Sequence[Integers]) -> Floats:
    """Nats of each symbol after those before it in its row; all rows are equally long."""
    symbols = np.concatenate(rows)
    reach = np.tile(np.arange(len(rows[0])), len(rows))
    return -model.tell(symbols, reach).reshape(len(rows), -1)


def _compute(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    sentences = sorted((one for bead in beads for one in bead.target), key=lambda one: one.index)
    if not sentences:
        return []
    language = base(sentences[0].language)
    stops, seams = _seams(sentences, pieces_of(tuple(prose(one) for one in sentences)))
    told = dict(zip(stops, Joining.shipped().tell(seams, language).tolist(), strict=True))
    return [
        tuple(WordMeasure(Side.TARGET, stop, told[stop]) for one in bead.target for stop in _last(one) if stop in told)
        for bead in beads
    ]


def _last(sentence: Sentence) -> Iterator[Span]:
    """Where the sentence ends in a full stop, that stop."""
    end = len(sentence.prose.rstrip())
    if sentence.prose[end - 1 : end] in STOPS:
        yield sentence.at(end - 1, end)


def _seams(sentences: Sequence[Sentence], pieces: Sequence[Pieces]) -> tuple[list[Span], list[Seam]]:
    """The full stops that a sentence of the same block follows, with the pieces around them."""
    numbers = np.concatenate([one.numbers for one in pieces])
    digits = np.array(
        [
            one.prose[start:end].isdecimal()
            for one, read in zip(sentences, pieces, strict=True)
            for start, end in read.spans
        ],
        np.bool_,
    )
    stops: list[Span] = []
    seams: list[Seam] = []
    at = 0
    for (left, right), read in zip(pairwise(sentences), pieces, strict=False):
        at += len(read.numbers)
        since, until = max(0, at - REACH - 1), at + REACH
        for stop in _last(left):
            alone = bool(read.spans) and left.at(*read.spans[-1]) == stop
            enough = at - since >= _LEAST[0] and len(numbers) - at >= _LEAST[1]
            beside = left.block == right.block and right.index == left.index + 1
            if alone and enough and beside and OBJECT not in left.prose[-_NEAR_BY:] + right.prose[:_NEAR_BY]:
                stops.append(stop)
                seams.append(Seam(numbers[since:at], numbers[at:until], digits[since:at], digits[at:until]))
    return stops, seams


JOINING = Measure("joining", (), _compute, LANGUAGES)
