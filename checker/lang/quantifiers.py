"""Words that say of how many something is so: of nobody or of everybody, never or always.

Read from the section `[quantifiers]` of a language's facts; `_` joins the words of a phrase. In scripts without word
spaces an entry is a string that the text holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from checker.lang.facts import section
from checker.lang.writing import writing
from checker.model import MARKUP

_OPPOSED = (("nobody", "everybody"), ("never", "always"))


@dataclass(frozen=True, slots=True)
class Quantified:
    """Which kinds a text has: of persons and things (0), of times (1)."""

    none: frozenset[int]
    every: frozenset[int]


@cache
def _patterns(tag: str) -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...] | None:
    facts, script = section(tag, "quantifiers"), writing(tag)
    if facts is None or script is None:
        return None
    edge = (r"(?<![\p{L}\p{M}])", r"(?![\p{L}\p{M}])") if script.spaced and script.scripts != ("Hang",) else ("", "")
    none, every = ([_pattern(facts[pair[side]], edge) for pair in _OPPOSED] for side in (0, 1))
    return tuple(zip(none, every, strict=True))


def _pattern(entries: str, edge: tuple[str, str]) -> regex.Pattern[str]:
    longest_first = sorted(entries.split(), key=lambda one: (-len(one), one))
    either = "|".join(r"\s".join(map(regex.escape, one.split("_"))) for one in longest_first)
    return regex.compile(f"{edge[0]}(?:{either}){edge[1]}")


def quantified(text: str, language: str) -> Quantified | None:
    """The quantifiers of a text; None where nobody has listed those of the language."""
    patterns = _patterns(language)
    if patterns is None:
        return None
    plain = text.replace(MARKUP, "").lower()
    none, every = (frozenset(kind for kind, pair in enumerate(patterns) if pair[side].search(plain)) for side in (0, 1))
    return Quantified(none, every)


def turned_round(one: str, language: str, other: str, other_language: str) -> frozenset[int]:
    """The kinds of which the first text says "none" and the other "every", and neither both."""
    here, there = quantified(one, language), quantified(other, other_language)
    if here is None or there is None:
        return frozenset()
    return (here.none - here.every) & (there.every - there.none)
