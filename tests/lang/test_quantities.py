"""A number is read with the unit that stands beside it, before or behind."""

from __future__ import annotations

import pytest

from checker.lang.quantities import quantities, same_unit


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "written"),
    [
        ("en", "It cost $5 million.", 5_000_000, "dollar", "$"),
        ("fr", "12 millions d'euros", 12_000_000, "euro", "euros"),
        ("ru", "5 миллионов долларов США", 5_000_000, "dollar", "долларов"),
        ("zh", "500万美元", 5_000_000, "dollar", "美元"),
        ("ar", "5 أميال", 5, "length-mile", "أميال"),
        ("ko", "5마일을 걸었다", 5, "length-mile", "마일을"),
        ("en", "70 mph", 70, "speed-mile-per-hour", "mph"),
        ("de", "7 Quadratmeilen", 7, "area-square-mile", "Quadratmeilen"),
    ],
)
def test_a_number_has_its_unit(language: str, text: str, value: int, unit: str, written: str) -> None:
    (found,) = quantities(text, language)
    assert found.number.value == value
    assert unit in found.units
    assert text[found.unit.start : found.unit.end] == written


@pytest.mark.parametrize(
    ("language", "text"), [("en", "In 5 years' time he won 3 games in a row, and 5 in May."), ("vi", "ngày 6 tháng 7")]
)
def test_other_words_and_dates_are_no_units(language: str, text: str) -> None:
    assert [text[one.unit.start : one.unit.end] for one in quantities(text, language)] in ([], ["years'"], ["years"])


def test_units_that_share_a_word_are_one() -> None:
    assert same_unit(frozenset({"pound", "mass-pound"}), frozenset({"pound"}))
    assert same_unit(frozenset({"mass-ton"}), frozenset({"mass-tonne"}))
    assert not same_unit(frozenset({"length-mile"}), frozenset({"length-kilometer"}))
