"""Dates and weekdays are read in many languages, and told apart from words that only look so."""

from __future__ import annotations

import pytest

from checker.lang.dates import Era, dates, weekdays


@pytest.mark.parametrize(
    ("language", "text", "month", "days", "year"),
    [
        ("en", "It opened on 5 May 2019.", 5, [5], 2019),
        ("en", "From May 6-8, 2020 it was shut.", 5, [6, 8], 2020),
        ("ar", "في 24 نوفمبر/تشرين الثاني 2023", 11, [24], 2023),
        ("zh", "2019年11月24日", 11, [24], 2019),
        ("vi", "ngày 6 tháng 7 năm 2019", 7, [6], 2019),
        ("ru", "в декабре 2019 года", 12, [], 2019),
        ("tr", "6 Temmuz'da", 7, [6], None),
        ("he", "ב-6 ביולי 2019", 7, [6], 2019),
        ("de", "am 24.11.2019", 11, [24], 2019),
        ("cs", "v září 2017", 9, [], 2017),
    ],
)
def test_a_month_has_its_day_and_its_year(
    language: str, text: str, month: int, days: list[int], year: int | None
) -> None:
    (found,) = dates(text, language)
    assert found.months == (month,)
    assert [day.value for day in found.days] == days
    assert (found.year.value if found.year else None) == year


def test_months_of_other_calendars_are_known() -> None:
    (found,) = dates("۱۲ بهمن ۱۳۵۷", "fa")
    assert (found.era, found.months) == (Era.SOLAR, (11,))
    (found,) = dates("3 Ramadan 1428", "en")
    assert (found.era, found.months) == (Era.ISLAMIC, (9,))


@pytest.mark.parametrize("text", ["They may march on.", "In three months.", "The year 2019."])
def test_other_words_are_no_months(text: str) -> None:
    assert dates(text, "en") == ()


def test_weekdays_are_known_in_their_forms() -> None:
    assert [one.value for one in weekdays("Во вторник и в среду.", "ru")] == [2, 3]
    assert [one.value for one in weekdays("星期一和周日", "zh")] == [1, 7]
    assert weekdays("Poniedziałek", "xx") == ()
