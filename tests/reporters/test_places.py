"""Where findings stand is told exactly, and paths as they stand in the repository."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Article, Report, Side
from checker.reporters import View
from checker.reporters.json import as_dict
from checker.reporters.places import Places, gravest_first, in_repository, quoted, standing, uri, whole
from tests.reporters import hostile

REPOSITORY = View(root="/repo", directory="docs")
WINDOWS = View(root="C:\\repo")


@pytest.mark.parametrize(
    ("path", "view", "shown"),
    [
        ("a.txt", None, "a.txt"),
        ("./a.txt", None, "a.txt"),
        ("de\\a.txt", None, "de/a.txt"),
        ("a.txt", REPOSITORY, "docs/a.txt"),
        ("../a.txt", REPOSITORY, "a.txt"),
        ("/repo/b/./a.txt", REPOSITORY, "b/a.txt"),
        ("/repository/a.txt", REPOSITORY, "/repository/a.txt"),
        ("C:\\repo\\docs\\a.txt", WINDOWS, "docs/a.txt"),
        ("D:\\a.txt", WINDOWS, "D:/a.txt"),
    ],
)
def test_a_path_is_told_from_the_root_of_the_repository(path: str, view: View | None, shown: str) -> None:
    assert in_repository(path, view) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("docs/a b.txt", "docs/a%20b.txt"),
        ("a:b?#.txt", "a%3Ab%3F%23.txt"),
        ("\u00e9.txt", "%C3%A9.txt"),
        ("/a/b.txt", "file:///a/b.txt"),
        ("C:/a b.txt", "file:///C:/a%20b.txt"),
        ("//server/a.txt", "file://server/a.txt"),
        ("\udcff.txt", "%FF.txt"),
        ("\ud800.txt", "%3F.txt"),
    ],
)
def test_a_uri_is_made_of_a_path(path: str, shown: str) -> None:
    assert uri(path) == shown


@hostile.PATIENT
@given(hostile.reports())
def test_a_place_is_where_its_text_stands(saved: dict[str, Any]) -> None:
    places = Places(saved, None)
    for finding in saved["findings"]:
        for place in (places.main(finding), *places.related(finding)):
            text = whole(saved, place.side)
            if text is None:
                assert place.before is None
                continue
            starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
            start, end = (starts[line - 1] + column - 1 for line, column in (place.start, place.end))
            assert text[start:end] == place.text
            assert place.before is not None
            assert text[:start].endswith(place.before)
            assert not place.before.count("\n")


@hostile.PATIENT
@given(hostile.reports())
def test_the_text_is_put_together_of_its_sentences(saved: dict[str, Any]) -> None:
    text = whole(saved, Side.TARGET)
    assert (text is None) == ("between" not in saved["target"])
    for sentence in saved["sentences"]:
        assert text is None or text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_every_text_of_a_run_can_be_put_together(report: Report) -> None:
    saved = as_dict(report)
    for side in (Side.TARGET, Side.SOURCE):
        document = report.article.document(side)
        assert document is not None
        assert whole(saved, side) == document.text


def test_what_is_missing_is_shown_where_it_would_stand(
    article: Callable[..., Article], report_on: Callable[..., Report]
) -> None:
    saved = as_dict(report_on(article("One. Two.", "Un. Deux.")))
    lost = {"side": "source", "start": 4, "end": 9, "line": 1, "column": 5, "text": "Deux.", "related": [], "bead": 1}
    places = Places(saved, None)
    assert places.main(lost).text == "Two."
    assert [(one.side, one.text) for one in places.related(lost)] == [(Side.SOURCE, "Deux.")]
    beside = {"side": Side.TARGET, "start": 0, "end": 4, "line": 1, "column": 1, "text": "One."}
    assert places.main({**lost, "related": [beside]}).text == "One."
    assert places.main({**lost, "bead": None}).text == "Deux."


def test_dismissed_findings_do_not_stand(report: Report) -> None:
    saved = as_dict(report)
    saved["findings"][0]["suppressed"] = {"reason": "meant so"}
    assert standing(saved) == saved["findings"][1:]


@given(st.lists(st.tuples(st.sampled_from(["critical", "major", "minor"]), st.sampled_from([0.5, 1.0])), max_size=8))
def test_the_gravest_come_first_and_equals_stay_in_order(found: list[tuple[str, float]]) -> None:
    findings = [{"severity": one, "confidence": sure, "n": n} for n, (one, sure) in enumerate(found)]
    ordered = [("minor", "major", "critical").index(one["severity"]) for one in gravest_first(findings)]
    assert ordered == sorted(ordered, reverse=True)
    assert sorted(one["n"] for one in gravest_first(findings)) == [*range(len(findings))]


def test_quoted_words_are_isolated_and_short() -> None:
    assert quoted("\u0641\u064a") == "\u201c\u2068\u0641\u064a\u2069\u201d"
    assert quoted("x\N{RIGHT-TO-LEFT OVERRIDE}") == "\u201c\u2068x<U+202E>\u2069\u201d"
    assert quoted("  ") == "\u201c\u2068\N{OPEN BOX}\N{OPEN BOX}\u2069\u201d"
    assert quoted(" a b") == "\u201c\u2068\N{OPEN BOX}a b\u2069\u201d"
    assert len(quoted("x" * 10_000)) < 400
