"""Words known by their vectors, and both evidences together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from checker.align import align
from checker.measures.joint_similarity import JointSimilarity
from checker.measures.meaning_evidence import forms, meanings
from checker.model import Side
from tests.align.texts import lines

ENGLISH = [
    "The doctor opened the window.",
    "Outside the children were playing.",
    "Nobody answered the telephone.",
    "The old dog slept under the table.",
    "In the evening it began to snow.",
]
OTHERS = {
    "de": [
        "Der Arzt öffnete das Fenster.",
        "Draußen spielten die Kinder.",
        "Niemand ging ans Telefon.",
        "Der alte Hund schlief unter dem Tisch.",
        "Am Abend begann es zu schneien.",
    ],
    "zh": ["医生打开了窗户。", "孩子们在外面玩耍。", "没有人接电话。", "老狗睡在桌子底下。", "傍晚开始下雪了。"],
}


def _pairs(
    left: Mapping[str, Mapping[str, int]], right: Mapping[str, Mapping[str, int]]
) -> dict[tuple[str, str], float]:
    found = meanings(list(left), list(right), (left, right))
    names = [(list(left)[a], list(right)[b]) for a, b in zip(found.source, found.target, strict=True)]
    return dict(zip(names, found.forward.tolist(), strict=True))


def test_words_that_mean_the_same_find_each_other() -> None:
    found = _pairs(forms(lines(OTHERS["de"])), forms(lines(ENGLISH)))
    assert found["fenste", "window"] > 0.1
    assert found["fenste", "window"] > found.get(("fenste", "doctor"), 0.0)
    assert all(0.0 <= chance <= 1.0 for chance in found.values())


def test_a_script_that_the_model_never_saw_says_nothing() -> None:
    assert not _pairs(forms(lines(["ქალაქი დიდია."])), forms(lines(ENGLISH)))
    assert not _pairs(forms(lines(["12 + 12"])), forms(lines(ENGLISH)))


@pytest.mark.parametrize("language", OTHERS)
def test_a_lost_sentence_without_names_or_numbers_stands_alone(language: str) -> None:
    beads = align(lines(ENGLISH[:1] + ENGLISH[2:]), lines(OTHERS[language]), None, JointSimilarity())
    assert [[one.index for one in bead.side(Side.SOURCE)] for bead in beads if not bead.target] == [[1]]


def test_gains_do_not_depend_on_the_band() -> None:
    evidence = JointSimilarity().compare(lines(OTHERS["de"]), lines(ENGLISH))
    shapes = [(1, 1), (1, 2), (2, 1)]
    whole = evidence.gains(shapes, np.zeros(6, dtype=np.int64), 6)
    part = evidence.gains(shapes, np.array([0, 0, 1, 1, 2, 2]), 3)
    assert np.allclose(part[0, 2], whole[0, 2, 1:4], atol=1e-4)
    assert np.allclose(part[0, :2], whole[0, :2, :3], atol=1e-4)
