"""Months by name, and the eras in which years are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import parse_locale

from checker.lang.facts import chain, section


class Month(NamedTuple):
    """A form of a month's name; a "?" at its end says that the word has other meanings. value: 1..12."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """How dates are written beyond CLDR.

    month_before, month_after: the word beside a figure that makes it a month (tháng 11, 11月).
    eras: calendars beside the Gregorian in which years may stand: "islamic", "solar-hijri".
    era_years: the name of an era written before a year, and the Gregorian year before its first.
    """

    month_before: str = ""
    month_after: str = ""
    eras: tuple[str, ...] = ()
    era_years: tuple[tuple[str, int], ...] = ()


@cache
def locale(tag: str) -> Locale | None:
    """CLDR's data for a language or for the closest parent that it knows, or None."""
    for candidate in chain(tag):
        try:
            parse_locale(candidate, sep="-")
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def calendar(tag: str) -> Calendar:
    """What the facts say on dates; empty where they say nothing."""
    facts = section(tag, "calendar") or {}
    eras = tuple((name, int(year)) for year, names in facts.get("eras-after", {}).items() for name in names.split("/"))
    return Calendar(facts.get("month-before", ""), facts.get("month-after", ""), tuple(facts.get("eras", ())), eras)


@cache
def months(tag: str) -> tuple[Month, ...]:
    """The names of the months, from CLDR and from the facts, long forms first; none where nothing is known."""
    known: dict[str, Month] = {}
    for month in [*_own(tag), *_cldr(tag)]:
        known.setdefault(month.name.rstrip("?").lower(), month)
    return tuple(known.values())


def _own(tag: str) -> Iterator[Month]:
    facts = section(tag, "calendar") or {}
    for value, names in enumerate(facts.get("months", ()), start=1):
        yield from (Month(name, value) for name in names.split("/"))
    for value, names in enumerate(facts.get("short-months", "").split(), start=1):
        yield from (Month(name, value) for name in names.split("/"))


def _cldr(tag: str) -> Iterator[Month]:
    known = locale(tag)
    if known is None:
        return
    for context in ("format", "stand-alone"):
        for value, name in known.months[context]["wide"].items():
            if not any(char.isdigit() for char in name):
                # Short names are everyday words in many languages: May, mars, mai.
                yield Month(name if len(name) > 4 else f"{name}?", int(value))


def same_year(left: int | Fraction, right: int | Fraction, eras: tuple[str, ...]) -> bool:
    """Whether two years may be one year, the earlier of them counted in one of the eras.

    A lunar Islamic year is 354 days, so year H began about H - H/33 + 622; a solar Hijri year began in March of
    the year 621 later.
    """
    hijri, gregorian = min(left, right), max(left, right)
    if not (1 <= hijri < gregorian <= _LAST_YEAR) or hijri != int(hijri) or gregorian != int(gregorian):
        return False
    if "solar-hijri" in eras and gregorian - hijri in {621, 622}:
        return True
    return "islamic" in eras and abs(hijri - Fraction(hijri) / 33 + 622 - gregorian) <= 1


_LAST_YEAR = 2200
