"""The findings in the format of reviewdog, one JSON object a line, for comments and suggestions on a change.

Its columns count bytes of UTF-8, and those of a byte-order mark: reviewdog cuts the lines of the file as they are.
Where the file is in another encoding, is damaged before the passage, or the report does not hold that part of the line,
the lines alone are told, and nothing is suggested. What fails the article is an error, and the rest are warnings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.reporters import Saved, View
from checker.reporters.jsonl import lines
from checker.reporters.limits import fails
from checker.reporters.places import CAPTIONS, Place, Places, said, standing

MARKS = {"utf-8": 0, "utf-8-sig": 3}
"""Bytes of the mark that a file of an encoding begins with, of those encodings whose bytes are columns."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Mostly stands where a byte could not be read."""


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
        "location": _location(main, places),
        "severity": "ERROR" if fails(places.saved, finding) else "WARNING",
        "source": {"name": "checker"},
        "code": {"value": finding["check"]},
        **_suggestions(finding, main, places),
        "related_locations": [
            {"message": CAPTIONS[place.side], "location": _location(place, places)} for place in related
        ],
    }


def _suggestions(finding: Mapping[str, Any], main: Place, places: Places) -> dict[str, Any]:
    """A suggestion is put into the file as it is, so it needs the exact range."""
    if finding["fix"] is None or finding["side"] != main.side or _before(main, places) is None:
        return {}
    return {"suggestions": [{"range": _range(main, places), "text": finding["fix"]}]}


def _location(place: Place, places: Places) -> dict[str, Any]:
    return {"path": place.path, "range": _range(place, places)}


def _range(place: Place, places: Places) -> dict[str, Any]:
    line, end_line = place.start[0], place.end[0]
    before = _before(place, places)
    if before is None:
        return {"start": {"line": line}, "end": {"line": end_line}}
    column = before + 1
    last = place.text[len(place.text) - place.end[1] + 1 :] if end_line > line else place.text
    end_column = _bytes(last) + (1 if end_line > line else column)
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}


def _before(place: Place, places: Places) -> int | None:
    """Bytes of the file's line before a passage; None where they cannot be told."""
    encoding = places.saved[place.side].get("encoding", "utf-8")
    if place.before is None or encoding not in MARKS or REPLACEMENT in place.before + place.text:
        return None
    return (MARKS[encoding] if place.start[0] == 1 else 0) + _bytes(place.before)


def _bytes(text: str) -> int:
    """Bytes of a text in UTF-8; a lone surrogate is written with three, as its replacement is."""
    return len(text.encode("utf-8", "surrogatepass"))
