"""What a number in a text is: its span, what it may be worth, and what kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from checker.model import Span

Value = int | Fraction
"""Exact; whole numbers are `int`, so that equal values are equal and hash alike."""


def whole(value: Fraction) -> Value:
    """The value as an int where it is one."""
    return value.numerator if value.denominator == 1 else value


class Kind(StrEnum):
    """What a number is read as. Only some kinds are certain enough to contradict another number."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    YEAR = "year"
    PERCENT = "percent"
    TIME = "time"
    DATE = "date"
    MONTH = "month"
    FRACTION = "fraction"
    VAGUE = "vague"
    SMALL = "small"
    ROMAN = "roman"
    LIST_MARK = "list-mark"
    IDENTIFIER = "identifier"


UNSURE = frozenset({Kind.VAGUE, Kind.SMALL, Kind.ROMAN, Kind.LIST_MARK, Kind.FRACTION})


@dataclass(frozen=True, slots=True)
class Number:
    """A number, with its half-open span in the string that was read.

    values: what it may be worth, the likeliest reading first: "1.500" is 1500 or 3/2. A time is worth its hours
        (14:30 is 29/2), a percentage the figure before the sign (20 % is 20), a name like A320 its digits.
    parts: values it may be made of, where it could be several numbers: a date's "24.11", a time's hour and minute.
    in_words: written in letters; else in the digits or numerals of some script.
    scale: the factor of its magnitude word ("million"), 1 where it has none.
    label: the letters a name like A320 starts with.
    """

    span: Span
    values: tuple[Value, ...]
    kind: Kind
    in_words: bool = False
    parts: tuple[Value, ...] = ()
    scale: int = 1
    label: str = ""

    @property
    def value(self) -> Value:
        """The likeliest reading."""
        return self.values[0]

    @property
    def certain(self) -> bool:
        """Whether it is a number and nothing else: no article, no round figure, no list mark."""
        return self.kind not in UNSURE
