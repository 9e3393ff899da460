"""The summary of a step in GitHub Actions: added to what is there already, and never more than GitHub shows."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checker.cli.app import run
from checker.cli.output import STEP_SUMMARY
from checker.reporters.github import RESERVED, SUMMARY_LIMIT

BAD = "The the talks stalled.\n\nAll of of them left.\n"
CALL = ("check", "a.txt", "--target-lang", "en", "--select", "repeated-words", "--quiet", "-o", "a.json")


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a step's summary, empty, as the runner makes it; the step runs where an article is."""
    summary = tmp_path / "runner" / "summary.md"
    summary.parent.mkdir()
    summary.write_text("")
    monkeypatch.setenv(STEP_SUMMARY, str(summary))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BAD, encoding="utf-8")
    return summary


def test_it_is_added_to_what_is_there(step: Path) -> None:
    step.write_text("Built.\n")
    assert run([*CALL, "--report", f"github-summary={step}"]) == 1
    once = step.read_text(encoding="utf-8")
    assert once.startswith("Built.\n\n## Translations\n")
    assert run(["report", "a.json", "-f", "github-summary", "-o", "runner/../runner/summary.md"]) == 0
    assert step.read_text(encoding="utf-8") == once + once.removeprefix("Built.\n")


def test_into_an_empty_one_nothing_else_is_written(step: Path) -> None:
    assert run([*CALL, "--report", f"github-summary={step}"]) == 1
    assert step.read_text(encoding="utf-8").startswith("## Translations\n")


def test_what_is_there_is_counted(step: Path) -> None:
    there = SUMMARY_LIMIT - RESERVED
    step.write_text("x" * there)
    assert run([*CALL, "--report", f"github-summary={step}"]) == 1
    assert there < step.stat().st_size < SUMMARY_LIMIT


def test_a_pipe_that_is_named_takes_a_result_as_ever(step: Path) -> None:
    os.mkfifo("pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit(Path("pipe").read_text, encoding="utf-8")
        assert run([*CALL, "--report", "github-summary=pipe"]) == 1
        assert read.result().startswith("## Translations\n")


def test_any_other_file_is_written_anew(step: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert run([*CALL, "--report", "github-summary=here.md"]) == 1
    assert Path("here.md").read_text(encoding="utf-8").count("## Translations") == 1
    monkeypatch.delenv(STEP_SUMMARY)
    step.write_text("Built.\n")
    assert run([*CALL, "--report", f"github-summary={step}"]) == 1
    assert step.read_text(encoding="utf-8").startswith("## Translations\n")
