"""The page in the language of its reader, in a real browser: nothing of the interface is left in English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.reporters.html import render, together
from checker.reporters.html.naming import naming
from checker.reporters.html.texts import LANGUAGES, texts

pytest.importorskip("pytest_playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import Browser, Page, expect

# A plug-in of the plug-in (pytest-base-url) is written in a way that pytest will give up.
pytestmark = pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")
KNOWN = {"JSON", "TSV", "MQM", "en", "ar", "needs", "more", "odd", "word"}
"""Words of Latin letters in every language: names of formats, codes of languages, checks that have no other name."""

LATIN = r"""() => {
  const found = new Set();
  const skip = "script, style, code, kbd, noscript, template, option[lang], bdi:not([data-percent], [data-number])";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const take = (text) => { for (const word of text.match(/[A-Za-z]{2,}/g) ?? []) found.add(word); };
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const ours = parent.closest("[lang]") === document.documentElement;
    if (ours && !parent.closest(skip)) take(walk.currentNode.textContent);
  }
  for (const one of document.querySelectorAll("[aria-label], [title]")) take(one.ariaLabel ?? ""), take(one.title);
  return [...found];
}"""
"""The words of Latin letters on the page but those that say that they are of another language, paths and keys."""


def _opened(browser: Browser, language: str, html: str, folder: Path) -> Page:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(locale=language).new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_no_english_is_left_of_the_interface(
    browser: Browser, saved: dict[str, Any], tmp_path: Path, language: str
) -> None:
    saved["summary"]["limits"] = {"fail_on": "major", "fail_under": 99, "min_sentence": 99, "strict": True}
    saved["suppressed"] = [
        {**saved["findings"][0], "suppressed": {"by": by, "reason": reason}}
        for by, reason in (("decision", "false-alarm"), ("baseline", ""), ("unchanged", ""))
    ]
    page = _opened(browser, language, render(saved), tmp_path)
    for key in ("j", "a", "j", "d", "Escape", "e", "Escape", "c", "Escape", "?"):
        page.keyboard.press(key)
    assert set(page.evaluate(LATIN)) <= KNOWN
    other = {**saved, "sentences": [], "beads": [], "findings": []}
    for reports in ((saved, saved), (saved, other)):
        assert set(_opened(browser, language, together(reports), tmp_path).evaluate(LATIN)) <= KNOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_explained_in_the_language_of_the_reader_beside_the_exact_words(
    browser: Browser, saved: dict[str, Any], tmp_path: Path, language: str
) -> None:
    page = _opened(browser, language, render(saved), tmp_path)
    card, finding = page.locator('.card[data-n="0"]'), saved["findings"][0]
    known = naming(finding["check"])[language]
    expect(card.locator("a.check")).to_have_text(known.name)
    if language == LANGUAGES[0]:
        expect(card.locator(".says")).to_be_hidden()
    else:
        expect(card.locator(".says")).to_have_text(known.says)
    why = card.locator(".why")
    expect(why).to_have_text(finding["message"])
    assert (why.get_attribute("lang"), why.get_attribute("dir")) == ("en", "ltr")
    expect(card.locator(".severity").first).to_have_text(texts(language)[finding["severity"]])
    expect(page.locator("#check option").nth(1)).to_contain_text(" (1)")
    expect(page.locator(f"#check-{finding['check']} h3")).to_contain_text(known.name)
    page.locator("#language").select_option(LANGUAGES[0])
    expect(card.locator("a.check")).to_have_text(naming(finding["check"])[LANGUAGES[0]].name)


def test_figures_are_written_as_the_language_writes_them(
    browser: Browser, saved: dict[str, Any], tmp_path: Path
) -> None:
    saved["summary"].update(mqm_per_1000_words=1234.5, aligned=0.5)
    page = _opened(browser, "de", render(saved), tmp_path)
    expect(page.locator(".facts")).to_contain_text("1.234,5")
    expect(page.locator(".facts")).to_contain_text("50\N{NO-BREAK SPACE}%")
    page.locator("#language").select_option("en")
    expect(page.locator(".facts")).to_contain_text("1,234.5")
