"""Numerals of the Chinese system, alone or after digits: 一百五十万, 1.5億, 3억 2000만."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from checker.lang.facts import section
from checker.lang.numbers.digits import SPACES, read
from checker.lang.numbers.number import Kind, Number, Value
from checker.model import Span

_FIGURES = r"\p{Nd}+(?:[.,\uff0e\u30fb]\p{Nd}+|\uff0c\p{Nd}{3}(?!\p{Nd}))*"


@dataclass(frozen=True, eq=False)
class Numerals:
    """The characters of a language: digits, the small factors inside a group, the great ones after it.

    run: a run that may be a number. rows: a run without digits is a number and nothing else.
    vague_before, vague_after: characters that make it a round figure. not_numbers: words that only look so.
    tenths: the character that makes a digit so many times ten per cent.
    """

    run: regex.Pattern[str]
    digits: Mapping[str, int]
    small: Mapping[str, int]
    great: Mapping[str, int]
    rows: bool
    vague_before: frozenset[str]
    vague_after: frozenset[str]
    not_numbers: frozenset[str]
    tenths: str


@cache
def numerals(tag: str) -> Numerals | None:
    """The numerals of a language, or None where it has none."""
    facts = (section(tag, "numbers") or {}).get("numerals")
    if facts is None:
        return None
    digits = {char: value for value, char in enumerate(facts["digits"])}
    digits |= _by_character(facts.get("other-digits", {}))
    small = _by_character(facts["small"])
    great = _by_character(facts["great"])
    kilo = facts.get("kilo-before", "")
    factors, every = _class([*small, *great], kilo), _class([*digits, *small, *great], kilo)
    low = r"\p{Nd}{3,4}(?![\p{Nd}.,%])"  # 3만 2000
    more = f"[{after}]?" if (after := regex.escape(facts.get("vague-after", ""))) else ""
    spaced = f"(?:[{SPACES}]?(?={_FIGURES}[{SPACES}]?{factors}))"
    run = regex.compile(
        f"(?:{_FIGURES}[{SPACES}]?{more}{factors}+{spaced}?)+(?:{_FIGURES}|[{SPACES}]{low})?{every}*|{every}+"
    )
    return Numerals(
        run,
        digits,
        small,
        great,
        facts.get("rows", True),
        frozenset(facts.get("vague-before", "")),
        frozenset(facts.get("vague-after", "")),
        frozenset(facts.get("not-numbers", "").split("/")),
        facts.get("tenths", ""),
    )


def _class(characters: Iterable[str], kilo: str) -> str:
    """A pattern for one of the characters; 千 is none where it begins the unit's name: 千瓦, 千米."""
    one_of = regex.escape("".join(characters))
    return f"(?:(?!千[{kilo}])[{one_of}])" if kilo else f"[{one_of}]"


def _by_character(table: Mapping[str, str]) -> dict[str, int]:
    return {char: int(value) for value, characters in table.items() for char in characters}


_PIECE = regex.compile(rf"{_FIGURES}|\S")


def number(text: str, start: int, end: int, known: Numerals, tag: str) -> Number | None:
    """The number in a run of numerals, text[start:end]; None where it makes no number."""
    run = text[start:end]
    values = _values(run, known, tag)
    if not values:
        return None
    return Number(
        Span(start, end),
        values,
        _kind(text, start, end, known, values),
        in_words=not run[0].isdecimal(),
        scale=known.great.get(run[-1], 1),
    )


def _kind(text: str, start: int, end: int, known: Numerals, values: tuple[Value, ...]) -> Kind:
    run = text[start:end]
    if text[start - 1 : start] in known.vague_before or text[end : end + 1] in known.vague_after:
        return Kind.VAGUE
    if any(char.isdecimal() for char in run):
        return Kind.CARDINAL
    if len(run) == 1 or values[0] <= 12 or run in known.not_numbers:
        return Kind.SMALL
    counted = any(char in known.digits for char in run) or known.small.get(run[0]) == 10
    plain = all(char in known.digits for char in run)
    return Kind.CARDINAL if known.rows and counted and (not plain or len(run) > 3) else Kind.SMALL


def _values(run: str, known: Numerals, tag: str) -> tuple[Value, ...]:
    if len(run) > 1 and all(char in known.digits for char in run):
        return (int("".join(str(known.digits[char]) for char in run)),)
    total: Value = 0
    group: Value = 0
    current: Value | None = None
    for piece in _PIECE.findall(run):
        if piece in known.great:
            group += current or 0
            factor = known.great[piece]
            if group:
                total += group * factor
            else:
                total = (total or 1) * factor
            group, current = 0, None
        elif piece in known.small:
            group += (1 if current is None else current) * known.small[piece]
            current = None
        elif piece in known.digits:
            if current:
                return ()  # seven or eight: two digits in a row name no one value
            current = known.digits[piece]
        elif not piece[0].isdecimal():
            continue  # the "more than" inside 400多万
        else:
            worth = read(piece, tag)
            if not worth:
                return ()
            current = worth[0]
    return (total + group + (current or 0),)
