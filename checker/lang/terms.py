"""Terms that a user asks for, and where they stand in a text, in whatever form: longest first, in any script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import regex

from checker.lang.inflection import inflection, is_form, stems
from checker.lang.scripts import script
from checker.lang.vocabulary import fold
from checker.lang.words import Word, words
from checker.lang.writing import writing


class Kind(StrEnum):
    """What is asked of a term: one of its targets must stand for it, none may, or it must stand as it is."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Term:
    """A row of a glossary. source: empty where a forbidden target is forbidden everywhere. targets: any of them."""

    source: str
    targets: tuple[str, ...]
    kind: Kind = Kind.REQUIRED


class Found(NamedTuple):
    """A term in a text: its half-open span, and the number it was looked up by."""

    start: int
    end: int
    term: int


_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Khmr", "Laoo", "Mymr"})
_KATAKANA = regex.compile(r"[\p{sc=Kana}ー]")
_LONG_VOWELS = regex.compile("[اويی]")
_COMPOUND = 4
"""Letters of a word that is found inside a compound."""
_ACRONYM = 6
"""Letters of an acronym, which is told from a word by its capitals."""
_GAP = regex.compile(r"[\s\p{Pd}\u2060]*")


class Lookup:
    """Finds terms in texts of a language."""

    @staticmethod
    @lru_cache(maxsize=64)
    def of(terms: tuple[str, ...], language: str) -> Lookup:
        """The look-up of some terms, made once."""
        return Lookup(terms, language)

    def __init__(self, terms: Sequence[str], language: str) -> None:
        """terms: as written in the glossary; an empty one is never found."""
        self.language = language
        self._parts = [tuple(word.text for word in words(term)) for term in terms]
        self._terms = [term.strip() for term in terms]
        facts, rules = writing(language), inflection(language)
        self._nouns = facts is not None and facts.capital_nouns
        self._grows = rules is not None and rules.agglutinates
        self._whole = [number for number, term in enumerate(self._terms) if script(term) in _UNSPACED]
        self._begin: dict[str, list[int]] = defaultdict(list)
        for number, parts in enumerate(self._parts):
            if parts and number not in set(self._whole):
                for stem in [fold(parts[0])[:2]] if self._grows else sorted(stems(parts[0], language)):
                    self._begin[stem].append(number)

    def find(self, text: str) -> list[Found]:
        """All terms in a text, in order, none inside or across another; of those that overlap the longest stands."""
        found = sorted(
            {*self._in_words(text), *self._in_letters(text)}, key=lambda one: (one.start - one.end, one.start)
        )
        taken: list[Found] = []
        for one in found:
            same = [other for other in taken if (other.start, other.end) == (one.start, one.end)]
            if same or all(one.end <= other.start or one.start >= other.end for other in taken):
                taken.append(one)
        return sorted(taken)

    def _in_words(self, text: str) -> Iterator[Found]:
        if not self._begin:
            return
        found = words(text)
        for at, word in enumerate(found):
            keys = [fold(word.text)[:2]] if self._grows else stems(word.text, self.language)
            for number in {number for key in keys for number in self._begin.get(key, ())}:
                end = self._matched(text, found, at, self._parts[number])
                if end is not None:
                    yield Found(word.start, end, number)

    def _matched(self, text: str, found: Sequence[Word], at: int, parts: Sequence[str]) -> int | None:
        """Where the term ends whose first word is the one at `at`, or None where the rest does not follow."""
        for place, part in enumerate(parts, at):
            if place >= len(found) or not self._agrees(found[place].text, part):
                return None
            if place > at and not _GAP.fullmatch(text, found[place - 1].end, found[place].start):
                return None
        return found[at + len(parts) - 1].end

    def _agrees(self, word: str, part: str) -> bool:
        if part.isupper() and 1 < len(part) <= _ACRONYM:
            return word.startswith(part) and is_form(word, part, self.language)
        if (
            part[0].isupper()
            and not self._nouns
            and not word[0].isupper()
            and part != part.lower()
            and word[0].isalpha()
        ):
            return False
        return is_form(word, part, self.language)

    def _in_letters(self, text: str) -> Iterator[Found]:
        """Terms of scripts without word spaces, wherever their letters stand; katakana only as a whole word."""
        for number in self._whole:
            term = self._terms[number]
            at = text.find(term)
            while at >= 0:
                end = at + len(term)
                if not (_tied(text[at - 1 : at], term[0]) or _tied(text[end : end + 1], term[-1])):
                    yield Found(at, end, number)
                at = text.find(term, at + 1)


def _tied(beside: str, edge: str) -> bool:
    return bool(_KATAKANA.match(beside)) and bool(_KATAKANA.match(edge))


def says(text: str, term: str, language: str) -> bool:
    """Whether a text has a term in any form, generously: inside compounds, in any case, with the words apart."""
    if fold(term) in fold(text):
        return True
    there = [word.text for word in words(text)]
    return all(any(_may_be(word, part.text, language) for word in there) for part in words(term))


def _may_be(word: str, part: str, language: str) -> bool:
    if is_form(word, part, language):
        return True
    if script(part) == "Arab":
        bare = {_LONG_VOWELS.sub("", one) for one in stems(word, language)}
        return not bare.isdisjoint(_LONG_VOWELS.sub("", one) for one in stems(part, language))
    folded = fold(word)
    return any(len(stem) >= _COMPOUND and stem in folded for stem in stems(part, language))
