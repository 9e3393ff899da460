"""The edits of a bead go round through JSON, damaged ones are told, and who asks for every sentence sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from checker.errors import ReadError
from checker.measures.reference_edits import compared
from checker.model import Article, Report
from checker.reporters import View, markdown, terminal
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


def test_a_terminal_shows_edits_with_every_sentence_and_not_else(edited: Report) -> None:
    text = terminal.render(edited, View(width=110, verbose=True))
    assert "distance to the reference: 3 edits, 2 of case or punctuation alone" in text
    line = "[-On Sunday evening-]⇄1 [-the-] {+The+} grey ship left {+on Sunday evening+}⇄1 [---] {+;+} it rained."
    assert line in " ".join(text.split())
    assert text.count("these are no errors") == 1
    assert "distance" not in terminal.render(edited, View(width=110))


def test_markdown_shows_edits_with_every_sentence_and_not_else(edited: Report) -> None:
    text = markdown.render(edited, View(verbose=True))
    assert "> Talks <ins>had</ins> stalled.\n" in text
    assert "<del>On Sunday evening</del><sup>⇄1</sup> <del>the</del> <ins>The</ins> grey" in text
    assert "Distance to the reference, which is no error: 1 edit\n" in text
    assert "<ins>" not in markdown.render(edited, View())


def test_edits_of_hostile_texts_do_nothing(article: Callable[..., Article], report_on: Callable[..., Report]) -> None:
    made = article("He *saw* <b>one</b> @all.", reference="He saw `two`\N{RIGHT-TO-LEFT OVERRIDE} \x1b[31m [x](y).")
    report = report_on(replace(made, beads=compared(made.beads)))
    shown = markdown.render(report, View(verbose=True)).splitlines()[-1]
    assert "&lt;b>" in shown
    assert "@<!-- -->all" in shown
    assert r"\[x\](y)" in shown
    assert not {"\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b"} & set(shown)
    assert not {"\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b"} & set(terminal.render(report, View(verbose=True)))


def test_lines_from_right_to_left_are_isolated_in_a_terminal(
    article: Callable[..., Article], report_on: Callable[..., Report]
) -> None:
    made = article("وصلت السفينة.", reference="بلغت السفينة.", languages=("ar", "en"))
    report = report_on(replace(made, beads=compared(made.beads)))
    text = terminal.render(report, View(isolate=True, verbose=True))
    assert "\N{RIGHT-TO-LEFT ISOLATE}[-وصلت-] {+بلغت+} السفينة.\N{POP DIRECTIONAL ISOLATE}" in text
