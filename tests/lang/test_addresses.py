"""Addresses: what a translator may change in one, and what only damage does."""

import pytest

from checker.lang.addresses import Likeness, address, likeness


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("http://www.example.org/a/", "https://example.org/a", Likeness.SAME),
        ("https://example.org/en/a", "https://example.org/pt-BR/a", Likeness.LOCALISED),
        ("https://en.example.org/a", "https://de.example.org/b", Likeness.LOCALISED),
        ("https://example.com/a", "https://example.co.uk/a", Likeness.LOCALISED),
        ("https://example.org/a?hl=en", "https://example.org/a?hl=tr", Likeness.LOCALISED),
        ("https://en.wikipedia.org/wiki/Sea", "https://ja.m.wikipedia.org/wiki/海", Likeness.LOCALISED),
        ("info@example.com", "info@example.de", Likeness.LOCALISED),
        ("https://example.org/archive", "https://exmaple.org/archive", Likeness.ALTERED),
        ("https://example.org/archive/2024", "https://example.org/archive", Likeness.ALTERED),
        ("information@example.org", "informaton@example.org", Likeness.ALTERED),
        ("https://example.org/boats-of-the-north", "https://example.org/knots", Likeness.ELSEWHERE),
        ("https://example.org/a", "https://harbour.net/notes/42", Likeness.OTHER),
    ],
)
def test_how_two_addresses_stand_to_each_other(source: str, target: str, expected: Likeness) -> None:
    one, other = address(source), address(target)
    assert one is not None
    assert other is not None
    assert likeness(one, other) is expected


@pytest.mark.parametrize("text", ["#notes", "guide.md", "../en/guide.md", "", "http://[broken"])
def test_what_is_relative_or_broken_is_no_address(text: str) -> None:
    assert address(text) is None


def test_a_case_ending_behind_an_address_is_not_part_of_it() -> None:
    assert address("https://example.org/quay'de") == address("https://example.org/quay")
