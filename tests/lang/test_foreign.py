"""Runs of foreign words, asides, and scripts."""

from __future__ import annotations

import pytest

from checker.lang.asides import asides, within
from checker.lang.foreign import foreign_script, foreign_words, unknown_words
from checker.lang.scripts import script, share
from checker.model import OBJECT


def _texts(text: str, language: str, other: str) -> list[str]:
    return [text[run.start : run.end] for run in foreign_words(text, language, other)]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Haus", "Latn"),
        ("дом", "Cyrl"),
        ("بيت", "Arab"),
        ("家", "Hani"),
        ("いえ", "Hira"),
        ("집", "Hang"),
        ("12", None),
    ],
)
def test_the_script_of_a_word_is_that_of_its_first_letter(word: str, code: str | None) -> None:
    assert script(word) == code


def test_the_share_of_a_script_counts_letters_alone() -> None:
    assert share("дом 12, Haus!", ["Cyrl"]) == pytest.approx(3 / 7)
    assert share("12!", ["Cyrl"]) == 0


def test_a_run_ends_at_punctuation_and_at_words_of_the_text_itself() -> None:
    text = "The council voted on Monday über den Haushalt for the year."
    assert _texts(text, "en", "de") == ["über den Haushalt"]


def test_a_word_of_both_languages_makes_no_run() -> None:
    assert _texts("El hospital central es regional.", "es", "en") == []


def test_a_language_is_not_foreign_to_its_own_region() -> None:
    assert foreign_words("O autocarro chegou tarde.", "pt-BR", "pt") == ()


def test_without_a_vocabulary_nothing_is_said_of_words() -> None:
    assert foreign_words("Baraza lilipiga kura jana.", "sw", "en") == ()
    assert unknown_words("Baraza lilipiga kura jana.", "sw") == 0


def test_greek_symbols_are_no_foreign_words() -> None:
    assert foreign_script("The angle α is small, the ratio π is not.", "en") == ()
    assert [run.length for run in foreign_script("He wrote Θάλασσα on the wall.", "en")] == [1]


def test_short_brackets_and_quotes_are_asides_and_long_speech_is_not() -> None:
    text = "Novy Put (Новый путь) and “Heimat” and “one two three four five six seven eight”."
    found = [text[start:end] for start, end in asides(text)]
    assert found == ["(Новый путь)", "“Heimat”"]
    assert within(text.index("Новый"), text.index("путь"), asides(text))


def test_an_object_is_an_aside() -> None:
    assert [(span.start, span.end) for span in asides(f"see {OBJECT * 3} here")] == [(4, 7)]
