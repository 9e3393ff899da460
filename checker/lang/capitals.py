"""Capitals: which words have one for a reason of their own, and how a word is given one.

Read from the section `[capitals]` of the facts of a language whose script has case:

    polite = "Sie Ihr"        words with a capital out of respect
    particles = "van de la"   parts of names with a small letter
    nominal = "e en"          endings of other words that are made nouns, where nouns have capitals
    titled = "yes"            common words have capitals in the names of events, works and bodies
    upper = "iİ ıI"           letters, one or two, each before its capital, where it is not Unicode's
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from checker.lang.facts import section
from checker.lang.writing import writing
from checker.model import BlockKind, Sentence

TITLES = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.TABLE_CELL)
"""Blocks whose capitals follow rules of their own."""

_MIXED = regex.compile(r"\p{Ll}.*\p{Lu}|\p{N}|_")


@dataclass(frozen=True, slots=True)
class Capitals:
    """polite, particles: see above. upper: pairs of a beginning and its capital. nouns: all nouns have a capital.
    nominal, titled: see above."""

    polite: frozenset[str]
    particles: frozenset[str]
    upper: tuple[tuple[str, str], ...]
    nouns: bool
    nominal: tuple[str, ...] = ()
    titled: bool = False

    def capitalised(self, word: str) -> str:
        """The word with a capital: "ijs" is "IJs" in Dutch, "iyi" is "İyi" in Turkish."""
        for small, capital in self.upper:
            if word.startswith(small):
                return capital + word[len(small) :]
        return word[:1].title() + word[1:]


@cache
def capitals(tag: str) -> Capitals | None:
    """The capitals of a language; None where its script has no case, or nobody has said."""
    facts, script = section(tag, "capitals"), writing(tag)
    if facts is None or script is None or not script.cased:
        return None
    pairs = tuple((entry[: len(entry) // 2], entry[len(entry) // 2 :]) for entry in facts.get("upper", "").split())
    return Capitals(
        frozenset(facts["polite"].split()),
        frozenset(facts["particles"].split()),
        pairs,
        script.capital_nouns,
        tuple(facts.get("nominal", "").split()),
        bool(facts.get("titled")),
    )


def is_small(word: str) -> bool:
    """Whether a word is all in small letters; "iPhone" and "x2" are neither small nor large."""
    return word.islower() and (word.isalpha() or not _MIXED.search(word))


def is_large(word: str) -> bool:
    """Whether a word begins with a capital and goes on in small letters."""
    return len(word) > 1 and word[0].isupper() and is_small(word[1:])


def in_title(sentence: Sentence) -> bool:
    """Whether a sentence stands in a headline, a heading or a table."""
    return sentence.kind in TITLES
