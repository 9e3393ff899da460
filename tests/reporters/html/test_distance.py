"""The edits that lead to the reference, in the page: folded away, readable without a script, and told as a distance."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.checks import Check
from checker.measures.reference_edits import compared
from checker.model import Article, Report
from checker.reporters.html import render
from checker.reporters.html.distance import distances
from checker.reporters.html.texts import LANGUAGES, texts
from checker.reporters.json import as_dict
from checker.reporters.tracked import MOVED

pytest.importorskip("pytest_playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import Browser, Page, expect

# A plug-in of the plug-in (pytest-base-url) is written in a way that pytest will give up.
pytestmark = pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")

TARGET = "Talks stalled. On Sunday evening the grey ship left - it rained. All agreed."
REFERENCE = "Talks had stalled. The grey ship left on Sunday evening; it rained. All agreed."
ARABIC = "وصلت السفينة إلى الميناء.", "بلغت السفينة المرفأ."
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture
def beside(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> Callable[..., dict[str, Any]]:
    """Makes the report, as it is saved, on a text beside a reference."""

    def build(target: str = TARGET, reference: str = REFERENCE, language: str = "en") -> dict[str, Any]:
        made = article(target, reference=reference, languages=(language, "fr"))
        return as_dict(report_on(replace(made, beads=compared(made.beads)), word_check("stalled")))

    return build


@pytest.fixture
def opened(page: Page, beside: Callable[..., dict[str, Any]], tmp_path: Path) -> Page:
    """The page of such a report in a browser."""
    file = tmp_path / "report.html"
    file.write_text(render(beside()), encoding="utf-8")
    page.goto(file.as_uri())
    return page


def test_a_row_has_its_edits_and_how_many(beside: Callable[..., dict[str, Any]]) -> None:
    found = distances(beside())
    assert list(found) == [0, 1]
    assert [(one.count, one.slight) for one in found.values()] == [(1, 0), (3, 2)]
    marked = [(one.tag, "".join(piece.text for piece in one.pieces), one.move, one.slight) for one in found[1].changes]
    assert [one for one in marked if one[0]] == [
        ("del", "On Sunday evening", 1, False),
        ("del", "the", 0, True),
        ("ins", "The", 0, True),
        ("ins", "on Sunday evening", 1, False),
        ("del", "-", 0, True),
        ("ins", ";", 0, True),
    ]


def test_a_move_has_the_sign_that_the_legend_explains(beside: Callable[..., dict[str, Any]]) -> None:
    signs = re.findall(r'<sup dir="ltr">(.)(\d)</sup>', render(beside()))
    assert signs == [(MOVED, "1")] * 3


def test_a_report_without_a_reference_has_nothing_of_it(saved: dict[str, Any]) -> None:
    page = render(saved)
    assert '<details class="distance">' not in page
    assert 'id="distances"' not in page


def test_what_would_turn_a_line_round_is_a_token(beside: Callable[..., dict[str, Any]]) -> None:
    page = render(beside(f"The ship{OVERRIDE}<b> left.", "The <i>boat left."))
    assert OVERRIDE not in page
    assert "<del>ship<" in page
    assert not {"<b>", "<i>"} & {page[at : at + 3] for at in range(len(page))}


def test_marks_of_a_text_from_right_to_left_are_parted_and_run_its_way(beside: Callable[..., dict[str, Any]]) -> None:
    page = render(beside(*ARABIC, "ar"))
    assert '<p lang="ar" dir="rtl"><del>وصلت</del> <ins>بلغت</ins> السفينة' in page


def test_every_language_says_that_it_is_a_distance() -> None:
    names = [name for name in texts(LANGUAGES[0]) if name.startswith("distance")]
    assert len(names) == 8
    for language in LANGUAGES[1:]:
        assert not [name for name in names if texts(language)[name] == texts(LANGUAGES[0])[name]]


def test_edits_are_folded_away_until_they_are_asked_for(opened: Page) -> None:
    edits = opened.locator(".distance p")
    expect(edits.first).to_be_hidden()
    opened.locator(".distance summary").first.click()
    expect(edits.first).to_be_visible()
    expect(edits.first).to_have_text("Talks had stalled.")
    button = opened.locator("#distances")
    for pressed, visible in (("true", 2), ("false", 0)):
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
        assert opened.locator(".distance p:visible").count() == visible


def test_marks_are_lines_and_part_no_letters(opened: Page) -> None:
    opened.locator("#distances").click()
    look = "one => (of => [of.textDecorationLine, of.paddingLeft, of.borderLeftWidth])(getComputedStyle(one))"
    for name, line in (("del", "line-through"), ("ins", "underline")):
        marks = opened.locator(f".distance {name}").all()
        assert len(marks) >= 3
        assert all(mark.evaluate(look) == [line, "0px", "0px"] for mark in marks)


def test_print_shows_what_was_unfolded(opened: Page) -> None:
    opened.emulate_media(media="print")
    expect(opened.locator(".distances")).to_be_hidden()
    opened.emulate_media(media="screen")
    opened.locator(".distance summary").first.click()
    opened.emulate_media(media="print")
    expect(opened.locator(".distance p").first).to_be_visible()
    expect(opened.locator(".distances")).to_be_visible()
    expect(opened.locator(".distance p").nth(1)).to_be_hidden()


def test_edits_can_be_unfolded_without_a_script(
    browser: Browser, beside: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render(beside()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator(".distance summary").last.click()
    expect(page.locator(".distance p").last).to_be_visible()
    expect(page.locator(".distances")).to_contain_text("not what is wrong")
    expect(page.locator("#distances")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(
    browser: Browser, beside: Callable[..., dict[str, Any]], tmp_path: Path, scheme: Any, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    file = tmp_path / "report.html"
    file.write_text(render(beside()), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, locale=language, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("#distances").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
