"""The second reading: tokens beside each other become one number, with its magnitude, percent sign and clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import inf

import regex

from checker.lang.numbers.compose import Sum, compose
from checker.lang.numbers.entry import Entry, Role
from checker.lang.numbers.neighbours import months, ranges, years
from checker.lang.numbers.number import Kind, Number, Value, whole
from checker.lang.numbers.style import Style, style
from checker.lang.numbers.tokens import Token, short_scale, tokens
from checker.model import Span

_GAP = regex.compile(r"[\s\u2060]*[-\u2010\u2011]?[\s\u2060]*")
_CURRENCY = regex.compile(r"[\p{Sc}][\s]?$")
_SMALL = 12


@lru_cache(maxsize=20_000)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a text in a language (BCP-47), in order, disjoint, spans relative to the text.

    For a language without facts only figures are read.
    """
    known = style(language)
    found = list(tokens(text, known))
    read: list[Number] = []
    index = 0
    while index < len(found):
        number, index = _next(text, found, index, known)
        if number is not None:
            number = _finished(text, number, known)
            if read and read[-1].span.start < number.span.start < read[-1].span.end:
                continue  # the hundred of "per hundred"
            while read and read[-1].span.end > number.span.start:
                read.pop()  # the hundred of 百分之
            read.append(number)
    return tuple(ranges(text, years(months(text, read), known)))


def _beside(text: str, left: Token, right: Token) -> bool:
    return right.start - left.end <= 3 and _GAP.fullmatch(text, left.end, right.start) is not None


def _run(text: str, found: Sequence[Token], index: int) -> list[Entry]:
    """The entries of the words from index on that stand side by side."""
    run: list[Entry] = []
    for position in range(index, len(found)):
        token = found[position]
        if token.entry is None or (position > index and not _beside(text, found[position - 1], token)):
            break
        run.append(token.entry)
    return run


def _next(text: str, found: Sequence[Token], index: int, known: Style) -> tuple[Number | None, int]:
    """The number that begins at a token, and the index of the token after it."""
    token = found[index]
    if token.number is not None:
        if token.number.kind in {Kind.CARDINAL, Kind.YEAR, Kind.LIST_MARK}:
            return _figures(text, found, index, known)
        return token.number, index + 1
    return _words(text, found, index, known)


def _figures(text: str, found: Sequence[Token], index: int, known: Style) -> tuple[Number, int]:
    number = found[index].number
    assert number is not None
    if index + 1 < len(found):
        mixed = _mixed(text, number, found[index + 1])
        if mixed is not None:
            return mixed, index + 2
    follows = index + 1 < len(found) and _beside(text, found[index], found[index + 1])
    run = _run(text, found, index + 1) if follows and known.lexicon is not None else []
    if run and known.lexicon is not None and run[0].role is Role.MULTIPLE:
        sums = [
            compose(run, known.lexicon.joining, Sum(group=value, last=value, counted=True)) for value in number.values
        ]
        count = sums[0][0]
        if count:
            last = found[index + count]
            scale = run[0].values[0]
            scaled = replace(
                number,
                span=Span(number.span.start, last.end),
                values=tuple(total.value for taken, total in sums if taken == count),
                kind=Kind.CARDINAL,
                parts=(),
                scale=int(scale),
            )
            return _with_lower(text, found, index + count + 1, scaled, known)
    if run and run[0].role in {Role.VAGUE, Role.FRACTION} and number.kind is Kind.CARDINAL:
        values = number.values + tuple(value * run[0].values[0] for value in number.values)
        return replace(number, values=values, kind=_round(run[0], number)), index + 2
    short = short_scale(text, number.span.end, known)
    if short is not None:
        shortened = _shortened(text, number, short)
        if shortened.scale > 1 and index + 1 < len(found) and found[index + 1].start - shortened.span.end <= 3:
            lower = _next(text, found, index + 1, known)
            return _sum(text, shortened, *lower) or (shortened, index + 1)
        return shortened, index + 1
    return number, index + 1


def _mixed(text: str, number: Number, after: Token) -> Number | None:
    """29¾ or 29 3/4."""
    fraction = after.number
    if fraction is None or fraction.kind is not Kind.FRACTION or after.start - number.span.end > 1:
        return None
    if text[number.span.end : after.start].strip():
        return None
    values = tuple(whole(Fraction(value + fraction.value)) for value in number.values)
    return replace(number, span=Span(number.span.start, after.end), values=values + number.values, kind=Kind.CARDINAL)


def _round(entry: Entry, number: Number) -> Kind:
    return Kind.VAGUE if entry.role is Role.VAGUE else number.kind


def _with_lower(text: str, found: Sequence[Token], index: int, number: Number, known: Style) -> tuple[Number, int]:
    """3 crore 50 lakh: figures with a lower magnitude add up."""
    after = found[index] if index < len(found) else None
    if after is None or after.number is None or not _beside(text, found[index - 1], after):
        return number, index
    lower, then = _next(text, found, index, known)
    return _sum(text, number, lower, then) or (number, index)


def _sum(text: str, number: Number, lower: Number | None, then: int) -> tuple[Number, int] | None:
    if lower is None or not 1 < lower.scale < number.scale or lower.in_words:
        return None
    if not _GAP.fullmatch(text, number.span.end, lower.span.start):
        return None
    total = tuple(value + lower.value for value in number.values)
    return replace(number, span=Span(number.span.start, lower.span.end), values=total), then


def _shortened(text: str, number: Number, short: tuple[int, int, bool]) -> Number:
    end, scale, sure = short
    scaled = tuple(value * scale for value in number.values)
    if not sure and not _CURRENCY.search(text, 0, number.span.start):
        return replace(number, values=number.values + scaled)
    span = Span(number.span.start, end)
    return replace(number, span=span, values=scaled, kind=Kind.CARDINAL, parts=(), scale=scale)


def _words(text: str, found: Sequence[Token], index: int, known: Style) -> tuple[Number | None, int]:
    run = _run(text, found, index)
    token = found[index]
    assert known.lexicon is not None
    count, total = compose(run, known.lexicon.joining)
    if count == 0:
        role = run[0].role
        if role is Role.AND:
            return None, index + 1
        if role is Role.FRACTION and len(run) > 1 and run[1].role is Role.MULTIPLE:
            worth = whole(Fraction(run[0].values[0] * run[1].values[0]))
            return Number(Span(token.start, found[index + 1].end), (worth,), Kind.FRACTION, in_words=True), index + 2
        kinds = {Role.MONTH: Kind.MONTH, Role.FRACTION: Kind.FRACTION}
        kind = kinds.get(role, Kind.VAGUE)
        number = Number(Span(token.start, token.end), run[0].values, kind, in_words=True)
        return (number if run[0].firm else replace(number, kind=_unsure(kind))), index + 1
    entries = run[:count]
    span = Span(token.start, found[index + count - 1].end)
    values: tuple[Value, ...] = entries[0].values if count == 1 else (total.value,)
    if count > 1 and not entries[-1].firm:  # bảy triệu năm: seven million and five, or seven million years
        values += (compose(entries[:-1], known.lexicon.joining)[1].value,)
    kind = _kind_of_words(entries, total)
    scale = max((int(entry.values[0]) for entry in entries if entry.role is Role.MULTIPLE), default=1)
    number = Number(span, values, kind, in_words=True, scale=scale if scale >= 1000 else 1)
    longer = _with_part(number, total, run[count:])
    if longer is None:
        return number, index + count
    changed, kind, taken = longer
    last = found[index + count + taken - 1]
    return replace(number, span=Span(span.start, last.end), values=changed, kind=kind), index + count + taken


def _with_part(number: Number, total: Sum, rest: Sequence[Entry]) -> tuple[tuple[Value, ...], Kind, int] | None:
    """Values, kind and length of what follows a number: two thirds, two dozen, two and a half million."""
    skipped = 1 if rest and rest[0].role is Role.AND else 0
    part = rest[skipped] if len(rest) > skipped else None
    if part is None or part.role not in ({Role.FRACTION} if skipped else {Role.FRACTION, Role.VAGUE}):
        return None
    if part.role is Role.VAGUE:
        return tuple(v * factor for v in number.values for factor in part.values) + number.values, Kind.VAGUE, 1
    half = part.values[0]
    counted = int(total.below) if total.group == 0 and total.below != inf else 1
    more, part_of = number.value + half * counted, number.value * half
    values = (more, part_of, *number.values) if half == Fraction(1, 2) else (part_of, more, *number.values)
    after = rest[skipped + 1] if len(rest) > skipped + 1 else None
    if after is not None and after.role is Role.MULTIPLE:
        return tuple(whole(Fraction(v * after.values[0])) for v in values), Kind.FRACTION, skipped + 2
    return tuple(whole(Fraction(v)) for v in values), Kind.FRACTION, skipped + 1


def _unsure(kind: Kind) -> Kind:
    return Kind.VAGUE if kind is Kind.MONTH else kind


def _kind_of_words(entries: Sequence[Entry], total: Sum) -> Kind:
    if not total.counted:
        return Kind.VAGUE
    if total.value <= _SMALL or (len(entries) == 1 and not entries[0].firm):
        return Kind.SMALL
    return Kind.ORDINAL if entries[-1].role is Role.ORDINAL else Kind.CARDINAL


def _finished(text: str, number: Number, known: Style) -> Number:
    """The number with its percent sign, its half of the day, its ordinal ending, its month word, its era."""
    start, end = number.span
    if known.numerals is not None and known.numerals.tenths and text.startswith(known.numerals.tenths, end):
        return replace(number, values=(*number.values, *(value * 10 for value in number.values)), kind=Kind.VAGUE)
    percent = known.percent.match(text, end)
    if percent is not None and number.kind not in {Kind.IDENTIFIER, Kind.MONTH, Kind.ROMAN}:
        return replace(number, span=Span(start, percent.end()), kind=Kind.PERCENT)
    before = known.percent_before.search(text, max(0, start - 12), start)
    if before is not None:
        return replace(number, span=Span(before.start(), end), kind=Kind.PERCENT)
    if number.in_words and number.kind is not Kind.SMALL:
        return number
    return _clock(text, number, known) or _date_part(text, number, known)


def _clock(text: str, number: Number, known: Style) -> Number | None:
    if number.kind not in {Kind.CARDINAL, Kind.TIME, Kind.LIST_MARK}:
        return None  # in words an hour is often told by its half: half past six is the half of the seventh
    start, end = number.span
    half = known.day_half.match(text, end)
    begins = known.day_half_before.search(text, max(0, start - 4), start) if half is None else None
    found = half or begins
    hour = number.parts[0] if number.parts else number.value
    if found is None or not 1 <= hour <= _SMALL or len(number.parts) > 2:
        return None
    minutes = number.parts[1] if len(number.parts) == 2 else 0
    if minutes >= 60:
        return None
    if begins is not None and len(number.parts) < 2:
        return replace(number, kind=Kind.SMALL)  # its minutes, or the half, stand behind the word for the hour
    early = whole(Fraction(hour) + Fraction(minutes, 60))
    values = (early + 12, early) if found.lastgroup == "pm" else (early,)
    span = Span(begins.start() if begins else start, half.end() if half else end)
    return replace(number, span=span, values=values, kind=Kind.TIME, parts=(hour, minutes))


def _date_part(text: str, number: Number, known: Style) -> Number:
    start, end = number.span
    if number.kind is Kind.SMALL and not number.in_words:
        return number
    dates = known.calendar
    if 1 <= number.value <= _SMALL and (
        (dates.month_after and text.startswith(dates.month_after, end))
        or (dates.month_before and text[:start].rstrip().lower().endswith(dates.month_before))
    ):
        return replace(number, kind=Kind.MONTH)
    for name, year_before in dates.era_years:
        if text.endswith(name, 0, start):
            return replace(number, values=(number.value + year_before, *number.values), kind=Kind.YEAR)
    ending = known.ending.match(text, end)
    if ending is not None:
        kind = number.kind if number.kind is Kind.YEAR else Kind.ORDINAL
        return replace(number, span=Span(start, ending.end()), kind=kind)
    return number
