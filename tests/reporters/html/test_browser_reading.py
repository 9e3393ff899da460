"""The page in a real browser: what it forbids, what it needs no script for, and how it fits a phone."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pytest_playwright", reason="pytest-playwright is not installed")
from playwright.sync_api import Browser, Page, expect

# A plug-in of the plug-in (pytest-base-url) is written in a way that pytest will give up.
pytestmark = pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods")


def test_the_policy_stops_a_script_and_a_style_that_come_later(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        """() => {
            const style = document.createElement("style");
            style.textContent = "body { display: none }";
            document.head.append(style);
            document.body.setAttribute("style", "display: none");
        }"""
    )
    assert page.evaluate("getComputedStyle(document.body).display") == "block"
    refused = "() => { try { document.body.innerHTML = '<b>x</b>'; return false } catch { return true } }"
    assert page.evaluate(refused)


def test_everything_can_be_read_without_a_script(browser: Browser, address: str, saved: dict[str, Any]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    text = page.locator("body").inner_text()
    for part in (*(one["text"] for one in saved["sentences"]), *(one["message"] for one in saved["findings"])):
        assert part in text
    assert page.locator("button:visible").count() == 0
    context.close()


def test_storage_that_is_forbidden_is_told(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-US")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#decided")).to_have_text("1 of 3 decided")
    expect(page.locator("#status")).to_contain_text("does not keep decisions")
    context.close()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["en", "ar", "de"])
def test_a_phone_need_not_be_scrolled_sideways(browser: Browser, address: str, width: int, language: str) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
