"""Only what has changed since a revision counts; a source that moved on without its translation is a finding."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run

ENGLISH = "The the bridge will be closed in April.\n\nThe contract runs until 2031, and and the town pays.\n"
GERMAN = "Die Brücke wird im April gesperrt.\n\nDer Vertrag läuft bis 2031, und die Stadt zahlt.\n"

Checked = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Checked:
    """Checks an article and its source, in a repository with one commit of both."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    Path("a.en.txt").write_text(ENGLISH, encoding="utf-8")
    Path("a.de.txt").write_text(GERMAN, encoding="utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    for command in (["init", "-q"], ["add", "--all"], [*who, "commit", "-q", "-m", "x"], ["tag", "v1"]):
        subprocess.run(["git", *command], check=True)

    def call(*arguments: str) -> tuple[int, dict[str, Any]]:
        languages = ("--target-lang", "en", "--source-lang", "de", "--quiet")
        code = run(["check", "a.en.txt", "-s", "a.de.txt", *languages, *arguments])
        return code, json.loads(capfd.readouterr().out)

    return call


def _names(report: dict[str, Any], member: str = "findings") -> list[str]:
    return [f"{one['check']} {one['line']}" for one in report[member]]


REPEATED = ("--select", "repeated-words", "--select", "stale-translation")


def test_what_has_not_changed_does_not_count(checked: Checked) -> None:
    code, report = checked(*REPEATED)
    assert (code, _names(report)) == (1, ["repeated-words 1", "repeated-words 3"])
    code, report = checked(*REPEATED, "--changed-since", "v1")
    assert (code, _names(report)) == (0, [])
    assert _names(report, "suppressed") == ["repeated-words 1", "repeated-words 3"]
    assert report["suppressed"][0]["suppressed"] == {"by": "unchanged", "reason": "Nothing here has changed since v1."}
    assert report["signature"].endswith("|changed-since:v1")
    Path("a.en.txt").write_text(ENGLISH.replace("town pays", "town will pay"), encoding="utf-8")
    code, report = checked(*REPEATED, "--changed-since", "v1")
    assert (code, _names(report)) == (1, ["repeated-words 3"])


def test_a_source_that_moved_on_without_its_translation(checked: Checked) -> None:
    Path("a.de.txt").write_text(GERMAN.replace("April", "Mai"), encoding="utf-8")
    code, report = checked("--select", "stale-translation", "--changed-since", "v1", "--fail-on", "minor")
    assert (code, _names(report)) == (1, ["stale-translation 1"])
    assert report["findings"][0]["related"][0]["text"] == "Die Brücke wird im Mai gesperrt."
    assert "since v1" in report["findings"][0]["message"]
    Path("a.en.txt").write_text(ENGLISH.replace("April", "May"), encoding="utf-8")
    assert _names(checked("--select", "stale-translation", "--changed-since", "v1")[1]) == []


def test_without_a_revision_nothing_is_stale(checked: Checked) -> None:
    Path("a.de.txt").write_text(GERMAN.replace("April", "Mai"), encoding="utf-8")
    code, report = checked("--select", "stale-translation", "--strict")
    assert (code, report["findings"], report["skipped"]) == (0, [], [])


def test_strict_fails_where_a_check_could_not_run(checked: Checked) -> None:
    arguments = ("--select", "repeated-words", "--select", "glossary", "--fail-on", "never")
    assert checked(*arguments, "--strict")[0] == 0
    capture = ["check", "a.en.txt", "--target-lang", "en", "--quiet", "--select", "stale-translation"]
    assert run(capture) == 0
    assert run([*capture, "--strict"]) == 1


def test_the_worst_sentence_may_fail_an_article(checked: Checked) -> None:
    code, report = checked("--fail-on", "never", "--min-sentence", "60")
    assert code == 1
    assert report["summary"]["reasons"][0].startswith("2 sentences score under 60, the lowest ")
    assert checked("--fail-on", "never", "--min-sentence", "0")[0] == 0
