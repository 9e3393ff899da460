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
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.lang.words import words
from checker.measures import Measure
from checker.measures.surprisal import prose
from checker.measures.surprisal_model import MODELS
from checker.model import Bead, Sentence, Side, WordMeasure

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
Token = tuple[str, int]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their beginnings, and of what marks part them `MARK` with -1."""
    end = 0
    for number, word in enumerate(words(text)):
        if number and text[end : word.start].strip(_JOINS):
            yield MARK, -1
        yield word.text, word.start
        end = word.end


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

    def row(self, found: Sequence[Token]) -> list[int]:
        """The classes of a sentence, between its beginning and its end."""
        classes = self._classes
        row = [self.size - 2]
        for word, _ in found:
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

    def tell(self, text: str) -> list[tuple[int, float]]:
        """Of each word where it begins, and what its neighbours make of it, in nats."""
        found = list(tokens(text))
        if not found:
            return []
        row = np.array(self.row(found))
        beside = self.beside[row[:-1], row[1:]] * STEP
        near = np.concatenate([[0.0], self.near[row[:-2], row[2:]] * STEP, [0.0]])
        # near[at] is of the two classes around place `at` of the row.
        values = 0.5 * (beside[:-1] + beside[1:]) + 0.25 * (near[:-2] + near[2:])
        return [(start, value) for (_, start), value in zip(found, values.tolist(), strict=True) if start >= 0]


def _compute(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    first = next((sentence for bead in beads for sentence in bead.target), None)
    if first is None:
        return []
    pairs = Pairs.shipped(base(first.language))
    return [tuple(one for sentence in bead.target for one in _of(sentence, pairs)) for bead in beads]


def _of(sentence: Sentence, pairs: Pairs) -> list[WordMeasure]:
    ends = {word.start: word.end for word in words(prose(sentence))}
    told = pairs.tell(prose(sentence))
    return [WordMeasure(Side.TARGET, sentence.at(start, ends[start]), value) for start, value in told]


WORD_PAIRS = Measure("word-pairs", (), _compute, LANGUAGES, apart=True)
