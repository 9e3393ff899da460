"""How alike names of several scripts sound."""

from __future__ import annotations

import pytest

from checker.lang.names import ALIKE, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("布罗佐维奇", "Brozovic"),  # Mandarin has one sound for v and w
        ("尤文图斯", "Juventus"),
        ("华盛顿", "Washington"),
        ("Шевченко", "Shevchenko"),
        ("القاهرة", "al-Qahira"),
        ("カラヴァッジョ", "Caravaggio"),
    ],
)
def test_a_name_sounds_like_itself_in_another_script(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), [("维也纳", "Warsaw"), ("米兰", "Turin"), ("Шевченко", "Johnson")])
def test_names_of_others_do_not(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE
