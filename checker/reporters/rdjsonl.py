"""The findings in the format of reviewdog, one JSON object a line, for comments and suggestions on a change.

Its columns count bytes of UTF-8. Where the report does not hold the line before a passage, the lines alone are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.reporters import Saved, View
from checker.reporters.jsonl import lines
from checker.reporters.places import CAPTIONS, Place, Places, said, standing

SEVERITIES = {"critical": "ERROR", "major": "ERROR", "minor": "WARNING"}


def render(saved: Saved, view: View | None = None) -> str:
    """One line a finding; empty where nothing was found."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """The lines of several reports."""
    articles = [Places(saved, view) for saved in reports]
    return lines(_diagnostic(finding, places) for places in articles for finding in standing(places.saved))


def _diagnostic(finding: Mapping[str, Any], places: Places) -> dict[str, Any]:
    main = places.main(finding)
    related = places.related(finding)
    return {
        "message": said(finding),
        "location": _location(main),
        "severity": SEVERITIES[finding["severity"]],
        "source": {"name": "checker"},
        "code": {"value": finding["check"]},
        **_suggestions(finding, main),
        "related_locations": [{"message": CAPTIONS[place.side], "location": _location(place)} for place in related],
    }


def _suggestions(finding: Mapping[str, Any], main: Place) -> dict[str, Any]:
    """A suggestion is put into the file as it is, so it needs the exact range."""
    if finding["fix"] is None or finding["side"] != main.side or main.before is None:
        return {}
    return {"suggestions": [{"range": _range(main), "text": finding["fix"]}]}


def _location(place: Place) -> dict[str, Any]:
    return {"path": place.path, "range": _range(place)}


def _range(place: Place) -> dict[str, Any]:
    line, end_line = place.start[0], place.end[0]
    if place.before is None:
        return {"start": {"line": line}, "end": {"line": end_line}}
    column = _bytes(place.before) + 1
    last = place.text[len(place.text) - place.end[1] + 1 :] if end_line > line else place.text
    end_column = _bytes(last) + (1 if end_line > line else column)
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}


def _bytes(text: str) -> int:
    """Bytes of a text in UTF-8; a lone surrogate is written with three, as its replacement is."""
    return len(text.encode("utf-8", "surrogatepass"))
