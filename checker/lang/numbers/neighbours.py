"""The third reading: numbers that stand near each other and tell on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from checker.lang.numbers.number import Kind, Number
from checker.lang.numbers.style import Style
from checker.model import Span

_STOP = regex.compile(r"[,;:.!?()\u060c\u061b]")
_RANGE_GAP = 9


def months(text: str, read: Sequence[Number]) -> list[Number]:
    """A month under two names (نوفمبر/تشرين الثاني) is one number."""
    merged: list[Number] = []
    for number in read:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind is number.kind is Kind.MONTH
            and set(last.values) & set(number.values)
            and text[last.span.end : number.span.start].strip() in {"/", "-", "("}
        ):
            merged[-1] = replace(last, span=Span(last.span.start, number.span.end))
        else:
            merged.append(number)
    return merged


def years(read: list[Number], known: Style) -> list[Number]:
    """nineteen ninety-four: two numbers that are a year."""
    if known.lexicon is None or not known.lexicon.year_pairs:
        return read
    merged: list[Number] = []
    for number in read:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.in_words
            and number.in_words
            and 13 <= last.value <= 20
            and 10 <= number.value < 100
            and number.span.start - last.span.end == 1
        ):
            year = last.value * 100 + number.value
            merged[-1] = Number(Span(last.span.start, number.span.end), (year,), Kind.YEAR, in_words=True)
        else:
            merged.append(number)
    return merged


def ranges(text: str, read: list[Number]) -> list[Number]:
    """In "1.5 to 2 million" the first number may mean millions, too."""
    for index in range(len(read) - 1):
        number, after = read[index], read[index + 1]
        between = text[number.span.end : after.span.start]
        near = len(between) <= _RANGE_GAP and not _STOP.search(between)
        if near and after.scale > 1 and number.scale == 1 and number.kind in {Kind.CARDINAL, Kind.SMALL}:
            values = number.values + tuple(value * after.scale for value in number.values)
            read[index] = replace(number, values=values)
        if _SHORT_RANGE.fullmatch(between):
            read[index + 1] = _completed(number, after)
    return read


_SHORT_RANGE = regex.compile(r"[-\u2010\u2011\u2013/]")


def _completed(first: Number, last: Number) -> Number:
    """The end of a range that leaves out the digits it shares with the beginning: 123-25 ends with 125."""
    if {first.kind, last.kind} - {Kind.CARDINAL, Kind.SMALL, Kind.LIST_MARK} or first.in_words or last.in_words:
        return last
    worth = 10 if last.value < 10 else 100
    if not 1 <= last.value < worth <= first.value:
        return last
    whole = first.value // worth * worth + last.value
    return replace(last, values=(*last.values, whole)) if whole > first.value else last
