"""Reports to render."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.checks import Check
from checker.checks.runner import run
from checker.model import Article, Passage, Report, Severity, Side, Signature, Skipped, Span
from checker.scoring import score, verdict


@pytest.fixture
def report_on() -> Callable[..., Report]:
    """Builds the report on an article with the checks given."""

    def build(made: Article, *checks: Check) -> Report:
        findings, skipped = run(made, checks)
        scores, total = score(made, findings)
        passed, reasons = verdict(made, findings, scores, total)
        return Report(made, findings, scores, total, passed, reasons, skipped, Signature((("checker", "test"),)))

    return build


@pytest.fixture
def report(
    article: Callable[..., Article], word_check: Callable[..., Check], report_on: Callable[..., Report]
) -> Report:
    """English from Arabic: a major finding over two sentences, a minor one with evidence, one lost passage."""
    made = article(
        "Talks stalled in the spring.\n\nThey want a truce before a month arrives. Ramadan.\n\nAll agreed.",
        "\u062a\u0639\u062b\u0631\u062a \u0627\u0644\u0645\u062d\u0627\u062f\u062b\u0627\u062a.\n\n"
        "\u064a\u0631\u064a\u062f\u0648\u0646 \u0647\u062f\u0646\u0629 "
        "\u0642\u0628\u0644 \u0631\u0645\u0636\u0627\u0646. "
        "\u0627\u0646\u062a\u0647\u0649. \u0648\u0627\u0641\u0642\u0648\u0627. \u0633\u0642\u0637\u062a.",
        languages=("en", "ar"),
    )
    return report_on(
        made,
        word_check("a month arrives. Ramadan.", "torn-sentence", fix="the month of Ramadan."),
        word_check("agreed", "odd-word", Severity.MINOR, related=(Passage(Side.TARGET, Span(0, 5)),)),
        word_check("\u0633\u0642\u0637\u062a.", "missing-sentence", side=Side.SOURCE),
        word_check("x", "needs-more", needs=("reference",)),
    )


@pytest.fixture
def skipped() -> Skipped:
    """A check that did not run."""
    return Skipped("needs-more", "It compares with a reference, and none was given (--reference).")
