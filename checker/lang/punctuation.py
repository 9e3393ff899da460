"""How a language punctuates: its quotes, apostrophes, spaces around marks, and sentence ends.

CLDR's delimiters are not in Babel's data, and practice is wider than they are, so the pairs are ours. The
sources are the languages' own style guides: Duden, the Lexique of the Imprimerie nationale, the RAE's Ortografía,
Milchin's Spravochnik, GB/T 15834, the Hebrew Academy's rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.lang.facts import section

SPACES = " \t\N{NO-BREAK SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
"""The spaces that may stand before or after a mark within a line."""


class Delimiters(NamedTuple):
    """An opening and a closing mark."""

    open: str
    close: str


@dataclass(frozen=True, slots=True)
class Punctuation:
    """What good writers of a language do with marks.

    quotes: its pairs, the usual one first. tolerated: pairs that good writers use as well.
    spaced_quotes: opening marks after which, and before whose closing marks, a space may stand.
    space_before: marks before which a space may stand. sentence_end: marks that end a sentence.
    marks: marks of its own script that cling to the word before them. openers: marks that cling to the next one.
    elisions: words that begin with an apostrophe, without it.
    inner_marks: marks before the last letter of an acronym. glued_prefixes: letters written on to a quote.
    bracket_smileys: informal writers end a clause with a lone bracket.
    """

    quotes: tuple[Delimiters, ...]
    tolerated: tuple[Delimiters, ...]
    spaced_quotes: str
    space_before: str
    sentence_end: str
    marks: str
    openers: str
    elisions: frozenset[str]
    inner_marks: str
    glued_prefixes: str
    bracket_smileys: bool

    def closers(self, opening: str) -> tuple[str, ...]:
        """The marks that may close `opening`, the usual one first; empty where it opens nothing."""
        return tuple(pair.close for pair in self.quotes + self.tolerated if pair.open == opening)

    def opens(self, mark: str) -> bool:
        """Whether the mark opens a quote in this language."""
        return any(pair.open == mark for pair in self.quotes + self.tolerated)

    def closes(self, mark: str) -> bool:
        """Whether the mark closes a quote in this language."""
        return any(pair.close == mark for pair in self.quotes + self.tolerated)


@cache
def punctuation(tag: str) -> Punctuation | None:
    """How the language punctuates, or None where its facts are unknown."""
    facts = section(tag, "punctuation")
    if facts is None:
        return None
    return Punctuation(
        quotes=_pairs(facts["quotes"]),
        tolerated=_pairs(facts["tolerated"]),
        spaced_quotes=facts.get("spaced_quotes", ""),
        space_before=facts.get("space_before", ""),
        sentence_end=facts["sentence_end"],
        marks=facts.get("marks", ""),
        openers=facts.get("openers", ""),
        elisions=frozenset(facts.get("elisions", ())),
        inner_marks=facts.get("inner_marks", ""),
        glued_prefixes=facts.get("glued_prefixes", ""),
        bracket_smileys=facts.get("bracket_smileys", False),
    )


def _pairs(rows: list[list[str]]) -> tuple[Delimiters, ...]:
    return tuple(Delimiters(opening, closing) for opening, closing in rows)
