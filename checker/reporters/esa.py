"""The findings as error span annotations (ESA, Kocmi et al. 2024), JSON Lines as WMT publishes them.

A line a segment with `src`, `tgt`, a score of 0..100 and the spans. As in that data, `end_i` is the last character of a
span, not the one after it; what is missing from the translation has "missing" for both; severities are minor and major.
A passage of the source that nothing translates and nobody missed is left out: there is nothing to rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.lang.tags import base
from checker.model import Side
from checker.reporters import Saved, View
from checker.reporters.jsonl import lines
from checker.reporters.segments import Error, Segment, named, segments

MISSING = "missing"
SEVERITIES = {"critical": "major", "major": "major", "minor": "minor"}


def render(saved: Saved, view: View | None = None) -> str:
    """One line a segment."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """The lines of several reports, numbered through."""
    found: list[dict[str, Any]] = []
    for (system, document), saved in zip(named(reports, view), reports, strict=True):
        languages = "-".join(base(saved[side]["language"]) for side in ("source", "target") if saved[side])
        for segment in segments(saved):
            if segment.score is not None or segment.errors:
                about = {"langs": languages, "line_id": len(found), "doc_id": document, "system": system}
                found.append({**about, **_annotation(segment)})
    return lines(found)


def _annotation(segment: Segment) -> dict[str, Any]:
    return {
        "annotator": "checker",
        "src": segment.texts[Side.SOURCE],
        "tgt": segment.texts[Side.TARGET],
        "esa_score": segment.score or 0,
        "esa_spans": [*_spans(segment)],
    }


def _spans(segment: Segment) -> Iterator[dict[str, Any]]:
    for error in segment.errors:
        start, end = _place(error, len(segment.texts[Side.TARGET]))
        about = {"severity": SEVERITIES[error.finding["severity"]], "error_type": error.finding["category"]}
        yield {"start_i": start, "end_i": end, **about}


def _place(error: Error, length: int) -> tuple[int | str, int | str]:
    """First and last character; an empty span is told by the character at it, since none can be empty."""
    if error.side is not Side.TARGET or error.span is None or not length:
        return MISSING, MISSING
    start = min(error.span.start, length - 1)
    return start, max(start, error.span.end - 1)
