"""Several reports on one page: compared where they are on one article, listed where not."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.checks import Check
from checker.model import Article, Report
from checker.reporters.html import together
from checker.reporters.html.compared import comparable, compared, findings_of_one
from checker.reporters.json import as_dict

Build = Callable[..., Any]
ONE = "The boat left. It was late. Nobody minded."
OTHER = "The ship left. It was late! Nobody ever minded. The end."
SOURCE = "Le bateau partit. Il \u00e9tait tard. Personne ne s'en plaignit."


@pytest.fixture
def saved_of(article: Build, word_check: Build, report_on: Build) -> Callable[..., dict[str, Any]]:
    def build(target: str, source: str | None = SOURCE) -> dict[str, Any]:
        made: Article = article(target, source)
        check: Check = word_check("boat")
        report: Report = report_on(made, check)
        return as_dict(report)

    return build


def test_two_systems_on_one_source_are_matched_by_it(saved_of: Callable[..., dict[str, Any]]) -> None:
    first, second = saved_of(ONE), saved_of(OTHER)
    assert comparable(first, second)
    groups = compared(first, second)
    assert len(groups) == 4
    alone, most, *_ = groups
    assert (alone.source, alone.halves[0].sentence, alone.halves[1].sentence) == ((), None, 3)
    assert most.source == ("Le bateau partit.",)
    assert most.difference is not None
    assert most.difference > 0
    assert most.halves[0].findings == (("major", "bad-word"),)
    assert most.halves[0].passages[0][1].severity == "major"
    assert findings_of_one(first, second) == (1, 0)


def test_groups_of_both_are_joined_where_they_overlap(saved_of: Callable[..., dict[str, Any]]) -> None:
    first, second = saved_of(ONE), saved_of(ONE)
    one, other, *rest = second["beads"]
    joined = {**one, "target": [0, 1], "source": one["source"] + other["source"]}
    second["beads"] = [joined, *rest]
    groups = compared(first, second)
    assert sorted(len(group.source) for group in groups) == [1, 2]
    assert all(len(group.halves[0].passages) == len(group.source) for group in groups)


def test_sentences_of_a_source_are_parted_as_its_language_parts_them(saved_of: Callable[..., dict[str, Any]]) -> None:
    both = saved_of(ONE), saved_of(ONE)
    for saved in both:
        one, other, *rest = saved["beads"]
        saved["beads"] = [{**one, "target": [0, 1], "source": one["source"] + other["source"]}, *rest]
    assert "Le bateau partit. Il \u00e9tait tard." in together(both)
    for saved in both:
        saved["source"]["language"] = "zh"
    assert "Le bateau partit.Il \u00e9tait tard." in together(both)


def test_without_a_source_equal_sentences_go_together(saved_of: Callable[..., dict[str, Any]]) -> None:
    first, second = saved_of(ONE, None), saved_of("It was late. A new one. Nobody minded.", None)
    groups = compared(first, second)
    pairs = sorted((str(group.halves[0].sentence), str(group.halves[1].sentence)) for group in groups)
    assert pairs == [("0", "None"), ("1", "0"), ("2", "2"), ("None", "1")]


def test_reports_on_different_articles_are_listed_and_failures_come_first(
    saved: dict[str, Any], saved_of: Callable[..., dict[str, Any]]
) -> None:
    good, other = saved_of("All is well.", "Tout va bien."), copy.deepcopy(saved)
    assert not comparable(good, other)
    page = together([good, other])
    assert page == together([good, other])
    assert len(re.findall(r'<th scope="row">', page)) == 2
    assert page.index('<td class="fail">') < page.index('<td class="pass">')
    assert together([saved, other, good]).count('<th scope="row">') == 3


def test_hostile_text_stays_text_here_too(saved_of: Callable[..., dict[str, Any]]) -> None:
    hostile = "<img src=x onerror=alert(1)>\N{RIGHT-TO-LEFT OVERRIDE}"
    first, second = saved_of(ONE), saved_of(OTHER)
    for one in (first, second):
        one["target"]["path"] = one["sentences"][0]["text"] = one["beads"][0]["source"][0]["text"] = hostile
    for page in (together([first, second]), together([first, second, first])):
        assert "<img" not in page
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page


@pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_here_either(
    request: pytest.FixtureRequest, tmp_path: Path, saved_of: Callable[..., dict[str, Any]], count: int, scheme: Any
) -> None:
    pytest.importorskip("pytest_playwright", reason="pytest-playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    file = tmp_path / "several.html"
    file.write_text(together([saved_of(ONE), saved_of(OTHER), saved_of(ONE)][:count]), encoding="utf-8")
    page = request.getfixturevalue("page")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    assert said == []
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
