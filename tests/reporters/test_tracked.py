"""The edits in one line: what stays, goes, comes and moves, with the spaces of a text that is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.lang.edits import edits
from checker.lang.tokens import tokens
from checker.reporters.tracked import Side, Stretch, Track, count, tracked

SIGNS = {Track.KEPT: "{}", Track.GONE: "[{}]", Track.COME: "{{{}}}", Track.MOVED_FROM: "[{}]", Track.MOVED_TO: "{{{}}}"}
WORDS = st.lists(st.sampled_from("the ship , left ( ) port old « » . sea".split()), max_size=10).map(" ".join)


def _tracked(target: str, reference: str, language: str) -> tuple[Stretch, ...]:
    found = edits(tokens(target, target), tokens(reference, reference), language)
    return tracked(Side(target, 0), Side(reference, 0), found, language)


@pytest.mark.parametrize(
    ("target", "reference", "language", "expected"),
    [
        ("The ship left.", "The boat left.", "en", "The [ship] {boat} left."),
        ("The ship left.", "The old ship left.", "en", "The {old} ship left."),
        ("Ships left.", "Old ships left.", "en", "[Ships] {Old ships} left."),
        ("ships left.", "All ships left.", "en", "{All} ships left."),
        ("The ship left.", "The ship left (early).", "en", "The ship left {(early)}."),
        ("The ship left now", "The ship (left now)", "en", "The ship {(}left now{)}"),
        ("ships left.", "- ships left.", "en", "{-} ships left."),
        ("Stop, he said", "“Stop”, he said", "en", "{“}Stop{”}, he said"),
        ("船长离开了港口。", "船长昨日离开了码头。", "zh", "船长{昨日}离开了[港口]{码头}。"),
        ("وصلت السفينة", "بلغت السفينة", "ar", "[وصلت] {بلغت} السفينة"),
    ],
)
def test_a_line_reads_as_a_text(target: str, reference: str, language: str, expected: str) -> None:
    assert "".join(SIGNS[one.track].format(one.text) for one in _tracked(target, reference, language)) == expected


@given(WORDS, WORDS, st.sampled_from(["en", "zh"]))
def test_both_texts_are_in_the_line(target: str, reference: str, language: str) -> None:
    found = _tracked(target, reference, language)
    for text, other in ((target, {Track.COME, Track.MOVED_TO}), (reference, {Track.GONE, Track.MOVED_FROM})):
        assert "".join("".join(one.text for one in found if one.track not in other).split()) == "".join(text.split())


def test_moves_are_numbered_in_pairs_and_counted_once() -> None:
    target = "In the morning Anna Berg sang and at noon the old king Carl Dahl slept in the garden."
    reference = "Anna Berg sang in the morning and the old king Carl Dahl slept in the garden at noon."
    found = edits(tokens(target, target), tokens(reference, reference), "en")
    shown = tracked(Side(target, 0), Side(reference, 0), found, "en")
    moves = [(one.move, one.track, one.text) for one in shown if one.move]
    assert sorted(moves) == [
        (1, Track.MOVED_FROM, "In the morning"),
        (1, Track.MOVED_TO, "in the morning"),
        (2, Track.MOVED_FROM, "at noon"),
        (2, Track.MOVED_TO, "at noon"),
    ]
    assert count(found) == len(found) - 2
