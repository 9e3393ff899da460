"""Runs of words with evidence against them, and how odd good text looks to the language models of the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.lang.facts import section

SHORTEST = 4
"""Words of a run."""
_ACROSS = 6.0
"""What a mark between two words of a run costs: salad has hardly any, and good lists have many."""


@dataclass(frozen=True, slots=True)
class Oddness:
    """level: the mean evidence of a word in human translations, in log odds that it is garbled.

    ordinary: the evidence of a run that the worst run of one good sentence in a hundred reaches.
    """

    level: float
    ordinary: float


class Run(NamedTuple):
    """Words start..end of a sentence and the sum of their evidence."""

    score: float
    start: int
    end: int


@cache
def oddness(tag: str) -> Oddness | None:
    """What is measured of the language, or None where it has no model that knows its word order."""
    facts = section(tag, "garbled")
    return None if facts is None else Oddness(float(facts["level"]), float(facts["ordinary"]))


def worst(evidence: Sequence[float], parted: Sequence[bool], least: float) -> Run:
    """The run of words with the largest sum of evidence beyond `least` a word; none where none is long enough.

    parted: of each word whether a mark stands between it and the word before.
    """
    best, since, running = Run(0.0, 0, 0), 0, 0.0
    for at, (value, apart) in enumerate(zip(evidence, parted, strict=True)):
        if apart:
            running -= _ACROSS
        if running <= 0.0:
            since, running = at, 0.0
        running += value - least
        if running > best.score and at + 1 - since >= SHORTEST:
            best = Run(running, since, at + 1)
    return best
