"""Capitals, and sentences that run into each other."""

from __future__ import annotations

import pytest

from checker.lang.capitals import capitals, is_large, is_small
from checker.lang.run_on import run_ons


@pytest.mark.parametrize(
    ("word", "language", "capital"),
    [("iyi", "tr", "İyi"), ("ijs", "nl", "IJs"), ("élan", "fr", "Élan"), ("мост", "ru", "Мост")],
)
def test_a_word_gets_its_languages_own_capital(word: str, language: str, capital: str) -> None:
    known = capitals(language)
    assert known is not None
    assert known.capitalised(word) == capital


def test_scripts_without_case_have_no_capitals() -> None:
    assert capitals("ar") is None
    assert capitals("zh") is None


def test_brands_are_neither_small_nor_large() -> None:
    assert not is_small("iPhone")
    assert not is_large("iPhone")
    assert not is_large("McDonald")
    assert is_small("l'eau")


def test_a_sentence_that_begins_behind_another_is_seen() -> None:
    text = "The bridge has been closed since the spring The people are waiting at the river."
    assert [text[start:end] for start, end in run_ons(text, "en")] == ["spring"]
    assert list(run_ons("They read the paper The Times at the river every day.", "en")) == []
