"""The network: rows don't see each other, order matters, and what it was taught is what the labels say."""

from __future__ import annotations

import numpy as np
import pytest

from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.surprisal import disorder
from checker.measures.surprisal_disorder import CODES, Disorder
from scripts.embedding_corpus import LANGUAGES as TRAINED
from scripts.train_disorder import Text

RIGHT = "They could not find the keys, so they went back to the house of their friend."
WRONG = "They the back could find not to house keys, so the of their they went friend."


def _numbers(text: str) -> np.ndarray:
    return Embedding.shipped().pieces(text).numbers


def test_the_codes_are_those_of_training() -> None:
    assert CODES == TRAINED
    assert frozenset(CODES) == LANGUAGES


def test_rows_do_not_see_each_other() -> None:
    network = Disorder.shipped()
    rows = [_numbers(text) for text in (RIGHT, "", WRONG, "Yes.")]
    together = network.tell(rows, "en")
    assert [len(one) for one in together] == [len(row) for row in rows]
    for row, told in zip(rows, together, strict=True):
        assert network.tell([row], "en")[0] == pytest.approx(told, abs=1e-4)


def test_many_rows_are_told_in_parts() -> None:
    rows = [_numbers(RIGHT)] * 400
    told = Disorder.shipped().tell(rows, "en")
    assert len(told) == 400
    assert told[0] == pytest.approx(told[-1], abs=1e-4)


def test_order_is_what_it_judges() -> None:
    (_, right), (_, wrong) = disorder([RIGHT, WRONG], "en")
    assert sorted(map(len, (right, wrong))) == [16, 16]
    assert wrong.mean() > right.mean() + 2


def test_spoilt_pieces_are_labelled_and_marks_keep_their_places() -> None:
    starts, worded = np.ones(20, np.bool_), np.ones(20, np.bool_)
    worded[19] = False
    rows = [np.array([1, 2, 3, 19, 4, 5, 6]), np.array([7, 8, 9, 19, 10, 11, 12])]
    text, chance = Text(rows, starts, worded), np.random.default_rng(1)
    spoilt = 0
    for _ in range(200):
        row, labels = text._spoilt(0, chance)
        assert row[3] == 19
        assert labels[3] == 0
        changed = bool((row != rows[0]).any())
        assert labels.any() or not changed
        spoilt += changed
    assert spoilt > 150
