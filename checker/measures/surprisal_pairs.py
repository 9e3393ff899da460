"""Which words stand side by side in a language: by its commonest words and the endings of the others.

A word's class is itself, if it is one of the commonest, or its ending. For two classes in a row, and for two with one
between them, a table has by how much oftener they stand so than if words stood in any order (pointwise mutual
information; Church and Hanks 1990). Function words and endings carry the order of a sentence, so a few thousand
sentences tell much. `word-pairs`, of each word: half the sum for both neighbours, and a quarter of that for the next
but one; in running text about half a nat, among words in no order none. Trained by `scripts/train_pairs.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.lang.words import Word, words
from checker.measures import Measure
from checker.measures.surprisal import prose
from checker.measures.surprisal_model import MODELS
from checker.model import Bead, Sentence, Side, Span, WordMeasure

FOLDER = MODELS / "pairs"
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.npz"))
"""Base tags of the languages that have tables."""

STEP = np.float32(0.0625)
"""Nats of one step of a quantised table."""
LONGEST_END = 3
MARK = "#"
"""The word that stands for marks between words."""
_JOINS = " -'\N{RIGHT SINGLE QUOTATION MARK}\N{ZERO WIDTH NON-JOINER}\N{NO-BREAK SPACE}"

Table = npt.NDArray[np.int8]


def tokens(text: str) -> list[Word]:
    """The words of a text, and between them what stands for the marks that part them."""
    found: list[Word] = []
    end = 0
    for word in words(text):
        if found and (gap := text[end : word.start]) != " " and gap.strip(_JOINS):
            found.append(Word(MARK, -1, -1))
        found.append(word)
        end = word.end
    return found


@dataclass(eq=False)
class Pairs:
    """The tables of a language.

    words, ends: what has a class of its own, in order. beside, near: (n, n), of classes in a row, and with one between
    them. Behind words and ends come the classes of figures, of all others, and of the beginning and end of a sentence.
    """

    words: Sequence[str]
    ends: Sequence[str]
    beside: Table
    near: Table
    _classes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._words = {word: at for at, word in enumerate(self.words)}
        self._ends = {end: at for at, end in enumerate(self.ends, len(self.words))}
        self._classes = {}

    @staticmethod
    @cache
    def shipped(language: str) -> Pairs:
        """The tables of the package, read once."""
        return Pairs.read(FOLDER / f"{language}.npz")

    @staticmethod
    def read(path: Path) -> Pairs:
        """The tables in a file."""
        with np.load(path) as file:
            words, ends = (bytes(file[name]).decode("utf-8").split("\n") for name in ("words", "ends"))
            return Pairs(words, ends, file["beside"], file["near"])

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self.words) + len(self.ends) + 4

    def row(self, found: Sequence[Word]) -> list[int]:
        """The classes of a sentence, between its beginning and its end."""
        classes = self._classes
        row = [self.size - 2]
        for word, _, _ in found:
            told = classes.get(word)
            if told is None:
                told = self._class(word.casefold())
                if len(classes) < 100_000:
                    classes[word] = told
            row.append(told)
        row.append(self.size - 1)
        return row

    def _class(self, word: str) -> int:
        if word in self._words:
            return self._words[word]
        if any(map(str.isdigit, word)):
            return self.size - 4
        ends = (self._ends.get(word[-length:]) for length in range(LONGEST_END, 0, -1))
        return next((end for end in ends if end is not None), self.size - 3)

    def tell(self, texts: Sequence[Sequence[Word]]) -> list[float]:
        """Of all tokens of some texts, one after another, what their neighbours make of them, in nats."""
        rows = [self.row(text) for text in texts]
        row = np.fromiter(chain.from_iterable(rows), np.int64)
        beside, near = (np.zeros(len(row) + 4, np.float32) for _ in range(2))
        beside[2:-3] = self.beside[row[:-1], row[1:]]
        # near[at + 2] is of the two classes around place `at` of the row; around the ends of a text there is nothing.
        near[3:-3] = self.near[row[:-2], row[2:]]
        starts = np.cumsum([0, *map(len, rows)])
        near[starts[:-1] + 2] = near[starts[1:] + 1] = 0.0
        values = STEP * (0.5 * (beside[1:-3] + beside[2:-2]) + 0.25 * (near[1:-3] + near[3:-1]))
        inside = np.ones(len(row), np.bool_)
        inside[starts[:-1]] = inside[starts[1:] - 1] = False
        told: list[float] = values[inside].tolist()
        return told


def _compute(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    sentences = [sentence for bead in beads for sentence in bead.target]
    if not sentences:
        return []
    texts = [tokens(prose(sentence)) for sentence in sentences]
    told = iter(Pairs.shipped(base(sentences[0].language)).tell(texts))
    measured = iter([_of(sentence, text, told) for sentence, text in zip(sentences, texts, strict=True)])
    return [tuple(one for _ in bead.target for one in next(measured)) for bead in beads]


def _of(sentence: Sentence, text: Sequence[Word], told: Iterator[float]) -> list[WordMeasure]:
    begin = sentence.span.start
    values = [(word, next(told)) for word in text]
    return [
        WordMeasure(Side.TARGET, Span(begin + word.start, begin + word.end), value)
        for word, value in values
        if word.start >= 0
    ]


WORD_PAIRS = Measure("word-pairs", (), _compute, LANGUAGES, apart=True)
