"""Standard streams that are closed, full or nobody's: a result that is lost is told, a note that is lost is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD = 'The council met on Monday. It spoke of the “ budget" for the schools of the town.\n'
FULL = Path("/dev/full")


def _shell(folder: Path, line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What bash makes of a line in which CHECK stands for a check of an article that fails."""
    check = f"{sys.executable} -m checker check bad.txt --target-lang en --fail-on minor --select mixed-quotes"
    (folder / "bad.txt").write_text(BAD, encoding="utf-8")
    rows = [json.dumps({"source": f"Ligne {number} du texte.", "target": f"Line {number}."}) for number in range(900)]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    score = f"{sys.executable} -m checker score rows.jsonl --estimate-only --target-lang en --source-lang fr"
    line = line.replace("CHECK", check).replace("SCORE", score).replace("RUN", f"{sys.executable} -m checker")
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR")}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**known, **environment},
        check=False,
    )


@pytest.mark.parametrize("line", ["CHECK 2>&-", "CHECK >&-", "CHECK <&-", "CHECK 2>/dev/null | cat"])
def test_a_closed_stream_changes_no_exit_code(tmp_path: Path, line: str) -> None:
    done = _shell(tmp_path, line)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("call", ["CHECK", "SCORE", "RUN checks", "RUN --help"])
def test_a_result_that_cannot_be_written_fails_the_run_in_a_sentence(tmp_path: Path, call: str) -> None:
    done = _shell(tmp_path, f"{call} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "No space left on device." in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_notes_that_nobody_can_read_fail_nothing(tmp_path: Path) -> None:
    assert _shell(tmp_path, "CHECK 2> /dev/full").returncode == 1


@pytest.mark.parametrize(("call", "code"), [("CHECK -f terminal", 1), ("SCORE", 0), ("RUN checks", 0)])
def test_a_reader_that_has_enough_is_let_go_in_silence(tmp_path: Path, call: str, code: int) -> None:
    done = _shell(tmp_path, f"{call} | head -1")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (code, "", 1)


@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({}, "", False),
        ({"FORCE_COLOR": "1"}, "", True),
        ({"CLICOLOR_FORCE": "1"}, "", True),
        ({"FORCE_COLOR": "0"}, "", False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "", False),
        ({"FORCE_COLOR": "1"}, "--color never", False),
        ({"NO_COLOR": "1"}, "--color always", True),
    ],
)
def test_color_in_a_pipe(tmp_path: Path, environment: dict[str, str], options: str, colored: bool) -> None:
    done = _shell(tmp_path, f"CHECK -f terminal {options}", **environment)
    assert ("\x1b[" in done.stdout) is colored


def test_color_is_not_forced_into_files(tmp_path: Path) -> None:
    _shell(tmp_path, "CHECK -f terminal -o out.txt", FORCE_COLOR="1")
    assert "\x1b[" not in (tmp_path / "out.txt").read_text(encoding="utf-8")
