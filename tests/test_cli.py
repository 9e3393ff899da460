"""The command line as its callers know it: results, exit codes, one sentence when the run fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from checker import __version__
from checker.checks import TABLE
from checker.cli.app import run

SOUND = "The council met on Monday. It agreed on a new budget for the schools of the town.\n"
BAD = 'The council met on Monday. It spoke of the “ budget" for the schools of the town.\n'
SOURCE = "Le conseil s'est réuni lundi. Il a parlé du « budget » pour les écoles de la ville.\n"
MIXED = ("--select", "mixed-quotes")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with texts in it, and nothing in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CHECKER_")]:
        monkeypatch.delenv(name)
    for name, text in {"sound.txt": SOUND, "bad.txt": BAD, "source.txt": SOURCE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def checker(folder: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs a command line in the working folder."""

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return call


Checker = Callable[..., Outcome]


def test_a_sound_article_passes(checker: Checker) -> None:
    code, out, err = checker("check", "sound.txt", "--format", "json")
    shown = json.loads(out)
    assert (code, shown["summary"]["verdict"], shown["summary"]["reasons"]) == (0, "pass", [])
    assert shown["summary"]["score"] == pytest.approx(80, abs=20)
    assert shown["target"] | {"words": 0} == shown["target"] | {"language": "en", "detected": True, "words": 0}
    assert err == "checker: Nobody gave the language of sound.txt; it was detected as English (en).\n"


def test_quiet_leaves_standard_error_empty(checker: Checker) -> None:
    assert checker("check", "sound.txt", "--quiet").err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-on", "minor"), 1),
        (("--fail-on", "never", "--fail-under", "99"), 1),
        (("--fail-under", "1"), 0),
        (("--fail-on", "minor", "--ignore", "mixed-quotes"), 0),
    ],
)
def test_the_exit_code_follows_the_threshold(checker: Checker, arguments: tuple[str, ...], code: int) -> None:
    assert checker("check", "bad.txt", "--target-lang", "en", *arguments).code == code


def test_a_source_is_aligned_and_shown(checker: Checker) -> None:
    code, out, _ = checker("check", "bad.txt", "-s", "source.txt", "--source-lang", "fr", "-f", "terminal", *MIXED)
    assert code == 0
    assert '⟦“ budget"⟧' in out
    assert out.index("« budget »") < out.index("⟦“")
    assert "source.txt:1:" in out


def test_several_views_of_one_run(checker: Checker, folder: Path) -> None:
    views = ("--report", "markdown=a.md", "--report", "tsv=a.tsv", "-o", "a.json")
    assert checker("check", "bad.txt", "--quiet", *views) == (0, "", "")
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))["findings"]
    assert (folder / "a.md").read_text(encoding="utf-8").startswith("# bad.txt passes")
    assert (folder / "a.tsv").read_text(encoding="utf-8").count("\n") > 1


def test_standard_input_is_a_text(folder: Path) -> None:
    done = _process("check", "-", "--target-lang", "en", "-f", "json", stdin=BAD)
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["check"] == "mixed-quotes"


def test_settings_of_a_file_are_used(checker: Checker, folder: Path) -> None:
    (folder / "checker.toml").write_text('fail-on = "minor"\ntarget-lang = "en"\n[checks]\n')
    assert checker("check", "bad.txt").code == 1
    assert checker("check", "bad.txt", "--fail-on", "major").code == 0
    shown = json.loads(checker("config", "--format", "json").out)
    assert shown["fail-on"] == {"value": "minor", "from": str(folder / "checker.toml")}
    assert "fail-on" in checker("config").out


def test_color_is_for_terminals_unless_it_is_asked_for(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in checker("check", "bad.txt", "-f", "terminal").out
    assert "\x1b[" in checker("check", "bad.txt", "-f", "terminal", "--color", "always").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("checker.cli.views.on_terminal", lambda path: True)
    assert "\x1b[" in checker("check", "bad.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in checker("check", "bad.txt").out


def test_align_prints_beads(checker: Checker, folder: Path) -> None:
    (folder / "a.txt").write_text("Bonjour à tous.\n\nMerci beaucoup.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Hello to you all.\n\nMany thanks.\n", encoding="utf-8")
    languages = ("--source-lang", "fr", "--target-lang", "en")
    assert checker("align", "a.txt", "b.txt", *languages) == (0, "0\t0\n1\t1\n", "")
    by_line = checker("align", "a.txt", "b.txt", "--lines", *languages).out
    sides = [row.split("\t") for row in by_line.splitlines()]
    for side in (0, 1):
        found = sorted(int(number) for row in sides for number in row[side].split(",") if number)
        assert found == [0, 1, 2]


def test_the_list_of_checks(checker: Checker) -> None:
    out = checker("checks").out
    assert [line.split()[0] for line in out.splitlines()[1:]] == list(TABLE)
    assert [one["name"] for one in json.loads(checker("checks", "-f", "json").out)] == list(TABLE)


@pytest.mark.parametrize("name", list(TABLE))
def test_every_check_has_a_page(checker: Checker, name: str) -> None:
    code, out, _ = checker("explain", name)
    assert code == 0
    assert out.startswith(name)
    assert all(heading in out for heading in ("Why it matters", "What it looks at", "Limits", "Example"))
    assert json.loads(checker("explain", name, "--format", "json").out)["name"] == name


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("align", "-h"), ("explain", "--help")])
def test_help_goes_to_standard_output(checker: Checker, arguments: tuple[str, ...]) -> None:
    code, out, err = checker(*arguments)
    assert (code, err) == (0, "")
    assert "Usage: checker" in out


def test_the_version(checker: Checker) -> None:
    assert checker("--version") == (0, f"checker {__version__}\n", "")


def test_the_same_run_gives_the_same_bytes(folder: Path) -> None:
    runs = {_process("check", "bad.txt", "-s", "source.txt", hash_seed=seed).stdout for seed in ("1", "2")}
    assert len(runs) == 1


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    (folder / "long.txt").write_text(BAD * 3_000, encoding="utf-8")
    options = "--target-lang en --fail-under 100 --select mixed-quotes"
    command = f"set -o pipefail; {sys.executable} -m checker check long.txt {options} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, len(done.stdout)) == (1, "", 10)


def test_the_version_does_not_load_what_it_does_not_need() -> None:
    code = "import sys\nfrom checker.cli.app import run\nrun(['--version'])\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "rich", "babel", "py3langid", "sacrebleu", "regex", "checker.pipeline"}


def _process(*arguments: str, stdin: str = "", hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=False,
    )


def test_a_setting_that_somebody_else_wrote_does_not_act_in_a_terminal(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checker.toml").write_text('glossary = ["a\\u001b[31m.csv"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "a<U+001B>[31m.csv" in checker("config").out


@pytest.mark.parametrize("columns", [40, 80, 300])
def test_lists_and_pages_are_as_wide_as_the_terminal(
    checker: Checker, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for module in ("output", "views"):
        monkeypatch.setattr(f"checker.cli.{module}.on_terminal", lambda path: True)
    listed = checker("checks").out
    assert all(cell_len(line) <= columns for line in listed.splitlines())
    assert listed.startswith("CHECK" if columns == 300 else "wrong-document (critical, needs source")
    for name in TABLE:
        assert all(cell_len(line) <= min(columns, 88) for line in checker("explain", name).out.splitlines())


def test_a_page_keeps_the_order_of_a_terminals_line(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\N{FIRST STRONG ISOLATE}" not in checker("explain", "torn-sentence").out
    monkeypatch.setattr("checker.cli.output.on_terminal", lambda path: True)
    lines = [line for line in checker("explain", "torn-sentence").out.splitlines() if line.startswith("    source")]
    assert lines
    assert all(line[14] == "\N{FIRST STRONG ISOLATE}" and line[-1] == "\N{POP DIRECTIONAL ISOLATE}" for line in lines)
