"""Names of the translation that stand where the source, or the reference, has another.

A word measure of each bead, in pairs: a name of the translation, with the chance that it is right, and the name of the
witness that it stands for. Two kinds are found. One name may be put in place of another: neither is answered on the
other side (see `name_evidence`); a logistic model, fitted by `scripts/fit_names.py` on human translations with names
exchanged, weighs what is known. Or a name may be translated: elsewhere in the article it is rendered by its sound, and
here stands a capitalised word that means what it means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from math import exp

import numpy as np

from checker.lang.closed import closed
from checker.lang.inflection import stems
from checker.lang.mentions import alone
from checker.lang.names import likeness
from checker.lang.renditions import Rendition, renditions
from checker.lang.words import words
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.name_evidence import EVIDENCE, HEARD, Ear, Pair, Text, begin_alike, pairs, unanswered, unheard
from checker.measures.wording import wording
from checker.model import Bead, Side, Span, WordMeasure

_WEIGHTS = {
    "sound": -4.824, "odds": 0.552, "best": 2.838, "rendered": -1.349, "first": -5.697, "known": -0.368,
    "sound-back": 1.652, "odds-back": 0.571, "best-back": 2.717, "rendered-back": 0.098, "first-back": -0.74,
    "known-back": -0.891, "cosine": -7.792, "far": -5.527,
}  # fmt: skip
_BASE = 4.105
_STEEP, _EVEN = 0.5, -0.6
"""How fast a score makes sure, and the score at which a wrong name is as likely as not in a machine's translation."""

_UNCASED, _NOUNS = 2.0, 1.0
"""How much higher it must be where a text has no capital letters, and where every noun has one."""

_WORTH = 0.5  # the least chance that is told
_SURE = 0.5  # the aligner's confidence below which a bead is not read
_NEAR = 2  # beads before and behind, whose names explain one that is not in its own
_LACKING = 0.7  # what it adds to the score of a pair that the rest of the article renders the name
_MEANS = 0.35  # the cosine from which a word means what the name means
_TRANSLATED = 0.8
_REPLACED, _PERHAPS, _OFTEN = 0.8, 0.55, 2
"""Chances that a name stands for one that the rest of the article renders, and how often it must do so."""
_EARLY = 0.3  # of a text: a capital at the beginning of a sentence is that of a name that stands there in the source
_UNMEANT, _NOUN = -2.0, 2.0
"""The log odds from which a name means nothing that the other text says; how much more where nouns have capitals."""
_SAME = 0.85  # likeness to the usual rendition from which a name is the same one


def _names(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    """The pairs of each bead, the likeliest first, no name in two of them."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    if witness is None:
        return [() for _ in beads]
    read = [bead.confidence >= _SURE and bool(bead.side(witness)) for bead in beads]
    texts = [
        (Text.of(bead.target), Text.of(bead.side(witness))) if able else None
        for bead, able in zip(beads, read, strict=True)
    ]
    told: list[tuple[WordMeasure, ...]] = []
    lacking = _lacking(texts)
    for index, both in enumerate(texts):
        lacks = lacking.get(index, [])
        found = (
            _exchanged(texts, index, lacks) + _instead(texts, index, lacks) + _translated(both, lacks) if both else []
        )
        told.append(_settled(found, both, witness) if both and found else ())
    return told


Texts = tuple[Text, Text] | None
"""Target and witness of a bead that can be read."""

Found = tuple[float, tuple[int, int], tuple[int, int]]
"""The chance that a name is wrong, where it stands, and where the other."""


def _exchanged(texts: Sequence[Texts], index: int, lacks: Sequence[Rendition]) -> list[Found]:
    both = texts[index]
    if both is None:
        return []
    surely = [Span(one.word.start, one.word.end) for one in lacks]
    found = pairs(*both, surely)
    near = [one for one in (*texts[max(0, index - _NEAR) : index], *texts[index + 1 : index + 1 + _NEAR]) if one]
    demand = _EVEN + _UNCASED * (not all(one.cased for one in both)) + _NOUNS * any(one.nouns for one in both)
    chances = [
        _chance(pair, demand - _LACKING * any(pair.other.start <= one.start < pair.other.end for one in surely))
        for pair in found
    ]
    return [
        (chance, (pair.name.start, pair.name.end), (pair.other.start, pair.other.end))
        for pair, chance in zip(found, chances, strict=True)
        if chance >= _WORTH and not _explained(pair, both, near) and not _usual(pair, index, lacks, texts)
    ]


def _instead(texts: Sequence[Texts], index: int, lacks: Sequence[Rendition]) -> list[Found]:
    """The names that stand where the rest of the article lets expect another, and that nothing else explains."""
    both = texts[index]
    if both is None or not lacks or not both[0].cased:
        return []
    target, witness = both
    blank = witness.text
    for lack in lacks:
        start, end = lack.word.start, lack.word.end
        blank = blank[:start] + " " * (end - start) + blank[end:]
    rest = Text(blank, witness.language)
    near = [one for one in (*texts[max(0, index - _NEAR) : index], *texts[index + 1 : index + 1 + _NEAR]) if one]
    names = [
        name
        for name in unheard(target, rest)
        if not any(_says(other, target.text[name.start : name.end], _SAME) for _, other in near)
    ]
    names = unanswered(names, target, rest, _UNMEANT + _NOUN * target.nouns)
    found: list[Found] = []
    for lack, name in product(lacks, names):
        usual, text = lack.usual[1].text, target.text[name.start : name.end]
        if any(likeness(word.text, usual) >= _SAME for word in words(text)) or _together(text, usual, texts):
            continue
        if name.first and lack.word.start > _EARLY * len(witness.text):
            continue
        sure = lack.times >= _OFTEN and len(names) == 1 and not target.nouns
        found.append((_REPLACED if sure else _PERHAPS, (name.start, name.end), (lack.word.start, lack.word.end)))
    return found


def _usual(pair: Pair, index: int, lacks: Sequence[Rendition], texts: Sequence[Texts]) -> bool:
    """Whether the two stand for each other in other beads, too, or the name stands beside the usual one elsewhere."""
    both = texts[index]
    assert both is not None
    name, other = both[0].text[pair.name.start : pair.name.end], both[1].text[pair.other.start : pair.other.end]
    if any(_together(name, lack.usual[1].text, texts) for lack in lacks):
        return True
    elsewhere = (one for at, one in enumerate(texts) if one and at != index)
    return any(_says(target, name, _SAME) and _says(witness, other, _SAME) for target, witness in elsewhere)


def _together(text: str, usual: str, texts: Sequence[Texts]) -> bool:
    """Whether a name stands beside the usual one somewhere in the target: a first name, and a surname."""
    pairs = [(text, usual), (usual, text)]
    return any(f"{one} {other}" in both[0].text for both in texts if both for one, other in pairs)


def _chance(pair: Pair, demand: float) -> float:
    score = _BASE + sum(_WEIGHTS[name] * value for name, value in zip(EVIDENCE, pair.evidence, strict=True))
    return 1.0 / (1.0 + exp(-_STEEP * (score - demand)))


def _explained(pair: Pair, both: tuple[Text, Text], near: Sequence[tuple[Text, Text]]) -> bool:
    """Whether a neighbouring bead has the name in the witness (it says who "he" is), or has taken over the other."""
    name, other = both[0].text[pair.name.start : pair.name.end], both[1].text[pair.other.start : pair.other.end]
    return any(_says(witness, name) or (_says(target, other) and not _says(witness, other)) for target, witness in near)


def _says(text: Text, name: str, least: float = HEARD) -> bool:
    heard = [word.text for word in words(text.text) if len(word.text) > 1]
    return any(likeness(word.text, other) >= least for word in words(name) for other in heard)


def _lacking(texts: Sequence[Texts]) -> dict[int, list[Rendition]]:
    """By bead, the names that it does not render as the others do."""
    some = [(index, both) for index, both in enumerate(texts) if both]
    found: dict[int, list[Rendition]] = defaultdict(list)
    if some:
        languages = (some[0][1][1].language, some[0][1][0].language)
        for one in renditions([both[1].text for _, both in some], [both[0].text for _, both in some], languages):
            if one.form is None:
                found[some[one.bead][0]].append(one)
    return found


def _translated(both: Texts, lacking: Sequence[Rendition]) -> list[Found]:
    """The capitalised words that mean what a name means which should be rendered by its sound."""
    if both is None or not lacking or not both[0].cased:
        return []
    target, witness = both
    titles, ear = closed(witness.language), Ear(target, witness)
    names = [name for name in alone(target.text, target.language) if ear.hears(name.text)[0] < HEARD]
    if not names:
        return []
    ours, theirs = wording(Embedding.shipped(), target.text), wording(Embedding.shipped(), witness.text)
    if not ours.spans or not theirs.spans:
        return []
    cosines = ours.windows(1) @ theirs.windows(1).T
    found: list[Found] = []
    for lack in lacking:
        if titles is not None and lack.word.text.lower() in titles.titles:
            continue
        there = _inside(theirs.spans, lack.word.start, lack.word.end)
        for name in names:
            here = _inside(ours.spans, name.start, name.end)
            meant = cosines[here].max(axis=0) if here else np.zeros(1)
            if any(begin_alike(name.text, stem) for stem in stems(lack.word.text, witness.language)):
                continue
            if int(meant.argmax()) in there and float(meant.max()) >= _MEANS:
                found.append((_TRANSLATED, (name.start, name.end), (lack.word.start, lack.word.end)))
    return found


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    return [at for at, (first, last) in enumerate(spans) if first < end and last > start]


def _settled(found: list[Found], both: tuple[Text, Text], witness: Side) -> tuple[WordMeasure, ...]:
    taken: list[Found] = []
    for one in sorted(found, reverse=True):
        if all(one[1] != other[1] and one[2] != other[2] for other in taken):
            taken.append(one)
    told: list[WordMeasure] = []
    for chance, here, there in taken:
        told += [
            WordMeasure(Side.TARGET, both[0].at(*here), 1.0 - chance),
            WordMeasure(witness, both[1].at(*there), 1.0 - chance),
        ]
    return tuple(told)


NAMES = Measure("names", (), _names, LANGUAGES)
