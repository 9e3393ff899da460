"""Closed-class words: what ends a sentence, what shows a verb, and what the lists of all languages have in common."""

from __future__ import annotations

import pytest

from checker.lang.closed import (
    Closed,
    Openness,
    closed,
    lacks_predicate,
    longest_open_entry,
    openness,
    shows_finite_verb,
)

LANGUAGES = "ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split()


def _language(tag: str) -> Closed:
    found = closed(tag)
    assert found is not None
    return found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_listed_language_has_its_words(tag: str) -> None:
    language = _language(tag)
    assert len(language.never_final.tails) >= 20
    assert len(language.finite.tails) >= 8
    assert language.alone.words
    assert language.joiners.words


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_word_is_both_never_and_seldom_final(tag: str) -> None:
    language = _language(tag)
    assert not language.never_final.words & language.seldom_final.words
    assert not set(language.never_final.endings) & set(language.seldom_final.endings)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_entries_are_in_lower_case(tag: str) -> None:
    language = _language(tag)
    for lexicon in (language.never_final, language.seldom_final, language.joiners, language.finite, language.titles):
        assert all(entry == entry.lower() for entry in lexicon.tails)


def test_an_unlisted_language_has_none() -> None:
    assert closed("tlh") is None


def test_a_region_falls_back_to_its_language() -> None:
    assert closed("pt-BR") == closed("pt")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "They walked down to the"),
        ("de", "Sie sprachen mit dem"),
        ("fr", "Elle descendit vers la"),
        ("es", "La carta era del"),
        ("ru", "Он жил в"),
        ("ar", "ذهبت إلى"),
        ("he", "המכתב של"),
        ("tr", "sattılar ve"),
        ("zh", "他们讨论关于"),
        ("ja", "小麦を"),
        ("ko", "도시의 분수를"),
    ],
)
def test_a_text_that_breaks_off_never_ends_there(tag: str, text: str) -> None:
    assert openness(text, _language(tag)) is Openness.NEVER_ENDS


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "They walked home"),
        ("en", "The best band was The Who and the song was The"),
        ("en", "Do not write “the”"),
        ("fr", "Prenez cette lettre et lisez-la"),
        ("pt", "Era preciso avisá-la"),
        ("zh", "他们去了埃及"),
        ("vi", "Ông làm việc trong nội các"),
        ("ja", "よい一日を"),
    ],
)
def test_a_text_that_may_end_there_says_nothing(tag: str, text: str) -> None:
    assert openness(text, _language(tag)) is None


def test_a_stranded_preposition_is_rare_and_possible() -> None:
    assert openness("That is what they were afraid of", _language("en")) is Openness.SELDOM_ENDS


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "She waited"), ("fr", "Elle l’est"), ("id", "Ia menunggu"), ("fa", "می\N{ZERO WIDTH NON-JOINER}رود")],
)
def test_a_finite_verb_shows(tag: str, text: str) -> None:
    assert shows_finite_verb(text, _language(tag))


@pytest.mark.parametrize(("tag", "text"), [("en", "The old harbour"), ("de", "Der alte Hafen"), ("zh", "银行行长")])
def test_a_noun_phrase_shows_none(tag: str, text: str) -> None:
    assert not shows_finite_verb(text, _language(tag))


def test_a_verb_final_language_ends_in_a_predicate() -> None:
    korean = _language("ko")
    assert not lacks_predicate("그는 오래 기다렸다", korean)
    assert lacks_predicate("그는 오래된 도시의", korean)
    assert not lacks_predicate("He waited for", _language("en"))


def test_the_longest_entry_counts() -> None:
    assert longest_open_entry("他们讨论关于", _language("zh")) == 2
    assert longest_open_entry("他们走了", _language("zh")) == 0
