"""The help of every command: to be read at 80 columns, with examples that would run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
import typer

from checker.cli.app import COMMANDS, app, run
from checker.cli.help import OTHER


def _help(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run([*arguments, "--help"]) == 0
    return capfd.readouterr().out


def _examples() -> list[str]:
    root: Any = typer.main.get_command(app)
    return [
        line.strip()
        for command in (root, *root.commands.values())
        for line in command.epilog.partition("Exit codes:")[0].splitlines()
        if line.startswith("  ") and not line.startswith("  #")
    ]


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_help_has_examples_and_exit_codes_and_fits(
    name: str, columns: int, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = _help(capfd, *([name] if name else []))
    before, _, examples = text.partition("\nExamples:\n")
    examples, _, codes = examples.partition("\nExit codes:\n")
    assert all(len(line) <= min(columns, 100) for line in before.splitlines())
    assert all(len(line) <= 80 for line in (examples + codes).splitlines())
    assert 2 <= examples.count("  # ") <= 4
    assert re.search(r"^  0  ", codes, re.MULTILINE)
    assert "\x1b" not in text


@pytest.mark.parametrize("call", _examples())
def test_an_example_is_a_call_that_is_understood(call: str) -> None:
    found = re.search(r"\bchecker ([a-z]+)((?: [^|>)]+)?)", call)
    assert found
    name, words = found[1], shlex.split(found[2])
    root: Any = typer.main.get_command(app)
    if "--help" not in words:
        root.commands[name].make_context(name, words)


def test_options_stand_in_groups_and_those_of_none_last(capfd: pytest.CaptureFixture[str]) -> None:
    headings = re.findall(r"^(\S.*):$", _help(capfd, "check"), re.MULTILINE)
    assert headings == [
        "Texts",
        "Output",
        "Verdict",
        "Findings known already",
        "Checks",
        OTHER,
        "Examples",
        "Exit codes",
    ]


def test_the_commands_are_listed_with_a_whole_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    listed = _help(capfd).partition("Commands:\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in listed.splitlines() if line[2] != " "] == list(COMMANDS)
    assert "..." not in listed


def test_nothing_asked_for_shows_the_help_and_fails() -> None:
    done = subprocess.run([sys.executable, "-m", "checker"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: checker" in done.stderr
    assert done.stderr.splitlines()[-1] == "checker: Say what to do, as in: checker check ARTICLE."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek", "a.txt"), "Did you mean 'check'"),
        (("check", "--formt", "json", "a.txt"), "--format"),
        (("check",), "the call is: checker check [OPTIONS] TARGET (checker check --help has examples)."),
        (("check", "a.txt", "b.txt"), "the call is: checker check [OPTIONS] TARGET"),
        (("check", "a.txt", "-f", "jsn"), "did you mean json"),
        (("explain", "torn"), "did you mean torn-sentence?"),
        (("explain", "Torn_Sentence"), "did you mean torn-sentence"),
        (("check", "a.txt", "--select", "torn-sentense"), "did you mean torn-sentence"),
    ],
)
def test_a_slip_is_told_what_was_meant(
    arguments: tuple[str, ...], said: str, capfd: pytest.CaptureFixture[str], tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The council met on Monday.\n", encoding="utf-8")
    assert run([*arguments]) == 2
    out, err = capfd.readouterr()
    assert not out
    assert said in err
    assert err.count("\n") == 1
