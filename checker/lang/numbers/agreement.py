"""When two numbers of two languages say the same: any reading against any reading, and what translators may change."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.lang.numbers.number import Kind, Number, Value

_PERCENT = 100
_HALF_DAY = 12


def agree(left: Number, right: Number) -> bool:
    """Whether the numbers may be the same number.

    Beside equal values: a time on another clock, '08 for 2008, a half for 50 %, and figures made of the same parts
    (24.11. and 24/11).
    """
    if not set(left.values).isdisjoint(right.values):
        return True
    if len(left.parts) > 1 and left.parts == right.parts:
        return True
    return any(_alike(a, b, left.kind, right.kind) for a in left.values for b in right.values)


def _alike(a: Value, b: Value, left: Kind, right: Kind) -> bool:
    if Kind.TIME in (left, right):
        return (a - b) % _HALF_DAY == 0 and max(a, b) <= 24
    low, high = min(a, b), max(a, b)
    if 1000 <= high < 2200 and 0 <= low < 100 and high % 100 == low:
        return True
    return Kind.PERCENT in (left, right) and low * _PERCENT == high and low <= 1


def made_of(number: Number, values: Iterable[Value]) -> bool:
    """Whether the parts of a date, a time or spaced figures all stand on the other side as numbers of their own."""
    known = set(values)
    if len(number.parts) < 2:
        return False
    if number.kind is Kind.TIME:
        hour, *rest = number.parts
        hours = {hour, hour + _HALF_DAY, hour - _HALF_DAY}
        return not known.isdisjoint(hours) and all(part in known or part == 0 for part in rest)
    return all(part in known for part in number.parts)


def rounded(exact: Value, round_one: Value) -> bool:
    """Whether one is the other with fewer significant digits: 12,345 and 12,000."""
    if exact == 0 or round_one == 0:
        return False
    fine, coarse = significant(exact), significant(round_one)
    if len(coarse) >= len(fine):
        return False
    return abs(exact - round_one) * 2 <= _unit(round_one, len(coarse))


def _unit(value: Value, digits: int) -> Fraction:
    """The worth of the last significant digit."""
    unit, ten = Fraction(1), Fraction(10)
    while unit * ten**digits <= value:
        unit *= ten
    while unit * ten ** (digits - 1) > value:
        unit /= ten
    return unit


def significant(value: Value) -> str:
    """The digits of a value without the zeros at either end."""
    fraction = Fraction(value)
    scale = 1
    while fraction.denominator != 1 and scale < 10**9:
        fraction *= 10
        scale *= 10
    return str(int(fraction)).strip("0")
