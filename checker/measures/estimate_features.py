"""What the estimate looks at: numbers on how a bead's target reads, and on how it answers its source.

Three groups. TARGET: the target by itself, to the language model and the network of disorder. PAIR: how each side is
answered by the other, word by word and as a whole. SOURCE: how hard the source is, which is the same for all of its
translations. Lengths, spans and weights are those of `wording`; nats are those of `surprisal`.
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
    """Of n beads: float32 (n, len(TARGET)), (n, len(PAIR)), (n, len(SOURCE)), and (n, d), what the source is about.

    pair, source, topic are zeros where there is no source.
    """

    target: Floats
    pair: Floats
    source: Floats
    topic: Floats


def features(beads: Sequence[Bead]) -> Features:
    """Reads beads that have target sentences, all in the same languages."""
    texts = {side: [_text(bead.side(side)) for bead in beads] for side in (Side.TARGET, Side.SOURCE)}
    spoken = {side: _spoken([bead.side(side) for bead in beads]) for side in texts}
    model = Embedding.shipped()
    cuts = {side: [cut(model, text) for text in of_side] for side, of_side in texts.items()}
    read = wordings(model, [*cuts[Side.TARGET], *cuts[Side.SOURCE]])
    sides = read[: len(beads)], read[len(beads) :]
    told = answered([Question(*pair) for pair in zip(*sides, strict=True)])
    told += answered([Question(other, one) for one, other in zip(*sides, strict=True)])
    vectors = {side: model.encode(of_side) for side, of_side in texts.items()}
    orders = _orders(beads)
    target, pair, source = [], [], []
    for at in range(len(beads)):
        here, there = texts[Side.TARGET][at], texts[Side.SOURCE][at]
        parts, others = words(here), words(there)
        mine, theirs = [one.text for one in parts], [one.text for one in others]
        built = (
            _built(sides[0][at], len(cuts[Side.TARGET][at].pieces)),
            _built(sides[1][at], len(cuts[Side.SOURCE][at].pieces)),
        )
        target.append([*spoken[Side.TARGET][at], *built[0], *orders[at], _capitals(mine), _repeated(mine)])
        cosine = float(vectors[Side.TARGET][at] @ vectors[Side.SOURCE][at])
        pair.append(
            [
                *(built[0][0] - built[1][0], float(np.log((len(here) + 1) / (len(there) + 1))), cosine),
                *(_copied(mine, set(theirs)), _figures(sides[0][at], sides[1][at])),
                float(here.rstrip()[-1:].isalnum() != there.rstrip()[-1:].isalnum()),
                len(_MARK.findall(here)) - len(_MARK.findall(there)),
                *_answers(told[at], sides[0][at]),
                *_answers(told[at + len(beads)], sides[1][at]),
            ]
        )
        source.append([*spoken[Side.SOURCE][at], *built[1], *_surface(there)])
    groups = (np.array(rows, np.float32) for rows in (target, pair, source))
    return Features(next(groups), next(groups), next(groups), vectors[Side.SOURCE])


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(prose(sentence) for sentence in sentences)


def _spoken(sides: Sequence[Sequence[Sentence]]) -> list[list[float]]:
    """What the language model says of each text, by the names of `_SPOKEN`; zeros where it knows not the language."""
    sentences = [sentence for side in sides for sentence in side]
    if not sentences or base(sentences[0].language) not in LANGUAGES:
        return [[0.0] * len(_SPOKEN) for _ in sides]
    told = iter(surprisal([prose(sentence) for sentence in sentences], sentences[0].language))
    found = []
    for side in sides:
        read = [next(told) for _ in side]
        nats = np.concatenate([one.nats for one in read]) if read else np.zeros(0, np.float32)
        alone = np.concatenate([one.alone for one in read]) if read else nats
        found.append(_statistics(nats, alone))
    return found


def _statistics(nats: FloatArray, alone: FloatArray) -> list[float]:
    if not len(nats):
        return [0.0] * len(_SPOKEN)
    gain = alone - nats
    return [
        *(_mean(nats), *_most(nats), _mean(nats > _HIGH)),
        *(_mean(gain), float(gain.min()), _mean(gain < _NONE), float(np.median(nats)), float(nats.sum())),
        *(_mean(alone), *_most(alone), _mean(alone > _RARE), float((alone > _VERY_RARE).sum())),
    ]


def _orders(beads: Sequence[Bead]) -> list[list[float]]:
    """How much disorder the network sees in each target: the most in a word, in three, and on the whole."""
    sentences = [sentence for bead in beads for sentence in bead.target]
    told = iter(disorder([prose(sentence) for sentence in sentences], sentences[0].language)) if sentences else iter(())
    found = []
    for bead in beads:
        odds = np.concatenate([next(told)[1] for _ in bead.target])
        found.append([*_most(odds), _mean(odds)])
    return found


def _answers(told: Answers, text: Wording) -> list[float]:
    """How well a text's words are answered by the other text, by the names of `_ANSWERED`."""
    if not len(text.spans):
        return [0.0] * len(_ANSWERED)
    lost = np.asarray(1.0 / (1.0 + np.exp(-told.odds)), np.float32)
    weights, cover = text.weights, told.cover
    total = max(float(weights.sum()), 1e-6)
    return [
        *(_mean(lost), float(lost @ weights) / total, *_most(lost)),
        *(_mean(cover), float(cover @ weights) / total),
        *(_mean(told.column("rendered")), _mean(told.column("rendered-sum"))),
        *(_mean(lost > 0.5), _mean(told.column("share")), _mean(cover < _FAR), float(lost @ weights)),
    ]


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


def _mean(values: npt.NDArray[np.float32] | npt.NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _most(values: FloatArray) -> tuple[float, float]:
    """The largest value, and the mean of the three largest."""
    if not len(values):
        return 0.0, 0.0
    ordered = np.sort(values)
    return float(ordered[-1]), float(ordered[-3:].mean())
