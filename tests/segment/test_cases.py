"""The cases of `cases.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checker.segment.rules import split

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['why']}" for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case.get("join", " ").join(case["sentences"])
    assert [text[start:end] for start, end in split(text, case["language"])] == case["sentences"]
