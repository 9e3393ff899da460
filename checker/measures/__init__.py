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
    "chrf": "checker.measures.lexical:CHRF",
    "length-ratio": "checker.measures.lexical:LENGTH_RATIO",
    "coverage": "checker.measures.coverage:COVERAGE",
    "unsaid": "checker.measures.unsaid:UNSAID",
    "surprisal": "checker.measures.surprisal:SURPRISAL",
    "context-gain": "checker.measures.surprisal:CONTEXT_GAIN",
    "disorder": "checker.measures.surprisal:DISORDER",
    "polarity": "checker.measures.polarity:POLARITY",
    "names": "checker.measures.names:NAMES",
    "similarity": "checker.measures.meaning:SIMILARITY",
    "similarity-elsewhere": "checker.measures.meaning:ELSEWHERE",
}
"""Every measure of beads, the cheap ones first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a value.

    compute: takes beads that hold target sentences and those of each side in `needs`; gives one number a bead, or
        one tuple of numbers for words; None where it cannot be taken of these texts.
    languages: the base tags of the languages that it can read; None where it reads all.
    """

    name: str
    needs: tuple[Side, ...]
    compute: Callable[[Sequence[Bead]], Sequence[float | tuple[WordMeasure, ...]] | None]
    languages: frozenset[str] | None = None

    def reads(self, beads: Sequence[Bead]) -> bool:
        """Whether it can read every text that it needs."""
        if self.languages is None:
            return True
        texts = {one.document for bead in beads for side in (Side.TARGET, *self.needs) for one in bead.side(side)[:1]}
        return all(base(text.language) in self.languages for text in texts)


def measure(beads: Sequence[Bead], table: Mapping[str, str] = TABLE) -> tuple[Bead, ...]:
    """The beads with every measure of the table that can be taken of them."""
    taken: list[dict[str, float]] = [dict(bead.measures) for bead in beads]
    words: list[dict[str, tuple[WordMeasure, ...]]] = [dict(bead.word_measures) for bead in beads]
    sides = {side for bead in beads for side in Side if bead.side(side)}
    for name in table:
        one: Measure = resolve(name, table, "measure")
        if not sides.issuperset(one.needs) or not one.reads(beads):
            continue
        able = [index for index, bead in enumerate(beads) if bead.target and all(map(bead.side, one.needs))]
        told = one.compute([beads[index] for index in able])
        if told is None:
            continue
        for index, found in zip(able, told, strict=True):
            if isinstance(found, int | float):
                taken[index][name] = found
            else:
                words[index][name] = found
    return tuple(
        replace(bead, measures=numbers, word_measures=of_words)
        for bead, numbers, of_words in zip(beads, taken, words, strict=True)
    )
