"""Beads become numbers: everything numeric runs here, over all beads at once; checks only read `bead.measures`.

A measure that lacks what it needs is not computed, and never made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.lang.tags import base
from checker.model import Bead, Side, WordMeasure
from checker.plug import resolve

TABLE = {
    "bleu": "checker.measures.reference_metrics:BLEU",
    "chrf": "checker.measures.reference_metrics:CHRF",
    "chrf++": "checker.measures.reference_metrics:CHRF_WORDS",
    "ter": "checker.measures.reference_metrics:TER",
    "length-ratio": "checker.measures.lexical:LENGTH_RATIO",
    "coverage": "checker.measures.coverage:COVERAGE",
    "unsaid": "checker.measures.unsaid:UNSAID",
    "context-gain": "checker.measures.surprisal:CONTEXT_GAIN",
    "disorder": "checker.measures.surprisal:DISORDER",
    "polarity": "checker.measures.polarity:POLARITY",
    "names": "checker.measures.names:NAMES",
    "terms": "checker.measures.terms:TERMS",
    "similarity": "checker.measures.meaning:SIMILARITY",
    "similarity-elsewhere": "checker.measures.meaning:ELSEWHERE",
}
"""Every measure of beads, the cheap ones first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a value.

    compute: takes beads that hold target sentences and those of each side in `needs`; gives one number a bead, or
        one tuple of numbers for words, or None where it cannot be taken of that bead; None where of none.
    languages: the base tags of the languages that it can read; None where it reads all.
    apart: whether a bead's number depends on nothing but the bead, so that beads of many articles can be measured
        at once.
    """

    name: str
    needs: tuple[Side, ...]
    compute: Callable[[Sequence[Bead]], Sequence[float | tuple[WordMeasure, ...] | None] | None]
    languages: frozenset[str] | None = None
    apart: bool = False

    def reads(self, beads: Sequence[Bead]) -> bool:
        """Whether it can read every text that it needs."""
        if self.languages is None:
            return True
        texts = {one.document for bead in beads for side in (Side.TARGET, *self.needs) for one in bead.side(side)[:1]}
        return all(base(text.language) in self.languages for text in texts)


Taken = tuple[dict[str, float], dict[str, tuple[WordMeasure, ...]]]
"""The measures of a bead, and those of its words."""


def measure(beads: Sequence[Bead], table: Mapping[str, str] = TABLE) -> tuple[Bead, ...]:
    """The beads of an article with every measure of the table that can be taken of them."""
    return measure_apart([beads], table)[0]


def measure_apart(articles: Sequence[Sequence[Bead]], table: Mapping[str, str] = TABLE) -> list[tuple[Bead, ...]]:
    """The beads of several articles in the same languages, measured together where a measure allows that."""
    taken: list[list[Taken]] = [[(dict(one.measures), dict(one.word_measures)) for one in beads] for beads in articles]
    everything = [bead for beads in articles for bead in beads]
    all_taken = [one for of_article in taken for one in of_article]
    for name in table:
        one: Measure = resolve(name, table, "measure")
        if one.apart:
            _take(name, one, everything, all_taken)
            continue
        for beads, of_article in zip(articles, taken, strict=True):
            _take(name, one, beads, of_article)
    return [
        tuple(
            replace(bead, measures=numbers, word_measures=of_words)
            for bead, (numbers, of_words) in zip(beads, of_article, strict=True)
        )
        for beads, of_article in zip(articles, taken, strict=True)
    ]


def _take(name: str, one: Measure, beads: Sequence[Bead], taken: Sequence[Taken]) -> None:
    """Adds a measure to what is known of beads, where it can be taken of them."""
    sides = {side for bead in beads for side in Side if bead.side(side)}
    if not sides.issuperset(one.needs) or not one.reads(beads):
        return
    able = [index for index, bead in enumerate(beads) if bead.target and all(map(bead.side, one.needs))]
    told = one.compute([beads[index] for index in able])
    if told is None:
        return
    for index, found in zip(able, told, strict=True):
        numbers, of_words = taken[index]
        if isinstance(found, int | float):
            numbers[name] = found
        elif found is not None:
            of_words[name] = found
