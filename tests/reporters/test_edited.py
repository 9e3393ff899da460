"""The edits of a bead go round through JSON, and damaged ones are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from checker.errors import ReadError
from checker.measures.reference_edits import compared
from checker.model import Article, Report
from checker.reporters.json import as_dict, render
from checker.reporters.rebuilt import rebuilt
from checker.reporters.saved import parse

TARGET = "Talks stalled. On Sunday evening the grey ship left - it rained."
REFERENCE = "Talks had stalled. The grey ship left on Sunday evening; it rained."


@pytest.fixture
def edited(article: Callable[..., Article], report_on: Callable[..., Report]) -> Report:
    """A report with an insertion, a move and a mark that differs."""
    made = article(TARGET, reference=REFERENCE)
    return report_on(replace(made, beads=compared(made.beads)))


def test_edits_are_told_with_their_texts(edited: Report) -> None:
    first, second = (bead["edits"] for bead in json.loads(render(edited))["beads"])
    assert first == [
        {
            "kind": "insert",
            "target": {"start": 5, "end": 5, "text": ""},
            "reference": {"start": 6, "end": 9, "text": "had"},
        }
    ]
    for edit in second:
        for side, text in (("target", TARGET), ("reference", REFERENCE)):
            assert edit[side]["text"] == text[edit[side]["start"] : edit[side]["end"]]
    (gone, come) = (edit for edit in second if "moved" in edit)
    assert (second[gone["moved"]], second[come["moved"]]) == (come, gone)
    assert (gone["target"]["text"], come["reference"]["text"]) == ("On Sunday evening", "on Sunday evening")
    assert second[-1]["only"] == ["punctuation"]


def test_a_bead_that_was_not_compared_has_no_edits(report: Report) -> None:
    assert all("edits" not in bead for bead in as_dict(report)["beads"])


def test_edits_go_round(edited: Report) -> None:
    (saved,) = parse(render(edited).encode(), "r.json")
    assert [bead.edits for bead in rebuilt(saved).article.beads] == [bead.edits for bead in edited.article.beads]
    assert as_dict(rebuilt(saved))["beads"] == as_dict(edited)["beads"]


def _beyond(edits: list[dict[str, Any]]) -> None:
    edits[-1]["target"].update(start=60, end=99, text="x" * 39)


def _crossing(edits: list[dict[str, Any]]) -> None:
    edits.reverse()


def _torn(edits: list[dict[str, Any]]) -> None:
    edits[0]["reference"]["text"] += "x"


def _misguided(edits: list[dict[str, Any]]) -> None:
    next(edit for edit in edits if "moved" in edit)["moved"] = 99


def _unheard(edits: list[dict[str, Any]]) -> None:
    edits[0]["only"] = ["style"]


def _unkind(edits: list[dict[str, Any]]) -> None:
    edits[0]["kind"] = "improve"


@pytest.mark.parametrize("damage", [_beyond, _crossing, _torn, _misguided, _unheard, _unkind])
def test_damaged_edits_are_told(edited: Report, damage: Callable[[list[dict[str, Any]]], None]) -> None:
    saved = as_dict(edited)
    damage(saved["beads"][1]["edits"])
    with pytest.raises(ReadError, match=r"damaged report \(beads\[1\]\.edits"):
        parse(json.dumps(saved).encode(), "r.json")


@pytest.mark.parametrize("edits", [None, {}, [1], [{"kind": "insert"}]])
def test_what_are_no_edits_is_told(edited: Report, edits: Any) -> None:
    saved = as_dict(edited)
    saved["beads"][0]["edits"] = edits
    with pytest.raises(ReadError, match=r"damaged report \(beads\[0\]\.edits"):
        parse(json.dumps(saved).encode(), "r.json")
