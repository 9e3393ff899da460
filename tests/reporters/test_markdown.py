"""Markdown in which a text cannot be more than text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from checker.checks import Check
from checker.model import Article, Report
from checker.reporters.markdown import escaped, render


def test_passages_and_findings_are_there(report: Report) -> None:
    text = render(report)
    assert text.startswith("# target.txt fails with a score of ")
    assert "\u27e6a month arrives. Ramadan.\u27e7" in text
    assert "Fix: the month of Ramadan." in text
    assert "**major** `torn-sentence`" in text
    assert "| Not run | needs-more: It compares with a reference" in text
    assert "## Source line 3" in text


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "- item",
        "1. item",
        "> quote",
        "*a* **b** _c_ __d__ ~~e~~ `f`",
        "[link](http://x.example) ![image](x.png) <http://x.example> <b>bold</b>",
        "a | b \\ c &lt; &amp; $x$",
        "<script>alert(1)</script>",
        "---",
        "===",
        "a_b_c 2*3*4",
    ],
)
def test_no_text_becomes_markup(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"> {escaped(text)}")
    (inline,) = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens] == [
        *("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close")
    ]
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == text


def test_nobody_is_mentioned() -> None:
    assert "@team" not in escaped("ask @team")


def test_a_finding_cannot_break_out_of_its_line(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    made = article("One\n# two\x1b three.")
    text = render(report_on(made, word_check("One\n# two\x1b")))
    assert "\n# two" not in text
    assert "\x1b" not in text
