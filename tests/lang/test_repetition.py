"""What stands twice in a row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.lang.repetition import loops, repetition, unspaced

WORD = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=6)


def _found(text: str, across_commas: bool = False) -> list[tuple[str, int]]:
    return [(text[loop.start : loop.first_end], loop.times) for loop in loops(text, across_commas)]


def test_the_shortest_phrase_is_what_repeats() -> None:
    assert _found("to be to be to be or not") == [("to be", 3)]
    assert _found("the the end") == [("the", 2)]


def test_punctuation_parts_sayings_unless_commas_are_crossed() -> None:
    assert _found("at night, at night, at night.") == []
    assert _found("at night, at night, at night.", across_commas=True) == [("at night", 3)]
    assert _found("No. No.", across_commas=True) == []


@given(st.lists(WORD, min_size=1, max_size=5, unique=True), st.integers(2, 4))
def test_a_repeated_phrase_of_different_words_is_found_whole(phrase: list[str], times: int) -> None:
    text = " ".join(phrase * times)
    assert _found(text) == [(" ".join(phrase), times)]


@given(st.lists(WORD, max_size=30, unique=True))
def test_different_words_do_not_repeat(words: list[str]) -> None:
    assert loops(" ".join(words)) == ()


def test_a_long_text_costs_no_more_than_its_length() -> None:
    assert len(loops(" ".join(f"w{number % 977}" for number in range(20_000)))) == 0


def test_no_word_is_in_two_lists() -> None:
    for language in "ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split():
        facts = repetition(language)
        assert facts
        assert not facts.never_twice & facts.may_repeat
        assert not facts.never_twice & facts.seldom_twice
        assert not facts.seldom_twice & facts.may_repeat


def test_scripts_without_word_spaces_are_known() -> None:
    assert unspaced("研究")
    assert not unspaced("연구 study")
