"""When two texts tell different dates: which month, day, year or weekday stands for which other one.

Dates that are counted in another calendar agree when they are the same day there. Islamic dates by the tabular
calendar, two days give or take, as months begin by the moon; Solar Hijri ones from the spring equinox, one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.lang.calendars import same_year
from checker.lang.dates import Date, Era, dates, speaks_of_night, weekdays
from checker.model import Sentence, Span

_MOON, _SPRING = 2, 1  # days
_ERAS = ("islamic", "solar-hijri")


class Told(NamedTuple):
    """A date and the sentence it stands in."""

    sentence: Sentence
    date: Date


class Disagreement(NamedTuple):
    """A part of a date of one text and what the other has for it; spans are of the documents.

    part: "month", "day", "year", "date" or "weekday". confidence: that one of them is wrong.
    """

    part: str
    ours: Span
    theirs: Span
    confidence: float


def told(sentences: Sequence[Sentence]) -> list[Told]:
    """The dates of sentences in a row."""
    return [Told(one, found) for one in sentences for found in dates(one.prose, one.language)]


def disagreements(ours: Sequence[Told], theirs: Sequence[Told], near: Sequence[Told]) -> Iterator[Disagreement]:
    """Dates of the one text that are none of the other's, each with the one that it stands for.

    near: dates of the sentences around the other text, which explain a date as well.
    """
    wrong = [one for one in ours if not any(_same(one.date, other.date) for other in (*theirs, *near))]
    lost = [other for other in theirs if not any(_same(one.date, other.date) for one in ours)]
    alone = len(wrong) == len(lost) == 1
    for one in wrong:
        found = [(other, told) for other in lost if (told := _apart(one, other, alone)) is not None]
        if len(found) == 1 or (found and alone):
            yield found[0][1]


def claimed(ours: Sequence[Told], theirs: Sequence[Told], near: Sequence[Told]) -> list[Span]:
    """What is told here of numbers, and need not be told as numbers: parts that disagree, dates that are converted."""
    spans = [one.ours for one in disagreements(ours, theirs, near)]
    for one in ours:
        if any(one.date.era is not other.date.era and _converted(one.date, other.date) for other in theirs):
            spans.append(one.sentence.at(*one.date.span))
    return spans


def weekday_disagreement(
    ours: Sequence[Sentence], theirs: Sequence[Sentence], near: Sequence[Sentence]
) -> Disagreement | None:
    """The only weekday that one text has beside the only one that the other has; none beside a night of two days."""
    here = [(one, found) for one in ours for found in weekdays(one.prose, one.language)]
    there = [(one, found) for one in theirs for found in weekdays(one.prose, one.language)]
    around = {found.value for one in near for found in weekdays(one.prose, one.language)}
    known, said = {found.value for _, found in there}, {found.value for _, found in here}
    wrong = [(one, found) for one, found in here if found.value not in known | around]
    lost = [(one, found) for one, found in there if found.value not in said]
    if len({found.value for _, found in wrong}) != 1 or len({found.value for _, found in lost}) != 1:
        return None
    (mine, first), (other, second) = wrong[0], lost[0]
    apart = (first.value - second.value) % 7
    beside_night = apart in (1, 6) and any(speaks_of_night(one.prose, one.language) for one in (*ours, *theirs))
    if beside_night or not (first.firm and second.firm):
        return None
    return Disagreement("weekday", mine.at(*first.span), other.at(*second.span), 0.85)


def _same(one: Date, other: Date) -> bool:
    """Whether two dates may be one, as far as both say."""
    if one.era is not other.era:
        return _converted(one, other)
    return (
        not set(one.months).isdisjoint(other.months)
        and (not one.days or not other.days or bool(_days(one) & _days(other)))
        and _same_year(one, other)
    )


def _days(one: Date) -> set[int]:
    return {int(value) for day in one.days for value in (*day.values, *day.parts)}


def _same_year(one: Date, other: Date) -> bool:
    if one.year is None or other.year is None:
        return True
    pairs = [(a, b) for a in one.year.values for b in other.year.values]
    return any(a == b or (min(a, b) < 100 and a % 100 == b % 100) for a, b in pairs)


def _apart(one: Told, other: Told, alone: bool) -> Disagreement | None:
    """The one part in which two dates differ that are else the same."""
    ours, theirs = one.date, other.date
    if ours.era is not theirs.era:
        both = all(date.days and date.year for date in (ours, theirs))
        whole = one.sentence.at(*ours.span), other.sentence.at(*theirs.span)
        return Disagreement("date", *whole, 0.75) if both and alone else None
    same_days = bool(ours.days and theirs.days and _days(ours) & _days(theirs))
    other_days = bool(ours.days and theirs.days) and not same_days
    same_years = ours.year is not None and theirs.year is not None and _same_year(ours, theirs)
    other_years = not _same_year(ours, theirs)
    if set(ours.months).isdisjoint(theirs.months):
        if other_days or other_years or not (ours.firm or ours.days) or not (theirs.firm or theirs.days):
            return None
        if not (same_days or same_years or alone):
            return None
        spans = one.sentence.at(*ours.month), other.sentence.at(*theirs.month)
        return Disagreement("month", *spans, 0.9 if same_days or same_years else 0.75)
    if other_days and not other_years:
        spans = one.sentence.at(*ours.days[0].span), other.sentence.at(*theirs.days[0].span)
        return Disagreement("day", *spans, 0.9 if alone or same_years else 0.65)
    if other_years and not other_days and ours.year and theirs.year:
        return Disagreement("year", one.sentence.at(*ours.year.span), other.sentence.at(*theirs.year.span), 0.9)
    return None


def _converted(one: Date, other: Date) -> bool:
    """Whether two dates of different calendars may be one day, or their years one where a part is missing."""
    if one.year is None or other.year is None:
        return True
    if not one.days or not other.days:
        return any(same_year(a, b, _ERAS) for a in one.year.values for b in other.year.values)
    return any(abs(a - b) <= _MOON for a in _day_numbers(one) for b in _day_numbers(other))


def _day_numbers(one: Date) -> Iterator[int]:
    """The Julian day numbers that a full date may have."""
    assert one.year is not None
    for year in one.year.values:
        for month in one.months:
            for day in sorted(_days(one)):
                yield from _day_number(one.era, int(year), month, day)


def _day_number(era: Era, year: int, month: int, day: int) -> Iterator[int]:
    if era is Era.GREGORIAN:
        yield _gregorian(year, month, day)
    elif era is Era.ISLAMIC:
        yield (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385
    else:
        passed = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
        for shift in (-_SPRING, 0, _SPRING):
            yield _gregorian(year + 621, 3, 21) + passed + day - 1 + shift


def _gregorian(year: int, month: int, day: int) -> int:
    """The Julian day number of a Gregorian date (Fliegel and Van Flandern 1968)."""
    late = (14 - month) // 12
    years, months = year + 4800 - late, month + 12 * late - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - years // 100 + years // 400 - 32045
