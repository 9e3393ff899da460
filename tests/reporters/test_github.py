"""Workflow commands: one a line, nothing in a text becomes another; the summary stays within what GitHub shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from checker.model import Report
from checker.reporters import View
from checker.reporters.github import RESERVED, SHOWN, SUMMARY_LIMIT, render, step_summary, together
from checker.reporters.json import as_dict
from tests.reporters import hostile

COMMAND = re.compile(r"::(?P<name>error|warning) (?P<properties>[^:]*)::(?P<message>.*)")


def _commands(text: str) -> list[dict[str, str]]:
    """What the runner of GitHub reads, by its own rules: lines end with LF, properties with a comma."""
    found = []
    for line in text.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match["properties"].split(","))
        found.append(
            {name: _unescaped(value) for name, value in properties.items()}
            | {"level": match["name"], "message": _unescaped(match["message"])}
        )
    return found


def _unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@hostile.PATIENT
@given(hostile.reports())
def test_every_finding_is_one_command(saved: dict[str, Any]) -> None:
    text = together([saved, saved], View(root="/repo"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    commands = _commands(text)
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert len(commands) == 2 * len(standing)
    for command in commands:
        assert {"file", "line", "endLine", "title"} <= set(command)
        assert ("col" in command) == (command["line"] == command["endLine"])
    levels = [command["level"] for command in commands]
    assert levels == sorted(levels)
    for level in set(levels):
        titles = [command["title"] for command in commands if command["level"] == level]
        ranks = [re.sub(r".*\((.*)\)", r"\1", title) for title in titles]
        assert ranks == sorted(ranks, key=("critical", "major", "minor").index)


def test_a_command_says_what_to_write(report: Report) -> None:
    first, second, third = _commands(render(as_dict(report)))
    assert first["title"] == "torn-sentence (major)"
    assert (first["file"], first["line"], first["col"], first["endColumn"]) == ("target.txt", "3", "26", "51")
    assert first["message"].endswith("instead of \u201c\u2068a month arrives. Ramadan.\u2069\u201d.")
    assert (second["level"], third["level"]) == ("error", "warning")


@pytest.mark.parametrize(("fail_on", "errors"), [("minor", 3), ("major", 2), ("critical", 0), ("never", 0), (None, 2)])
def test_what_fails_is_an_error_and_the_rest_are_warnings(report: Report, fail_on: str | None, errors: int) -> None:
    saved = as_dict(report)
    if fail_on is None:
        del saved["summary"]["limits"]
    else:
        saved["summary"]["limits"]["fail_on"] = fail_on
    levels = [command["level"] for command in _commands(render(saved))]
    assert levels == ["error"] * errors + ["warning"] * (3 - errors)


def test_what_github_does_not_show_is_told(report: Report) -> None:
    saved = as_dict(report)
    grave, mild, _ = saved["findings"]
    saved["findings"] = [grave] * (SHOWN + 1) + [mild] * SHOWN
    *commands, notice = render(saved).splitlines()
    assert len(commands) == 2 * SHOWN + 1
    assert notice.startswith("::notice title=checker::GitHub shows 10 annotations of a kind for each step. ")
    assert notice.endswith(": 1 more error.")
    saved["findings"] = [grave] * SHOWN + [mild] * (SHOWN + 2)
    assert render(saved).splitlines()[-1].endswith(": 2 more warnings.")
    saved["findings"] = [grave] * SHOWN + [mild] * SHOWN
    assert "::notice" not in render(saved)


def test_a_path_with_a_line_end_is_that_of_the_file(report: Report) -> None:
    saved = as_dict(report)
    saved["target"]["path"] = "x\ny,z%.txt"
    assert {one["file"] for one in _commands(render(saved))} == {"x\ny,z%.txt", "source.txt"}


def test_an_article_without_findings_says_nothing(report: Report) -> None:
    assert render({**as_dict(report), "findings": []}) == ""


@hostile.PATIENT
@given(hostile.reports())
def test_a_summary_has_a_row_an_article_and_a_row_a_finding(saved: dict[str, Any]) -> None:
    text = step_summary([saved, saved])
    rows = [line for line in text.split("\n") if line.startswith("|")]
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert len(rows) == 2 + 2 + (2 + 2 * len(standing) if standing else 0)
    for row in rows[4:]:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5
        assert not re.search(r"<(?!!-- -->)", row)


def test_a_summary_is_never_too_large(report: Report) -> None:
    saved = as_dict(report)
    saved["findings"] = [{**saved["findings"][0], "message": "\u6708" * 500}] * 2000
    text = step_summary([saved])
    assert SUMMARY_LIMIT - 5000 < len(text.encode()) < SUMMARY_LIMIT
    assert re.search(r"\n\d+ more findings are not shown here\.\n$", text)


def test_a_summary_leaves_room_for_what_is_there_already(report: Report) -> None:
    saved = as_dict(report)
    saved["findings"] = [{**saved["findings"][0], "message": "\u6708" * 500}] * 2000
    text = step_summary([saved], View(taken=SUMMARY_LIMIT // 2))
    assert SUMMARY_LIMIT // 2 - 5000 < len(text.encode()) < SUMMARY_LIMIT // 2
    assert len(step_summary([saved], View(taken=SUMMARY_LIMIT)).encode()) < RESERVED


def test_a_summary_of_many_articles_is_never_too_large_and_has_those_that_fail_first(report: Report) -> None:
    fails = as_dict(report)
    passes = {**fails, "findings": [], "summary": {**fails["summary"], "verdict": "pass", "reasons": []}}
    name = "a" * 500
    reports = [{**passes, "target": {**passes["target"], "path": f"{name}{number}"}} for number in range(4000)]
    text = step_summary([*reports, fails])
    assert len(text.encode()) < SUMMARY_LIMIT
    assert "Of 4001 articles 1 fails." in text
    assert re.search(r"\n\d+ more articles are not shown here\.\n", text)
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert rows[2].startswith("| target.txt | **fails** |")
    assert "| major | target.txt, line 3 | torn-sentence |" in text


def test_a_summary_tells_what_does_not_count_and_what_is_out_of_date(report: Report) -> None:
    saved = as_dict(report)
    saved["suppressed"] = [{**saved["findings"].pop(), "suppressed": {"by": "decision", "reason": "x"}}]
    saved["decisions"]["notes"] = ["d.json: 1 decision on [a] no longer holds; decide again."]
    text = step_summary([saved])
    assert re.search(r"\| 0 \| 1 \| 1 \| 1 \| needs-more \|", text)
    assert "\n**To be put right**\n\n* d.json: 1 decision on \\[a\\] no longer holds; decide again.\n" in text


def test_a_summary_tells_the_verdict_and_what_did_not_run(report: Report) -> None:
    text = step_summary([as_dict(report)])
    assert re.search(r"\| target.txt \| \*\*fails\*\* \| [\d.]+ \| 0 \| 2 \| 1 \| 0 \| needs-more \|", text)
    assert "The article fails. What fails one: a finding that is major or worse.\n" in text
    assert (
        "\n**Why**\n\n* target.txt: 2 findings are major or worse: torn-sentence, missing-sentence. The worst" in text
    )
    assert "| major | target.txt, line 3 | torn-sentence |" in text


def test_a_summary_shows_words_as_they_are(report: Report) -> None:
    saved = as_dict(report)
    saved["findings"] = [{**saved["findings"][0], "text": " <b>", "fix": "\u0641\u064a"}]
    assert (
        "Write \u201c\u2068\u0641\u064a\u2069\u201d instead of \u201c\u2068\N{OPEN BOX}&lt;b>\u2069\u201d."
        in step_summary([saved])
    )
