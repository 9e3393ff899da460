"""How a language is written: scripts, direction, case, word spaces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.lang.facts import section


@dataclass(frozen=True, slots=True)
class Writing:
    """scripts: ISO 15924 codes. direction: "ltr" or "rtl". cased, spaced: the script has case, has word spaces.

    capital_nouns: every noun begins with a capital, so that a capital does not mean a name.
    """

    scripts: tuple[str, ...]
    direction: str
    cased: bool
    spaced: bool
    capital_nouns: bool = False


@cache
def writing(tag: str) -> Writing | None:
    """How the language is written, or None where its facts are unknown."""
    facts = section(tag, "writing")
    if facts is None:
        return None
    return Writing(
        tuple(facts["scripts"]), facts["direction"], facts["cased"], facts["spaced"], facts.get("capital_nouns", False)
    )
