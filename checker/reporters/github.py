"""The findings as workflow commands of GitHub Actions: annotations on the lines of a pull request.

GitHub shows ten annotations of a level a step, so the gravest come first; a summary of the step, in Markdown, has room
for the others (`step_summary`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.model import Side
from checker.reporters import Saved, View
from checker.reporters.markdown import escaped
from checker.reporters.places import Places, gravest_first, said, standing
from checker.reporters.visible import visible

COMMANDS = {"critical": "error", "major": "error", "minor": "warning"}
SUMMARY_LIMIT = 1 << 20
"""Bytes of a step's summary; GitHub shows nothing of one that is larger."""
RESERVED = 1000
"""Bytes of them for the sentence on what is not shown, and for what the step may write besides."""


def render(saved: Saved, view: View | None = None) -> str:
    """One command a finding, each on a line of its own; empty where nothing was found."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """The commands of several reports, the gravest first over all."""
    return "".join(f"{_command(finding, places)}\n" for finding, places in _found(reports, view))


def summary(saved: Saved, view: View | None = None) -> str:
    """The same as `step_summary` of one report."""
    return step_summary([saved], view)


def step_summary(reports: Sequence[Saved], view: View | None = None) -> str:
    """What belongs into the file $GITHUB_STEP_SUMMARY: a row an article, a row a finding; as much as GitHub shows."""
    head = "\n".join(["## Translations", "", *_articles(reports, view), ""])
    rows = [_row(finding, places) for finding, places in _found(reports, view)]
    if not rows:
        return head
    head += "\n| | Where | Check | Why |\n| --- | --- | --- | --- |\n"
    left = SUMMARY_LIMIT - len(head.encode("utf-8", "replace")) - RESERVED
    told = []
    for row in rows:
        left -= len(row.encode("utf-8", "replace")) + 1
        if left < 0:
            break
        told.append(row)
    rest = len(rows) - len(told)
    more = f"\n{rest} more {'finding is' if rest == 1 else 'findings are'} not shown here.\n" if rest else ""
    return head + "".join(f"{row}\n" for row in told) + more


def _found(reports: Sequence[Saved], view: View | None) -> list[tuple[Mapping[str, Any], Places]]:
    """The findings of all reports with their places, the gravest first."""
    articles = [Places(saved, view) for saved in reports]
    by_finding = {id(one): places for places in articles for one in standing(places.saved)}
    found = gravest_first([one for places in articles for one in standing(places.saved)])
    return [(one, by_finding[id(one)]) for one in found]


def _command(finding: Mapping[str, Any], places: Places) -> str:
    main = places.main(finding)
    (line, column), (end_line, end_column) = main.start, main.end
    properties = {"file": visible(main.path), "line": line, "endLine": end_line}
    # Columns are taken on a single line only; otherwise the runner drops them and says so for each.
    properties |= {"col": column, "endColumn": end_column} if line == end_line else {}
    properties |= {"title": f"{finding['check']} ({finding['severity']})"}
    inside = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{COMMANDS[finding['severity']]} {inside}::{_text(said(finding))}"


def _text(text: str) -> str:
    """A message as a command takes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property as a command takes it."""
    return _text(text).replace(":", "%3A").replace(",", "%2C")


def _articles(reports: Sequence[Saved], view: View | None) -> Iterator[str]:
    yield "| Article | Verdict | Score | Critical | Major | Minor | Not run |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for saved in reports:
        severities = [finding["severity"] for finding in standing(saved)]
        counts = " | ".join(str(severities.count(one)) for one in COMMANDS)
        verdict = "passes" if saved["summary"]["verdict"] == "pass" else "**fails**"
        skipped = ", ".join(one["check"] for one in saved["skipped"])
        path = escaped(Places(saved, view).path(Side.TARGET))
        yield f"| {path} | {verdict} | {saved['summary']['score']:.1f} | {counts} | {escaped(skipped)} |"


def _row(finding: Mapping[str, Any], places: Places) -> str:
    main = places.main(finding)
    place = f"{escaped(main.path)}, line {main.start[0]}"
    return f"| {finding['severity']} | {place} | {escaped(finding['check'])} | {said(finding, escaped)} |"
