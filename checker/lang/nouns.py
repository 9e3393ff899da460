"""Nouns, as far as the words around them tell: what stands behind an article, and is not followed by its own noun.

Read from the section `[nouns]` of a language's facts:

    determiners = "the a l'"     what stands before a noun and the words that go with it
    modifiers_first = true       adjectives stand between the two

Where every noun has a capital letter, that tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from checker.lang.facts import section
from checker.lang.recurrence import is_content
from checker.lang.vocabulary import fold
from checker.lang.words import Word, words
from checker.lang.writing import writing

_SOMETIMES = 0.25  # of the places of a noun have a determiner before it, and nothing behind it that may be its noun
_NEAR = 40  # characters before and behind a word that are read

_MOSTLY = 0.8  # of the places of a noun have a capital letter, where every noun should
_ENDS = ".!?:;,…\n"
_OPENS = " \"'“„«‘‹([*"


@dataclass(frozen=True, slots=True)
class Nouns:
    """determiners: what stands before nouns. elided: those that are written together with the word behind them."""

    determiners: frozenset[str]
    elided: tuple[str, ...]
    modifiers_first: bool


@cache
def nouns(tag: str) -> Nouns | None:
    """How a language shows its nouns, or None where it does not, or nobody has told."""
    facts = section(tag, "nouns")
    if facts is None:
        return None
    listed = facts["determiners"].split()
    elided = tuple(one for one in listed if one.endswith("'"))
    return Nouns(frozenset(listed), elided, facts.get("modifiers_first", False))


def is_noun(places: Iterable[tuple[str, Word]], language: str) -> bool | None:
    """Whether words that stand in some texts are nouns; None where the language does not tell.

    places: each text, and the word or phrase in it.
    """
    facts, script = nouns(language), writing(language)
    found = list(places)
    if script is not None and script.capital_nouns:
        return sum(word.text[:1].isupper() for _, word in found) >= _MOSTLY * len(found)
    if facts is None:
        return None
    told = sum(
        _is_determined(text[: word.start][-_NEAR:], word, facts)
        and (not facts.modifiers_first or _is_head(text[word.end :][:_NEAR], language))
        for text, word in found
    )
    return told >= _SOMETIMES * len(found)


def _is_determined(before: str, word: Word, facts: Nouns) -> bool:
    if facts.elided and fold(word.text).startswith(facts.elided):
        return True
    last: Sequence[Word] = words(before)[-2 if facts.modifiers_first else -1 :]
    tied = [one for one in last if not set(before[one.end :]) & set(_ENDS)]
    return any(fold(one.text) in facts.determiners for one in tied)


def _is_head(after: str, language: str) -> bool:
    following = words(after)
    return not following or after[: following[0].start] != " " or not is_content(following[0].text, language)


def is_modifier(text: str, word: Word, language: str) -> bool:
    """Whether a word is hardly a noun: without a determiner before it, and with what may be its noun behind it."""
    facts = nouns(language)
    if facts is None or not facts.modifiers_first:
        return False
    return not _is_determined(text[: word.start][-_NEAR:], word, facts) and not _is_head(
        text[word.end :][:_NEAR], language
    )


def is_name(places: Iterable[tuple[str, Word]], language: str) -> bool:
    """Whether a word has a capital letter mostly, other than at the beginning of a sentence."""
    script = writing(language)
    if script is None or not script.cased or script.capital_nouns:
        return False
    high = low = 0
    for text, word in places:
        before = text[: word.start].rstrip(_OPENS)
        if before and before[-1] not in _ENDS:
            high, low = high + word.text[:1].isupper(), low + (not word.text[:1].isupper())
    return high > low
