"""What the vectors of words say about terms: which words of a bead answer a term, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from operator import mul
from typing import NamedTuple

import numpy as np

from checker.lang.nouns import is_modifier, is_name
from checker.lang.recurrence import akin, is_content, related
from checker.lang.vocabulary import fold
from checker.lang.words import Word
from checker.measures.answers import CONTENT
from checker.measures.embedded import FloatArray
from checker.measures.term_vectors import Reader, Vectors, added, inside
from checker.measures.wording import Wording

_LIKELY = {"answers": 0.35, "clearly": 0.1, "clearly-meant": 0.05, "second": 0.15, "same": 0.5}
"""The least evidence on a rendition that means about what the usual one means."""

_PROVEN = {"answers": 0.35, "clearly": 0.2, "clearly-meant": 0.12, "second": 0.4, "same": -2.0}
"""The least evidence on one that means something else, where the usual one is often there."""

_TIMES = 4  # the usual rendition is often there
WEIGHTS = {
    "far": -5.385, "answers": -10.309, "answers-meant": 8.052, "clearly": 6.036, "clearly-meant": 2.359, "same": 1.049,
    "usually": -3.821, "hardly": -2.289, "share": 24.096, "tied": 2.442, "like": 0.984, "times": -2.689,
}  # fmt: skip
BASE, _LEAST = -18.375, -1.0
"""Log odds of a word being an odd rendition, by its evidence, and the least that are told.

Fitted on a sample of the training data with a looser notion of a term. `scripts/fit_terms.py`, which fits them anew,
comes to weights of the same signs that find as many words for as many alarms.
"""

_PROVED = 3.0  # decimal logarithms by which chance must be out of the question there
_WEIGHT = 0.3  # the least weight of a word that may be one
STEADY, STEADIER = 0.85, 0.96
"""The least cosine of the term here with the term elsewhere, else it is another word, or in another sense; and where
this form of it stands nowhere else."""

_JOINS = 0.3  # the cosine of a neighbour that is part of the answer


class Usual(NamedTuple):
    """A term where it is rendered as usual, the rendition, how often it is, and the forms of its words.

    share: of the places of the term. tied, like, proof: how surely the rendition is one. elsewhere: the text of beads
    that render the term so or have it not, folded.
    """

    term: Vectors
    rendition: Vectors
    times: int
    forms: tuple[str, ...]
    share: float
    tied: float
    like: float
    proof: float
    elsewhere: str


class Answer(NamedTuple):
    """The words of a text, start..end, that answer a term where its usual rendition does not; clearly or likely."""

    start: int
    end: int
    clear: bool


@dataclass(frozen=True, eq=False)
class Place:
    """The words of a target where a term is not rendered as usual.

    able: the content words that may render it. usually: those that are akin to the usual rendition. asked: what the
    term means here, `middle` where it stands in its sentence, 0..1, and `others` the other words of that. own: (n, 2),
    how well the term answers each word, as renderings and as meanings.
    """

    words: Wording
    able: tuple[int, ...]
    usually: frozenset[int]
    asked: Vectors
    others: Vectors
    usual: Usual
    middle: float
    language: str

    @staticmethod
    def of(reader: Reader, bead: int, word: Word, usual: Usual, steady: float) -> Place | None:
        """The place that may answer a word of the source; None where nothing does, or it is another than elsewhere.

        steady: the least cosine of the word with the term elsewhere.
        """
        source, words, language = reader.wording(0, bead), reader.wording(1, bead), reader.language
        within = inside(source, word.start, word.end)
        asked = added(source, within) if within else None
        if asked is None or float(asked.meaning @ usual.term.meaning) < steady:
            return None
        content = [
            at
            for at in range(len(words.spans))
            if words.weights[at] >= _WEIGHT and is_content(_word(words, at), language)
        ]
        usually = frozenset(at for at in content if any(related(_word(words, at), form) for form in usual.forms))
        able = tuple(at for at in content if at not in usually)
        if not able:
            return None
        outside = np.delete(np.arange(len(source.spans)), within)
        others = Vectors(source.rendered(1)[outside], source.windows(1)[outside])
        return Place(words, able, usually, asked, others, usual, (within[0] + 0.5) / len(source.spans), language)

    @cached_property
    def own(self) -> FloatArray:
        """Of each word the cosines with the term, (n, 2)."""
        return np.stack(
            [self.words.rendered(1) @ self.asked.rendering, self.words.windows(1) @ self.asked.meaning], axis=1
        )

    @property
    def found(self) -> Answer | None:
        """The words that answer the term; None where nothing does, or something usual is there."""
        return _clear(self) or _likely(self)

    def akin(self, at: int) -> bool:
        """Whether a word may be the usual rendition in another shape."""
        return any(akin(_word(self.words, at), form) for form in self.usual.forms)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words first..last stand, with the words of the usual rendition beside them."""
        while first - 1 in self.usually and _beside(self.words, first - 1):
            first -= 1
        while last + 1 in self.usually and _beside(self.words, last):
            last += 1
        return first, last

    def answer(self, first: int, last: int, clear: bool) -> Answer | None:
        """Words first..last as an answer; None where a word of the usual rendition stands apart from them."""
        if not self.usually <= set(range(first, last + 1)):
            return None
        return Answer(self.words.spans[first][0], self.words.spans[last][1], clear)


def _clear(place: Place) -> Answer | None:
    """The words that the term answers best, where that is beyond doubt."""
    words, own, others = place.words, place.own, place.others
    rivals = _best(words.rendered(1), others.rendering)
    both = own.sum(axis=1)
    best = max((at for at in place.able if words.weights[at] >= CONTENT), key=lambda at: float(both[at]), default=None)
    if best is None or place.akin(best):
        return None
    joins = {at for at in place.able if own[at, 0] > rivals[at] and own[at, 0] >= _JOINS} | place.usually
    first, last = best, best
    while first - 1 in joins and _beside(words, first - 1):
        first -= 1
    while last + 1 in joins and _beside(words, last):
        last += 1
    told = added(words, [at for at in range(first, last + 1) if at not in place.usually])
    if told.rendering @ place.asked.rendering + told.meaning @ place.asked.meaning < both[best] and not place.usually:
        first, last, told = best, best, added(words, [best])
    second = max((float(both[at]) for at in place.able if not first <= at <= last), default=0.0)
    answers = float(told.rendering @ place.asked.rendering), float(told.meaning @ place.asked.meaning)
    usual = place.usual.rendition
    evidence = {
        "answers": answers[0],
        "clearly": answers[0] - float(_best(told.rendering[None], others.rendering)[0]),
        "clearly-meant": answers[1] - float(_best(told.meaning[None], others.meaning)[0]),
        "second": sum(answers) - second,
        "same": float(told.rendering @ usual.rendering + told.meaning @ usual.meaning),
    }
    return place.answer(first, last, True) if _is_enough(evidence, place.usual.times) else None


def _likely(place: Place) -> Answer | None:
    """The word that most likely stands for the term, by all that is known of it, however little that is."""
    weights = WEIGHTS.values()
    judged = ((BASE + sum(map(mul, weights, evidence)), at) for at, evidence in candidates(place))
    odds, best = max(judged, default=(_LEAST, None))
    return place.answer(*place.span(best, best), False) if best is not None and odds >= _LEAST else None


def candidates(place: Place) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Words that may be an odd rendition, where the usual one is beyond doubt, each with the evidence in `WEIGHTS`."""
    words, own, usual = place.words, place.own, place.usual
    if usual.proof < _PROVED:
        return
    told = words.rendered(1), words.windows(1)
    rivals = [_best(one, other) for one, other in zip(told, place.others, strict=True)]
    same = told[0] @ usual.rendition.rendering + told[1] @ usual.rendition.meaning
    for at in place.able:
        word = Word(_word(words, at), *words.spans[at])
        far = place.usually and not {at - 1, at + 1} & place.usually
        if far or place.akin(at) or fold(word.text) in usual.elsewhere:
            continue
        hardly = is_modifier(words.text, word, place.language) or is_name([(words.text, word)], place.language)
        evidence = {
            "far": abs(place.middle - (at + 0.5) / len(words.spans)),
            "answers": own[at, 0],
            "answers-meant": own[at, 1],
            "clearly": own[at, 0] - rivals[0][at],
            "clearly-meant": own[at, 1] - rivals[1][at],
            "same": same[at],
            "usually": bool(place.usually),
            "hardly": hardly,
            "share": usual.share,
            "tied": usual.tied,
            "like": usual.like,
            "times": log(usual.times),
        }
        yield at, tuple(float(evidence[name]) for name in WEIGHTS)


def _word(words: Wording, at: int) -> str:
    start, end = words.spans[at]
    return words.text[start:end]


def _is_enough(evidence: Mapping[str, float], times: int) -> bool:
    """Whether the best answer is one, and either means what the usual rendition means or is beyond doubt."""
    asked = [_LIKELY, _PROVEN] if times >= _TIMES else [_LIKELY]
    return any(all(evidence[name] >= least for name, least in one.items()) for one in asked)


def _best(words: FloatArray, others: FloatArray) -> FloatArray:
    """Of each word the best cosine with any of the others; -1 where there are none."""
    return np.asarray((words @ others.T).max(axis=1)) if len(others) else np.full(len(words), -1.0, np.float32)


def _beside(words: Wording, at: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a word and the next."""
    return words.text[words.spans[at][1] : words.spans[at + 1][0]] in ("", " ", "-")
