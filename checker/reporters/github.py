"""The findings as workflow commands of GitHub Actions: annotations on the lines of a pull request.

What fails an article is an error, and the rest are warnings. GitHub shows ten annotations of a kind for each step, so
the gravest come first, and a notice says how many are in the log alone; a summary of the step, in Markdown, has room
for the others (`step_summary`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.model import Severity, Side
from checker.reporters import Saved, View
from checker.reporters.limits import fails, held_to
from checker.reporters.markdown import escaped
from checker.reporters.places import Places, gravest_first, in_repository, on_lines, said, standing
from checker.reporters.visible import visible

SHOWN = 10
"""Annotations of a kind that GitHub shows for a step."""
SUMMARY_LIMIT = 1 << 20
"""Bytes of a step's summary; GitHub shows nothing of one that is larger."""
RESERVED = 1000
"""Bytes of them for the sentences on what is not shown, and for what the step may write besides."""

SEVERITIES = [str(severity) for severity in reversed(Severity)]

Located = tuple[Mapping[str, Any], Places]


def render(saved: Saved, view: View | None = None) -> str:
    """One command a finding, each on a line of its own; empty where nothing was found."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """The commands of several reports, the gravest first over all."""
    found = [
        ("error" if fails(places.saved, finding) else "warning", finding, places)
        for finding, places in _found(reports, view)
    ]
    commands = [_command(*one) for one in sorted(found, key=lambda one: one[0])]
    return "".join(f"{command}\n" for command in (*commands, *_hidden([level for level, _, _ in found])))


def summary(saved: Saved, view: View | None = None) -> str:
    """The same as `step_summary` of one report."""
    return step_summary([saved], view)


def step_summary(reports: Sequence[Saved], view: View | None = None) -> str:
    """What belongs into the file $GITHUB_STEP_SUMMARY, as much as GitHub shows.

    The verdict, a row an article, those that fail first, and why; what should be put right; a row a finding.
    """
    room = SUMMARY_LIMIT - RESERVED - (view.taken if view else 0)
    ordered = sorted(reports, key=lambda saved: saved["summary"]["verdict"] == "pass")
    parts = [f"## Translations\n\n{_verdict(reports)}\n"]
    rows = [_article(saved, view) for saved in ordered]
    parts.append(_table(_ARTICLES, rows, room // 2, "article"))
    for heading, lines in (("Why", _reasons(ordered, view)), ("To be put right", _notes(reports))):
        parts.append(_listed(heading, list(lines), room // 8))
    rows = [_row(finding, places) for finding, places in _found(reports, view)]
    parts.append(_table(_FINDINGS, rows, room - sum(map(_bytes, parts)), "finding") if rows else "")
    return "\n".join(part for part in parts if part)


_ARTICLES = (
    "| Article | Verdict | Score | Critical | Major | Minor | Not counted | Not run |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"
)
_FINDINGS = "| | Where | Check | Why |\n| --- | --- | --- | --- |"


def _table(head: str, rows: Sequence[str], room: int, noun: str) -> str:
    """A table with as many of its rows as there is room for, in bytes, and a sentence on the others."""
    told = _fitting(rows, room - _bytes(head))
    rest = len(rows) - len(told)
    more = f"\n{rest} more {noun} is not shown here.\n" if rest == 1 else f"\n{rest} more {noun}s are not shown here.\n"
    return "".join(f"{line}\n" for line in (head, *told)) + (more if rest else "")


def _listed(heading: str, lines: Sequence[str], room: int) -> str:
    """A list under a heading, as much of it as there is room for; "" where there is nothing to list."""
    told = _fitting([f"* {line}" for line in lines], room)
    more = [f"* and {len(lines) - len(told)} more"] if len(told) < len(lines) else []
    return "\n".join([f"**{heading}**", "", *told, *more, ""]) if lines else ""


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    told = []
    for line in lines:
        room -= _bytes(line) + 1
        if room < 0:
            break
        told.append(line)
    return told


def _bytes(text: str) -> int:
    """Bytes of a text as it is written."""
    return len(text.encode("utf-8", "backslashreplace"))


def _found(reports: Sequence[Saved], view: View | None) -> list[Located]:
    """The findings of all reports with their places, the gravest first."""
    articles = [Places(saved, view) for saved in reports]
    by_finding = {id(one): places for places in articles for one in standing(places.saved)}
    found = gravest_first([one for places in articles for one in standing(places.saved)])
    return [(one, by_finding[id(one)]) for one in found]


def _hidden(levels: Sequence[str]) -> Iterator[str]:
    """A notice on the annotations that GitHub does not show."""
    hidden = {level: count - SHOWN for level, count in sorted(Counter(levels).items()) if count > SHOWN}
    if hidden:
        told = " and ".join(f"{count} more {level}{'' if count == 1 else 's'}" for level, count in hidden.items())
        yield (
            f"::notice title=checker::GitHub shows {SHOWN} annotations of a kind for each step. In the log of this "
            f"step, in its summary and in the report: {told}."
        )


def _command(level: str, finding: Mapping[str, Any], places: Places) -> str:
    main = places.main(finding)
    (line, column), (end_line, end_column) = main.start, main.end
    properties = {"file": on_lines(main.path), "line": line, "endLine": end_line}
    # Columns are taken on a single line only; otherwise the runner drops them and says so for each.
    properties |= {"col": column, "endColumn": end_column} if line == end_line else {}
    properties |= {"title": f"{visible(finding['check'])} ({finding['severity']})"}
    inside = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {inside}::{_text(said(finding))}"


def _text(text: str) -> str:
    """A message as a command takes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property as a command takes it."""
    return _text(text).replace(":", "%3A").replace(",", "%2C")


def _verdict(reports: Sequence[Saved]) -> str:
    """How many articles fail, and what would fail one, where all were held to the same."""
    failed = sum(saved["summary"]["verdict"] == "fail" for saved in reports)
    if len(reports) == 1:
        told = f"The article {'fails' if failed else 'passes'}."
    else:
        told = f"Of {len(reports)} articles {failed or 'none'} {'fails' if failed < 2 else 'fail'}."
    held = {held_to(saved) for saved in reports}
    return f"{told} What fails one: {held.pop()}." if len(held) == 1 and "" not in held else told


def _article(saved: Saved, view: View | None) -> str:
    severities = [finding["severity"] for finding in standing(saved)]
    counts = " | ".join(str(severities.count(one)) for one in SEVERITIES)
    aside = len(saved.get("suppressed", ())) + len(saved["findings"]) - len(severities)
    verdict = "passes" if saved["summary"]["verdict"] == "pass" else "**fails**"
    skipped = escaped(", ".join(one["check"] for one in saved["skipped"]))
    return f"| {_path(saved, view)} | {verdict} | {saved['summary']['score']:.1f} | {counts} | {aside} | {skipped} |"


def _path(saved: Saved, view: View | None) -> str:
    return escaped(in_repository(saved[Side.TARGET]["path"], view))


def _reasons(reports: Sequence[Saved], view: View | None) -> Iterator[str]:
    """Why each article that fails does."""
    for saved in reports:
        if saved["summary"]["verdict"] == "fail":
            yield f"{_path(saved, view)}: {escaped(' '.join(saved['summary']['reasons']))}"


def _notes(reports: Sequence[Saved]) -> Iterator[str]:
    """What is out of date among the decisions."""
    for saved in reports:
        yield from (escaped(note) for note in saved.get("decisions", {}).get("notes", ()))


def _row(finding: Mapping[str, Any], places: Places) -> str:
    main = places.main(finding)
    place = f"{escaped(main.path)}, line {main.start[0]}"
    return f"| {finding['severity']} | {place} | {escaped(finding['check'])} | {said(finding, escaped)} |"
