"""What tests of several rooms build on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from checker.checks import Check
from checker.checks.runner import run
from checker.judged import Limits
from checker.model import Article, Bead, Hit, Passage, Report, Severity, Side, Signature, Span
from checker.readers import read_bytes
from checker.scoring import score, verdict
from checker.segment import segment

# The same examples in every run: what fails for one fails for all.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

Finder = Callable[[Bead | Article, object], Iterator[Hit]]


@pytest.fixture
def article() -> Callable[..., Article]:
    """Builds an article from texts, with the n-th sentences of each in the n-th bead."""

    def build(
        target: str,
        source: str | None = None,
        reference: str | None = None,
        languages: tuple[str, str] = ("en", "fr"),
        format: str = "text",
    ) -> Article:
        texts = {Side.TARGET: target, Side.SOURCE: source, Side.REFERENCE: reference}
        tags = {Side.TARGET: languages[0], Side.SOURCE: languages[1], Side.REFERENCE: languages[0]}
        documents = {
            side: read_bytes(text.encode(), f"{side}.txt", tags[side], format)
            for side, text in texts.items()
            if text is not None
        }
        sentences = {side: segment(document) for side, document in documents.items()}
        beads = [
            Bead(
                index,
                sentences[Side.TARGET][index : index + 1],
                sentences[Side.SOURCE][index : index + 1] if source is not None else None,
                sentences[Side.REFERENCE][index : index + 1] if reference is not None else None,
            )
            for index in range(max(map(len, sentences.values())))
        ]
        return Article(
            documents[Side.TARGET],
            documents.get(Side.SOURCE),
            documents.get(Side.REFERENCE),
            sentences,
            tuple(beads),
        )

    return build


@pytest.fixture
def word_check() -> Callable[..., Check]:
    """A check that finds every occurrence of a word, for what is done with findings."""

    def build(
        word: str,
        name: str = "bad-word",
        severity: Severity = Severity.MAJOR,
        confidence: float = 1.0,
        side: Side = Side.TARGET,
        reads: str = "article",
        needs: tuple[str, ...] = (),
        fix: str | None = None,
        related: tuple[Passage, ...] = (),
        message: str = "The word is bad.",
    ) -> Check:
        def find(subject: Article | Bead, options: object) -> Iterator[Hit]:
            sentences = subject.side(side) if isinstance(subject, Bead) else subject.sentences.get(side, ())
            if not sentences:
                return
            document, start, end = sentences[0].document, sentences[0].span.start, sentences[-1].span.end
            at = document.text.find(word, start, end)
            while at >= 0:
                yield Hit(Span(at, at + len(word)), message, side, related, fix, confidence)
                at = document.text.find(word, at + len(word), end)

        return Check(name, "fluency/grammar", severity, reads, find, needs)  # type: ignore[arg-type]

    return build


@pytest.fixture
def report_on() -> Callable[..., Report]:
    """Builds the report on an article with the checks given."""

    def build(made: Article, *checks: Check) -> Report:
        findings, skipped = run(made, checks)
        scores, total = score(made, findings)
        limits = Limits()
        passed, reasons = verdict(made, findings, scores, total, limits)
        signature = Signature((("checker", "test"),))
        return Report(made, findings, scores, total, passed, reasons, skipped, signature, limits=limits)

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
