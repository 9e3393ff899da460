"""Measures that translators convert: miles and kilometres, pounds and kilograms, °F and °C."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

import regex
from babel import Locale
from babel.units import format_unit

from checker.lang.calendars import locale
from checker.lang.numbers.number import Value

_METRES = {
    "length-kilometer": 1000, "length-meter": 1, "length-centimeter": 0.01, "length-millimeter": 0.001,
    "length-mile": 1609.344, "length-yard": 0.9144, "length-foot": 0.3048, "length-inch": 0.0254,
    "length-nautical-mile": 1852,
}  # fmt: skip
_KILOGRAMS = {
    "mass-tonne": 1000, "mass-ton": 907.185, "mass-kilogram": 1, "mass-gram": 0.001, "mass-pound": 0.45359,
    "mass-ounce": 0.02835, "mass-stone": 6.35029,
}  # fmt: skip
_SQUARE_METRES = {
    "area-square-kilometer": 1e6, "area-hectare": 1e4, "area-square-meter": 1, "area-square-mile": 2589988,
    "area-acre": 4046.86, "area-square-foot": 0.092903, "area-square-yard": 0.836127,
}  # fmt: skip
_LITRES = {"volume-liter": 1, "volume-milliliter": 0.001, "volume-gallon": 3.78541, "volume-pint": 0.473176}
_METRES_A_SECOND = {
    "speed-kilometer-per-hour": 0.277778, "speed-mile-per-hour": 0.44704, "speed-knot": 0.514444,
    "speed-meter-per-second": 1,
}  # fmt: skip
_KELVINS = {"temperature-celsius": 1, "temperature-fahrenheit": 1, "temperature-generic": 1, "angle-degree": 1}
_DIMENSIONS: tuple[Mapping[str, float], ...] = (
    _METRES, _KILOGRAMS, _SQUARE_METRES, _LITRES, _METRES_A_SECOND, _KELVINS,
)  # fmt: skip
_BARE_DEGREES = ("temperature-generic", "angle-degree")
_METRIC = ("meter", "gram", "liter", "tonne", "hectare", "celsius")
_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_EACH_PLURAL = (1, 2, 5, 11, 100, 1.5)
_TOLERANCE = 0.07
_CASED = regex.compile(r"[\p{sc=Latn}\p{sc=Cyrl}]$")
_REACH = 16
_LONGEST_NAME = 24
_LONGEST_SIGN = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure by its CLDR name, and its factor to the base of its dimension."""

    name: str
    dimension: int
    factor: float

    @property
    def metric(self) -> bool | None:
        """Whether it is of the metric system; None for degrees that do not say."""
        return None if self.name in _BARE_DEGREES else any(stem in self.name for stem in _METRIC)


@cache
def _forms(tag: str) -> tuple[regex.Pattern[str], Mapping[str, Unit]] | None:
    known = locale(tag)
    if known is None:
        return None
    found: dict[str, Unit] = {}
    for dimension, units in enumerate(_DIMENSIONS):
        for name, factor in units.items():
            for form in _names(name, known):
                found.setdefault(form, Unit(name, dimension, factor))
    longest_first = sorted(found, key=lambda form: (-len(form), form))
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(map(_with_ending, longest_first))})"), found


def _with_ending(form: str) -> str:
    """Signs stand alone; words may have an ending."""
    if len(form) > _LONGEST_SIGN or not _CASED.search(form):
        return regex.escape(form)
    return rf"{regex.escape(form)}(?!\p{{L}})"


def _names(unit: str, known: Locale) -> Iterator[str]:
    """The unit's words and signs, in the forms that CLDR's plural rules give them."""
    for length, count in product(_LENGTHS, _EACH_PLURAL):
        written = format_unit(count, unit, length=length, locale=known, numbering_system="latn")
        bare = regex.sub(r"[\p{Nd}.,]+", "", written).strip()
        if bare:
            yield bare.lower()
        if "\N{SUPERSCRIPT TWO}" in bare:
            yield bare.lower().replace("\N{SUPERSCRIPT TWO}", "2")


def unit_after(text: str, end: int, tag: str) -> Unit | None:
    """The first unit of measure within a few words after a number, or None."""
    forms = _forms(tag)
    if forms is None:
        return None
    pattern, units = forms
    match = pattern.search(text, end, end + _REACH + _LONGEST_NAME)
    return units[match.group().lower()] if match and match.start() <= end + _REACH else None


def converted(left: Value, left_unit: Unit | None, right: Value, right_unit: Unit | None) -> bool:
    """Whether the values are one measure in two units.

    Where one unit is unknown, whether any unit would do so. A unit is converted from one system to the other: a
    lost decimal mark is no conversion of metres to kilometres.
    """
    if left_unit is None and right_unit is None:
        return False
    if left_unit is not None and right_unit is not None:
        return _same(left, left_unit, right, right_unit)
    if left_unit is None:
        left, left_unit, right = right, right_unit, left
    assert left_unit is not None
    dimension = left_unit.dimension
    others = (Unit(name, dimension, factor) for name, factor in _DIMENSIONS[dimension].items())
    return any(_same(left, left_unit, right, other) for other in others)


def _same(left: Value, left_unit: Unit, right: Value, right_unit: Unit) -> bool:
    if left_unit.dimension != right_unit.dimension or left_unit.metric == right_unit.metric:
        return False
    if _DIMENSIONS[left_unit.dimension] is _KELVINS:
        warm = ((float(left), float(right)), (float(right), float(left)))
        return any(abs(celsius * 1.8 + 32 - fahrenheit) <= 5 for celsius, fahrenheit in warm)
    one, other = float(left) * left_unit.factor, float(right) * right_unit.factor
    return abs(one - other) <= _TOLERANCE * max(one, other)
