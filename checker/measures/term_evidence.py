"""What the vectors of words say about terms: which words of a bead answer a term, and how surely.

Read are the renderings of words, where a word stands beside its translations, and the embedding of sentences, where
it stands beside what is said with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

import numpy as np

from checker.lang.nouns import is_modifier, is_name
from checker.lang.recurrence import Recurring, akin, is_content, related
from checker.lang.vocabulary import fold
from checker.lang.words import Word
from checker.measures.answers import CONTENT
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.name_evidence import Text
from checker.measures.wording import Wording, wording

_READ = 4  # places of a term whose vectors are added
_LIKELY = {"answers": 0.35, "clearly": 0.1, "clearly-meant": 0.05, "second": 0.15, "same": 0.5}
"""The least evidence on a rendition that means about what the usual one means."""

_PROVEN = {"answers": 0.35, "clearly": 0.2, "clearly-meant": 0.12, "second": 0.4, "same": -2.0}
"""The least evidence on one that means something else, where the usual one is often there."""

_TIMES = 4  # the usual rendition is often there
_WEIGHTS = {
    "far": -5.385, "answers": -10.309, "answers-meant": 8.052, "clearly": 6.036, "clearly-meant": 2.359, "same": 1.049,
    "usually": -3.821, "hardly": -2.289, "share": 24.096, "tied": 2.442, "like": 0.984, "times": -2.689,
}  # fmt: skip
_BASE, _LEAST = -18.375, -1.0
"""Log odds of a word being an odd rendition, and the least that are told; fitted by logistic regression on human
translations of the training data, and the same with words exchanged for others that a dictionary has for the term."""

_PROVED = 3.0  # decimal logarithms by which chance must be out of the question there
_WEIGHT = 0.3  # the least weight of a word that may be one
STEADY, STEADIER = 0.85, 0.96
"""The least cosine of the term here with the term elsewhere, else it is another word, or in another sense; and where
this form of it stands nowhere else."""

_JOINS = 0.3  # the cosine of a neighbour that is part of the answer


class Vectors(NamedTuple):
    """Unit vectors of a term: of its renderings and of its meaning."""

    rendering: FloatArray
    meaning: FloatArray


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

    @property
    def odds(self) -> float:
        """What speaks for an odd rendition wherever it may stand, in log odds."""
        told = {"share": self.share, "tied": self.tied, "like": self.like, "times": log(self.times)}
        return _BASE + sum(_WEIGHTS[name] * value for name, value in told.items())


class Answer(NamedTuple):
    """The words of a text, start..end, that answer a term where its usual rendition does not; clearly or likely."""

    start: int
    end: int
    clear: bool


@dataclass(frozen=True, eq=False)
class Place:
    """The words of a target where a term is not rendered as usual.

    able: the content words that may render it. usually: those that are akin to the usual rendition. asked: what the
    term means here, and `middle` where it stands in its sentence, 0..1. own: (n, 2), how well the term answers each
    word, as renderings and as meanings.
    """

    words: Wording
    able: tuple[int, ...]
    usually: frozenset[int]
    asked: Vectors
    usual: Usual
    middle: float
    language: str

    @staticmethod
    def of(words: Wording, language: str, asked: Vectors, usual: Usual, middle: float) -> Place:
        """Reads the words."""
        content = [
            at
            for at in range(len(words.spans))
            if words.weights[at] >= _WEIGHT and is_content(_word(words, at), language)
        ]
        usually = frozenset(at for at in content if any(related(_word(words, at), form) for form in usual.forms))
        able = tuple(at for at in content if at not in usually)
        return Place(words, able, usually, asked, usual, middle, language)

    @cached_property
    def own(self) -> FloatArray:
        """Of each word the cosines with the term, (n, 2)."""
        return np.stack(
            [self.words.rendered(1) @ self.asked.rendering, self.words.windows(1) @ self.asked.meaning], axis=1
        )

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


def _clear(place: Place, others: Vectors) -> Answer | None:
    """The words that the term answers best, where that is beyond doubt. others: the other words of the source."""
    words, own = place.words, place.own
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
    told = _sum(words, [at for at in range(first, last + 1) if at not in place.usually])
    if told.rendering @ place.asked.rendering + told.meaning @ place.asked.meaning < both[best] and not place.usually:
        first, last, told = best, best, _sum(words, [best])
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


def _likely(place: Place, others: Vectors) -> Answer | None:
    """The word that most likely stands for the term, by all that is known of it, however little that is."""
    words, own, usual = place.words, place.own, place.usual
    if usual.proof < _PROVED:
        return None
    told = words.rendered(1), words.windows(1)
    rivals = [_best(one, other) for one, other in zip(told, others, strict=True)]
    same = told[0] @ usual.rendition.rendering + told[1] @ usual.rendition.meaning
    best: tuple[float, int] | None = None
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
            "usually": float(bool(place.usually)),
            "hardly": float(hardly),
        }
        odds = usual.odds + sum(_WEIGHTS[name] * float(value) for name, value in evidence.items())
        best = max(best or (odds, at), (odds, at))
    return place.answer(*place.span(best[1], best[1]), False) if best is not None and best[0] >= _LEAST else None


class Reader:
    """The words of some beads as vectors, each bead read when it is asked for."""

    def __init__(self, source: Sequence[Text], target: Sequence[Text]) -> None:
        self._texts = (source, target)
        self.beads = len(target)
        self._read: dict[tuple[int, int], Wording] = {}
        self._meant: dict[Recurring, Vectors | None] = {}

    def wording(self, side: int, bead: int) -> Wording:
        """The words of a bead. side: 0 for the source, 1 for the target."""
        if (side, bead) not in self._read:
            self._read[side, bead] = wording(Embedding.shipped(), self._texts[side][bead].text)
        return self._read[side, bead]

    def vectors(self, side: int, term: Recurring, beads: Sequence[int] | None = None) -> Vectors | None:
        """What a term means, by its first places; None where the model knows none of its words."""
        rendering = meaning = None
        for bead in list(term.places if beads is None else beads)[:_READ]:
            words, word = self.wording(side, bead), term.places[bead][0]
            if at := _inside(words, word.start, word.end):
                one, two = words.renderings[at].sum(axis=0), words.vectors[at].sum(axis=0)
                rendering, meaning = (one, two) if rendering is None else (rendering + one, meaning + two)
        if rendering is None or meaning is None:
            return None
        return Vectors(_unit(rendering), _unit(meaning))

    def like(self, term: Recurring, rendition: Recurring) -> float:
        """The cosine of a term of the source and one of the target, as renderings; -1 where either is unknown."""
        for side, asked in ((0, term), (1, rendition)):
            if asked not in self._meant:
                self._meant[asked] = self.vectors(side, asked)
        one, other = self._meant[term], self._meant[rendition]
        return float(one.rendering @ other.rendering) if one and other else -1.0

    def answer(self, word: Word, bead: int, usual: Usual, steady: float) -> Answer | None:
        """What answers a word of the source best; None where nothing does, or something usual is there.

        steady: the least cosine of the word with the term elsewhere.
        """
        source, target = self.wording(0, bead), self.wording(1, bead)
        inside = _inside(source, word.start, word.end)
        asked = _sum(source, inside) if inside else None
        if asked is None or float(asked.meaning @ usual.term.meaning) < steady:
            return None
        outside = np.delete(np.arange(len(source.spans)), inside)
        middle = (inside[0] + 0.5) / len(source.spans)
        place = Place.of(target, self._texts[1][bead].language, asked, usual, middle)
        others = Vectors(source.rendered(1)[outside], source.windows(1)[outside])
        if not place.able:
            return None
        return _clear(place, others) or _likely(place, others)


def _word(words: Wording, at: int) -> str:
    start, end = words.spans[at]
    return words.text[start:end]


def _is_enough(evidence: Mapping[str, float], times: int) -> bool:
    """Whether the best answer is one, and either means what the usual rendition means or is beyond doubt."""
    asked = [_LIKELY, _PROVEN] if times >= _TIMES else [_LIKELY]
    return any(all(evidence[name] >= least for name, least in one.items()) for one in asked)


def _inside(words: Wording, start: int, end: int) -> list[int]:
    return [at for at, (first, last) in enumerate(words.spans) if first < end and last > start]


def _sum(words: Wording, places: Sequence[int]) -> Vectors:
    at = list(places)
    return Vectors(_unit(words.renderings[at].sum(axis=0)), _unit(words.vectors[at].sum(axis=0)))


def _unit(vector: FloatArray) -> FloatArray:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6))


def _best(words: FloatArray, others: FloatArray) -> FloatArray:
    """Of each word the best cosine with any of the others; -1 where there are none."""
    return np.asarray((words @ others.T).max(axis=1)) if len(others) else np.full(len(words), -1.0, np.float32)


def _beside(words: Wording, at: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a word and the next."""
    return words.text[words.spans[at][1] : words.spans[at + 1][0]] in ("", " ", "-")
