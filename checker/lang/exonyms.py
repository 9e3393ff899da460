"""Names of places that two languages call differently, from CLDR: territories, and the cities that time zones go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from checker.lang.names import key
from checker.lang.words import words

_SHORTEST, _BEGINNING = 3, 5
"""Letters of a word that can be told from others, and of the beginning that declension leaves alone."""


@cache
def days(language: str) -> frozenset[str]:
    """The names of weekdays and months of a language, in lower case, which are written like names in some."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    tables = [names for kind in (locale.days, locale.months) for use in kind.values() for names in use.values()]
    return frozenset(name.lower() for names in tables for name in names.values() if len(name) >= _SHORTEST)


@cache
def _places(language: str) -> Mapping[str, str]:
    """The names of places by what CLDR knows them as; empty for a language that it does not know."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    cities = {name: zone["city"] for name, zone in sorted(locale.time_zones.items()) if "city" in zone}
    return {**locale.territories, **cities}


@cache
def _place_words(language: str) -> frozenset[str]:
    return frozenset(part for name in _places(language).values() for part in _parts(name))


def is_place(word: str, language: str) -> bool:
    """Whether a word is part of the name of a place that CLDR knows."""
    return key(word) in _place_words(language)


@cache
def _table(language: str, other: str) -> Mapping[str, frozenset[str]]:
    """By the beginning of a word of a place's name, the romanised words of the names of such places in the other."""
    found: dict[str, set[str]] = defaultdict(set)
    named, there = _places(language), _places(other)
    for code in named.keys() & there.keys():
        parts = set(_parts(there[code]))
        for part in _parts(named[code]):
            found[part[:_BEGINNING]] |= parts
    return {beginning: frozenset(parts) for beginning, parts in found.items()}


def _parts(name: str) -> Iterator[str]:
    for word in (*(one.text for one in words(name)), name):
        if len(key(word)) >= _SHORTEST:
            yield key(word)


def exonyms(word: str, language: str, other: str) -> frozenset[str]:
    """The romanised words by which `other` may call the place that `word`, of `language`, is a form of the name of."""
    return _table(language, other).get(key(word)[:_BEGINNING], frozenset())
