"""What the page is made of: runs, rewordings, levels, the strip, and what the script is told."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from checker.explain import built_in
from checker.model import Report
from checker.reporters.html.cards import told as told_message
from checker.reporters.html.direction import direction
from checker.reporters.html.levels import bin_of, histogram, level, middle
from checker.reporters.html.rail import strips
from checker.reporters.html.rewording import changes
from checker.reporters.html.rows import rows
from checker.reporters.html.runs import Area, Piece, Run, runs
from checker.reporters.html.told import fingerprint, told, whole

ZWSP = "\N{ZERO WIDTH SPACE}"


def _shown(found: tuple[Run, ...]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [("".join(piece.text for piece in run.pieces), run.severity, run.marks) for run in found]


def test_overlapping_findings_cut_a_passage_where_they_begin_and_end() -> None:
    found = runs("abcdef", 10, [Area(11, 14, 0, "minor"), Area(13, 15, 1, "critical"), Area(2, 9, 2, "major")])
    assert _shown(found) == [
        ("a", "", ()),
        ("bc", "minor", (0,)),
        ("d", "critical", (0, 1)),
        ("e", "critical", (1,)),
        ("f", "", ()),
    ]


def test_a_place_between_two_characters_is_a_point() -> None:
    before, point, after = runs("ab", 0, [Area(1, 1, 0, "major")])
    assert (before.point, point.point, after.point) == (False, True, False)
    assert runs("ab", 0, [Area(2, 2, 0, "major")])[-1].point


def test_evidence_is_no_mark() -> None:
    (run,) = runs("ab", 0, [Area(0, 2, 3)])
    assert (run.severity, run.marks, run.evidence) == ("", (), (3,))


def test_what_would_turn_a_line_round_becomes_a_token() -> None:
    (run,) = runs("a\N{RIGHT-TO-LEFT OVERRIDE}b", 0, [])
    assert run.pieces == (Piece("a"), Piece("U+202E", True), Piece("b"))
    (run,) = runs("<U+202E>", 0, [])
    assert run.pieces == (Piece("<U+202E>"),)


def test_flagged_words_without_a_visible_character_are_tokens() -> None:
    (run,) = runs(ZWSP, 0, [Area(0, 1, 0, "minor")])
    assert run.pieces == (Piece("U+200B", True),)


@pytest.mark.parametrize(
    ("before", "after", "language", "expected"),
    [
        (
            "a month arrives",
            "a year arrives",
            "en",
            [("same", "a "), ("gone", "month"), ("new", "year"), ("same", " arrives")],
        ),
        ("a  b", "a b", "en", [("same", "a"), ("gone", "␣␣"), ("new", "␣"), ("same", "b")]),
        ("北京市", "北京", "zh", [("same", "北京"), ("gone", "市")]),
        ("共3280米", "共32,800米", "zh", [("same", "共"), ("gone", "3280"), ("new", "32,800"), ("same", "米")]),
        (
            "one old dog ran",
            "one new cat ran",
            "en",
            [("same", "one "), ("gone", "old dog"), ("new", "new cat"), ("same", " ran")],
        ),
        ("the the", "the", "en", [("same", "the"), ("gone", " the")]),
        ("word", "", "en", [("gone", "word")]),
    ],
)
def test_a_fix_is_shown_by_words(before: str, after: str, language: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.kind, "".join(piece.text for piece in one.pieces)) for one in changes(before, after, language)]
    assert found == expected


def test_words_that_a_message_quotes_are_isolated() -> None:
    found = told_message("“\u0641\u064a” stands twice in a row.")
    assert ["".join(piece.text for piece in pieces) for pieces, quoted in found if quoted] == ["\u0641\u064a"]


def test_a_direction_is_told_by_the_language() -> None:
    tags = ("en", "ar", "fa", "he", "ur", "az-Arab", "az", "sr-Latn", "zh")
    assert [direction(tag) for tag in tags] == ["ltr", "rtl", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr"]


def test_levels_compare_the_sentences_of_one_article() -> None:
    assert [level(score, 50.0) for score in (10, 35, 50, 59, 70)] == [0, 1, 2, 2, 3]
    assert [level(score, 100.0) for score in (24, 62, 89, 100)] == [0, 1, 2, 2]
    assert middle([]) == 100.0
    assert [bin_of(score) for score in (0, 9.9, 10, 100)] == [0, 0, 1, 9]
    assert histogram([5, 7, 100]) == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1)


def test_the_strip_joins_neighbours(saved: dict[str, Any]) -> None:
    found = dict(strips(rows(saved)))
    assert "major" in found
    assert sum(path.count("M") for path in found.values()) <= 2 * len(saved["beads"])


def test_the_script_has_the_whole_text(saved: dict[str, Any], report: Report) -> None:
    text = report.article.target.text
    assert whole(saved) == text
    script = told(saved, rows(saved))
    torn, odd, lost = script["findings"]
    assert text[slice(*torn["span"])] == saved["findings"][0]["text"]
    assert text[slice(*torn["region"])] == "They want a truce before a month arrives. Ramadan."
    assert odd["fix"] is None
    assert (lost["span"], lost["region"]) == (None, None)
    sentence = saved["sentences"][saved["findings"][0]["sentence"]]["text"]
    assert torn["sentence"] == sha256(sentence.encode()).hexdigest()[:16]


def test_offsets_hold_where_an_older_report_does_not_say_what_stands_between(saved: dict[str, Any]) -> None:
    del saved["target"]["between"]
    text = whole(saved)
    assert all(text[one["start"] : one["end"]] == one["text"] for one in saved["sentences"])


def test_the_fingerprint_follows_the_texts_alone(saved: dict[str, Any]) -> None:
    before = fingerprint(saved)
    saved["findings"][0]["message"] = "Otherwise said."
    assert fingerprint(saved) == before
    saved["sentences"][0]["text"] += "!"
    assert fingerprint(saved) != before


def test_a_page_of_a_check_is_read_without_the_check() -> None:
    page = built_in("torn-sentence")
    assert page is not None
    assert page.name == "torn-sentence"
    assert [built_in(name) for name in ("runner", "no-such-check", "../explain", "")] == [None] * 4
