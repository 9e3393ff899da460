"""The steps of the action are run, and the way of a team: CI fails, an editor decides, it is committed, CI passes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
import yaml

from checker.suppress.decisions import digest

ROOT = Path(__file__).parents[2]

TARGET = (
    "The council met on Monday in the old hall.\n\n"
    "The critics wrote that the new album by the the band was their best.\n\n"
    "The mayor spoke of of the budget for the schools.\n"
)
MENDED = TARGET.replace("of of", "of")

PYTHON = """#!/bin/sh
# Stands for the Python of a runner: a new environment is this one, and nothing is installed.
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip") echo "$@" > "$RUNNER_TEMP/pip" ;;
  *) exec "$REAL_PYTHON" "$@" ;;
esac
"""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str
    outputs: dict[str, str]
    summary: str


Act = Callable[..., Outcome]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with an article in it, and one commit."""
    place = tmp_path / "repository"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "a.en.md").write_text(TARGET, encoding="utf-8")
    (place / "checker.toml").write_text('target-lang = "en"\nselect = ["repeated-words"]\n')
    _git(place, "init", "--quiet")
    _commit(place, "An article")
    return place


def _git(place: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        **{f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    done = subprocess.run(["git", *arguments], cwd=place, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _commit(place: Path, message: str) -> None:
    _git(place, "add", "--all")
    _git(place, "commit", "--quiet", "--message", message)


@pytest.fixture
def act(repository: Path, tmp_path: Path) -> Act:
    """Runs the steps of action.yml as a runner does, until one fails."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)

    def run(**given: str) -> Outcome:
        inputs = {name: one.get("default", "") for name, one in action["inputs"].items()}
        inputs |= {"python": str(python), **{name.replace("_", "-"): value for name, value in given.items()}}
        files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        (tmp_path / "runner").mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CHECKER_", "GIT_"))}
        base = {**kept, **{name: str(file) for name, file in files.items()}, "REAL_PYTHON": sys.executable}
        base |= {"RUNNER_TEMP": str(tmp_path / "runner"), "PYTHONPATH": str(ROOT)}
        out = err = ""
        code = 0
        for step in action["runs"]["steps"]:
            environment = {name: _filled(value, inputs) for name, value in step["env"].items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=repository,
                env={**base, **environment},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            out, err, code = out + done.stdout, err + done.stderr, done.returncode
            if code:
                break
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return Outcome(code, out, err, outputs, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"))

    return run


def _filled(value: str, inputs: dict[str, str]) -> str:
    known = {f"inputs.{name}": text for name, text in inputs.items()} | {"github.action_path": str(ROOT)}
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda match: known[match[1]], value)


def _decided(report: dict[str, Any], finding: dict[str, Any], **decision: str) -> dict[str, str]:
    """A row of what the HTML report exports."""
    sentence = digest(report["sentences"][finding["sentence"]]["text"])
    return {"id": finding["id"], "check": finding["check"], "sentence": sentence, **decision}


def _checker(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_ci_fails_an_editor_decides_and_ci_passes(act: Act, repository: Path, tmp_path: Path) -> None:
    first = act(target="articles/a.en.md")
    assert (first.code, first.outputs["verdict"]) == (1, "fail"), first.err
    assert (tmp_path / "runner" / "pip").read_text().split()[-1] == str(ROOT)
    assert first.out.count("::error file=articles/a.en.md,line=") == 2
    assert first.summary.count(" | repeated-words | ") == 2
    assert "* articles/a.en.md: 2 findings are major or worse: repeated-words." in first.summary
    assert "<html" in Path(first.outputs["html"]).read_text(encoding="utf-8")
    assert json.loads(Path(first.outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"

    report = json.loads(Path(first.outputs["json"]).read_text(encoding="utf-8"))
    intended, repeated = report["findings"]
    rows = [
        _decided(report, intended, decision="dismiss", reason="the band is called so", note="", text=""),
        _decided(report, repeated, decision="accept", reason="", note="", text=""),
    ]
    export = tmp_path / "export.json"
    export.write_text(json.dumps({"schema": "checker.decisions/1", "decisions": rows}), encoding="utf-8")
    assert _checker(repository, "decide", str(export), "--path", "articles/a.en.md").returncode == 0
    (repository / "articles" / "a.en.md").write_text(MENDED, encoding="utf-8")
    _commit(repository, "Decided")

    second = act(target="articles/a.en.md")
    assert (second.code, second.outputs["verdict"]) == (0, "pass"), second.err
    assert "::error" not in second.out
    report = json.loads(Path(second.outputs["json"]).read_text(encoding="utf-8"))
    assert report["findings"] == []
    assert [one["suppressed"] for one in report["suppressed"]] == [
        {"by": "decision", "reason": "the band is called so"}
    ]
    assert [one["id"] for one in report["decisions"]["done"]] == [repeated["id"]]

    # An edit elsewhere brings nothing back; an edit of the sentence does, and the decision is said to be stale.
    text = f"Many came.\n\n{MENDED}"
    (repository / "articles" / "a.en.md").write_text(text, encoding="utf-8")
    assert act(target="articles/a.en.md").code == 0
    (repository / "articles" / "a.en.md").write_text(text.replace("new album", "third album"), encoding="utf-8")
    third = act(target="articles/a.en.md")
    assert third.code == 1
    assert "1 decision on articles/a.en.md no longer holds" in third.err
    assert intended["id"] in third.err


def test_thresholds_and_settings_reach_the_checker(act: Act) -> None:
    assert act(target="articles/a.en.md", fail_on="never").code == 0
    assert act(target="articles", fail_on="never", min_sentence="100").code == 1
    wrong = act(target="articles/a.en.md", fail_on="sometimes")
    assert (wrong.code, wrong.outputs) == (2, {})
    assert "CHECKER_FAIL_ON cannot be 'sometimes'" in wrong.err


def test_an_input_is_never_a_command(act: Act, repository: Path) -> None:
    for hostile in ("$(touch pwned)", "`touch pwned`", "'; touch pwned; '", '"; touch pwned; "', "--output=pwned"):
        assert act(target=hostile).code == 2
        assert act(target="articles/a.en.md", source=hostile).code == 2
        assert act(target="articles/a.en.md", changed_since=hostile).code == 2
    assert not (repository / "pwned").exists()


def test_nothing_of_the_repository_is_imported(act: Act, repository: Path) -> None:
    for name in ("regex", "json", "logging", "typer", "numpy"):
        (repository / f"{name}.py").write_text('open("pwned", "w")\n', encoding="utf-8")
    (repository / "checker").mkdir()
    (repository / "checker" / "__init__.py").write_text('open("pwned", "w")\n', encoding="utf-8")
    assert act(target="articles/a.en.md", fail_on="never").code == 0
    assert not (repository / "pwned").exists()


def test_a_baseline_lets_the_old_be_and_sees_the_new(act: Act, repository: Path) -> None:
    made = _checker(repository, "check", "articles/a.en.md", "--baseline", "baseline.json", "--update-baseline")
    assert made.returncode == 0
    assert "holds 2 findings now" in made.stderr
    text = (repository / "baseline.json").read_text()
    assert text.count('"path": "articles/a.en.md"') == 2
    assert act(target="articles/a.en.md", baseline="baseline.json").code == 0
    (repository / "articles" / "a.en.md").write_text(f"{TARGET}\nThe vote was was close.\n", encoding="utf-8")
    assert act(target="articles/a.en.md", baseline="baseline.json").code == 1
    (repository / "articles" / "a.en.md").write_text(MENDED, encoding="utf-8")
    _checker(repository, "check", "articles/a.en.md", "--baseline", "baseline.json", "--update-baseline")
    assert (repository / "baseline.json").read_text().count('"id"') == 1


def test_a_job_may_use_the_action_twice(act: Act, repository: Path) -> None:
    (repository / "articles" / "b.en.md").write_text("All is well here.\n", encoding="utf-8")
    first, second = act(target="articles/a.en.md"), act(target="articles/b.en.md")
    assert (first.code, second.code) == (1, 0)
    for outcome, name in ((first, "a.en.md"), (second, "b.en.md")):
        report = json.loads(Path(outcome.outputs["json"]).read_text(encoding="utf-8"))
        assert report["target"]["path"] == f"articles/{name}"
    assert "Of 1" not in second.summary
    assert "The article passes." in second.summary


def test_one_article_that_cannot_be_read_does_not_hide_the_others(act: Act, repository: Path) -> None:
    (repository / "articles" / "empty.en.md").write_text("", encoding="utf-8")
    outcome = act(target="articles")
    assert outcome.code == 2
    assert "empty.en.md is empty" in outcome.err
    assert outcome.outputs["verdict"] == "fail"
    assert "articles/a.en.md" in Path(outcome.outputs["sarif"]).read_text(encoding="utf-8")


def test_odd_names_are_those_of_the_files(act: Act, repository: Path) -> None:
    odd = ["with space", "-dash", "100%", "\u00fcml\u00e4ut", "new\nline", "a,b:c;d", "#hash?", "quote'\"x"]
    for name in odd:
        (repository / "articles" / f"{name}.en.md").write_text(MENDED, encoding="utf-8")
    _commit(repository, "More articles")
    since = _git(repository, "rev-parse", "HEAD")
    _git(repository, "mv", "articles", "texts here")
    outcome = act(target="texts here", changed_since=since, fail_on="never")
    assert (outcome.code, outcome.out) == (0, "")
    for name in odd:
        (repository / "texts here" / f"{name}.en.md").write_text(
            f"{MENDED}\nThe vote was was close.\n", encoding="utf-8"
        )
    outcome = act(target="texts here", changed_since=since)
    assert outcome.code == 1
    told = {unescaped(path) for path in re.findall(r"^::error file=(.*?),line=7", outcome.out, re.MULTILINE)}
    assert told == {f"texts here/{name}.en.md" for name in odd}
    results = json.loads(Path(outcome.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert {unquote(place) for place in places} == told


def unescaped(path: str) -> str:
    """A property of a workflow command, read as the runner reads it."""
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        path = path.replace(escape, character)
    return path


def test_a_shallow_clone_is_told_in_one_sentence(act: Act, repository: Path, tmp_path: Path) -> None:
    since = _git(repository, "rev-parse", "HEAD")
    _git(repository, "commit", "--quiet", "--allow-empty", "--message", "Another")
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(clone))
    outcome = act(target=str(clone / "articles"), changed_since=since)
    assert (outcome.code, outcome.outputs) == (2, {})
    assert outcome.err.count("\n") == 1
    assert "the clone is shallow, so fetch the whole history first (fetch-depth: 0 in GitHub" in outcome.err
