"""The formats for CI as a job makes them: several of one run, the same of the saved report, paths of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run
from checker.model import Side
from checker.reporters import SAVED, TOGETHER
from checker.reporters.places import whole

FORMATS = ("sarif", "junit", "github", "gitlab", "rdjsonl", "mqm", "esa")
BAD = "The the talks stalled.\n\nAll of of them left.\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles in a repository, where the job runs."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("a.en.txt", "b.en.txt"):
        (folder / name).write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_all_formats_come_of_one_run_and_of_the_saved_report(docs: Path) -> None:
    common = ["--target-lang", "en", "--select", "repeated-words", "--quiet"]
    views = [part for name in FORMATS for part in ("--report", f"{name}=run.{name}")]
    assert run(["check", "a.en.txt", *common, "-f", "json", "-o", "report.json", *views]) == 1
    views = [part for name in FORMATS for part in ("--report", f"{name}=saved.{name}")]
    assert run(["report", "report.json", "-f", "json", "-o", "again.json", *views]) == 0
    for name in FORMATS:
        made = (docs / f"run.{name}").read_bytes()
        assert made.count(b"docs/a.en.txt") >= 1
        assert (docs / f"saved.{name}").read_bytes() == made


def test_several_articles_make_one_document(docs: Path) -> None:
    views = [part for name in FORMATS for part in ("--report", f"{name}=all.{name}")]
    assert (
        run(["check", ".", "--target-lang", "en", "--select", "repeated-words", "--quiet", "-o", "all.json", *views])
        == 1
    )
    assert len(json.loads((docs / "all.sarif").read_text(encoding="utf-8"))["runs"]) == 1
    assert {one["location"]["path"] for one in json.loads((docs / "all.gitlab").read_text(encoding="utf-8"))} == {
        "docs/a.en.txt",
        "docs/b.en.txt",
    }
    assert (docs / "all.junit").read_text(encoding="utf-8").count("<testsuite ") == 2
    assert (docs / "all.mqm").read_text(encoding="utf-8").count("globalSegId") == 1


def test_every_format_for_ci_takes_saved_reports() -> None:
    assert set(FORMATS) <= set(SAVED)
    assert set(FORMATS) <= set(TOGETHER)


def test_the_saved_report_holds_the_whole_text(docs: Path) -> None:
    run(["check", "a.en.txt", "--target-lang", "en", "--quiet", "-f", "json", "-o", "report.json"])
    saved: dict[str, Any] = json.loads((docs / "report.json").read_text(encoding="utf-8"))
    assert whole(saved, Side.TARGET) == BAD
