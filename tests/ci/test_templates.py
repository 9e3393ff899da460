"""The action, the hook and the GitLab component are what their schemas ask for, and let no input become a command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from checker.cli.app import app
from checker.config import SETTINGS
from checker.reporters import FORMATS

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "tests" / "schemas"
_CHECK = next(command for command in app.registered_commands if command.name == "check")


def _yaml(name: str) -> list[Any]:
    return list(yaml.safe_load_all((ROOT / name).read_text(encoding="utf-8")))


def _options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--([a-z][a-z-]+)", text))


def _known() -> set[str]:
    return {*SETTINGS, "source", "reference", "format", "output", "report", "config"}


@pytest.mark.parametrize(
    ("name", "schema"), [("action.yml", "github-actions.json"), ("templates/checker.yml", "gitlab-ci.json")]
)
def test_the_schema_is_kept(name: str, schema: str) -> None:
    validator = Draft7Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    for document in _yaml(name):
        assert [error.message for error in validator.iter_errors(document)] == []


def test_the_hook_has_what_pre_commit_asks_for() -> None:
    (hook,) = _yaml(".pre-commit-hooks.yaml")[0]
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert "args" not in hook  # whose texts they are, nobody else can know
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (advised,) = re.findall(r"^#  +args: (.*)", text, re.MULTILINE)
    assert _options(f"{hook['entry']} {advised}") <= _known()


def test_inputs_of_the_action_reach_the_shell_as_variables_alone() -> None:
    (action,) = _yaml("action.yml")
    given = set()
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["env"].pop("PYTHONSAFEPATH") == "1"
        for value in step["env"].values():
            match = re.fullmatch(r"\$\{\{ (inputs\.([a-z-]+)|github\.action_path) \}\}", value)
            assert match
            given |= {match[2]} - {None}
    assert given == set(action["inputs"])


def test_inputs_of_the_component_reach_the_shell_as_variables_alone() -> None:
    header, jobs = _yaml("templates/checker.yml")
    (job,) = jobs.values()
    assert "[[" not in " ".join(job["script"])
    inside = {*job["variables"].values(), job["stage"], job["image"]}
    assert {match[1] for text in inside if (match := re.fullmatch(r"\$\[\[ inputs\.([a-z-]+) \]\]", text))} == set(
        header["spec"]["inputs"]
    )


@pytest.mark.parametrize("name", ["action.yml", "templates/checker.yml"])
def test_what_they_call_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    calls = "\n".join(line for line in text.splitlines() if "pip" not in line)
    assert _options(calls) - {"noprofile"} <= _known()
    assert set(re.findall(r"--(?:format|report)=\"?([a-z-]+)", text)) <= set(FORMATS)
    variables = {"CHECKER_" + setting.upper().replace("-", "_") for setting in SETTINGS}
    assert set(re.findall(r"\bCHECKER_[A-Z_]+", text)) <= variables


def test_what_the_readme_shows_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## In CI, with editors")[2].partition("\n## ")[0]
    (workflow,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (action,) = _yaml("action.yml")
    (used,) = [step for step in yaml.safe_load(workflow)["steps"] if "translation-checker" in step["uses"]]
    assert set(used["with"]) <= set(action["inputs"])
    assert set(re.findall(rf"steps\.{used['id']}\.outputs\.([a-z]+)", workflow)) <= set(action["outputs"])
    (call,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    assert _options(f"{call} {section.replace(workflow, '')}") <= _known()
    assert set(re.findall(r"(?:-f|--report) ([a-z-]+)", section)) <= set(FORMATS)
