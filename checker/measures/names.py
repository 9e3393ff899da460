"""Names of the translation that stand where the source, or the reference, has another.

A word measure of each bead, in pairs: a name of the translation, with the chance that it is right, and the name of the
witness that it stands for. Four kinds are found. A name is missing that the rest of the article renders, and a stranger
stands there (`name_swaps`), or, whatever the rest says, neither of two is answered on the other side (`name_evidence`):
two logistic models, fitted by `scripts/fit_names.py` on human translations with names exchanged, weigh what is known.
A name sounds like that of the source, and is not what all others call it (`name_chains`). Or it is translated: it is
rendered by its sound elsewhere, and here stands a capitalised word that means what it means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import exp
from operator import mul

import numpy as np

from checker.lang.closed import closed
from checker.lang.exonyms import exonyms
from checker.lang.inflection import stems
from checker.lang.mentions import alone
from checker.lang.name_tokens import STEM, tokens
from checker.lang.names import key, likeness, skeleton
from checker.lang.scripts import script
from checker.lang.spellings import sounds_same
from checker.lang.words import words
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.name_callings import Missing
from checker.measures.name_chains import Chain, chains
from checker.measures.name_evidence import EVIDENCE, HEARD, Ear, Pair, Text, begin_alike, pairs
from checker.measures.name_swaps import Swap, demanded, swaps
from checker.measures.wording import wording
from checker.model import Bead, Side, WordMeasure

_WEIGHTS = {
    "sound": -4.824, "odds": 0.552, "best": 2.838, "rendered": -1.349, "first": -5.697, "known": -0.368,
    "sound-back": 1.652, "odds-back": 0.571, "best-back": 2.717, "rendered-back": 0.098, "first-back": -0.74,
    "known-back": -0.891, "cosine": -7.792, "far": -5.527,
}  # fmt: skip
_BASE = 4.105
_STEEP, _EVEN = 0.5, -0.6
"""How fast a score makes sure, and the score at which a wrong name is as likely as not in a machine's translation."""

_SWAP_WEIGHTS = {
    "rank": 0.557, "known-elsewhere": 0.38, "first": -1.208, "times": 1.829, "rank-back": -0.653, "far": -4.415,
    "odds": 0.487, "odds-back": 0.433, "cosine": -2.873, "best": 1.028, "best-back": 1.082, "rendered": 0.385,
    "crowd": -0.479, "alike": 1.239, "begins": -0.275, "nouns": 0.009, "uncased": -0.412, "unspaced": -0.387,
    "same": 0.28, "both": 1.067, "heard": -4.835, "far-alone": 1.433, "spelt": 1.621, "cosine-strange": -3.98,
}  # fmt: skip
_SWAP_BASE = 2.625
_GAP = 3  # characters between two words of one name

_UNCASED, _NOUNS = 2.0, 1.0
"""How much higher it must be where a text has no capital letters, and where every noun has one."""

_WORTH = 0.5  # the least chance that is told
_SURE = 0.5  # the aligner's confidence below which a bead is not read
_NEAR = 2  # beads before and behind, whose names explain one that is not in its own
_MEANS = 0.35  # the cosine from which a word means what the name means
_TRANSLATED = 0.8
_ODD_ONCE, _ODD, _ODD_OFTEN, _ODD_SPELT = 0.5, 0.6, 0.7, 0.8
"""Chances that a name that only sounds alike is another: called otherwise in one bead, two, more, as in the source."""
_OFTEN = 2  # beads that must render a name by its sound before another may be said to translate it
_PERHAPS = 0.62  # likeness of two names in two scripts from which they may be one
_SAME = 0.85  # likeness to the usual rendition from which a name is the same one


def _names(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    """The pairs of each bead, the surest first, no name in two of them."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    if witness is None:
        return [() for _ in beads]
    texts = [
        (Text.of(bead.target), Text.of(bead.side(witness))) if bead.confidence >= _SURE and bead.side(witness) else None
        for bead in beads
    ]
    told: list[tuple[WordMeasure, ...]] = []
    linked = _chains(texts)
    for index, both in enumerate(texts):
        chain = linked.get(index)
        found: list[Found] = []
        if both is not None and chain is not None:
            found = sorted([*_odd(chain), *_translated(both, chain.missing, texts)])
            if chain.strangers:
                whole = sorted([*_replaced(chain, both, texts), *_exchanged(texts, index)])
                found = whole + [one for one in found if not any(_within(one, other) for other in whole)]
        told.append(_settled(found, both, witness) if both and found else ())
    return told


def _within(one: Found, other: Found) -> bool:
    """Whether a name is part of another, of more words."""
    return one[1] != other[1] and other[1][0] <= one[1][0] and one[1][1] <= other[1][1]


Texts = tuple[Text, Text] | None
"""Target and witness of a bead that can be read."""

Found = tuple[float, tuple[int, int], tuple[int, int]]
"""The chance that a name is wrong, where it stands, and where the other."""


def _chains(texts: Sequence[Texts]) -> dict[int, Chain]:
    """By bead, what it has of names without their counterparts."""
    some = [(index, both) for index, both in enumerate(texts) if both]
    if not some:
        return {}
    languages = (some[0][1][1].language, some[0][1][0].language)
    found = chains([both[1].text for _, both in some], [both[0].text for _, both in some], languages)
    return {index: chain for (index, _), chain in zip(some, found, strict=True)}


def _replaced(chain: Chain, both: tuple[Text, Text], texts: Sequence[Texts]) -> Iterator[Found]:
    """The names that stand where the article lets expect another."""
    for swap in swaps(chain, *both):
        demand = demanded(swap, *both)
        score = _SWAP_BASE + sum(map(mul, _SWAP_WEIGHTS.values(), swap.evidence))
        chance = 1.0 / (1.0 + exp(-_STEEP * (score - demand)))
        if (
            chance >= _WORTH
            and not _other_way(swap, both)
            and not _beside(swap, texts)
            and not _both(swap, both, texts)
        ):
            yield chance, swap.here, swap.there


def _other_way(swap: Swap, both: tuple[Text, Text]) -> bool:
    """Whether the two may be one name: their consonants are, or scripts hide it and they begin and go on alike.

    Where the article calls the name otherwise, what it calls it is compared, in the script of the target.
    """
    if any(one.calling for one in swap.missing):
        return any(
            sounds_same(name, one.calling, one.word.text)
            or (skeleton(name) == skeleton(one.calling) and not (one.spelt and script(name) == script(one.word.text)))
            for name in both[0].text[slice(*swap.here)].split()
            for one in swap.missing
            if one.calling
        )
    return any(
        skeleton(name) == skeleton(other)
        or (script(name) != script(other) and begin_alike(name, other) and likeness(name, other) >= _PERHAPS)
        for name in both[0].text[slice(*swap.here)].split()
        for other in both[1].text[slice(*swap.there)].split()
    )


def _both(swap: Swap, both: tuple[Text, Text], texts: Sequence[Texts]) -> bool:
    """Whether another bead, too, has both, each on its side."""
    name, other = " ".join(one.token.word.text for one in swap.strangers), both[1].text[slice(*swap.there)]
    elsewhere = (one for one in texts if one and one is not both)
    return any(_says(target, name, _SAME) and _says(witness, other, _SAME) for target, witness in elsewhere)


def _odd(chain: Chain) -> Iterator[Found]:
    """The names that sound like one of the source, and are not what the rest of the article calls it."""
    for one in chain.odd:
        chance = _ODD_SPELT if one.spelt else _ODD_OFTEN if one.times > _OFTEN else _ODD if one.times > 1 else _ODD_ONCE
        yield chance, (one.token.word.start, one.token.word.end), (one.word.start, one.word.end)


def _beside(swap: Swap, texts: Sequence[Texts]) -> bool:
    """Whether the name stands next to a usual one somewhere in the target: a first name, and a surname."""
    names, usual = {one.stem for one in swap.strangers}, {stem for one in swap.missing for stem in one.usual}
    for both in texts:
        found = tokens(both[0].text, both[0].language) if both else ()
        for one, other in pairwise(found):
            if other.word.start - one.word.end <= _GAP and any(
                not names.isdisjoint(left.stems) and not usual.isdisjoint(right.stems)
                for left, right in ((one, other), (other, one))
            ):
                return True
    return False


def _exchanged(texts: Sequence[Texts], index: int) -> list[Found]:
    """The names that stand for another in a bead, whatever the rest of the article says."""
    both = texts[index]
    if both is None:
        return []
    found = pairs(*both)
    near = [one for one in (*texts[max(0, index - _NEAR) : index], *texts[index + 1 : index + 1 + _NEAR]) if one]
    demand = _EVEN + _UNCASED * (not all(one.cased for one in both)) + _NOUNS * any(one.nouns for one in both)
    chances = [_chance(pair, demand) for pair in found]
    return [
        (chance, (pair.name.start, pair.name.end), (pair.other.start, pair.other.end))
        for pair, chance in zip(found, chances, strict=True)
        if chance >= _WORTH and not _explained(pair, both, near) and not _usual(pair, index, texts)
    ]


def _usual(pair: Pair, index: int, texts: Sequence[Texts]) -> bool:
    """Whether the two stand for each other in other beads, too."""
    both = texts[index]
    assert both is not None
    name, other = both[0].text[pair.name.start : pair.name.end], both[1].text[pair.other.start : pair.other.end]
    elsewhere = (one for at, one in enumerate(texts) if one and at != index)
    return any(_says(target, name, _SAME) and _says(witness, other, _SAME) for target, witness in elsewhere)


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


def _translated(both: tuple[Text, Text], missing: Sequence[Missing], texts: Sequence[Texts]) -> list[Found]:
    """The capitalised words that mean what a name means which should be rendered by its sound."""
    lacking = _lacking(both[1], missing) if both[0].cased else []
    if not lacking:
        return []
    target, witness = both
    ear = Ear(target, witness)
    languages = witness.language, target.language
    names = [name for name in alone(target.text, target.language) if ear.hears(name.text)[0] < HEARD]
    if not names:
        return []
    ours, theirs = wording(Embedding.shipped(), target.text), wording(Embedding.shipped(), witness.text)
    if not ours.spans or not theirs.spans:
        return []
    cosines = ours.windows(1) @ theirs.windows(1).T
    found: list[Found] = []
    for lack, name in product(lacking, names):
        here, there = (_inside(text.spans, one.start, one.end) for text, one in ((ours, name), (theirs, lack.word)))
        meant = cosines[here].max(axis=0) if here else np.zeros(1)
        means = int(meant.argmax()) in there and float(meant.max()) >= _MEANS
        if means and not _same_place(name.text, lack, languages) and not _small(lack, texts):
            found.append((_TRANSLATED, (name.start, name.end), (lack.word.start, lack.word.end)))
    return found


def _lacking(witness: Text, missing: Sequence[Missing]) -> list[Missing]:
    """The names that the translation surely writes by their sound."""
    if not witness.cased:
        return [one for one in missing if one.times >= _OFTEN]
    told = [one for one in missing if one.spelt and not one.first and (one.rank or one.times >= _OFTEN)]
    if not told:
        return []
    lexicon, single = closed(witness.language), {word.start for word in alone(witness.text, witness.language)}
    titles = lexicon.titles if lexicon is not None else ()
    return [one for one in told if one.word.start in single and one.word.text.lower() not in titles]


def _same_place(name: str, lack: Missing, languages: tuple[str, str]) -> bool:
    """Whether a word may be the name itself: it begins alike, or CLDR calls the place so."""
    alike = (begin_alike(name, stem) for stem in stems(lack.word.text, languages[0]))
    return (not lack.spelt and any(alike)) or any(
        key(name).startswith(one[:STEM]) for one in exonyms(lack.word.text, *languages)
    )


def _small(lack: Missing, texts: Sequence[Texts]) -> bool:
    """Whether the witness has the name in small letters, too, where it means what it says."""
    small = lack.word.text.lower()[:STEM]
    return small != lack.word.text[:STEM] and any(
        word.text.startswith(small) for both in texts if both for word in words(both[1].text)
    )


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    return [at for at, (first, last) in enumerate(spans) if first < end and last > start]


def _settled(found: list[Found], both: tuple[Text, Text], witness: Side) -> tuple[WordMeasure, ...]:
    taken: list[Found] = []
    for one in reversed(found):
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
