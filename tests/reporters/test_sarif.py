"""The SARIF log keeps to its schema and to what GitHub takes, whatever stands in the texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from gzip import compress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given

from checker.checks import TABLE, Check
from checker.model import Article, Report
from checker.reporters import View
from checker.reporters.json import as_dict
from checker.reporters.sarif import MOST_LINKS, MOST_RESULTS, render, together
from tests.reporters import hostile

SCHEMAS = Path(__file__).parent.parent / "schemas"
VALIDATOR = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")))


def _run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    VALIDATOR.validate(log)
    assert len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    return run


LINK = r"\[the (?:translation|source|reference), line \d+\]\((\d+)\)"


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_a_valid_log(saved: dict[str, Any]) -> None:
    run = _run(together([saved, saved], View(root="/repo", directory="docs")))
    assert run["columnKind"] == "unicodeCodePoints"
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert len(run["results"]) == 2 * len(standing)
    for finding, result in zip(standing * 2, run["results"], strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding["check"]
        assert result["partialFingerprints"]["primaryLocationLineHash"].startswith(finding["id"])
        message, *links = re.split(LINK, result["message"]["text"])
        assert not re.search(r"(?<!\\)\[[^\]]*\]\(", message)
        assert message.isprintable() or "\u2068" in message
        assert links[::2] == [str(one["id"]) for one in result["relatedLocations"][:MOST_LINKS]]
        for location in (*result["locations"], *result["relatedLocations"]):
            place = location["physicalLocation"]
            assert "\\" not in unquote(place["artifactLocation"]["uri"])
            region = place["region"]
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_a_finding_is_told_with_its_evidence(report: Report) -> None:
    run = _run(render(as_dict(report)))
    torn, odd, lost = run["results"]
    assert torn["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "target.txt", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 3,
            "startColumn": 26,
            "endLine": 3,
            "endColumn": 51,
            "snippet": {"text": "a month arrives. Ramadan."},
        },
    }
    change = torn["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"]["text"] == "the month of Ramadan."
    assert torn["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "source.txt"
    assert [one["level"] for one in run["results"]] == ["error", "warning", "error"]
    assert odd["relatedLocations"][0]["message"]["text"] == "In the translation."
    assert torn["message"]["text"].endswith("\u201d. Compare [the source, line 3](1).")
    assert "\u0633\u0642\u0637\u062a." in lost["message"]["text"]
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note["message"]["text"].startswith("needs-more did not run. It compares with a reference")


def test_a_rule_has_the_page_of_its_check(report: Report) -> None:
    rule = _run(render(as_dict(report)))["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"].startswith("A full stop in the middle of a phrase")
    assert "## Limits" in rule["help"]["markdown"]
    assert "## Example" in rule["help"]["markdown"]


def test_a_check_from_elsewhere_is_a_rule_as_github_demands_it(report: Report) -> None:
    rule = _run(render(as_dict(report)))["tool"]["driver"]["rules"][1]
    assert rule["id"] == "odd-word"
    assert all("odd-word" in rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))


@pytest.mark.parametrize("name", list(TABLE))
def test_every_page_is_short_enough_for_github(name: str, report: Report) -> None:
    saved = as_dict(report)
    saved["findings"] = [{**saved["findings"][0], "check": name}]
    rule = _run(render(saved))["tool"]["driver"]["rules"][0]
    assert max(len(rule[part]["text"]) for part in ("shortDescription", "fullDescription")) <= 1024
    assert len(rule["id"]) <= 255
    assert len(rule["properties"]["tags"]) <= 10


def test_the_gravest_are_kept_where_github_stores_no_more(report: Report) -> None:
    saved = as_dict(report)
    minor = {**saved["findings"][1], "id": "minor"}
    saved["findings"] = [deepcopy(minor) for _ in range(MOST_RESULTS)] + [saved["findings"][0]]
    run = _run(render(saved))
    assert len(run["results"]) == MOST_RESULTS
    assert run["results"][-1]["ruleId"] == "torn-sentence"
    told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert told.startswith(f"Of {MOST_RESULTS + 1} findings")


def test_a_place_without_length_is_where_something_should_stand(report: Report) -> None:
    saved = as_dict(report)
    torn = saved["findings"][0]
    saved["findings"] = [{**torn, "end": torn["start"], "text": "", "fix": "the "}]
    result = _run(render(saved))["results"][0]
    region = {"startLine": 3, "startColumn": 26, "endLine": 3, "endColumn": 26}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "the "}}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/b c.md", "docs/b%20c.md"),
        ("100%.md", "100%25.md"),
        ("\u00fcber?#.md", "%C3%BCber%3F%23.md"),
        ("a:b.md", "a%3Ab.md"),
        ("-x.md", "-x.md"),
        ("x\ny.md", "x%0Ay.md"),
        ("./docs/../a.md", "a.md"),
        ("/repo/docs/a.md", "docs/a.md"),
    ],
)
def test_a_path_is_a_uri_from_the_root_of_the_repository(report: Report, path: str, expected: str) -> None:
    saved = as_dict(report)
    saved["target"]["path"] = path
    run = _run(together([saved], View(root="/repo")))
    found = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert found == {expected, "source.txt"}
    assert unquote(expected) == path.removeprefix("./docs/../").removeprefix("/repo/")


def test_as_many_results_as_are_stored_are_no_more_than_may_be_uploaded(report: Report) -> None:
    saved = as_dict(report)
    finding = saved["findings"][0]
    hanzi = [chr(0x4E00 + 7919 * number % 20_000) for number in range(20_000)]
    saved["findings"] = [
        {**finding, "message": "".join(hanzi[number : number + 60]), "fix": "".join(hanzi[-number - 90 : -number - 1])}
        for number in range(MOST_RESULTS)
    ]
    text = render(saved)
    assert len(_run(text)["results"]) == MOST_RESULTS
    assert len(compress(text.encode())) < 10_000_000


def test_a_fingerprint_outlives_an_edit_elsewhere(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    found = [
        _run(render(as_dict(report_on(article(text), word_check("bad")))))["results"][0]
        for text in ("A bad word.", "New.\n\nLines.\n\nA bad word.")
    ]
    assert found[0]["partialFingerprints"] == found[1]["partialFingerprints"]
    assert found[0]["locations"] != found[1]["locations"]
