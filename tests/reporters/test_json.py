"""The JSON report keeps to the schema that is promised."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from checker.checks import Check
from checker.model import Article, Report, Side
from checker.reporters.json import render

PLACE = {"start", "end", "line", "column", "text"}
FINDING = {
    *("id", "check", "category", "severity", "confidence", "message", "side", "related", "fix", "sentence", "bead"),
    *PLACE,
}


def _places(shown: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for sentence in shown["sentences"]:
        yield "target", sentence
    for bead in shown["beads"]:
        for side in ("source", "reference"):
            for place in bead[side]:
                yield side, place
    for finding in shown["findings"]:
        yield finding["side"], finding
        for place in finding["related"]:
            yield place["side"], place


def test_every_promised_field_is_there(report: Report) -> None:
    shown = json.loads(render(report))
    assert list(shown) == [
        *("schema", "tool", "signature", "target", "source", "reference", "summary"),
        *("sentences", "beads", "findings", "skipped", "suppressed", "decisions"),
    ]
    assert shown["schema"] == "checker.report/1"
    assert shown["tool"]["name"] == "checker"
    assert {"path", "language", "detected", "sentences", "words"} <= set(shown["target"])
    assert shown["reference"] is None
    assert {"score", "verdict", "reasons", "findings", "mqm_per_1000_words", "aligned"} <= set(shown["summary"])
    assert all({"index", "score", "bead", "findings", *PLACE} <= set(one) for one in shown["sentences"])
    bead = {"index", "kind", "target", "source", "reference", "confidence", "measures"}
    assert all(bead <= set(one) for one in shown["beads"])
    assert all(set(one) >= FINDING for one in shown["findings"])
    assert shown["skipped"][0]["check"] == "needs-more"
    assert shown["summary"]["findings"] == {"critical": 0, "major": 2, "minor": 1}
    assert shown["summary"]["verdict"] == "fail"
    limits = {"fail_on": "major", "fail_under": None, "min_sentence": None, "strict": False}
    assert shown["summary"]["limits"] == limits


def test_a_text_is_always_its_slice(report: Report) -> None:
    for side, place in _places(json.loads(render(report))):
        document = report.article.document(Side(side))
        assert document is not None
        assert place["text"] == document.text[place["start"] : place["end"]]
        assert (place["line"], place["column"]) == document.locate(place["start"])


def test_indices_lead_where_they_say(report: Report) -> None:
    shown = json.loads(render(report))
    for number, finding in enumerate(shown["findings"]):
        for sentence in shown["sentences"]:
            touches = finding["side"] == "target" and (
                finding["start"] < sentence["end"] and sentence["start"] < finding["end"]
            )
            assert (number in sentence["findings"]) == touches
    for sentence in shown["sentences"]:
        assert sentence["index"] in shown["beads"][sentence["bead"]]["target"]
    lost = shown["findings"][-1]
    assert (lost["side"], lost["sentence"], lost["bead"]) == ("source", None, 4)


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert render(report) == render(report)
    assert render(report).endswith("}\n")


def test_the_aligned_share_is_null_without_another_text(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    shown = json.loads(render(report_on(article("One. Two."), word_check("x"))))
    assert shown["summary"]["aligned"] is None
    assert shown["summary"]["reasons"] == []
    assert shown["summary"]["score"] == 87.5
    shown = json.loads(render(report_on(article("One.", "Un. Deux."), word_check("x"))))
    assert shown["summary"]["aligned"] == 0.6667
