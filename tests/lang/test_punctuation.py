"""The facts about punctuation, and spaces, brackets and encodings read with them."""

from __future__ import annotations

from importlib.resources import files
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.lang.bidi import stray_controls
from checker.lang.brackets import read_brackets
from checker.lang.encoding import Kind, broken
from checker.lang.punctuation import punctuation
from checker.lang.spacing import stray_spaces

LANGUAGES = "ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split()
SHAPED = st.text(alphabet="ab א文3 ,.:;!?()[]（）\"'“”„«»‘’\n\N{WORD JOINER}\N{NO-BREAK SPACE}", max_size=60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_language_has_its_punctuation(language: str) -> None:
    facts = punctuation(language)
    assert facts is not None
    assert all(len(pair) == 2 for pair in facts.quotes + facts.tolerated)
    assert facts.closers('"') == ('"',)
    assert facts.sentence_end


def test_pairs_stand_once() -> None:
    for entry in (files("checker.lang") / "facts").iterdir():
        if facts := punctuation(entry.name.removesuffix(".toml")):
            pairs = facts.quotes + facts.tolerated
            assert len(set(pairs)) == len(pairs), entry.name


def test_an_unknown_language_has_no_facts_and_nothing_is_guessed() -> None:
    assert punctuation("tlh") is None
    assert stray_spaces("a , b", "tlh") == ()


def test_a_region_falls_back_to_its_language() -> None:
    assert punctuation("fr-CH") == punctuation("fr")


@given(SHAPED, st.sampled_from(LANGUAGES))
def test_a_stray_span_holds_spaces_alone(text: str, language: str) -> None:
    for stray in stray_spaces(text, language):
        assert text[stray.start : stray.end].replace("\N{WORD JOINER}", "").isspace()


@given(SHAPED)
def test_brackets_are_each_read_once(text: str) -> None:
    reading = read_brackets(text, "en")
    marks = [*(mark for pair in reading.pairs for mark in pair), *reading.unclosed, *reading.unopened]
    assert len({mark.start for mark in marks}) == len(marks)
    assert all(text[mark.start : mark.end] == mark.text for mark in marks)


@given(SHAPED, st.sampled_from(LANGUAGES))
def test_sound_text_is_not_broken(text: str, language: str) -> None:
    assert not broken(text.replace("&", ""), language)


def test_mojibake_of_neighbours_does_not_touch_sound_words() -> None:
    (stretch,) = broken("Das schöne CafÃ© am Hafen", "de")
    assert (stretch.kind, stretch.fix) == (Kind.MOJIBAKE, "Café")


def test_controls_pair_up_by_kind() -> None:
    assert stray_controls("a\N{RIGHT-TO-LEFT ISOLATE}b\N{POP DIRECTIONAL ISOLATE}c") == ()
    assert stray_controls("a\N{RIGHT-TO-LEFT ISOLATE}b\N{POP DIRECTIONAL FORMATTING}") == (1, 3)
    assert stray_controls("a\N{LEFT-TO-RIGHT MARK}b") == ()


@pytest.mark.parametrize("piece", ["( a , b", 'a " b', "x) ", "‘a ", "cafÃ© "])
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        start = perf_counter()
        read_brackets(piece * count, "en")
        stray_spaces(piece * count, "en")
        broken(piece * count, "en")
        return perf_counter() - start

    seconds(10)
    assert seconds(4000) < 40 * seconds(400) + 0.5
