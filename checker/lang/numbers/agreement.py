"""When two numbers of two languages say the same: any reading against any reading, and what translators may change."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rapidfuzz.distance import Levenshtein

from checker.lang.numbers.number import Kind, Number, Value

_PERCENT = 100
_HALF_DAY = 12
_CLOSE = 20


def agree(left: Number, right: Number) -> bool:
    """Whether the numbers may be the same number.

    Beside equal values: a time on another clock, '08 for 2008, a half for 50 %, and figures made of the same parts
    (24.11. and 24/11).
    """
    if not set(left.values).isdisjoint(right.values):
        return True
    if len(left.parts) > 1 and (left.parts == right.parts or _same_clock(left, right)):
        return True
    return any(_alike(a, b, left.kind, right.kind) for a in left.values for b in right.values)


def magnitude_unread(read: Number, unread: Number) -> bool:
    """Whether a number agrees with one of a language whose number words are not known: 20 million with 20.

    What stands beside the figures of that language may be a magnitude: they are worth so much, or so many hundreds,
    thousands, lakhs or millions.
    """
    return any(_is_power_of_ten(Fraction(a) / Fraction(b)) for a in read.values for b in unread.values if b)


def _is_power_of_ten(ratio: Fraction) -> bool:
    digits = str(ratio)
    return ratio >= _PERCENT and digits == "1" + "0" * (len(digits) - 1)


def _same_clock(left: Number, right: Number) -> bool:
    """8:30 p.m. and 20.30."""
    if Kind.TIME not in (left.kind, right.kind) or len(right.parts) < 2:
        return False
    return (left.parts[0] - right.parts[0]) % _HALF_DAY == 0 and left.parts[1:] == right.parts[1:]


def _alike(a: Value, b: Value, left: Kind, right: Kind) -> bool:
    if Kind.TIME in (left, right):
        if max(a, b) > 24:
            return _military(max(a, b)) == min(a, b)
        return (a - b) % _HALF_DAY == 0 and max(a, b) <= 24
    low, high = min(a, b), max(a, b)
    if Kind.YEAR in (left, right) and high % 100 == 0 and 0 <= low - high / 100 <= 1:
        return True  # 1200 hours are 12 o'clock, the 1800s the 19th century
    if 13 <= low <= 20 and high == (low - 11) * 100:
        return True  # the Ottocento, which is the 19th century
    if 1000 <= high < 2200 and 0 <= low < 100 and high % 100 == low:
        return True
    return Kind.PERCENT in (left, right) and low * _PERCENT == high and low <= 1


def other_clock(number: Number) -> tuple[Value, ...]:
    """The hour of a time on the other kind of clock; () for what is no time."""
    if number.kind is not Kind.TIME or not number.parts:
        return ()
    hour = number.parts[0]
    return (hour - _HALF_DAY if hour > _HALF_DAY else hour + _HALF_DAY,)


def _military(value: Value) -> Value:
    """1430 as hours."""
    hour, minutes = divmod(value, 100)
    return hour + Fraction(minutes, 60)


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
    """Whether one is the other with fewer significant digits, and close to it: 12,345 and 12,000."""
    if exact == 0 or round_one == 0:
        return False
    fine, coarse = significant(exact), significant(round_one)
    if len(coarse) >= len(fine):
        return False
    off = abs(Fraction(exact) - Fraction(round_one))
    return off + off <= _unit(round_one, len(coarse)) and off <= Fraction(exact) / _CLOSE


def _unit(value: Value, digits: int) -> Fraction:
    """The worth of the last of a value's `digits` significant digits."""
    scale = int("1" + "0" * digits)
    unit: Fraction = Fraction(1)
    while unit * scale <= value:
        unit *= 10
    while unit * scale > value * 10:
        unit /= 10
    return unit


def significant(value: Value) -> str:
    """The digits of a value without the zeros at either end."""
    fraction = Fraction(value)
    scale = 1
    while fraction.denominator != 1 and scale < 10**9:
        fraction *= 10
        scale *= 10
    return str(int(fraction)).strip("0")


def likeness(left: Number, right: Number) -> float:
    """How likely two numbers that disagree were meant to be the same one: 0..1.

    Figures that differ by a digit, a swap, a zero or a mark are most likely so; numbers of different kinds are not.
    """
    if not _comparable(left, right):
        return 0.0
    if left.in_words and right.in_words:
        return 0.5
    if left.in_words or right.in_words:
        return 0.7
    if _near(left, right):
        return 0.9
    return 0.65 if left.kind is right.kind else 0.45


def _comparable(left: Number, right: Number) -> bool:
    kinds = {left.kind, right.kind}
    if Kind.MONTH in kinds or Kind.TIME in kinds:
        return len(kinds) == 1 or (Kind.TIME in kinds and _on_a_clock(left) and _on_a_clock(right))
    if Kind.PERCENT in kinds and len(kinds) == 2 and left.scale != right.scale:
        return False
    if Kind.YEAR in kinds and len(kinds) == 2 and not _near(left, right):
        return 1000 <= left.value < 10_000 and 1000 <= right.value < 10_000
    return Kind.IDENTIFIER not in kinds or (len(kinds) == 1 and left.label == right.label != "")


def _on_a_clock(number: Number) -> bool:
    """14:30, and 14.30 as well; 1.5 is no time."""
    return len(number.parts) == 2 and number.parts[0] <= 24 and (number.parts[1] == 0 or 10 <= number.parts[1] < 60)


def _near(left: Number, right: Number) -> bool:
    shown = str(int(left.value)), str(int(right.value))
    return _alike_figures(*shown) or _alike_figures(significant(left.value), significant(right.value))


def _alike_figures(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 2:
        return a == b
    return a == b or sorted(a) == sorted(b) or bool(Levenshtein.distance(a, b) <= 1 + (min(len(a), len(b)) > 4))
