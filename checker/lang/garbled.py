"""How odd good text looks to the language models of `checker.measures.surprisal`, language by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.lang.facts import section


@dataclass(frozen=True, slots=True)
class Oddness:
    """level: the mean evidence of a word in human translations, in log odds that it is garbled.

    ordinary: the evidence of a run that the worst run of one good sentence in a hundred reaches.
    """

    level: float
    ordinary: float


@cache
def oddness(tag: str) -> Oddness | None:
    """What is measured of the language, or None where it has no model that knows its word order."""
    facts = section(tag, "garbled")
    return None if facts is None else Oddness(float(facts["level"]), float(facts["ordinary"]))
