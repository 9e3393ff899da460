"""Dates in a text: a month by name or number with its day and its year, in three calendars, and the days of the week.

Names come from CLDR and from the section `[dates]` of a language's facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from checker.lang.calendars import calendar, locale
from checker.lang.facts import section
from checker.lang.numbers import Kind, Number, numbers
from checker.lang.writing import writing
from checker.model import Span

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_ENDING = r"[\p{L}\p{M}]{0,10}"
_STOPS = r"[\s\u2060.,\u060c]*"
_RANGE = regex.compile(rf"{_STOPS}(?:[-\u2010-\u2014/&~,\u3001\uff5e\u301c]|\s\p{{L}}{{1,4}}\s){_STOPS}")
_BESIDE = regex.compile(r"[\s\u2060.\-\u00ba\u00aa]*")
_YEAR_BEFORE = regex.compile(r"[\s\u2060]*\p{L}?[\s\u2060]*")
_YEAR_AFTER = regex.compile(rf"[\p{{L}}\p{{M}}]{{0,3}}{_STOPS}[-/(]?(?:[\p{{L}}\p{{M}}]{{1,5}}\.?\s+){{0,2}}")
_YEARS, _LAST_DAY = range(1000, 2200), 31
_LONGEST_GAP = 12
_MOST_DAYS = 4


class Era(StrEnum):
    """The calendar that a month belongs to."""

    GREGORIAN = "gregorian"
    ISLAMIC = "islamic"
    SOLAR = "solar"


class Named(NamedTuple):
    """A name of a month or a weekday in a text. value: from 1. firm: the word has no other meaning."""

    value: int
    span: Span
    era: Era
    firm: bool


@dataclass(frozen=True, slots=True)
class Date:
    """A month with what stands around it; spans are relative to the text.

    months: the months that it may be, one but for figures such as 3/4. days: one, or those of a range. year: None
    where none is given. firm: it cannot be anything else.
    """

    era: Era
    months: tuple[int, ...]
    month: Span
    days: tuple[Number, ...]
    year: Number | None
    firm: bool

    @property
    def span(self) -> Span:
        """The whole date."""
        parts = [self.month, *(day.span for day in self.days), *([self.year.span] if self.year else [])]
        return Span(min(part.start for part in parts), max(part.end for part in parts))


class _Names:
    """The names of one kind in one language, as a pattern."""

    def __init__(self, entries: Sequence[tuple[str, int, Era]], prefixes: str, spaced: bool) -> None:
        self.meaning: dict[str, tuple[int, Era, str]] = {}
        patterns: list[str] = []
        for number, (entry, value, era) in enumerate(sorted(entries, key=lambda one: (-len(one[0]), one[0]))):
            form = entry.rstrip("?^")
            self.meaning[f"n{number}"] = (value, era, entry[len(form) :])
            body = regex.escape(form, special_only=True).replace(r"\~", "~").replace("~", _ENDING)
            body = body.replace("_", r"[\s\u2060]+")
            patterns.append(f"(?P<n{number}>{body})")
        before = rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(prefixes.split())})?" if spaced else ""
        after = r"(?![\p{L}\p{M}])" if spaced else ""
        inside = "|".join(patterns) or "(?!)"
        self.pattern = regex.compile(f"(?i){before}(?:{inside}){after}")

    def read(self, text: str) -> Iterator[Named]:
        """The names in a text, in order."""
        for match in self.pattern.finditer(text):
            value, era, doubt = self.meaning[str(match.lastgroup)]
            capital = match.group()[1:] if match.start() == 0 else match.group()
            firm = not doubt or (doubt == "^" and any(letter.isupper() for letter in capital))
            yield Named(value, Span(*match.span()), era, firm)


@dataclass(frozen=True, eq=False)
class _Style:
    months: _Names
    weekdays: _Names
    night: regex.Pattern[str]
    numbered: regex.Pattern[str] | None
    of: regex.Pattern[str]


def _listed(names: str, era: Era) -> Iterator[tuple[str, int, Era]]:
    for value, forms in enumerate(names.split(), start=1):
        yield from ((form, value, era) for form in forms.split("/") if form != "-")


def _cldr(tag: str, weekdays: bool) -> Iterator[tuple[str, int, Era]]:
    """The full names; short ones of months, which may be other words, are marked so."""
    known = locale(tag)
    if known is None:
        return
    names = known.days if weekdays else known.months
    for context in ("format", "stand-alone"):
        for width in ("wide",) if weekdays else ("wide", "abbreviated"):
            for key, name in names[context].get(width, {}).items():
                bare = name.rstrip(".").replace(" ", "_")
                if any(char.isdigit() for char in bare) or len(bare) < 2:
                    continue
                value = int(key) + 1 if weekdays else int(key)
                yield (bare if width == "wide" else f"{bare}?", value, Era.GREGORIAN)


@cache
def _style(tag: str) -> _Style | None:
    facts, script = section(tag, "dates"), writing(tag)
    if facts is None or script is None:
        return None
    own = [*_listed(facts.get("months", ""), Era.GREGORIAN), *_listed(facts.get("islamic", ""), Era.ISLAMIC)]
    own += [*_listed(facts.get("solar", ""), Era.SOLAR)]
    days = list(_listed(facts.get("weekdays", ""), Era.GREGORIAN))
    prefixes, spaced = facts.get("prefixes", ""), script.spaced
    night = "|".join(regex.escape(word).replace("_", " ") for word in facts.get("night", "").split())
    whole = rf"(?<![\p{{L}}\p{{M}}])(?:{night})(?![\p{{L}}\p{{M}}])" if spaced else night
    return _Style(
        _Names(_once([*own, *_cldr(tag, False)]), prefixes, spaced),
        _Names(_once([*days, *_cldr(tag, True)]), prefixes, spaced),
        regex.compile(f"(?i){whole}"),
        _numbered(tag),
        regex.compile(rf"[\s\u2060.\-\u00ba\u00aa]*(?:(?:{'|'.join(facts.get('of', '').split()) or '(?!)'})\s+)?"),
    )


def _once(entries: Sequence[tuple[str, int, Era]]) -> list[tuple[str, int, Era]]:
    """Each form once, as it is listed first."""
    known: dict[str, tuple[str, int, Era]] = {}
    for entry in entries:
        known.setdefault(entry[0].rstrip("?^").lower(), entry)
    return list(known.values())


def _numbered(tag: str) -> regex.Pattern[str] | None:
    """Months by number: 11月, tháng 11."""
    facts = calendar(tag)
    if facts.month_after:
        return regex.compile(rf"(\p{{Nd}}{{1,2}})[\s\u2060]*{facts.month_after}")
    if facts.month_before:
        return regex.compile(rf"(?i){facts.month_before}[\s\u2060]+(\p{{Nd}}{{1,2}})(?!\p{{Nd}})")
    return None


@lru_cache(maxsize=20_000)
def weekdays(text: str, language: str) -> tuple[Named, ...]:
    """The days of the week that a text names, Monday is 1."""
    style = _style(language)
    return tuple(style.weekdays.read(text)) if style else ()


def speaks_of_night(text: str, language: str) -> bool:
    """Whether a text speaks of a night, which belongs to two days."""
    style = _style(language)
    return bool(style and style.night.search(text))


@lru_cache(maxsize=20_000)
def dates(text: str, language: str) -> tuple[Date, ...]:
    """The dates of a text, in order; of a language without facts those in figures."""
    style = _style(language)
    named = list(style.months.read(text)) if style else []
    if style and style.numbered:
        named += [
            Named(int(match.group(1)), Span(*match.span()), Era.GREGORIAN, True)
            for match in style.numbered.finditer(text)
            if 1 <= int(match.group(1)) <= 12
        ]
    if not named and not any(char.isdecimal() for char in text):
        return ()
    known = numbers(text, language)
    found = [_around(text, month, known, style) for month in _merged(text, named)] if style else []
    found = [one for one in found if one.firm or one.days or one.year]
    return tuple(sorted([*found, *_in_figures(text, known)], key=lambda one: one.span))


def _merged(text: str, named: Sequence[Named]) -> list[Named]:
    """A month under two names, and the second of two patterns that read one place, counts once."""
    kept: list[Named] = []
    for one in sorted(named, key=lambda one: (one.span.start, -one.span.end)):
        last = kept[-1] if kept else None
        if last is not None and one.span.start < last.span.end:
            continue
        between = text[last.span.end : one.span.start].strip() if last is not None else "-"
        if last is not None and last.value == one.value and last.era is one.era and between in {"/", "(", "-"}:
            kept[-1] = last._replace(span=Span(last.span.start, one.span.end), firm=last.firm or one.firm)
        else:
            kept.append(one)
    return kept


def _around(text: str, month: Named, known: Sequence[Number], style: _Style) -> Date:
    """The date that a month belongs to: its day on either side, then its year."""
    before = [one for one in known if one.span.end <= month.span.start]
    after = [one for one in known if one.span.start >= month.span.end]
    days: list[Number] = []
    edge, end = month.span.start, month.span.end
    while before and len(days) < _MOST_DAYS and _is_day(before[-1]):
        if not _spans(_RANGE if days else style.of, text, before[-1].span.end, edge):
            break
        edge = before[-1].span.start
        days.insert(0, before.pop())
    while after and (not days or days[0].span.start >= month.span.end) and len(days) < _MOST_DAYS and _is_day(after[0]):
        if not _spans(_RANGE if days else _BESIDE, text, end, after[0].span.start) or _opens_month(
            after[0], text, style
        ):
            break
        end = after[0].span.end
        days.append(after.pop(0))
    return Date(month.era, (month.value,), month.span, tuple(days), _year(text, month, edge, end, known), month.firm)


def _year(text: str, month: Named, start: int, end: int, known: Sequence[Number]) -> Number | None:
    """The year right before a month and its days, which stand from start to end, or behind them."""
    before = [one for one in known if one.span.end <= start][-1:]
    if before and month.firm and _is_year(before[0]) and _spans(_YEAR_BEFORE, text, before[0].span.end, start):
        return before[0]
    after = [one for one in known if one.span.start >= end][:2]
    return next((one for one in after if _is_year(one) and _spans(_YEAR_AFTER, text, end, one.span.start)), None)


def _opens_month(day: Number, text: str, style: _Style) -> bool:
    """Whether a number belongs to the month behind it: in May 5 June is no 5 May."""
    match = style.of.match(text, day.span.end)
    return bool(match and style.months.pattern.match(text, match.end()))


def _is_day(number: Number) -> bool:
    exact = number.kind in {Kind.CARDINAL, Kind.ORDINAL, Kind.SMALL, Kind.LIST_MARK}
    return exact and isinstance(number.value, int) and 1 <= number.value <= _LAST_DAY and number.scale == 1


def _is_year(number: Number) -> bool:
    return not number.parts and number.value in _YEARS and number.kind in {Kind.YEAR, Kind.CARDINAL, Kind.ORDINAL}


def _spans(gap: regex.Pattern[str], text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_GAP and gap.fullmatch(text, start, end) is not None


def _in_figures(text: str, known: Sequence[Number]) -> Iterator[Date]:
    """24.11.2019, 11/24/2019, 2019-11-24: three figures that are a date."""
    parts = [one for one in known if one.kind is Kind.DATE]
    for one, two, three in zip(parts, parts[1:], parts[2:], strict=False):
        if two.span.start - one.span.end != 1 or three.span.start - two.span.end != 1:
            continue
        if text[one.span.end] != text[two.span.end] or not all(
            isinstance(part.value, int) for part in (one, two, three)
        ):
            continue
        if one.value in _YEARS:
            yield Date(Era.GREGORIAN, (int(two.value),), two.span, (three,), one, True)
        elif one.value <= 12 and two.value <= 12 and one.value != two.value:
            yield Date(Era.GREGORIAN, (int(one.value), int(two.value)), two.span, (one, two), three, True)
        elif two.value <= 12:
            yield Date(Era.GREGORIAN, (int(two.value),), two.span, (one,), three, True)
        elif one.value <= 12:
            yield Date(Era.GREGORIAN, (int(one.value),), one.span, (two,), three, True)
