"""What the estimate looks at: numbers on how a bead's target reads, and on how it answers its source.

Four groups. TARGET: the target by itself, to the language model and the network of disorder. PAIR: how target and
source answer each other, word by word and as a whole; REFERENCE: how target and reference do. SOURCE: how hard the
source is, which is the same for all of its translations. Lengths, spans and weights are those of `wording`; nats are
those of `surprisal`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from checker.lang.tags import base
from checker.lang.words import words
from checker.measures.answers import Answers, Question, answered
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.ragged import Ragged
from checker.measures.reference_metrics import chrf
from checker.measures.surprisal import disorder, prose, surprisal
from checker.measures.surprisal_model import LANGUAGES
from checker.measures.wording import Wording, cut, wordings
from checker.model import Bead, Sentence, Side

Floats = npt.NDArray[np.float32]

_SPOKEN = (
    "nats nats-most nats-three nats-high gain gain-least gain-none nats-median nats-sum "
    "rarity rarity-most rarity-three rare very-rare"
).split()
_ANSWERED = "lost lost-weighed lost-most lost-three cover cover-weighed best sum open share far lost-sum".split()
_BUILT = "letters words pieces".split()

TARGET = (
    *(f"target-{name}" for name in (*_SPOKEN, *_BUILT)),
    *("disorder-most", "disorder-three", "disorder", "capitals", "repeated"),
)
PAIR = (
    *("length", "characters", "cosine", "copied", "figures", "end", "marks"),
    *(f"added-{name}" for name in _ANSWERED),
    *(f"missing-{name}" for name in _ANSWERED),
)
REFERENCE = (*(f"reference-{name}" for name in PAIR), "reference-chrf", "reference-chrf++")
LETTERS = ("reference-characters", "reference-figures", "reference-end", "reference-marks", *REFERENCE[-2:])
"""Those of REFERENCE that need no model of the language."""

SOURCE = (
    *(f"source-{name}" for name in (*_SPOKEN, *_BUILT)),
    *(
        "source-capitals",
        "source-digits",
        "source-commas",
        "source-brackets",
        "source-letters-a-word",
        "source-longest",
    ),
)

_HIGH = 12.0  # nats from which a word is a surprise
_NONE = -1.0  # nats of gain below which the words before speak against a word
_RARE, _VERY_RARE = 11.0, 14.0  # nats of a word's frequency
_FAR = 0.35  # the cover below which nothing like a word stands on the other side
_MARK = regex.compile(r"\p{P}")
_COMMAS = frozenset(",\N{ARABIC COMMA}\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}")
_BRACKETS = frozenset('()[]"“”„«»')


class Features(NamedTuple):
    """Of n beads: float32 (n, len(TARGET)), (n, len(PAIR)), (n, len(REFERENCE)), (n, len(SOURCE)), and (n, d).

    The last is the direction of the source, what it is about. What needs a text that is not there is zeros.
    """

    target: Floats
    pair: Floats
    reference: Floats
    source: Floats
    topic: Floats


class _Text(NamedTuple):
    """One side of n beads, read. parts: the words of each. read: those that the embedding knows. vectors: (n, d).

    built: of each the log of its length in Latin letters, its words, and the pieces of a word.
    """

    texts: list[str]
    parts: list[list[str]]
    read: list[Wording]
    vectors: FloatArray
    built: list[tuple[float, float, float]]


def features(beads: Sequence[Bead]) -> Features:
    """Reads beads that have target sentences, all in the same languages."""
    target, source, reference = (_read(beads, side) for side in (Side.TARGET, Side.SOURCE, Side.REFERENCE))
    shown = _rows([(_capitals(parts), _repeated(parts)) for parts in target.parts])
    reads = [_spoken([bead.target for bead in beads]), _rows(target.built), _orders(beads), shown]
    asked = _spoken([bead.side(Side.SOURCE) for bead in beads])
    hard = [asked, _rows(source.built), _rows([_surface(text) for text in source.texts])]
    near = [_compared(target, reference), _overlap(target, reference)]
    read, hardness, nearness = (np.concatenate(parts, axis=1) for parts in (reads, hard, near))
    return Features(read, _compared(target, source), nearness, hardness, source.vectors)


def _rows(rows: Sequence[Sequence[float]]) -> Floats:
    return np.array(rows, np.float32)


def _read(beads: Sequence[Bead], side: Side) -> _Text:
    model = Embedding.shipped()
    texts = [" ".join(prose(sentence) for sentence in bead.side(side)) for bead in beads]
    cuts = [cut(model, text) for text in texts]
    read = wordings(model, cuts)
    built = [_built(wording, len(one.pieces)) for wording, one in zip(read, cuts, strict=True)]
    return _Text(texts, [[one.text for one in words(text)] for text in texts], read, model.encode(texts), built)


def _compared(target: _Text, other: _Text) -> Floats:
    """How each target answers another text and is answered by it, (n, len(PAIR)); zeros where there is none."""
    if not any(other.texts):
        return np.zeros((len(target.texts), len(PAIR)), np.float32)
    added = answered([Question(*pair) for pair in zip(target.read, other.read, strict=True)])
    missing = answered([Question(*pair) for pair in zip(other.read, target.read, strict=True)])
    cosines = np.einsum("nd,nd->n", target.vectors, other.vectors)
    seen = [
        [
            target.built[at][0] - other.built[at][0],
            float(np.log((len(here) + 1) / (len(there) + 1))),
            float(cosines[at]),
            _copied(target.parts[at], set(other.parts[at])),
            _figures(target.read[at], other.read[at]),
            float(here.rstrip()[-1:].isalnum() != there.rstrip()[-1:].isalnum()),
            float(len(_MARK.findall(here)) - len(_MARK.findall(there))),
        ]
        for at, (here, there) in enumerate(zip(target.texts, other.texts, strict=True))
    ]
    return np.concatenate([_rows(seen), _answers(added, target.read), _answers(missing, other.read)], axis=1)


def _overlap(target: _Text, reference: _Text) -> Floats:
    """chrF and chrF++ against a reference, (n, 2); zeros where there is none."""
    if not any(reference.texts):
        return np.zeros((len(target.texts), 2), np.float32)
    return _rows([chrf(*pair) for pair in zip(target.texts, reference.texts, strict=True)])


def _spoken(sides: Sequence[Sequence[Sentence]]) -> Floats:
    """What the language model says of n texts, (n, len(_SPOKEN)); zeros where it knows not the language."""
    sentences = [sentence for side in sides for sentence in side]
    if not sentences or base(sentences[0].language) not in LANGUAGES:
        return np.zeros((len(sides), len(_SPOKEN)), np.float32)
    told = surprisal([prose(sentence) for sentence in sentences], sentences[0].language)
    nats, alone = np.concatenate([one.nats for one in told]), np.concatenate([one.alone for one in told])
    rows = _of_texts(sides, [len(one.nats) for one in told])
    gain = alone - nats
    ordered, rarest = rows.ordered(nats), rows.ordered(alone)
    columns: list[Floats] = []
    columns += rows.mean(nats), ordered.most(), ordered.most(3), rows.mean(nats > _HIGH)
    columns += rows.mean(gain), rows.ordered(gain).least(), rows.mean(gain < _NONE), ordered.median(), rows.sum(nats)
    columns += rows.mean(alone), rarest.most(), rarest.most(3), rows.mean(alone > _RARE), rows.sum(alone > _VERY_RARE)
    return np.stack(columns, axis=1)


def _orders(beads: Sequence[Bead]) -> Floats:
    """How much disorder the network sees in each target: the most in a word, in three, and on the whole."""
    sentences = [sentence for bead in beads for sentence in bead.target]
    if not sentences or base(sentences[0].language) not in LANGUAGES:
        return np.zeros((len(beads), 3), np.float32)
    told = [odds for _, odds in disorder([prose(sentence) for sentence in sentences], sentences[0].language)]
    rows, odds = _of_texts([bead.target for bead in beads], [len(one) for one in told]), np.concatenate(told)
    ordered = rows.ordered(odds)
    return np.stack([ordered.most(), ordered.most(3), rows.mean(odds)], axis=1)


def _of_texts(sides: Sequence[Sequence[Sentence]], lengths: Sequence[int]) -> Ragged:
    """A row for each text, of which the sentences have so many words."""
    found = iter(lengths)
    return Ragged([sum(next(found) for _ in side) for side in sides])


def _answers(told: Sequence[Answers], texts: Sequence[Wording]) -> Floats:
    """How well the words of n texts are answered by the other texts, (n, len(_ANSWERED))."""
    rows = Ragged([len(text.spans) for text in texts])
    evidence = np.concatenate([one.evidence for one in told])
    every = Answers(evidence, np.concatenate([one.odds for one in told]))
    lost = np.asarray(1.0 / (1.0 + np.exp(-every.odds)), np.float32)
    weights, cover, ordered = np.concatenate([text.weights for text in texts]), every.cover, rows.ordered(lost)
    lost_of, cover_of = (rows.sum(one * weights) / np.maximum(rows.sum(weights), 1e-6) for one in (lost, cover))
    columns: list[Floats] = []
    columns += rows.mean(lost), lost_of.astype(np.float32), ordered.most(), ordered.most(3)
    columns += rows.mean(cover), cover_of.astype(np.float32)
    columns += rows.mean(every.column("rendered")), rows.mean(every.column("rendered-sum"))
    columns += rows.mean(lost > 0.5), rows.mean(every.column("share")), rows.mean(cover < _FAR)
    columns.append(rows.sum(lost * weights))
    return np.stack(columns, axis=1)


def _built(text: Wording, pieces: int) -> tuple[float, float, float]:
    """The log of a text's length in Latin letters, its words, and the pieces of a word."""
    return float(np.log(text.lengths.sum() + 1.0)), float(len(text.spans)), pieces / max(1, len(text.spans))


def _capitals(found: Sequence[str]) -> float:
    return sum(word[:1].isupper() for word in found) / max(1, len(found))


def _repeated(found: Sequence[str]) -> float:
    return 1.0 - len({word.casefold() for word in found}) / max(1, len(found))


def _copied(found: Sequence[str], others: set[str]) -> float:
    """The share of longer words that stand in the other text letter by letter."""
    long = [word for word in found if len(word) > 3 and word.isalpha()]
    return sum(word in others for word in long) / max(1, len(long))


def _figures(one: Wording, other: Wording) -> float:
    """How many numbers in figures stand on one side only."""
    return float(len((set(one.figures) ^ set(other.figures)) - {""}))


def _surface(text: str) -> list[float]:
    parts = text.split()
    lengths = [len(part) for part in parts] or [0]
    return [
        float(sum(part[:1].isupper() for part in parts[1:])),
        float(sum(map(str.isdigit, text))),
        float(sum(character in _COMMAS for character in text)),
        float(sum(character in _BRACKETS for character in text)),
        sum(lengths) / len(lengths),
        float(max(lengths)),
    ]
