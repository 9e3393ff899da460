"""Denials are told from negators that deny nothing, and from words that only say less."""

from __future__ import annotations

import pytest

from checker.lang.polarity import polarity


def _denials(text: str, language: str) -> list[str]:
    found = polarity(text, language)
    assert found is not None
    return [text[start:end] for start, end in found.denials]


@pytest.mark.parametrize(
    ("language", "text", "denial"),
    [
        ("en", "He didn\N{RIGHT SINGLE QUOTATION MARK}t come.", "didn\N{RIGHT SINGLE QUOTATION MARK}t"),
        ("fr", "Il n'a vraiment pas dormi.", "n'a vraiment pas"),
        ("cs", "Ministr nemůže přijít.", "nemůže"),
        ("tr", "Bakan soruları yanıtlamadı.", "yanıtlamadı"),
        ("ar", "ولم يوقع الرئيس.", "ولم"),
        ("zh", "他没有来。", "没有"),
    ],
)
def test_a_verb_is_denied(language: str, text: str, denial: str) -> None:
    assert _denials(text, language) == [denial]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was not only cold."),
        ("de", "Nicht nur das Haus ist alt."),
        ("ru", "Он пришёл не только один."),
        ("ja", "説明しなければならない。"),
        ("tr", "Bilim insanları umuyorlar."),
        ("pl", "W niedzielę przyszedł."),
    ],
)
def test_what_denies_nothing(language: str, text: str) -> None:
    assert _denials(text, language) == []


def test_words_that_say_less_are_hints() -> None:
    found = polarity("He failed without help.", "en")
    assert found is not None
    assert not found.denials
    assert len(found.hints) == 2
    assert polarity("Jag vet inte.", "sv") is None
