"""A terminal is told how far a model is, and left without a trace of it."""

from __future__ import annotations

import pytest

from checker.cli.output import watching
from checker.measures.neural import batches


@pytest.mark.parametrize("show", [True, False])
def test_progress_is_shown_and_wiped(show: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with watching(show):
        batches.run("abcd", [1, 1, 1, 1], list, 2)
    shown = capsys.readouterr().err
    assert shown.split("\r")[1:3] == (
        ["2 of 4 texts read by the model", "4 of 4 texts read by the model"] if show else []
    )
    assert not shown.split("\r")[-1]
