"""What tests of several rooms build on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checker.checks import Check
from checker.model import Article, Bead, Hit, Passage, Severity, Side, Span
from checker.readers import read_bytes
from checker.segment import segment

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
            Bead(index, *(sentences[side][index : index + 1] if side in sentences else None for side in Side))
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
