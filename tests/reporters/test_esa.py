"""Error span annotations, as the published data of WMT 2024 has them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from hypothesis import given

from checker.model import Report
from checker.reporters.esa import render, together
from checker.reporters.json import as_dict
from tests.reporters import hostile

PLACE = {"oneOf": [{"type": "integer", "minimum": 0}, {"const": "missing"}]}
ANNOTATION = {
    "type": "object",
    "required": ["langs", "line_id", "doc_id", "system", "annotator", "src", "tgt", "esa_score", "esa_spans"],
    "properties": {
        "langs": {"type": "string", "pattern": "^[a-z]{2,3}(-[a-z]{2,3})?$"},
        "line_id": {"type": "integer", "minimum": 0},
        "src": {"type": "string"},
        "tgt": {"type": "string"},
        "esa_score": {"type": "number", "minimum": 0, "maximum": 100},
        "esa_spans": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_i", "end_i", "severity", "error_type"],
                "properties": {"start_i": PLACE, "end_i": PLACE, "severity": {"enum": ["minor", "major"]}},
            },
        },
    },
}


def _annotations(text: str) -> list[dict[str, Any]]:
    lines = text.split("\n")[:-1]
    assert text.splitlines() == lines
    found = [json.loads(line) for line in lines]
    for number, one in enumerate(found):
        jsonschema.Draft202012Validator(ANNOTATION).validate(one)
        assert one["line_id"] == number
        for span in one["esa_spans"]:
            missing = {span["start_i"], span["end_i"]} == {"missing"}
            assert missing or 0 <= span["start_i"] <= span["end_i"] < len(one["tgt"])
    return found


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_valid_annotations(saved: dict[str, Any]) -> None:
    found = _annotations(together([saved, saved]))
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert sum(len(one["esa_spans"]) for one in found) == 2 * len(standing)
    assert len(found) == 2 * len(saved["beads"])


def test_a_span_ends_with_its_last_character(report: Report) -> None:
    found = _annotations(render(as_dict(report)))
    torn = next(one for one in found if one["esa_spans"])
    (span,) = torn["esa_spans"]
    assert torn["tgt"][span["start_i"] : span["end_i"] + 1] == "a month arrives."
    assert span["severity"] == "major"
    assert torn["langs"] == "ar-en"


def test_what_is_missing_has_no_place(report: Report) -> None:
    lost = _annotations(render(as_dict(report)))[-1]
    assert (lost["tgt"], lost["esa_score"]) == ("", 0)
    assert (lost["esa_spans"][0]["start_i"], lost["esa_spans"][0]["end_i"]) == ("missing", "missing")
