"""Quantities in a text: a number with the currency or the unit of measure that stands beside it.

Names of measures come from CLDR and from the section `[units]` of a language's facts, those of currencies from the
facts, their signs and codes from the table below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Literal

import regex
from babel import Locale
from babel.units import format_unit

from checker.lang.calendars import locale
from checker.lang.dates import dates
from checker.lang.facts import section
from checker.lang.numbers import Kind, Number, numbers
from checker.lang.numbers.number import Value
from checker.lang.writing import writing
from checker.model import Span

_MEASURES: Mapping[str, tuple[str, float]] = {
    "length-kilometer": ("length", 1000), "length-meter": ("length", 1), "length-centimeter": ("length", 0.01),
    "length-millimeter": ("length", 0.001), "length-mile": ("length", 1609.344), "length-yard": ("length", 0.9144),
    "length-foot": ("length", 0.3048), "length-inch": ("length", 0.0254), "length-li": ("length", 500),
    "length-chi": ("length", 0.333), "area-square-kilometer": ("area", 1e6), "area-hectare": ("area", 1e4),
    "area-square-meter": ("area", 1), "area-square-mile": ("area", 2589988), "area-acre": ("area", 4046.86),
    "area-square-foot": ("area", 0.0929), "area-mu": ("area", 666.7), "area-tsubo": ("area", 3.306),
    "volume-liter": ("volume", 1), "volume-milliliter": ("volume", 0.001), "volume-gallon": ("volume", 3.785),
    "volume-cubic-meter": ("volume", 1000), "mass-tonne": ("mass", 1000), "mass-ton": ("mass", 907.2),
    "mass-kilogram": ("mass", 1), "mass-gram": ("mass", 0.001), "mass-milligram": ("mass", 1e-6),
    "mass-pound": ("mass", 0.4536), "mass-ounce": ("mass", 0.0284), "mass-jin": ("mass", 0.5),
    "speed-kilometer-per-hour": ("speed", 0.2778), "speed-mile-per-hour": ("speed", 0.447),
    "speed-meter-per-second": ("speed", 1), "speed-knot": ("speed", 0.5144),
    "temperature-celsius": ("temperature", 1), "temperature-fahrenheit": ("temperature", 2),
    "duration-second": ("duration", 1), "duration-minute": ("duration", 60), "duration-hour": ("duration", 3600),
    "duration-day": ("duration", 86400), "duration-week": ("duration", 604800), "duration-month": ("duration", 2.6e6),
    "duration-year": ("duration", 3.15e7), "digital-kilobyte": ("digital", 1e3), "digital-megabyte": ("digital", 1e6),
    "digital-gigabyte": ("digital", 1e9), "digital-terabyte": ("digital", 1e12), "power-kilowatt": ("power", 1e3),
    "power-megawatt": ("power", 1e6), "power-gigawatt": ("power", 1e9), "frequency-kilohertz": ("frequency", 1e3),
    "frequency-megahertz": ("frequency", 1e6), "frequency-gigahertz": ("frequency", 1e9),
}  # fmt: skip
"""Units by their CLDR names, or by their own where CLDR has none: dimension, and factor to its base."""

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "$": ("dollar", "peso"), "\N{EURO SIGN}": ("euro",), "\N{POUND SIGN}": ("pound", "lira"),
    "\N{YEN SIGN}": ("yen", "yuan"), "\N{FULLWIDTH YEN SIGN}": ("yen", "yuan"), "\N{RUBLE SIGN}": ("ruble",),
    "\N{INDIAN RUPEE SIGN}": ("rupee",), "\N{WON SIGN}": ("won",), "\N{NEW SHEQEL SIGN}": ("shekel",),
    "\N{TURKISH LIRA SIGN}": ("lira",), "\N{HRYVNIA SIGN}": ("hryvnia",), "\N{DONG SIGN}": ("dong",),
    "R$": ("real",), "USD": ("dollar",), "EUR": ("euro",), "GBP": ("pound",), "JPY": ("yen",), "CNY": ("yuan",),
    "RMB": ("yuan",), "RUB": ("ruble",), "INR": ("rupee",), "Rs": ("rupee",), "KRW": ("won",), "CHF": ("franc",),
    "TRY": ("lira",), "BRL": ("real",), "PLN": ("zloty",), "CZK": ("koruna",), "UAH": ("hryvnia",),
    "ILS": ("shekel",), "NIS": ("shekel",), "IRR": ("rial",), "IDR": ("rupiah",), "Rp": ("rupiah",), "VND": ("dong",),
}  # fmt: skip

_LOCAL = frozenset({"length-li", "length-chi", "area-mu", "area-tsubo", "mass-jin"})
_ALIKE = 0.12  # how far two units may be apart and still be one in a careless text: yards and metres, tons and tonnes
_RELATED = frozenset({"length", "area", "volume", "speed"})
_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_COUNTS = (1, 2, 5, 11, 100, 1.5)
_ENDING = r"[\p{L}\p{M}]{0,6}"
_GAP = r"[\s\u2060\-\u2010\u2011]*"
_SHORTEST_SIGN = 3  # Latin and Cyrillic signs of one or two letters are other words as well: in, m, t
_CLEAR = frozenset("km kg cm mm ha ft lb ml mb gb tb kw mw gw".split()) | {"км", "кг", "см", "мм", "га", "гб", "мб"}
_CASED = regex.compile(r"[\p{sc=Latn}\p{sc=Cyrl}.]+")
_COUNTED = frozenset({Kind.CARDINAL, Kind.SMALL, Kind.YEAR, Kind.ORDINAL, Kind.LIST_MARK, Kind.FRACTION})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what its unit may be, and the span of the unit's name or sign."""

    number: Number
    units: frozenset[str]
    unit: Span


@dataclass(frozen=True, eq=False)
class _Style:
    after: regex.Pattern[str]
    before: regex.Pattern[str]
    meaning: Mapping[str, frozenset[str]]


@lru_cache(maxsize=20_000)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; none in a language without facts."""
    style = _style(language)
    if style is None:
        return ()
    dated = dates(text, language)
    found = []
    for number in numbers(text, language):
        in_date = any(number.span.start < date.span.end and date.span.start < number.span.end for date in dated)
        if number.kind in _COUNTED and not in_date:
            quantity = _quantity(text, number, style)
            if quantity is not None and not (number.kind is Kind.YEAR and "duration-year" in quantity.units):
                found.append(quantity)
    return tuple(found)


def _quantity(text: str, number: Number, style: _Style) -> Quantity | None:
    before = style.before.search(text, max(0, number.span.start - 6), number.span.start)
    if before is not None:
        return Quantity(number, frozenset(_SIGNS[before.group("unit")]), Span(*before.span("unit")))
    after = style.after.match(text, number.span.end)
    if after is None:
        return None
    units = style.meaning.get(str(after.lastgroup)) or frozenset(_SIGNS[after.group("sign")])
    return Quantity(number, units, Span(*after.span(str(after.lastgroup))))


def same_unit(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two units may be one, or so near that the words for them are mixed."""
    return any(_near(one, other) for one in ours for other in theirs)


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are as much, told in two units: 5,000 metres and 5 kilometres, 750 mu and 50 hectares."""
    return any(
        _as_much(value, unit, other_value, other_unit)
        for unit in one.units
        for other_unit in other.units
        if unit != other_unit and unit in _MEASURES and other_unit in _MEASURES
        for value in one.number.values
        for other_value in other.number.values
    )


def _as_much(value: Value, unit: str, other_value: Value, other_unit: str) -> bool:
    (kind, factor), (other_kind, other_factor) = _MEASURES[unit], _MEASURES[other_unit]
    if kind != other_kind or kind == "temperature":
        return False
    more, less = sorted((float(value) * factor, float(other_value) * other_factor), reverse=True)
    exact = factor / other_factor
    decimal = any(abs(exact * 10**power - 1) < _EXACT for power in range(-9, 10))
    return more - less <= (_EXACT if decimal else _CONVERTED) * more


_EXACT, _CONVERTED = 1e-6, 0.07  # how far apart measures may be that are as much: of two decimal units, and of others


def is_local(units: frozenset[str]) -> bool:
    """Whether a unit is one that dictionaries render by a foreign one of another size, such as a mu by an acre."""
    return not units.isdisjoint(_LOCAL)


def same_dimension(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two units measure the same."""
    return bool({_dimension(one) for one in ours} & {_dimension(other) for other in theirs})


def _dimension(unit: str) -> str:
    return _MEASURES[unit][0] if unit in _MEASURES else "currency"


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    if one not in _MEASURES or other not in _MEASURES:
        return {one, other} == {"koruna", "krone"}
    (kind, factor), (other_kind, other_factor) = _MEASURES[one], _MEASURES[other]
    if kind != other_kind:
        return {kind, other_kind} <= _RELATED  # square, cubic and per hour may stand apart from their unit
    return max(factor, other_factor) <= (1 + _ALIKE) * min(factor, other_factor)


@cache
def _style(tag: str) -> _Style | None:
    facts, script = section(tag, "units"), writing(tag)
    if facts is None or script is None:
        return None
    forms: dict[str, set[str]] = {}
    for unit, names in facts["currencies"].items():
        for form in names.split("/"):
            forms.setdefault(form.lower(), set()).add(unit)
    money = set(forms)
    by_name = {unit.partition("-")[2]: unit for unit in _MEASURES}
    for name, names in facts.get("measures", {}).items():
        for form in names.split("/"):
            forms.setdefault(form.lower(), set()).add(by_name[name])
    for form, unit in _cldr(locale(tag)):
        forms.setdefault(form, set()).add(unit)
    stems = [form for form in forms if form.endswith("~")]
    for form in forms:  # a form of CLDR that is also one of a stem: pounds of both kinds
        forms[form] = forms[form].union(*(forms[stem] for stem in stems if form.startswith(stem[:-1])))
    meaning, parts = {}, []
    after = r"(?![\p{L}\p{M}])"
    for number, form in enumerate(sorted(forms, key=lambda one: (-len(one), one))):
        meaning[f"n{number}"] = frozenset(forms[form])
        body = regex.escape(form).replace(r"\~", "~").replace("~", _ENDING).replace("_", r"[\s\u2060]+")
        adjective = r"(?:[\p{L}.]{2,14}[\s\u2060\-])?" if form in money and script.spaced else ""
        parts.append(rf"{adjective}(?P<n{number}>{body}){after if script.spaced or _CASED.fullmatch(form) else ''}")
    of = "|".join(regex.escape(word) for word in facts.get("of", "").split())
    joined = rf"(?:(?:{of})\s*)?" if of else ""
    signs = "|".join(regex.escape(sign) for sign in sorted(_SIGNS, key=lambda one: (-len(one), one)))
    return _Style(
        regex.compile(rf"{_GAP}{joined}(?:(?i:{'|'.join(parts)})|(?P<sign>{signs})(?!\p{{L}}))"),
        regex.compile(rf"(?<!\p{{L}})(?:[A-Z]{{1,2}}(?=\$))?(?P<unit>{signs})\.?[\s\u2060]?$"),
        meaning,
    )


def _cldr(known: Locale | None) -> Iterator[tuple[str, str]]:
    """The names and signs of measures that have no other meaning, in lower case."""
    if known is None:
        return
    for unit in _MEASURES:
        for length, count in product(_LENGTHS, _COUNTS):
            try:
                written = format_unit(count, unit, length=length, locale=known, numbering_system="latn")
            except ValueError:  # a unit that CLDR does not know
                continue
            bare = regex.sub(r"[\p{Nd}.,]+", "", written, count=1).strip().strip(".").lower()
            short = _CASED.fullmatch(bare) is not None and len(bare) < _SHORTEST_SIGN and bare not in _CLEAR
            if bare and not short and bare != unit:
                yield bare.replace(" ", "_"), unit
