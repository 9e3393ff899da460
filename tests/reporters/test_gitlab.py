"""The code quality report holds what GitLab asks for; its fingerprints tell findings apart, and not lines.

GitLab asks for description, check_name, fingerprint, severity and a location with a path and a line
(docs.gitlab.com, "Code Quality report format"); what it calls a schema asks for less.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
from hypothesis import given

from checker.checks import Check
from checker.model import Article, Report
from checker.reporters import View
from checker.reporters.gitlab import render, together
from checker.reporters.json import as_dict
from tests.reporters import hostile

LINE = {"type": "integer", "minimum": 1}
ISSUE = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1, "pattern": "^[^\\n\\r]*$"},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./)[^\\\\]+$"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": LINE, "end": LINE},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}


def _issues(text: str) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(text)
    jsonschema.Draft202012Validator({"type": "array", "items": ISSUE}).validate(issues)
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    return issues


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_issues_with_fingerprints_of_their_own(saved: dict[str, Any]) -> None:
    issues = _issues(together([saved, saved], View(root="/repo", directory="docs")))
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert [one["severity"] for one in issues] == [one["severity"] for one in standing] * 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", render(saved))


def test_an_issue_says_what_to_write(report: Report) -> None:
    issue = _issues(render(as_dict(report)))[0]
    assert issue["location"] == {"path": "target.txt", "lines": {"begin": 3, "end": 3}}
    assert issue["description"].startswith(
        "The word is bad. Write \u201c\u2068the month of Ramadan.\u2069\u201d instead of"
    )


def test_a_fingerprint_outlives_an_edit_elsewhere(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    before, after = (
        _issues(render(as_dict(report_on(article(text), word_check("bad")))))
        for text in ("A bad word.\n\nA bad bad word.", "New.\n\nLines.\n\nA bad word.\n\nA bad bad word.")
    )
    assert len(before) == 3
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["location"] for one in before] != [one["location"] for one in after]


def test_a_path_with_a_line_end_is_that_of_the_file(report: Report) -> None:
    saved = as_dict(report)
    saved["target"]["path"] = "x\ny.txt"
    assert {one["location"]["path"] for one in _issues(render(saved))} == {"x\ny.txt", "source.txt"}


def test_the_same_words_in_two_files_are_two_issues(report: Report) -> None:
    saved = as_dict(report)
    other = {**saved, "target": {**saved["target"], "path": "other.txt"}}
    assert len(_issues(together([saved, other]))) == 6
