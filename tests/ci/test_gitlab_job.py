"""The script of the GitLab component is run, as a runner runs it: its lines in one shell, its inputs as variables."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
REPORTS = ("checker-code-quality.json", "checker-junit.xml", "checker.html", "checker.json")
BAD = "The council met on Monday in the old hall.\n\nThe mayor spoke of of the budget for the schools.\n"

Job = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(params=["bash", "sh"])
def job(request: pytest.FixtureRequest, tmp_path: Path) -> Job:
    """Runs the job in a folder with an article; pip installs nothing, and the checker is this one."""
    header, jobs = yaml.safe_load_all((ROOT / "templates" / "checker.yml").read_text(encoding="utf-8"))
    (told,) = jobs.values()
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in {
        "python3": f'#!/bin/sh\necho "$@" > "{tmp_path}/pip"\n',
        "checker": f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n',
    }.items():
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    place = tmp_path / "project"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "a.en.md").write_text(BAD, encoding="utf-8")
    (place / "checker.toml").write_text('target-lang = "en"\nselect = ["repeated-words"]\n')

    def run(**given: str) -> subprocess.CompletedProcess[str]:
        inputs = {name: one.get("default", "") for name, one in header["spec"]["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CHECKER_")}
        variables = {
            name: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda match: inputs[match[1]], value)
            for name, value in told["variables"].items()
        }
        script = "\n".join(["set -e", *told["script"]])
        return subprocess.run(
            [request.param, "-c", script],
            cwd=place,
            env={**kept, **variables, "PATH": f"{programs}{os.pathsep}{kept['PATH']}", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def _read(tmp_path: Path, name: str) -> Any:
    return json.loads((tmp_path / "project" / name).read_text(encoding="utf-8"))


def test_the_job_fails_and_leaves_its_reports(job: Job, tmp_path: Path) -> None:
    done = job(target="articles")
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "pip").read_text().split()[-1] == "translation-checker"
    assert all((tmp_path / "project" / name).stat().st_size for name in REPORTS)
    (issue,) = _read(tmp_path, REPORTS[0])
    assert issue["location"] == {"path": "articles/a.en.md", "lines": {"begin": 3, "end": 3}}
    assert "repeated-words" in done.stdout


def test_its_inputs_are_the_settings(job: Job, tmp_path: Path) -> None:
    assert job(target="articles", fail_on="never").returncode == 0
    assert _read(tmp_path, "checker.json")["summary"]["limits"]["fail_on"] == "never"
    assert job(target="articles", fail_on="never", fail_under="99").returncode == 1
    (tmp_path / "project" / "other.toml").write_text('target-lang = "en"\nselect = ["end-mark"]\n')
    assert job(target="articles", config="other.toml", strict="true").returncode == 0
    assert _read(tmp_path, "checker.json")["summary"]["limits"]["strict"] is True


def test_an_input_is_never_a_command(job: Job, tmp_path: Path) -> None:
    for hostile in ("$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "--output=pwned"):
        assert job(target=hostile).returncode == 2
        assert job(target="articles", source=hostile).returncode == 2
        assert job(target="articles", config=hostile).returncode == 2
    assert not (tmp_path / "project" / "pwned").exists()
