"""Pairs of units that mean the same by the vectors that ship with the package: a dictionary without a file.

A unit's vector is the sum of the vectors of its forms in the text. The cosine of two vectors tells how much likelier
than chance it is that one translates the other (learnt from dictionaries of nineteen languages: true pairs against
pairs drawn at random); beforehand each word of the text is as likely as any other. Words of no known piece, and
texts whose language the model does not know, find no one near them, and so say nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import regex

from checker.lang.words import words
from checker.measures.dictionary_evidence import FloatArray, IntArray, Lexicon
from checker.measures.embedded import Embedding
from checker.measures.units_evidence import word_unit
from checker.model import MARKUP, Sentence

Forms = Mapping[str, Mapping[str, int]]
"""Of each unit of a text that is a word: its forms there, and how often each stands there."""

Vectors = npt.NDArray[np.float32]

_COSINES = (0.15, 0.2, 0.3, 0.45, 0.55, 0.7)
_NATS = (0.0, 0.7, 3.1, 5.3, 7.0, 8.0)
"""ln P(cosine | true pair) / P(cosine | random pair) at these cosines."""
_LEAST_COSINE = 0.25
_LEAST = 0.01
_TRUST = 0.8
_MOST_UNITS = 12_000
_CHUNK = 1_000
_UNSPACED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]")


def forms(sentences: Sequence[Sentence]) -> Forms:
    """The forms of a text. A character of a script without word spaces has the pieces around it for forms."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        counts.update(_forms(sentence.prose.replace(MARKUP, "")))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (word, form), count in counts.items():
        mine = found[word_unit(word)]
        mine[form] = mine.get(form, 0) + count
    return found


def _forms(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the form that its vector is taken from."""
    spoken = [word for word in words(text) if word.text[0].isalpha()]
    if not _UNSPACED.search(text):
        return [(word.text, word.text) for word in spoken]
    around: dict[int, str] = {}
    for start, end in Embedding.shipped().pieces(text).spans:
        around.update(dict.fromkeys(range(start, end), text[start:end]))
    return [
        (word.text, around.get(word.start, word.text) if _UNSPACED.match(word.text) else word.text) for word in spoken
    ]


def meanings(source: Sequence[str], target: Sequence[str], forms_of: tuple[Forms, Forms]) -> Lexicon:
    """The units of two texts that probably translate each other. source, target: all units, in the texts' numbering."""
    left, right = (_frequent(units, found) for units, found in zip((source, target), forms_of, strict=True))
    row, column, odds = _near(
        _vectors([source[index] for index in left], forms_of[0]),
        _vectors([target[index] for index in right], forms_of[1]),
    )
    forward = _TRUST * odds / (len(right) + np.bincount(row, odds, len(left)))[row]
    backward = _TRUST * odds / (len(left) + np.bincount(column, odds, len(right)))[column]
    kept = np.maximum(forward, backward) > _LEAST
    return Lexicon(left[row[kept]], right[column[kept]], forward[kept], backward[kept])


def _frequent(units: Sequence[str], found: Forms) -> IntArray:
    """The indices of the units that are words; of very many the most frequent."""
    known = [index for index, unit in enumerate(units) if unit in found]
    if len(known) > _MOST_UNITS:
        known = sorted(sorted(known, key=lambda index: -sum(found[units[index]].values()))[:_MOST_UNITS])
    return np.array(known, dtype=np.int64)


def _vectors(units: Sequence[str], found: Forms) -> Vectors:
    """A unit vector for each unit; zero where the model knows no piece of it."""
    forms = [form for unit in units for form in found[unit]]
    counts = np.array([count for unit in units for count in found[unit].values()], dtype=np.float32)
    starts = np.cumsum([0, *(len(found[unit]) for unit in units)])[:-1]
    vectors = Embedding.shipped().sums(forms) * counts[:, None]
    vectors = np.add.reduceat(vectors, starts, axis=0) if len(starts) else vectors
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _near(left: Vectors, right: Vectors) -> tuple[IntArray, IntArray, FloatArray]:
    """The pairs that are near enough to say something: rows, columns, and how much likelier than chance they are."""
    rows, columns, odds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for start in range(0, len(left), _CHUNK):
        cosines = left[start : start + _CHUNK] @ right.T
        at = np.flatnonzero(cosines > _LEAST_COSINE)
        rows.append(at // len(right) + start)
        columns.append(at % len(right))
        odds.append(np.exp(np.interp(cosines.ravel()[at], _COSINES, _NATS)))
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(odds)
