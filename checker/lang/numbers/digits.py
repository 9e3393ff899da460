"""Figures: what a run of digits with its group and decimal marks may be worth."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from checker.lang.calendars import locale
from checker.lang.numbers.number import Value, whole

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_GROUPS = "'\N{RIGHT SINGLE QUOTATION MARK}\N{ARABIC THOUSANDS SEPARATOR}"
_PLAIN = str.maketrans(
    {
        "\N{ARABIC DECIMAL SEPARATOR}": "\N{ARABIC DECIMAL SEPARATOR}",
        "\N{FULLWIDTH COMMA}": ",",
        "\N{FULLWIDTH FULL STOP}": ".",
        "\N{ARABIC COMMA}": ",",
        "\N{MIDDLE DOT}": ".",
        "\N{KATAKANA MIDDLE DOT}": ".",
        **dict.fromkeys(SPACES, "'"),
        **dict.fromkeys(_GROUPS, "'"),
    }
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The group and decimal mark of a language as CLDR has them, "" where nothing is known."""

    group: str
    decimal: str


@cache
def marks(tag: str) -> Marks:
    """The marks that a language's own style uses in figures."""
    known = locale(tag)
    if known is None:
        return Marks("", "")
    return Marks(get_group_symbol(known), get_decimal_symbol(known))


@lru_cache(maxsize=50_000)
def read(text: str, tag: str) -> tuple[Value, ...]:
    """All values that figures may have, the likeliest first; () where they are no one number (1.2.3, 1,2,3).

    A mark before exactly three digits is read as the language's own group mark where it is that; else it may
    be a decimal mark or a group mark in another style.
    """
    if text.isdigit():
        return (int(text),)
    plain = text.translate(_PLAIN)
    found = [char for char in plain if not char.isdigit()]
    kinds = list(dict.fromkeys(found))
    if len(kinds) == 1:
        return _one_mark(plain, kinds[0], found.count(kinds[0]), marks(tag))
    last = kinds[-1]
    head, _, tail = plain.rpartition(last)
    if len(kinds) == 2 and found.count(last) == 1 and last != "'" and _grouped(head, kinds[0]):
        return (_decimal(head.replace(kinds[0], ""), tail),)
    return ()


def _one_mark(plain: str, mark: str, count: int, own: Marks) -> tuple[Value, ...]:
    head, _, tail = plain.rpartition(mark)
    if mark == "\N{ARABIC DECIMAL SEPARATOR}":
        return (_decimal(head, tail),) if count == 1 else ()
    grouped = (int(plain.replace(mark, "")),) if _grouped(plain, mark) else ()
    if mark == "'" or count > 1:
        return grouped
    decimal = (_decimal(head, tail),)
    if not grouped:
        return decimal
    if mark == own.group:
        return grouped
    return decimal + grouped if mark == own.decimal else grouped + decimal


def _grouped(plain: str, mark: str) -> bool:
    """Groups of three, or of two before a last one of three (1,00,000), or of four."""
    first, *rest = plain.split(mark)
    if first.startswith("0") or not first or not rest:
        return not rest and bool(first)
    lengths = {len(group) for group in rest[:-1]} | {len(first)} if len(rest) > 1 else {len(first)}
    return len(rest[-1]) == 3 and all(length <= 3 for length in lengths) and _even(rest)


def _even(rest: list[str]) -> bool:
    inner = {len(group) for group in rest[:-1]}
    return inner <= {3} or inner == {2}


def _decimal(head: str, tail: str) -> Value:
    return whole(Fraction(int((head or "0") + tail), 10 ** len(tail)))
