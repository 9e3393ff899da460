"""Gains on the scale on which nothing in common is nought."""

from __future__ import annotations

import numpy as np
import pytest

from checker.lang.names import key, likeness, skeleton
from checker.measures.cognates_evidence import cognates
from checker.measures.lexical_similarity import LexicalEvidence, LexicalSimilarity
from checker.measures.units_evidence import digits, han_names, units
from tests.align.texts import lines

SHAPES = [(1, 1), (1, 2), (2, 1), (2, 2)]


def _evidence() -> LexicalEvidence:
    source = ["In 1998 kamen 340 Besucher nach Halden.", "Olsen schwieg.", "Danach regnete es 12 Tage."]
    target = ["In 1998 there were 340 visitors in Halden.", "Olsen was silent.", "Then it rained for 12 days."]
    return LexicalSimilarity().compare(lines(source), lines(target))


def test_partners_gain_and_strangers_do_not() -> None:
    gains = _evidence().gains([(1, 1)], np.zeros(4, dtype=np.int64), 4)[0]
    assert all(gains[index, index] > 0.3 for index in range(3))
    assert all(gains[row, column] < 0.0 for row in range(3) for column in range(3) if row != column)


def test_gains_do_not_depend_on_the_band() -> None:
    evidence = _evidence()
    whole = evidence.gains(SHAPES, np.zeros(4, dtype=np.int64), 4)
    narrow = evidence.gains(SHAPES, np.array([0, 0, 1, 1]), 3)
    assert np.allclose(narrow[:, 0, :], whole[:, 0, 0:3], atol=1e-4)
    assert np.allclose(narrow[:, 2, :2], whole[:, 2, 1:3], atol=1e-4)


def test_it_learns_for_a_few_rounds_and_gains_by_it() -> None:
    evidence = _evidence()
    ones = np.arange(3)
    before = evidence.gains([(1, 1)], np.zeros(4, dtype=np.int64), 4)[0]
    rounds = 0
    while evidence.learns:
        evidence = evidence.learnt(ones, ones, np.ones(3))
        rounds += 1
    after = evidence.gains([(1, 1)], np.zeros(4, dtype=np.int64), 4)[0]
    assert rounds == 3
    assert np.trace(after[:, :3]) > np.trace(before[:, :3])


def test_blocks_hold_all_units() -> None:
    blocks = _evidence().blocks(2)
    assert list(np.diff(blocks.source.starts)) == [11, 6]


def test_a_text_without_units_gains_nothing() -> None:
    evidence = LexicalSimilarity().compare(lines(["~"]), lines(["One thing."]))
    assert not evidence.gains([(1, 1)], np.zeros(2, dtype=np.int64), 2).any()


@pytest.mark.parametrize(
    ("written", "value"),
    [("8,800", "8800"), ("8.800", "8800"), ("٨٨٠٠", "8800"), ("٨٬٨٠٠", "8800"), ("1,5", "1.5"), ("１２", "12")],
)
def test_numbers_agree_by_value(written: str, value: str) -> None:
    assert digits(written) == value


def test_punctuation_loses_its_national_form() -> None:
    assert units("真的？")[-1] == units("Really?")[-1] == units("حقا؟")[-1] == "?"


@pytest.mark.parametrize(
    ("left", "right"), [("Лебедев", "Lebedev"), ("ロンドン", "London"), ("Müller", "Mueller"), ("दिल्ली", "Delhi")]
)
def test_names_sound_alike_across_scripts(left: str, right: str) -> None:
    assert likeness(left, right) >= 0.7
    assert likeness(left, "Quatre") < 0.7


def test_what_cannot_be_romanised_is_like_nothing() -> None:
    assert key("…") == ""
    assert likeness("…", "…") == 0.0
    assert skeleton("Barbara") == "blbl"


def test_pinyin_spells_a_capitalised_name() -> None:
    assert han_names("王芳来了", {"wang", "fang", "wangfang"}) == ["wang", "wangfa", "fang"]


def test_cognates_are_each_others_best() -> None:
    pairs = cognates(["expedi", "tisch"], ["expédi", "table"], (frozenset(), frozenset()))
    assert (pairs[0], pairs[1]) == ([0], [0])
