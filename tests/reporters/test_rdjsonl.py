"""Diagnostics of reviewdog: valid, one a line, with columns that count bytes."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from checker.checks import Check
from checker.cli.app import run
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


def test_what_is_under_the_threshold_is_no_error(report: Report) -> None:
    saved = as_dict(report)
    assert [one["severity"] for one in _diagnostics(render(saved))] == ["ERROR", "WARNING", "ERROR"]
    saved["summary"] |= {"verdict": "pass", "limits": {**saved["summary"]["limits"], "fail_on": "critical"}}
    assert {one["severity"] for one in _diagnostics(render(saved))} == {"WARNING"}


def test_the_source_is_shown_beside_it(report: Report) -> None:
    torn, _, lost = _diagnostics(render(as_dict(report)))
    assert [one["location"]["path"] for one in torn["related_locations"]] == ["source.txt"]
    assert (lost["location"]["path"], lost["severity"]) == ("source.txt", "ERROR")
    assert "suggestions" not in lost


TEXT = (
    "\u00bfWho? The critics wrote that the the album was \u00e9t\u00e9.\n\n"
    "The \u00c6gean mayor spoke of\nof the budget.\n"
)
"""Two words stand twice: on the first line, and over the end of another."""


def _mended(data: bytes, suggestion: dict[str, Any]) -> bytes:
    """The lines of a file with a suggestion in them, as reviewdog makes them: it reads lines without their ends."""
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    before = lines[start["line"] - 1][: start["column"] - 1]
    after = lines[end["line"] - 1][end["column"] - 1 :]
    text: str = suggestion["text"]
    return b"".join([before, text.encode(), after])


@pytest.mark.parametrize("mark", [b"", BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_suggestions_fit_the_bytes_of_the_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], mark: bytes, end: str
) -> None:
    data = mark + TEXT.replace("\n", end).encode()
    suggestions = _suggestions(tmp_path / "a.txt", data, capfd)
    assert [_mended(data, one).decode("utf-8-sig") for one in suggestions] == [
        "\u00bfWho? The critics wrote that the album was \u00e9t\u00e9.",
        "The \u00c6gean mayor spoke of the budget.",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_nothing_is_suggested_for_bytes_of_another_encoding(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], encoding: str
) -> None:
    assert _suggestions(tmp_path / "a.txt", TEXT.encode(encoding), capfd) == []


def test_nothing_is_suggested_behind_a_byte_that_could_not_be_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = TEXT.replace("\u00bf", "\N{REPLACEMENT CHARACTER}")
    assert len(_suggestions(tmp_path / "a.txt", text.encode(), capfd)) == 1


def _suggestions(file: Path, data: bytes, capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What the command line suggests for a file; without a suggestion no column is told either."""
    file.write_bytes(data)
    assert run(["check", str(file), "--target-lang", "en", "--select", "repeated-words", "-f", "rdjsonl"]) == 1
    found = _diagnostics(capfd.readouterr().out)
    assert len(found) == 2
    for one in found:
        assert ("suggestions" in one) == ("column" in one["location"]["range"]["start"])
    return [suggestion for one in found for suggestion in one.get("suggestions", ())]
