"""Spaces between words."""

from __future__ import annotations

from checker.lang.punctuation import punctuation
from checker.lang.word_spaces import doubled_spaces, glued_marks
from checker.model import MARKUP


def _doubled(text: str, language: str) -> list[tuple[int, int]]:
    facts = punctuation(language)
    assert facts is not None
    return [(one.start, one.end) for one in doubled_spaces(text, facts)]


def _glued(text: str, language: str) -> list[str]:
    facts = punctuation(language)
    assert facts is not None
    return [one.fix for one in glued_marks(text, language, facts)]


def test_a_run_of_spaces_is_found_with_its_place() -> None:
    assert _doubled("the old  bridge", "en") == [(7, 9)]


def test_layout_markup_and_stray_spaces_are_left_alone() -> None:
    assert _doubled("the bridge      1911", "en") == []
    assert _doubled(f"the {MARKUP}{MARKUP} bridge", "en") == []
    assert _doubled("the bridge  , closed", "en") == []


def test_marks_between_two_words_lack_their_space() -> None:
    assert _glued("the bridge was closed,but nobody came.They slept", "en") == ["closed, but", "came. They"]
    assert _glued("see example.com, 1,5 and z.B. this", "en") == []
    assert _glued("老桥关闭了，人们在等。没有人来", "zh") == []
