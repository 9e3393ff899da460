"""How surprising each word of the target is, by the language models that ship with the package.

Two word measures. `context-gain`: by how many nats the words before it in its sentence make it likelier than its
frequency alone; in running text the mean is about one, in words that somebody shook out of a bag it is none.
`disorder`: the log odds that a word stands among words in no order, or words that do not belong; see `Disorder`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from checker.lang.tags import base
from checker.lang.words import Word, words
from checker.measures import Measure
from checker.measures.embedded import Embedding, Pieces
from checker.measures.surprisal_disorder import Disorder
from checker.measures.surprisal_model import LANGUAGES, Model, padded
from checker.measures.surprisal_ngrams import Floats, Integers
from checker.model import MARKUP, OBJECT, Bead, Sentence, Side, WordMeasure

T = TypeVar("T")
Spans = tuple[tuple[int, int], ...]


class Told(NamedTuple):
    """Of the words of one sentence the spans, the nats after those before them, and the nats of their frequency."""

    spans: tuple[tuple[int, int], ...]
    nats: Floats
    alone: Floats


_REMEMBERED = 4_096
"""Sentences of a run of which is remembered what a model told: the estimate and several measures ask of the same."""


class _Memory(Generic[T]):
    """What `ask` tells of sentences, each asked for once in a while. ask: takes sentences and a base tag."""

    def __init__(self, ask: Callable[[tuple[str, ...], str], Sequence[T]]) -> None:
        self.ask = ask
        self.told: dict[tuple[str, str], T] = {}

    def __call__(self, texts: Sequence[str], language: str) -> tuple[T, ...]:
        language = base(language)
        known = {text: self.told[language, text] for text in texts if (language, text) in self.told}
        new = tuple(text for text in dict.fromkeys(texts) if text not in known)
        if len(self.told) + len(new) > _REMEMBERED:
            self.told.clear()
        for text, told in zip(new, self.ask(new, language) if new else (), strict=True):
            known[text] = told
            if len(self.told) < _REMEMBERED:
                self.told[language, text] = told
        return tuple(known[text] for text in texts)


def surprisal(texts: Sequence[str], language: str) -> tuple[Told, ...]:
    """Reads sentences, each by itself. Raises OSError for a language without a model."""
    return _SURPRISAL(texts, language)


def _surprisal(texts: tuple[str, ...], language: str) -> Sequence[Told]:
    model = Model.shipped(language)
    read = [model.read(text, pieces) for text, pieces in zip(texts, pieces_of(texts), strict=True)]
    grouped = [_grouped_of(text, one.spans) for text, one in zip(texts, read, strict=True)]
    symbols, reach = padded([one.symbols for one in read])
    # The pieces of a word see each other even where the word sees nothing before it.
    within = np.concatenate([[0, *_within(group.owners), 0] for group in grouped]).astype(np.int64)
    nats, alone = -model.tell(symbols, reach), -model.tell(symbols, np.minimum(reach, within))
    told, at = [], 1
    for group in grouped:
        part = slice(at, at + len(group.owners))
        told.append(Told(group.spans, *(_summed(values[part], group) for values in (nats, alone))))
        at = part.stop + 2
    return told


_SURPRISAL = _Memory(_surprisal)

Ordered = tuple[Spans, Floats]
"""Of the words of one sentence the spans, and the log odds that they are in no order."""


def disorder(texts: Sequence[str], language: str) -> tuple[Ordered, ...]:
    """Of each sentence the spans of its words and their log odds of disorder; nothing of what is too long for one."""
    return _DISORDER(texts, language)


def _disorder(texts: tuple[str, ...], language: str) -> Sequence[Ordered]:
    pieces = pieces_of(texts)
    logs = Disorder.shipped().tell([one.numbers for one in pieces], language)
    told = []
    for text, one, values in zip(texts, pieces, logs, strict=True):
        group = _grouped_of(text, one.spans)
        means = _summed(values, group) / np.maximum(1, _summed(np.ones_like(values), group))
        told.append((group.spans, means.astype(np.float32)))
    return told


_DISORDER = _Memory(_disorder)


_LONGEST = 2_000
"""Pieces of a sentence; an endless line of more is none, and would take the network long."""
_NO_PIECES = Pieces((), np.zeros(0, np.int64))


@lru_cache(maxsize=2)
def pieces_of(texts: tuple[str, ...]) -> tuple[Pieces, ...]:
    """Texts cut once for all measures; nothing of what is too long for a sentence."""
    model = Embedding.shipped()
    found = (model.pieces(text) for text in texts)
    return tuple(one if len(one.numbers) <= _LONGEST else _NO_PIECES for one in found)


class _Grouped(NamedTuple):
    """owners: of each piece the number of its group, ascending. words: the groups that are words, with their spans."""

    owners: Integers
    words: Integers
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=_REMEMBERED)
def _grouped_of(text: str, pieces: Spans) -> _Grouped:
    """The words of a text that its pieces make up; the models of surprisal and of disorder ask of the same ones."""
    return _grouped(words(text), pieces)


def _grouped(found: Sequence[Word], pieces: Sequence[tuple[int, int]]) -> _Grouped:
    """Puts pieces together to words; what is in no word, such as a comma, is a group of its own."""
    owners: list[int] = []
    spans: dict[int, tuple[int, int]] = {}
    at, end, group = 0, -1, -1
    for start, stop in pieces:
        while at < len(found) and found[at].end <= start:
            at += 1
        last = at
        while last < len(found) and found[last].start < stop:
            last += 1
        if last == at:
            group, end = group + 1, -1
        elif found[at].start < end:
            end = max(end, found[last - 1].end)
            spans[group] = (spans[group][0], end)
        else:
            group, end = group + 1, found[last - 1].end
            spans[group] = (found[at].start, end)
        owners.append(group)
    return _Grouped(np.array(owners, np.int64), np.array(list(spans), np.int64), tuple(spans.values()))


def _within(owners: Integers) -> Integers:
    """How many pieces of the same group stand before each piece."""
    places = np.arange(len(owners))
    begins = np.ones(len(owners), np.bool_)
    begins[1:] = owners[1:] != owners[:-1]
    return np.asarray(places - np.maximum.accumulate(np.where(begins, places, 0)), dtype=np.int64)


def _summed(values: Floats, group: _Grouped) -> Floats:
    sums = np.bincount(group.owners, values, int(group.owners[-1]) + 1 if len(group.owners) else 0)
    return sums[group.words].astype(np.float32)


def prose(sentence: Sentence) -> str:
    """What a model reads of a sentence: as long as its text, without what is markup or an object."""
    return sentence.prose.replace(MARKUP, " ").replace(OBJECT, " ")


def _measured(
    of: Callable[[Sequence[str], str], Sequence[tuple[Spans, Floats]]],
) -> Callable[[Sequence[Bead]], list[tuple[WordMeasure, ...]]]:
    def compute(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
        sentences = [sentence for bead in beads for sentence in bead.target]
        if not sentences:
            return []
        told = iter(of([prose(sentence) for sentence in sentences], sentences[0].language))
        return [
            tuple(measure for sentence in bead.target for measure in _of_sentence(sentence, *next(told)))
            for bead in beads
        ]

    return compute


def _of_sentence(sentence: Sentence, spans: Spans, values: Floats) -> list[WordMeasure]:
    return [
        WordMeasure(Side.TARGET, sentence.at(*span), value) for span, value in zip(spans, values.tolist(), strict=True)
    ]


def _gains(texts: Sequence[str], language: str) -> list[tuple[Spans, Floats]]:
    return [(told.spans, told.alone - told.nats) for told in surprisal(texts, language)]


def forget() -> None:
    """Drops what is remembered of the sentences of a run."""
    for memory in (_SURPRISAL, _DISORDER):
        memory.told.clear()


CONTEXT_GAIN = Measure("context-gain", (), _measured(_gains), LANGUAGES, apart=True, forget=forget)
DISORDER = Measure("disorder", (), _measured(disorder), LANGUAGES, apart=True, forget=forget)
