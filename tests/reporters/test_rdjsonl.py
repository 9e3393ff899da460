"""Diagnostics of reviewdog: valid, one a line, with columns that count bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given

from checker.checks import Check
from checker.model import Article, Report
from checker.reporters import View
from checker.reporters.json import as_dict
from checker.reporters.rdjsonl import render, together
from tests.reporters import hostile

SCHEMAS = Path(__file__).parent.parent / "schemas"
VALIDATOR = jsonschema.Draft7Validator(json.loads((SCHEMAS / "rdjson-diagnostic.json").read_text(encoding="utf-8")))


def _diagnostics(text: str) -> list[dict[str, Any]]:
    lines = text.split("\n")[:-1]
    assert text.splitlines() == lines
    found = [json.loads(line) for line in lines]
    for one in found:
        VALIDATOR.validate(one)
        assert json.dumps(one, ensure_ascii=False).encode()
    return found


def _cut(whole: str, range: dict[str, Any]) -> str:
    """The text that a range stands for: what reviewdog replaces by a suggestion."""
    lines = whole.encode().replace(b"\r\n", b"\r\n").split(b"\n")
    start = sum(len(line) + 1 for line in lines[: range["start"]["line"] - 1]) + range["start"]["column"] - 1
    end = sum(len(line) + 1 for line in lines[: range["end"]["line"] - 1]) + range["end"]["column"] - 1
    return whole.encode()[start:end].decode()


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_valid_diagnostics_with_exact_ranges(saved: dict[str, Any]) -> None:
    found = _diagnostics(together([saved], View(root="/repo", directory="docs")))
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    assert len(found) == len(standing)
    gaps = saved["target"].get("between")
    for finding, diagnostic in zip(standing, found, strict=True):
        where = diagnostic["location"]["range"]
        assert ("column" in where["start"]) == ("column" in where["end"])
        if finding["side"] == "target" and gaps:
            sentences = [one["text"] for one in saved["sentences"]]
            whole = "".join(gap + text for gap, text in zip(gaps, [*sentences, ""], strict=True))
            assert _cut(whole, where) == finding["text"]
            fixes = [one["text"] for one in diagnostic.get("suggestions", ())]
            assert fixes == ([] if finding["fix"] is None else [finding["fix"]])


def test_columns_count_bytes(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    text = "Fine.\n\na\N{DESERET CAPITAL LETTER LONG I}b \u00e9 bad."
    saved = as_dict(report_on(article(text), word_check("b \u00e9 bad", fix="c")))
    (diagnostic,) = _diagnostics(render(saved))
    expected = {"start": {"line": 3, "column": 6}, "end": {"line": 3, "column": 14}}
    assert diagnostic["location"] == {"path": "target.txt", "range": expected}
    assert diagnostic["suggestions"] == [{"range": expected, "text": "c"}]
    del saved["target"]["between"]
    (diagnostic,) = _diagnostics(render(saved))
    assert diagnostic["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}
    assert "suggestions" not in diagnostic


def test_the_source_is_shown_beside_it(report: Report) -> None:
    torn, _, lost = _diagnostics(render(as_dict(report)))
    assert [one["location"]["path"] for one in torn["related_locations"]] == ["source.txt"]
    assert (lost["location"]["path"], lost["severity"]) == ("source.txt", "ERROR")
    assert "suggestions" not in lost
