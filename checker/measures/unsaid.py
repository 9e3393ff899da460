"""What a translation that breaks off has left unsaid: the last words of the other text that nothing answers.

Taken only of beads whose target does not end properly, so it costs nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from statistics import median
from typing import NamedTuple

import numpy as np

from checker.lang.closed import closed
from checker.lang.endings import ending
from checker.lang.tags import base
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.gaps import too_short
from checker.measures.wording import Cut, Wording, cut, wordings
from checker.model import MARKUP, OBJECT, Bead, Sentence, Side, Span, WordMeasure

_ANSWERED = 0.5
"""The cosine from which a word counts as answered."""

_LOG_ODDS, _BASE = {"unsaid": 0.735, "short": -1.129}, -2.586
"""Fitted by logistic regression on human translations of the training data, half of them cut off somewhere."""

_NEIGHBOURS = 12  # beads whose lengths tell how long translations are in this article
_BELIEF = 4.0  # beads' worth of belief that texts are as long as each other, in weighed letters


class Tail(NamedTuple):
    """The last words of a text, from `start` on. unsaid: their weight, as far as it is not answered."""

    start: int
    unsaid: float


def tail(words: Wording, others: Wording) -> Tail:
    """The suffix of a text with most weight that the other text does not answer."""
    single, pairs = words.windows(1), [others.windows(size) for size in (1, 2)]
    cover = (single @ np.concatenate(pairs).T).max(axis=1)
    lack = words.weights * (_ANSWERED - cover)
    sums = np.cumsum(lack[::-1])
    best = int(sums.argmax())
    return Tail(len(lack) - 1 - best, max(0.0, float(sums[best])))


def chance(found: Tail, short: float) -> float:
    """The probability that the words are not said. short: standard deviations by which the other text is longer."""
    odds = _BASE + _LOG_ODDS["unsaid"] * found.unsaid + _LOG_ODDS["short"] * max(-6.0, min(3.0, short))
    return 1.0 / (1.0 + exp(-odds))


def _unsaid(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    """The last words of source or reference, with the probability that the target says them."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    language = closed(beads[0].target[0].language) if beads else None
    spoken = {base(one.language) for bead in beads if witness for one in bead.side(witness)[:1]}
    if witness is None or language is None or not spoken <= LANGUAGES:
        return [() for _ in beads]
    return [
        _of(beads, index, witness) if bead.side(witness) and ending(bead.target[-1], language) else ()
        for index, bead in enumerate(beads)
    ]


def _of(beads: Sequence[Bead], index: int, witness: Side) -> tuple[WordMeasure, ...]:
    bead = beads[index]
    words, others = read(bead.side(witness)), read(bead.target)
    if not words.spans or not others.spans:
        return ()
    found = tail(words, others)
    span = Span(words.spans[found.start][0], words.spans[-1][1])
    said = 1.0 - chance(found, too_short(words, others, _ratio(beads, index, witness)))
    return (WordMeasure(witness, _at(bead.side(witness), span), said),)


def _ratio(beads: Sequence[Bead], index: int, witness: Side) -> float:
    """The usual log of the target's length over the witness's, around a bead."""
    near = beads[max(0, index - _NEIGHBOURS // 2) : index + _NEIGHBOURS // 2 + 1]
    logs = []
    for bead in near:
        if bead is not beads[index] and bead.side(witness):
            here, there = _cut(bead.side(witness)), _cut(bead.target)
            logs.append(float(np.log((there.lengths.sum() + 1.0) / (here.lengths.sum() + 1.0))))
    return len(logs) / (len(logs) + _BELIEF) * median(logs) if logs else 0.0


def read(sentences: Sequence[Sentence]) -> Wording:
    """The words of sentences in a row, whose texts are joined by a line feed."""
    return wordings(Embedding.shipped(), [_cut(sentences)])[0]


def _cut(sentences: Sequence[Sentence]) -> Cut:
    text = "\n".join(sentence.prose for sentence in sentences)
    return cut(Embedding.shipped(), text.replace(MARKUP, " ").replace(OBJECT, " "))


def _at(sentences: Sequence[Sentence], span: Span) -> Span:
    """The document's span of a span of sentences in a row, whose texts are joined by a line feed."""
    begin, found = 0, []
    for sentence in sentences:
        length = sentence.span.end - sentence.span.start
        low, high = max(span.start - begin, 0), min(span.end - begin, length)
        if low < high:
            found.append(sentence.at(low, high))
        begin += length + 1
    return Span(found[0].start, found[-1].end)


UNSAID = Measure("unsaid", (), _unsaid, LANGUAGES)
