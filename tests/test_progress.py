"""A terminal is told how far a run is, and left without a trace of it; nobody else is told anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import progress as module
from checker.cli.progress import progress
from checker.measures.neural import batches
from checker.readers.bitext import count_rows, read_bitext, read_lines

pty = pytest.importorskip("pty")

TEXT = "The council met on Monday. It agreed on a new budget for the schools of the town.\n"
START = (
    "import sys\nfrom checker.cli import progress\nprogress.DELAY = 0\nfrom checker.cli import main\nmain(sys.argv[1:])"
)


def _run(folder: Path, *arguments: str, columns: int = 100, term: str = "xterm") -> tuple[int, str, str]:
    """The exit code, standard output (a file) and what a terminal was sent as standard error."""
    screen, error = pty.openpty()
    known = {**os.environ, "COLUMNS": str(columns), "TERM": term}
    command = [sys.executable, "-c", START, *arguments]
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=error, cwd=folder, env=known)
    os.close(error)
    shown = b""
    while part := _read(screen):
        shown += part
    os.close(screen)
    return process.wait(), (folder / "out").read_text(encoding="utf-8"), shown.decode()


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65_536)
    except OSError:  # Linux says so when the last writer has gone
        return b""


def _left(shown: str) -> str:
    """What stands on the screen in the end: what was written before the last line was wiped is gone."""
    return shown.rpartition("\x1b[2K")[2]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(TEXT * (number + 1), encoding="utf-8")
    return tmp_path


def test_many_articles_are_counted_on_a_terminal_and_the_line_is_wiped(articles: Path) -> None:
    code, out, shown = _run(articles, "check", ".", "--target-lang", "en", "-f", "json")
    assert code == 0
    assert len(json.loads(out)["reports"]) == 3
    assert "0 of 3 articles" in shown
    assert _left(shown).split() == "checker: Of 3 articles 0 failed.".split()


@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_the_line_is_never_wider_than_the_terminal(articles: Path, columns: int) -> None:
    from rich.text import Text

    shown = _run(articles, "check", ".", "--target-lang", "en", "-f", "json", columns=columns)[2]
    lines = [Text.from_ansi(line).plain for line in shown.replace("\r", "\n").split("\n")]
    counted = [line for line in lines if line.startswith("Checking")]
    assert counted
    assert max(map(len, counted)) <= columns


def test_rows_are_counted_on_a_terminal(tmp_path: Path) -> None:
    rows = [json.dumps({"target": f"Sentence {number} of the report."}) for number in range(300)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    code, out, shown = _run(tmp_path, "score", "rows.jsonl", "--target-lang", "en", "--estimate-only")
    assert (code, out.count("\n")) == (0, 300)
    assert "of 300 rows" in shown
    assert not _left(shown).strip()


@pytest.mark.parametrize(("more", "term"), [(["--quiet"], "xterm"), ([], "dumb")])
def test_who_wants_no_progress_sees_none(articles: Path, more: list[str], term: str) -> None:
    shown = _run(articles, "check", ".", "--target-lang", "en", "-f", "json", *more, term=term)[2]
    assert "Checking" not in shown
    assert "\x1b" not in shown


def test_a_pipe_is_told_nothing(articles: Path) -> None:
    command = [sys.executable, "-c", START, "check", ".", "--target-lang", "en", "-f", "json"]
    forced = {**os.environ, "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=articles, env=forced, check=True)
    assert done.stderr == "checker: Of 3 articles 0 failed.\n"


def test_what_is_done_soon_is_not_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DELAY", 60)
    with progress("Checking", "articles", 1, show=True) as step:
        step()
    assert capsys.readouterr().err.strip() == ""


def test_how_far_a_model_is_stands_below() -> None:
    bar = module._bar("rows")
    bar.add_task("Scoring", total=8)
    bar.add_task("The model has read 2 of 4 texts", total=4, completed=2)
    with bar.console.capture() as captured:
        bar.console.print(bar.get_renderable())
    lines = captured.get().splitlines()
    assert "0 of 8" in lines[0]
    assert lines[1].startswith("The model has read 2 of 4 texts")


def test_a_model_is_watched_only_within(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DELAY", 60)
    told = []
    monkeypatch.setattr("rich.progress.Progress.update", lambda self, task, **fields: told.append(fields))
    with progress("Checking", "articles", 1, show=True):
        batches.run("abcd", [1, 1, 1, 1], list, 2)
    batches.run("abcd", [1, 1, 1, 1], list, 2)
    assert [(one["completed"], one["total"], one["visible"]) for one in told] == [(2, 4, True), (4, 4, False)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "source\ttarget\na\tb\n\nc\td"),
        ("a.jsonl", '{"target": "a"}\n\n{"target": "b"}\n'),
        ("a.txt", '{"target": "a"}\n{"target": "b"}'),
    ],
)
def test_as_many_rows_are_announced_as_are_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert count_rows(str(path)) == len(list(read_bitext(str(path))))
    assert count_rows(str(path), header=False) == len(list(read_lines(str(path), None)))


def test_the_rows_of_a_pipe_are_not_counted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows")
    assert count_rows("-") is None
    assert count_rows(str(tmp_path / "rows")) is None
