"""What is released from the edges of beads."""

from __future__ import annotations

import numpy as np

from checker.align.edges import released
from checker.align.lattice import Posterior, Step


def _chances(source: list[float], target: list[float]) -> Posterior:
    return Posterior(np.zeros((1, 1, 1), np.float32), np.array(source), np.array(target))


def test_a_sentence_that_may_stand_alone_leaves_the_bead() -> None:
    path = [Step(0, 0, 2, 1), Step(2, 1, 1, 1)]
    assert released(path, _chances([0.0, 0.4, 0.9], [0.0, 0.0])) == [Step(0, 0, 1, 1), Step(1, 1, 1, 0), path[1]]


def test_both_sides_and_both_edges() -> None:
    path = [Step(0, 0, 3, 2)]
    parts = released(path, _chances([0.5, 0.0, 0.3], [0.3, 0.1]))
    assert parts == [Step(0, 0, 1, 0), Step(1, 0, 0, 1), Step(1, 1, 1, 1), Step(2, 2, 1, 0)]


def test_the_middle_of_a_bead_stays_and_so_does_the_last_sentence() -> None:
    path = [Step(0, 0, 3, 1)]
    assert released(path, _chances([0.0, 0.9, 0.0], [0.9])) == path
    assert released([Step(0, 0, 2, 1)], _chances([0.9, 0.9], [0.0])) == [Step(0, 0, 1, 0), Step(1, 0, 1, 1)]


def test_a_bead_of_one_sentence_a_side_is_left_to_the_path() -> None:
    path = [Step(0, 0, 1, 1)]
    assert released(path, _chances([0.9], [0.9])) == path
