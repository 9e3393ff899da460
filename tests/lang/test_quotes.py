"""Which marks open, which close, and which have no partner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.lang.pairing import Reading
from checker.lang.quotes import read_quotes
from checker.lang.single_quotes import read_single_quotes

SHAPED = st.text(alphabet="ab א文3 ,.:;()\"'“”„«»‘’‚「」《》\n\N{WORD JOINER}\N{NO-BREAK SPACE}", max_size=60)
LANGUAGES = st.sampled_from("ar cs de en es fa fr he hi it ja ko nl pl ru uk zh".split())


def quoted(text: str, language: str) -> list[str]:
    return [text[pair.open.start : pair.close.end] for pair in read_quotes(text, language).pairs]


def lone(text: str, language: str) -> list[str]:
    reading = read_quotes(text, language)
    return [mark.text for mark in reading.unclosed + reading.unopened]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('"A," he said, "and B."', "en", ['"A,"', '"and B."']),
        ("“A “B” C”", "en", ["“A “B” C”", "“B”"]),
        ("„A “B” C“", "de", ["„A “B” C“", "“B”"]),
        ("»A«, dann „B“", "de", ["»A«", "„B“"]),
        ("«A „B“ C»", "ru", ["«A „B“ C»", "„B“"]),
        ("他说“好”和“不”。", "zh", ["“好”", "“不”"]),
        ('他说"好"和"不"。', "zh", ['"好"', '"不"']),
        ('그는 "말"이라고 "또"라고 했다.', "ko", ['"말"', '"또"']),
        ("”A” ja “B”", "nl", ["”A”", "“B”"]),
        ("« A » et «B»", "fr", ["« A »", "«B»"]),
        (",,A” i B", "pl", [",,A”"]),
        ('(“A”) — "B"…', "en", ["“A”", '"B"']),
    ],
)
def test_pairs(text: str, language: str, expected: list[str]) -> None:
    assert quoted(text, language) == expected
    assert lone(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“A and B", "en", ["“"]),
        ("A and B” end", "en", ["”"]),
        ("5' 10\" tall", "en", []),
        ('a 3" pipe', "en", []),
        ('he said "3" and went', "en", []),
        ('יו"ר הוועד', "he", []),
        ('אמר ש"טוב" לו', "he", []),
        ("L'“eco", "it", ["“"]),
    ],
)
def test_marks_without_a_partner(text: str, language: str, expected: list[str]) -> None:
    assert lone(text, language) == expected


def test_markup_is_nothing() -> None:
    masked = "\N{WORD JOINER}\N{WORD JOINER}“A”\N{WORD JOINER}\N{WORD JOINER} b"
    ((opening, closing),) = read_quotes(masked, "en").pairs
    assert (opening.start, closing.start) == (2, 4)


def test_an_unknown_language_has_no_quotes() -> None:
    assert read_quotes("“A", "tlh") == Reading(())


def test_single_quotes_are_told_from_apostrophes() -> None:
    text = "’Tis the dogs’ ‘bridge’, isn't it?"
    ((opening, closing),) = read_single_quotes(text, "en").pairs
    assert text[opening.start : closing.end] == "‘bridge’"


@given(SHAPED, LANGUAGES)
def test_each_mark_is_read_once(text: str, language: str) -> None:
    for read in (read_quotes, read_single_quotes):
        reading = read(text, language)
        marks = [*(mark for pair in reading.pairs for mark in pair), *reading.unclosed, *reading.unopened]
        assert len({mark.start for mark in marks}) == len(marks)
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
        assert all(pair.open.end <= pair.close.start for pair in reading.pairs)
