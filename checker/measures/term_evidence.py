"""What the vectors of words say about terms: which words of a bead answer a term, and how surely.

Read are the renderings of words, where a word stands beside its translations, and the embedding of sentences, where
it stands beside what is said with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from checker.lang.recurrence import Recurring, akin, is_content, related
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
STEADY, STEADIER = 0.85, 0.96
"""The least cosine of the term here with the term elsewhere, else it is another word, or in another sense; and where
this form of it stands nowhere else."""

_JOINS = 0.3  # the cosine of a neighbour that is part of the answer


class Vectors(NamedTuple):
    """Unit vectors of a term: of its renderings and of its meaning."""

    rendering: FloatArray
    meaning: FloatArray


class Usual(NamedTuple):
    """A term where it is rendered as usual, the rendition, how often it is, and the forms of its words."""

    term: Vectors
    rendition: Vectors
    times: int
    forms: tuple[str, ...]


class Answer(NamedTuple):
    """The words of a text, start..end, that answer a term where its usual rendition does not."""

    start: int
    end: int


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
        able = [at for at in range(len(target.spans)) if self._may_answer(target, at, bead)]
        usually = {at for at in able if any(related(_word(target, at), form) for form in usual.forms)}
        able = [at for at in able if at not in usually]
        if not inside or not able:
            return None
        asked = _sum(source, inside)
        if float(asked.meaning @ usual.term.meaning) < steady:
            return None
        rendered, meant = target.rendered(1), target.windows(1)
        outside = np.delete(np.arange(len(source.spans)), inside)
        others = source.rendered(1)[outside], source.windows(1)[outside]
        own, rivals = (
            (rendered @ asked.rendering, meant @ asked.meaning),
            (_best(rendered, others[0]), _best(meant, others[1])),
        )
        both = own[0] + own[1]
        best = max(able, key=lambda at: float(both[at]))
        if any(akin(_word(target, best), form) for form in usual.forms):
            return None
        joins = {at for at in able if own[0][at] > rivals[0][at] and own[0][at] >= _JOINS} | usually
        first, last = best, best
        while first - 1 in joins and _beside(target, first - 1):
            first -= 1
        while last + 1 in joins and _beside(target, last):
            last += 1
        if not usually <= set(range(first, last + 1)):
            return None
        odd = [at for at in range(first, last + 1) if at not in usually]
        told = _sum(target, odd)
        if told.rendering @ asked.rendering + told.meaning @ asked.meaning < both[best] and not usually:
            first, last, told = best, best, _sum(target, [best])
        second = max((float(both[at]) for at in able if not first <= at <= last), default=0.0)
        answers = float(told.rendering @ asked.rendering), float(told.meaning @ asked.meaning)
        evidence = {
            "answers": answers[0],
            "clearly": answers[0] - float(_best(told.rendering[None], others[0])[0]),
            "clearly-meant": answers[1] - float(_best(told.meaning[None], others[1])[0]),
            "second": sum(answers) - second,
            "same": float(told.rendering @ usual.rendition.rendering + told.meaning @ usual.rendition.meaning),
        }
        if not _is_enough(evidence, usual.times):
            return None
        return Answer(target.spans[first][0], target.spans[last][1])

    def _may_answer(self, words: Wording, at: int, bead: int) -> bool:
        return bool(words.weights[at] >= CONTENT) and is_content(_word(words, at), self._texts[1][bead].language)


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
