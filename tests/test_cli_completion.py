"""What a shell completes: asked of the command itself, and of real shells where they are installed."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from time import monotonic

import pytest
import typer

from checker.checks import TABLE
from checker.cli.app import COMMANDS, app, run
from checker.cli.completion import candidates
from checker.config import FAIL_ON
from checker.lang.facts import languages
from checker.reporters import FORMATS

pty = pytest.importorskip("pty")

SET_UP = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(checker completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(checker completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "checker completion fish | source"),
}
SECONDS = 20


def _complete(*words: str) -> list[str]:
    return [value for value, _ in candidates(typer.main.get_command(app), words)]


def test_the_names_that_can_be_given_are_completed() -> None:
    assert _complete("") == list(COMMANDS)
    assert _complete("ch") == ["check", "checks"]
    assert _complete("--ver") == ["--version"]
    assert _complete("explain", "") == list(TABLE)
    assert _complete("check", "--select", "mis") == ["missing-sentence", "missing-text"]
    assert _complete("check", "-f", "") == list(FORMATS)
    assert _complete("check", "--fail-on", "") == list(FAIL_ON)
    assert _complete("check", "--target-lang", "") == sorted(languages())
    assert _complete("check", "--report", "ht") == ["html="]
    assert _complete("check", "--measure", "metr") == ["metricx="]
    assert _complete("score", "--format", "") == ["jsonl", "tsv"]
    assert _complete("align", "a", "b", "-f", "t") == ["tsv", "tmx"]
    assert _complete("check", "--color", "a") == ["auto", "always"]


def test_a_value_may_stand_behind_an_equals_sign_or_a_comma() -> None:
    assert _complete("check", "--format=js") == ["--format=json"]
    assert _complete("check", "--ignore", "end-mark,torn") == ["end-mark,torn-sentence"]
    assert _complete("check", "--ignore=torn-sentence,torn") == []
    assert _complete("check", "--report=ht") == ["--report=html="]


def test_options_are_completed_once_unless_they_may_be_repeated() -> None:
    assert "--format" not in _complete("check", "a.txt", "--format", "json", "--fo")
    assert _complete("check", "--select", "end-mark", "--sel") == ["--select"]
    assert _complete("check", "--", "--sel") == []


def test_where_nothing_is_known_files_are_left_to_the_shell() -> None:
    assert _complete("check", "") == []
    assert _complete("check", "--source", "") == []
    assert _complete("explain", "torn-sentence", "") == []
    assert _complete("chekc", "--f") == []


def test_each_candidate_is_a_line_with_a_few_words_on_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "bash", "--", "check", "--"]) == 0
    rows = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert all(value.startswith("--") and about for value, about in rows)
    assert len({value for value, _ in rows}) == len(rows) > 20


def test_an_unknown_shell_is_told_which_there_are(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "bash, zsh, fish" in capfd.readouterr().err
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run(["completion"]) == 0
    assert "complete -c checker" in capfd.readouterr().out


def test_nothing_slow_is_loaded_for_it() -> None:
    slow = "{'numpy', 'sacrebleu', 'py3langid', 'sentencex', 'sentencepiece', 'rich', 'checker.pipeline'}"
    code = (
        "import sys\nfrom checker.cli.app import run\nrun(['completion', 'bash', '--', 'check', '--select', ''])\n"
        f"assert not {slow} & set(sys.modules), {slow} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


Keyboard = Callable[[str, str], str]

OF_THIS_TERMINAL = (
    "import fcntl, os, sys, termios\n"
    "os.setsid()\nfcntl.ioctl(0, termios.TIOCSCTTY, 0)\nos.execvp(sys.argv[1], sys.argv[1:])"
)
"""Python that becomes a shell whose terminal is its standard input; fish insists on one."""

CODES = re.compile(r"\x1b\[[0-9;?>]*[A-Za-z]|\x1b[=>(][A-Z0]?|\x07|.\x08")


@pytest.fixture(params=list(SET_UP))
def keyboard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keyboard]:
    """Types into a new shell, and gives what it shows until what is waited for is there, or until time is up."""
    command, begin = SET_UP[request.param]
    if which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    (tmp_path / "report.txt").write_text("", encoding="utf-8")
    program = tmp_path / "bin" / "checker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    own = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8"}
    screen, keys = pty.openpty()
    started = [sys.executable, "-c", OF_THIS_TERMINAL, *command]
    with subprocess.Popen(started, stdin=keys, stdout=keys, stderr=keys, cwd=tmp_path, env=own) as shell:
        os.close(keys)

        def typed(text: str, awaited: str) -> str:
            os.write(screen, text.encode())
            shown, until = "", monotonic() + SECONDS
            while awaited not in CODES.sub("", shown) and monotonic() < until:
                if select.select([screen], [], [], 0.1)[0]:
                    part = os.read(screen, 65_536)
                    if b"\x1b[c" in part or b"\x1b[0c" in part:  # fish asks what the terminal is, and waits for it
                        os.write(screen, b"\x1b[?1;2c")
                    shown += part.decode(errors="replace")
            return CODES.sub("", shown)

        typed(f"{begin}; echo re''ady\n", "ready\r")
        yield typed
        shell.kill()
    os.close(screen)


def test_a_real_shell_completes(keyboard: Keyboard) -> None:
    for typed, completed in (
        ("checker expl", "explain"),
        ("checker check --sel", "--select"),
        ("checker check --select torn", "torn-sentence"),
        ("checker check --format=js", "json"),
        ("checker check --ignore end-mark,torn", "torn-sentence"),
        ("checker check --report ht", "html="),
        ("checker check --report html=rep", "report.txt"),
        ("checker check rep", "report.txt"),
    ):
        assert completed in keyboard(f"{typed}\t", completed)
        keyboard("\x15\necho do''ne\n", "done\r")
