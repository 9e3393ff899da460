"""What an editor sees, in terminals wide and narrow, and of texts that are not kind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from checker.checks import Check
from checker.model import Article, Report, Severity, Side
from checker.reporters import View
from checker.reporters.markdown import render as render_markdown
from checker.reporters.terminal import render

Build = Callable[..., Article]
ReportOn = Callable[..., Report]
Checks = Callable[..., Check]


def test_source_and_translation_stand_under_each_other(report: Report) -> None:
    text = render(report)
    assert "\u27e6a month arrives. Ramadan.\u27e7" in text
    assert "the month of Ramadan." in text
    assert text.index("\u064a\u0631\u064a\u062f\u0648\u0646") < text.index("\u27e6a month arrives")
    assert "2 major, 1 minor" in text
    assert "needs-more: It compares with a reference" in text
    assert "line 1: \u27e6Talks\u27e7" in text
    assert "\u27e6\u0633\u0642\u0637\u062a.\u27e7" in text
    assert "Talks stalled" not in text
    assert "\x1b" not in text


def test_sentences_without_findings_are_shown_when_asked_for(report: Report) -> None:
    assert "Talks stalled" in render(report, View(verbose=True))


def test_quiet_is_the_verdict_alone(report: Report) -> None:
    text = render(report, View(quiet=True))
    assert "fail" in text
    assert "\u27e6" not in text


@pytest.mark.parametrize("width", [1, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(
    article: Build, report_on: ReportOn, word_check: Checks, width: int
) -> None:
    chinese = "\u8c08\u5224\u5728\u5f00\u7f57\u4e3e\u884c\u4e86\u4e00\u5468" * 12
    made = article(f"{chinese}\u3002", f"{'A long source about talks ' * 9}. {'x' * 300}.", languages=("zh", "en"))
    long = word_check("\u5f00\u7f57", message="Why " * 80, fix="fix " * 60, needs=())
    for text in (render(report_on(made, long), View(width=width)), render(report_on(made), View(width, verbose=True))):
        assert all(cell_len(line) <= max(width, 40) for line in text.splitlines())


def test_color_changes_nothing_but_the_color(report: Report) -> None:
    colored = render(report, View(color=True))
    assert "\x1b[1;31m\u27e6a month arrives. Ramadan.\u27e7" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(report)


def test_right_to_left_lines_are_isolated_on_a_terminal_alone(report: Report) -> None:
    isolate = "\N{RIGHT-TO-LEFT ISOLATE}"
    assert isolate not in render(report)
    shown = render(report, View(isolate=True))
    lines = [line for line in shown.splitlines() if "\u064a\u0631\u064a\u062f\u0648\u0646" in line]
    assert lines
    assert all(line.strip().startswith(isolate) and line.endswith("\N{POP DIRECTIONAL ISOLATE}") for line in lines)


def test_a_hostile_text_moves_nothing(article: Build, report_on: ReportOn, word_check: Checks) -> None:
    made = article(
        "He [bold]said[/bold] \x1b[31mred\N{RIGHT-TO-LEFT OVERRIDE} evil :smile: text\u202c [link=x]here[/]."
    )
    text = render(report_on(made, word_check("evil")), View(isolate=True))
    assert "[bold]said[/bold] <U+001B>[31mred<U+202E> \u27e6evil\u27e7 :smile: text<U+202C> [link=x]here[/]" in text
    assert "\x1b" not in text


def test_a_flag_on_nothing_visible_shows_what_it_is(article: Build, report_on: ReportOn, word_check: Checks) -> None:
    made = article("A word\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE} and more.")
    assert "\u27e6<U+200B><U+00A0>\u27e7" in render(
        report_on(made, word_check("\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"))
    )


def test_overlapping_findings_share_a_mark(article: Build, report_on: ReportOn, word_check: Checks) -> None:
    made = article("One two three four.")
    report = report_on(made, word_check("two three", "first", Severity.MINOR), word_check("three four", "second"))
    assert "One \u27e6two three four\u27e7." in render(report)


def test_the_middle_of_an_endless_line_is_left_out(article: Build, report_on: ReportOn, word_check: Checks) -> None:
    made = article(f"{'word ' * 40_000}evil {'word ' * 40_000}.")
    text = render(report_on(made, word_check("evil")))
    assert len(text) < 4_000
    assert " word \u27e6evil\u27e7 word " in " ".join(text.split())


def test_nothing_found_is_said(article: Build, report_on: ReportOn) -> None:
    text = render(report_on(article("All is well. It is.")))
    assert "nothing found" in text
    assert "pass" in text


def test_what_belongs_to_no_bead_is_shown(article: Build, report_on: ReportOn, word_check: Checks) -> None:
    made = article("One two.\n\n\n\nThree.")
    text = render(report_on(made, word_check("\n\n\n\n", "many-lines")))
    assert "whole article" in text


def test_findings_on_the_source_alone_say_where(report: Report) -> None:
    assert f"source line {report.article.document(Side.SOURCE).locate(60).line}" in render(report)  # type: ignore[union-attr]


@pytest.mark.parametrize("view", [render, render_markdown])
def test_all_that_was_lost_is_shown(
    article: Build, report_on: ReportOn, word_check: Checks, view: Callable[[Report], str]
) -> None:
    made = article("One.", "Un. Deux fois. Trois fois. Quatre.")
    lost = word_check("Deux fois. Trois fois.", "missing-sentence", side=Side.SOURCE, message="Lost.")
    assert re.search("(?m)^(> |    )\u27e6Deux fois. Trois fois.\u27e7$", view(report_on(made, lost)))
