"""Words that a full stop shortens, and how much such a stop says about the end of a sentence.

Read from the sections `[abbreviations]` and `[segmentation]` of a language's facts:

    [abbreviations]
    never = ["Dr.", "z. B."]     more always follows: the stop never ends a sentence
    either = ["U.S.", "Inc."]    ends one when the next word is one that begins sentences (`starters`)
    last = ["etc."]              ends one unless the next word is lower case
    numeric = ["No.", "Jan."]    an abbreviation only before a number; otherwise a word like any other

    [segmentation]
    starters = ["The", "و*"]     closed-class words that begin sentences; a star stands for the rest of a word
    ordinals = "before-any"      "3." is an ordinal before: "nothing", a "before-lower" case word, "before-any" word
    ordinal-after = ["am"]       the words after which "3." before a capital is an ordinal; without them, always
    letters = ["Á"]              words of one letter, which are no initials
    reporting = ["说"]            verbs of the clause that follows a quotation, in scripts without case and spaces

An entry in lower case stands for all its spellings, one with a capital for itself and its upper case: "Mar." is
March, "mar." is not. A space inside an entry may be missing in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from checker.lang.facts import section


class Ending(StrEnum):
    """What the stop of an abbreviation says about the end of a sentence."""

    NEVER = "never"
    EITHER = "either"
    LAST = "last"
    NUMERIC = "numeric"


class Ordinals(StrEnum):
    """Before what a number with a full stop is an ordinal."""

    NOTHING = "nothing"
    BEFORE_LOWER = "before-lower"
    BEFORE_ANY = "before-any"


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of a language, without spaces and without their last stop: "z.B", "Dr".

    endings: what the last stop of each says. openings: first part -> the parts that may follow, with their stops:
    "z" -> ("B.",). closings: the last parts of those that have several.
    """

    endings: Mapping[str, Ending]
    openings: Mapping[str, tuple[str, ...]]
    closings: frozenset[str]

    def ending(self, word: str) -> Ending | None:
        """What the stop after `word` says, or None where `word` is no known abbreviation."""
        return self.endings.get(word) or self.endings.get(word.lower())


@dataclass(frozen=True, slots=True)
class SentenceStarts:
    """How a language's sentences begin, and what its ordinals look like: see the section `[segmentation]`."""

    words: frozenset[str]
    stems: tuple[str, ...]
    ordinals: Ordinals
    ordinal_after: frozenset[str]
    letters: frozenset[str]
    reporting: tuple[str, ...]

    def begins(self, word: str) -> bool:
        """Whether `word` is a closed-class word that begins sentences."""
        return word in self.words or bool(self.stems and word.startswith(self.stems))


def _spellings(entry: str) -> Iterator[str]:
    yield entry
    if entry != entry.lower():
        yield entry[0].upper() + entry[1:]
        yield entry.upper()


def _endings(facts: Mapping[str, Any]) -> Iterator[tuple[str, Ending]]:
    for ending in Ending:
        for entry in facts.get(ending, ()):
            for spelling in _spellings(entry):
                yield spelling, ending


@cache
def abbreviations(tag: str) -> Abbreviations | None:
    """The abbreviations of a language, or None where nobody has listed them."""
    facts = section(tag, "abbreviations")
    if facts is None:
        return None
    endings: dict[str, Ending] = {}
    openings: dict[str, tuple[str, ...]] = {}
    closings: set[str] = set()
    for spelling, ending in _endings(facts):
        endings.setdefault(spelling.replace(" ", "").removesuffix("."), ending)
        parts = spelling.split(" ")
        if len(parts) > 1:
            closings.add(parts[-1].removesuffix("."))
        for i in range(1, len(parts)):
            opening = "".join(parts[:i]).removesuffix(".")
            openings[opening] = (*openings.get(opening, ()), parts[i])
    return Abbreviations(endings, openings, frozenset(closings))


@cache
def sentence_starts(tag: str) -> SentenceStarts | None:
    """How the language's sentences begin, or None where nobody has said."""
    facts = section(tag, "segmentation")
    if facts is None:
        return None
    starters = facts.get("starters", ())
    return SentenceStarts(
        words=frozenset(word for word in starters if not word.endswith("*")),
        stems=tuple(word[:-1] for word in starters if word.endswith("*")),
        ordinals=Ordinals(facts.get("ordinals", Ordinals.NOTHING)),
        ordinal_after=frozenset(facts.get("ordinal-after", ())),
        letters=frozenset(facts.get("letters", ())),
        reporting=tuple(facts.get("reporting", ())),
    )
