"""Marks of other scripts."""

from __future__ import annotations

from checker.lang.foreign_marks import ascii_marks, foreign_marks, own_marks


def _foreign(text: str, language: str, openers: str = "") -> list[tuple[str, str | None]]:
    own = own_marks(language)
    assert own is not None
    return [(text[one.start : one.end], one.fix) for one in foreign_marks(text, own, openers)]


def _ascii(text: str, language: str) -> list[tuple[str, str | None]]:
    own = own_marks(language)
    assert own is not None
    return [(text[one.start : one.end], one.fix) for one in ascii_marks(text, own)]


def test_marks_of_another_script_are_found_with_what_should_stand_there() -> None:
    assert _foreign("closed，and wait。", "en") == [("，", ", "), ("。", ".")]
    assert _foreign("في ٢٠١٩، نعم؟", "ar") == []
    assert _foreign("in ٢٠١٩", "en") == [("٢٠١٩", "2019")]
    assert _foreign("¿When?", "en") == [("¿", "")]
    assert _foreign("¿Cuándo?", "es", "¿¡") == []


def test_words_of_another_script_keep_their_marks() -> None:
    assert _foreign("the sign 古桥，小心 said", "en") == []


def test_ascii_marks_between_words_of_a_script_that_has_its_own() -> None:
    assert _ascii("نعم, لا", "ar") == [(",", "،")]
    assert _ascii("3,5 و 4,5", "ar") == []
    assert _ascii("老桥,人们", "zh") == [(",", "，")]
