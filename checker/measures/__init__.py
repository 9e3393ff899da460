"""Beads become numbers: everything numeric runs here, over all beads at once; checks only read `bead.measures`.

A measure that lacks what it needs is not computed, and never made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite
from typing import Any, NamedTuple

from checker.lang.tags import base
from checker.model import Bead, Side, WordMeasure
from checker.plug import resolve

TABLE = {
    "reference": "checker.measures.reference_metrics:REFERENCE",
    "length-ratio": "checker.measures.lexical:LENGTH_RATIO",
    "coverage": "checker.measures.coverage:COVERAGE",
    "unsaid": "checker.measures.unsaid:UNSAID",
    "context-gain": "checker.measures.surprisal:CONTEXT_GAIN",
    "disorder": "checker.measures.surprisal:DISORDER",
    "word-pairs": "checker.measures.surprisal_pairs:WORD_PAIRS",
    "joining": "checker.measures.surprisal_joining:JOINING",
    "polarity": "checker.measures.polarity:POLARITY",
    "names": "checker.measures.names:NAMES",
    "terms": "checker.measures.terms:TERMS",
    "similarity": "checker.measures.meaning:SIMILARITY",
    "similarity-elsewhere": "checker.measures.meaning:ELSEWHERE",
    "estimate": "checker.measures.estimate:ESTIMATE",
}
"""The measures that are always taken, the cheap ones first."""


CONFIGURED = {
    "embedding": "checker.measures.neural.embedding:make",
    "metricx": "checker.measures.neural.metricx:make",
    "comet": "checker.measures.neural.comet:make",
    "surprisal": "checker.measures.neural.surprisal:make",
    "forced-decoding": "checker.measures.neural.forced_decoding:make",
    "judge": "checker.measures.neural.judge:make",
    "external": "checker.measures.external:make",
}
"""Measures that are taken when a setting asks for them: what makes them of the options of that setting."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a measure was not taken of a bead, as a sentence."""

    reason: str


NO_NUMBER = "What the measure tells of it is no number."
"""Why a measure is not taken that came to no number, or to one without end: networks in half precision may."""

Told = float | Mapping[str, float] | tuple[WordMeasure, ...] | Refused | None
"""Of one bead a number, several by their names, numbers of its words, the reason why there is none, or nothing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a value.

    compute: takes beads that hold target sentences and those of each side in `needs`; tells of each bead, or None where
        it can be taken of none.
    languages: the base tags of the languages that it can read; None where it reads all.
    apart: whether what it tells of a bead depends on nothing but the bead, so that beads of many articles can be
        measured at once.
    signature: model, revision and options, where the package's own version does not tell them.
    tells: the names of its numbers, where it tells several that have names of their own.
    forget: drops what it keeps for other measures of the same run. The next run must not see it: what a model tells of
        a text depends in its last digits on the texts that are read with it.
    """

    name: str
    needs: tuple[Side, ...]
    compute: Callable[[Sequence[Bead]], Sequence[Told] | None]
    languages: frozenset[str] | None = None
    apart: bool = False
    signature: str = ""
    tells: tuple[str, ...] = ()
    forget: Callable[[], None] | None = None

    def reads(self, beads: Sequence[Bead]) -> bool:
        """Whether it can read every text that it needs."""
        if self.languages is None:
            return True
        texts = {one.document for bead in beads for side in (Side.TARGET, *self.needs) for one in bead.side(side)[:1]}
        return all(base(text.language) in self.languages for text in texts)


Maker = Callable[[Mapping[str, Any]], tuple[Measure, ...]]
"""Makes measures of the options of a setting. Raises CheckerError for what cannot be had: a model, a package."""


@cache
def shipped() -> tuple[Measure, ...]:
    """The measures that are always taken."""
    return tuple(resolve(name, TABLE, "measure") for name in TABLE)


@cache
def shipped_names() -> frozenset[str]:
    """Every name that a measure which is always taken, or a number of it, has."""
    return frozenset(name for one in shipped() for name in (one.name, *one.tells))


def configured(settings: Mapping[str, Mapping[str, Any]]) -> tuple[Measure, ...]:
    """The measures that settings ask for, in the order of the table: by the measure's name its options.

    Raises PlugError for a name that stands for no measure, and what the makers raise.
    """
    makers: dict[str, Maker] = {name: resolve(name, CONFIGURED, "measure") for name in settings}
    ordered = [*(name for name in CONFIGURED if name in makers), *(name for name in makers if name not in CONFIGURED)]
    return tuple(measure for name in ordered for measure in makers[name](settings[name]))


def measure(beads: Sequence[Bead], measures: Sequence[Measure] | None = None) -> tuple[Bead, ...]:
    """The beads of an article with every measure that can be taken of them; None is those that are always taken."""
    return measure_apart([beads], measures)[0]


def measure_apart(
    articles: Sequence[Sequence[Bead]], measures: Sequence[Measure] | None = None
) -> list[tuple[Bead, ...]]:
    """The beads of several articles in the same languages, measured together where a measure allows that."""
    taken = [[_Taken(dict(one.measures), dict(one.word_measures), {}) for one in beads] for beads in articles]
    everything = [bead for beads in articles for bead in beads]
    all_taken = [one for of_article in taken for one in of_article]
    chosen = shipped() if measures is None else measures
    for one in chosen:
        if one.apart:
            _take(one, everything, all_taken)
            continue
        for beads, of_article in zip(articles, taken, strict=True):
            _take(one, beads, of_article)
    for one in chosen:
        if one.forget is not None:
            one.forget()
    return [
        tuple(replace(bead, **told._asdict()) for bead, told in zip(beads, of_article, strict=True))
        for beads, of_article in zip(articles, taken, strict=True)
    ]


class _Taken(NamedTuple):
    """What is known of a bead so far, as its fields are named."""

    measures: dict[str, float]
    word_measures: dict[str, tuple[WordMeasure, ...]]
    refused: dict[str, str]


def _take(one: Measure, beads: Sequence[Bead], taken: Sequence[_Taken]) -> None:
    """Adds a measure to what is known of beads, where it can be taken of them."""
    sides = {side for bead in beads for side in Side if bead.side(side)}
    if not sides.issuperset(one.needs) or not one.reads(beads):
        return
    able = [index for index, bead in enumerate(beads) if bead.target and all(map(bead.side, one.needs))]
    told = one.compute([beads[index] for index in able])
    if told is None:
        return
    for index, found in zip(able, told, strict=True):
        if isinstance(found, int | float | Mapping):
            numbers = found if isinstance(found, Mapping) else {one.name: found}
            taken[index].measures.update({name: value for name, value in numbers.items() if isfinite(value)})
            taken[index].refused.update({name: NO_NUMBER for name, value in numbers.items() if not isfinite(value)})
        elif isinstance(found, Refused):
            taken[index].refused[one.name] = found.reason
        elif found is not None:
            taken[index].word_measures[one.name] = found
