"""What the page says first: the verdict and its limits, the worst sentences, what is missing, what was not checked."""

from __future__ import annotations

from typing import Any

import pytest

from checker.reporters.html import render, together
from checker.reporters.html.texts import LANGUAGES, texts
from checker.reporters.html.unchecked import LACKS, unchecked
from checker.reporters.html.verdict import Said, crossed, held_to, other_reasons
from checker.reporters.html.worst import MOST, Shown, headline, lost, worst

NO_LIMITS = {"fail_on": "never", "fail_under": None, "min_sentence": None, "strict": False}


def _limited(saved: dict[str, Any], **limits: Any) -> dict[str, Any]:
    saved["summary"]["limits"] = {**NO_LIMITS, **limits}
    return saved


def _text(shown: Shown) -> str:
    return "".join(piece.text for run in shown.runs for piece in run.pieces)


def test_every_limit_of_a_run_is_told(saved: dict[str, Any]) -> None:
    assert held_to(_limited(saved)) == (Said("held_nothing", {}),)
    everything = _limited(saved, fail_on="minor", fail_under=60, min_sentence=40.5, strict=True)
    assert held_to(everything) == (
        Said("held_minor", {}),
        Said("held_score", {"n": 60}),
        Said("held_sentence", {"n": 40.5}),
        Said("held_strict", {}),
    )
    page = render(everything)
    for part in ("any finding", "a score under 60", "a sentence that scores under 40.5", "a check that could not run"):
        assert part in page


def test_the_limits_that_were_crossed_are_told_with_their_figures(saved: dict[str, Any]) -> None:
    assert crossed(_limited(saved)) == ()
    saved["summary"]["findings"] = {"critical": 1, "major": 2, "minor": 4}
    for name, count in (("critical", 1), ("major", 3), ("minor", 7)):
        assert crossed(_limited(saved, fail_on=name)) == (Said(f"why_{name}", {"n": count}),)
    saved["summary"]["score"] = 41.26
    assert crossed(_limited(saved, fail_under=41.26)) == ()
    assert crossed(_limited(saved, fail_under=60)) == (Said("why_score", {"score": 41.3, "limit": 60}),)
    for one, score in zip(saved["sentences"], (20.04, 90, 40, 39), strict=True):
        one["score"] = score
    assert crossed(_limited(saved, min_sentence=40)) == (Said("why_sentence", {"n": 2, "limit": 40, "lowest": 20.0}),)
    assert crossed(_limited(saved, strict=True)) == (Said("why_strict", {"n": len(saved["skipped"])}),)


def test_a_reason_that_no_limit_tells_is_not_lost(saved: dict[str, Any]) -> None:
    saved["summary"]["reasons"] = ["2 findings are major or worse: a, b.", "Too little text.", "The worst sentence."]
    assert other_reasons(_limited(saved, fail_on="major")) == ["Too little text."]
    del saved["summary"]["limits"]
    assert other_reasons(saved) == saved["summary"]["reasons"]
    assert (held_to(saved), crossed(saved)) == ((), ())
    assert "Too little text." in render(saved)


def test_every_text_of_the_verdict_is_one_of_the_page() -> None:
    known = texts(LANGUAGES[0])
    names = [
        f"{kind}_{name}" for kind in ("held", "why") for name in ("critical", "major", "minor", "score", "sentence")
    ]
    assert {*names, "held_strict", "why_strict", "held_nothing", *(f"lacks_{name}" for name in LACKS)} <= set(known)


def test_the_worst_sentences_come_first_and_those_of_one_finding_together(saved: dict[str, Any]) -> None:
    first, *_ = found = worst(saved)
    assert _text(first) == "They want a truce before a month arrives. Ramadan."
    assert first.found == (("major", "torn-sentence"),)
    assert [one.score for one in found] == sorted(one.score or 0 for one in found)
    assert len({one.number for one in found}) == len(found)
    assert f'href="#{first.place}"' in render(saved)


def test_of_many_and_long_ones_only_what_an_editor_needs_is_shown(saved: dict[str, Any]) -> None:
    lead, tail = "word " * 80, " more" * 80
    text = f"{lead}flagged{tail}"
    saved["target"]["between"] = [""] + [" "] * 9
    start = 0
    saved["sentences"], saved["findings"] = [], []
    for index in range(9):
        for word, at in (("more", len(text) - len("more")), ("flagged", len(lead))):
            place = {"start": start + at, "end": start + at + len(word), "text": word}
            saved["findings"].append({"severity": "minor", "check": "x", "side": "target", "related": [], **place})
        own = {"index": index, "score": 90 - index, "start": start, "end": start + len(text), "text": text}
        saved["sentences"].append({**own, "findings": [2 * index, 2 * index + 1]})
        start += len(text) + 1
    found = worst(saved)
    assert [one.number for one in found] == [9, 8, 7, 6, 5][:MOST]
    for one in found:
        assert len(_text(one)) < 170
        assert _text(one).startswith("…word")
        assert _text(one).endswith("more…")
        assert [piece.text for run in one.runs if run.severity for piece in run.pieces] == ["flagged"]


def test_what_the_translation_lacks_is_shown_in_the_words_of_the_source(saved: dict[str, Any]) -> None:
    for one in saved["findings"]:
        if one["side"] == "source":
            one["sentence"] = None
    (shown,) = lost(saved)
    finding = next(one for one in saved["findings"] if one["side"] == "source")
    assert _text(shown) == finding["text"]
    assert (shown.language, shown.direction, shown.place) == ("ar", "rtl", f"f-{finding['id']}")


def test_the_headline_heads_the_page_and_the_path_where_there_is_none(saved: dict[str, Any]) -> None:
    saved["sentences"][0]["kind"] = "paragraph"
    assert headline(saved) == ""
    assert f"<h1><bdi>{saved['target']['path']}</bdi></h1>" in render(saved)
    saved["sentences"][0]["kind"] = "headline"
    assert headline(saved) == saved["sentences"][0]["text"]
    assert f'<h1><bdi lang="en" dir="ltr">{headline(saved)}</bdi></h1>' in render(saved)
    saved["sentences"] = []
    assert headline(saved) == ""


@pytest.mark.parametrize(
    ("need", "text"),
    [("source", "lacks_source"), ("facts:capitals", "lacks_facts"), ("house:rule", ""), ("", ""), (7, "")],
)
def test_what_a_check_lacked_is_told_where_the_page_knows_it(saved: dict[str, Any], need: Any, text: str) -> None:
    saved["skipped"] = [{"check": name, "reason": "Why not.", "need": need} for name in ("end-mark", "glossary")]
    (found,) = unchecked(saved)
    assert (found.checks, found.reason, found.text) == (("end-mark", "glossary"), "Why not.", text)
    assert "Why not." in render(saved)
    index = together([saved, {**saved, "sentences": [], "beads": [], "findings": []}])
    assert (texts("en")[text] if text else "Why not.") in index
