"""The map from the model's probabilities to those that come true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.align.confidence import calibrated

CHANCES = st.floats(min_value=0.0, max_value=1.0)


@given(CHANCES, CHANCES)
def test_it_rises_and_stays_a_probability(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 <= calibrated(low) <= calibrated(high) <= 1.0


def test_the_model_is_a_little_too_sure() -> None:
    assert 0.0 < calibrated(0.9) < 0.9
    assert calibrated(0.0) == 0.0
