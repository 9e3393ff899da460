"""Quotations are found where they stand, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest

from checker.measures.quoted import find

NFD = unicodedata.normalize("NFD", "Une \u00e9l\u00e8ve")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("the bank", "bank", "bank"),
        ("the Bank", "bank", None),
        ("the bank", "  bank ", "bank"),
        ("the bank", "", None),
        ("the bank", " \n", None),
        ("this is", "is", "is"),
        ("this", "is", "is"),
        ("\u201cquite\u201d \u2013 so", '"quite" - so', "\u201cquite\u201d \u2013 so"),
        ("it\u2019s  a", "it's a", "it\u2019s  a"),
        ("and so\u2026", "so...", "so\u2026"),
        ("and so\u2026", "so.", None),
        (NFD, "\u00e9l\u00e8ve", unicodedata.normalize("NFD", "\u00e9l\u00e8ve")),
        ("\u00e9l\u00e8ve", NFD[4:], "\u00e9l\u00e8ve"),
        ("\u00e9l\u00e8ve", "el", None),
        (NFD, "e", "e"),
        ("\u00e9", "e", None),
        (
            "\u0645\u06cc\u200c\u0631\u0648\u062f",
            "\u0645\u06cc\u0631\u0648\u062f",
            "\u0645\u06cc\u200c\u0631\u0648\u062f",
        ),
        ("\u94f6\u884c\u62d2\u7edd\u4e86\u8d37\u6b3e", "\u62d2\u7edd", "\u62d2\u7edd"),
        ("\uff21\uff22\uff23", "ABC", "\uff21\uff22\uff23"),
        ("\ud55c\uad6d", "\ud558", None),
        ("5\u00a0km", "5 km", "5\u00a0km"),
    ],
)
def test_a_quotation_is_found_but_for_its_form(text: str, quote: str, found: str | None) -> None:
    place = find(text, quote)
    assert (place and text[slice(*place)]) == found


def test_whole_words_come_first_then_what_is_near_and_free() -> None:
    text = "this is what it is"
    assert find(text, "is") == (5, 7)
    assert find(text, "is", near=14) == (16, 18)
    assert find(text, "is", taken=[find(text, "is")]) == (16, 18)  # type: ignore[list-item]
    assert find(text, "is", taken=[(5, 7), (16, 18)]) is None  # type: ignore[list-item]
