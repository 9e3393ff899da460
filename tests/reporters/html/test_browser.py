"""The page as an editor uses it, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.reporters.html import render
from checker.reporters.html.texts import LANGUAGES
from checker.suppress.decisions import parsed, written

pytest.importorskip("pytest_playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import Browser, Download, Page, expect

# A plug-in of the plug-in (pytest-base-url) is written in a way that pytest will give up.
pytestmark = pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")
DESK = {"width": 1280, "height": 900}
TORN, ODD, LOST = 0, 1, 2


@pytest.fixture
def report_page(page: Page, address: str) -> Iterator[Page]:
    """The page, opened; whatever it complains of is an error of the test."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "blob:")) else None
    )
    page.goto(address)
    yield page
    assert said == []


def _card(page: Page, number: int) -> Any:
    return page.locator(f'.card[data-n="{number}"]')


def _saved(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def _exported(page: Page, button: str) -> str:
    with page.expect_download() as caught:
        page.locator(button).click()
    return _saved(caught.value)


def _decide_all(page: Page) -> None:
    for key in ("j", "a"):
        page.keyboard.press(key)
    page.keyboard.press("d")
    page.keyboard.press("Tab")
    page.keyboard.type("a note")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("a")


def test_the_keyboard_is_enough_and_decisions_survive_a_reload(report_page: Page) -> None:
    page = report_page
    expect(page.locator("#complete")).to_be_hidden()
    _decide_all(page)
    for _ in range(2):
        expect(page.locator("#decided")).to_have_text("3 of 3 decided")
        expect(page.locator("#complete")).to_be_visible()
        expect(_card(page, TORN).locator(".decision")).to_contain_text("Fix accepted")
        expect(_card(page, ODD).locator(".decision")).to_contain_text("Dismissed: not an error — a note")
        expect(_card(page, LOST).locator(".decision")).to_contain_text("Confirmed")
        page.reload()
    for left in (2, 1, 0):
        page.keyboard.press("u")
        expect(page.locator("#decided")).to_have_text(f"{left} of 3 decided")
    page.keyboard.press("u")
    expect(page.locator("#undo")).to_be_disabled()


def test_an_export_is_the_file_that_a_run_reads_and_comes_in_again(
    report_page: Page, saved: dict[str, Any], tmp_path: Path
) -> None:
    page = report_page
    _decide_all(page)
    text, table = _exported(page, "#export-json"), _exported(page, "#export-tsv")
    decisions = parsed(text.encode(), "checker.decisions.json")
    assert written(decisions) == text
    assert {one.fingerprint for one in decisions} == {one["id"] for one in saved["findings"]}
    assert parsed(table.encode(), "checker.decisions.tsv") == decisions
    assert {one.reason for one in decisions} == {"", "false-alarm"}
    for name, content in (("decisions.json", text), ("decisions.tsv", table)):
        for _ in range(3):
            page.locator("#undo").click()
        expect(page.locator("#decided")).to_have_text("0 of 3 decided")
        (tmp_path / name).write_text(content, encoding="utf-8")
        page.locator("#import-file").set_input_files(tmp_path / name)
        expect(page.locator("#decided")).to_have_text("3 of 3 decided")
        assert _exported(page, "#export-json") == text
        page.locator("#undo").click()
        expect(page.locator("#decided")).to_have_text("0 of 3 decided")
        for key in ("j", "a", "j", "a", "j", "a"):
            page.keyboard.press(key)


def test_decisions_on_a_changed_sentence_or_of_another_report_are_not_taken(report_page: Page, tmp_path: Path) -> None:
    page = report_page
    _decide_all(page)
    found = json.loads(_exported(page, "#export-json"))
    found["decisions"][0]["sentence"] = "0" * 16
    found["decisions"][1]["id"] = "elsewhere"
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    page.locator("#import-file").set_input_files(file)
    expect(page.locator("#status")).to_contain_text("1 decisions taken over; 1 are stale")
    file.write_text("no decisions", encoding="utf-8")
    page.locator("#import-file").set_input_files(file)
    expect(page.locator("#status")).to_contain_text("no decisions that can be read")


def test_the_corrected_text_has_what_was_decided(report_page: Page, saved: dict[str, Any]) -> None:
    page = report_page
    before = "".join(
        a + b for a, b in zip(saved["target"]["between"], [*(s["text"] for s in saved["sentences"]), ""], strict=True)
    )
    assert _exported(page, "#corrected") == before
    _card(page, TORN).locator('[data-do="accept"]').click()
    fixed = before.replace("a month arrives. Ramadan.", "the month of Ramadan.")
    assert _exported(page, "#corrected") == fixed
    _card(page, ODD).locator('[data-do="edit"]').click()
    form = _card(page, ODD).locator("form")
    expect(form.locator("textarea")).to_have_value("All agreed.")
    form.locator("textarea").fill("Everybody agreed.")
    form.locator("textarea").press("Control+Enter")
    assert _exported(page, "#corrected") == fixed.replace("All agreed.", "Everybody agreed.")
    _card(page, TORN).locator('[data-do="reopen"]').click()
    _card(page, TORN).locator('[data-do="edit"]').click()
    expect(_card(page, TORN).locator("textarea")).to_have_value("They want a truce before the month of Ramadan.")
    _card(page, TORN).locator('[data-do="cancel"]').click()
    assert _exported(page, "#corrected") == before.replace("All agreed.", "Everybody agreed.")


@pytest.mark.parametrize("word", ["constructor", "__proto__", "toString"])
def test_a_check_or_a_finding_may_be_called_by_any_word(
    page: Page, saved: dict[str, Any], tmp_path: Path, word: str
) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    saved["findings"][TORN].update(id=word, check=word)
    file = tmp_path / "word.html"
    file.write_text(render(saved), encoding="utf-8")
    page.goto(file.as_uri())
    expect(_card(page, TORN).locator(".check")).to_have_text(word)
    expect(page.locator("#decided")).to_have_text("0 of 3 decided")
    _card(page, TORN).locator('[data-do="accept"]').click()
    page.locator("#language").select_option("ar")
    page.reload()
    expect(_card(page, TORN).locator(".decision")).to_be_visible()
    assert json.loads(_exported(page, "#export-json"))["decisions"][0]["id"] == word
    assert said == []


def test_keys_can_be_switched_off_and_stay_off(report_page: Page) -> None:
    page = report_page
    page.locator("#keys").uncheck()
    page.reload()
    expect(page.locator("#keys")).not_to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#decided")).to_have_text("0 of 3 decided")
    page.locator("#keys").check()
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("agreed a")
    expect(page.locator("#search")).to_have_value("agreed a")
    expect(page.locator("#decided")).to_have_text("0 of 3 decided")


def test_filters_hide_rows(report_page: Page) -> None:
    page = report_page
    page.locator("#filters").evaluate("one => one.open = true")
    rows = page.locator(".row:visible")
    everything = rows.count()
    page.locator('[name="severity"][value="minor"]').check()
    expect(rows).to_have_count(1)
    page.locator('[name="severity"][value="minor"]').uncheck()
    page.locator("#check").select_option(label="Torn sentence (1)")
    expect(rows).to_have_count(1)
    page.locator("button[type=reset]").click()
    expect(rows).to_have_count(everything)
    page.locator("#search").fill("SPRING")
    expect(rows).to_have_count(1)
    page.locator("#search").fill("no such word")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("button[type=reset]").click()
    page.locator(".histogram button:enabled").first.click()
    assert 0 < rows.count() < everything
    page.locator("button[type=reset]").click()
    page.locator("#only-flagged").check()
    expect(rows).to_have_count(3)
    page.locator("#state").select_option("decided")
    expect(rows).to_have_count(0)


def test_links_lead_to_a_finding_a_sentence_and_a_page(page: Page, address: str, saved: dict[str, Any]) -> None:
    page.goto(f"{address}#f-{saved['findings'][ODD]['id']}")
    expect(_card(page, ODD)).to_be_focused()
    page.goto(f"{address}#s1")
    expect(page.locator("#s1")).to_be_in_viewport()
    _card(page, TORN).locator("a.check").click()
    expect(page.locator("#check-torn-sentence h3")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_chooses_the_language(report_page: Page, language: str) -> None:
    page = report_page
    page.locator("#language").select_option(language)
    page.reload()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        "rtl" if language == "ar" else "ltr",
    ]
    assert page.locator("#help").inner_text().split()[0]
    assert not re.search(r"\{\w+\}", page.locator("body").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(color_scheme=scheme, locale=language, viewport={**DESK})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    _card(page, TORN).locator('[data-do="accept"]').click()
    _card(page, ODD).locator('[data-do="edit"]').click()
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_print_shows_flagged_rows_with_their_tags(report_page: Page) -> None:
    page = report_page
    page.emulate_media(media="print")
    assert page.locator(".row:visible").count() == page.locator(".row.flagged").count()
    expect(page.locator(".bar")).to_be_hidden()
    content = page.locator(".cell mark").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "attr(data-tag)" in content or "#1" in content
    expect(page.locator(".cell mark").first).to_have_attribute("data-tag", "major #1")
    expect(page.locator(".card").first).to_contain_text("#1")


def test_what_belongs_together_is_lit_together(report_page: Page) -> None:
    page = report_page
    page.locator(f'.cell mark[data-f="{ODD}"]').hover()
    expect(page.locator("mark.lit")).to_have_count(1)
    page.locator("#rail").click(position={"x": 5, "y": 890})
    expect(page.locator(".row").last).to_be_in_viewport()


def test_what_is_missing_is_written_where_it_would_stand(page: Page, saved: dict[str, Any], tmp_path: Path) -> None:
    first = saved["sentences"][0]
    place = {name: first[name] for name in ("start", "end", "line", "column", "text")}
    saved["findings"][LOST]["related"] = [{"side": "target", **place}]
    file = tmp_path / "missing.html"
    file.write_text(render(saved), encoding="utf-8")
    page.goto(file.as_uri())
    _card(page, LOST).locator('[data-do="edit"]').click()
    _card(page, LOST).locator("textarea").fill("Then it fell.")
    _card(page, LOST).locator("button[type=submit]").click()
    assert _exported(page, "#corrected").startswith(f"{first['text']} Then it fell.\n\n")
    page.reload()
    assert "Then it fell." in _exported(page, "#export-json")
    assert json.loads(_exported(page, "#export-json"))["decisions"][0]["text"] == "Then it fell."
