"""Builds documents and sentences from lists of lines, for tests of the aligner."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Block, BlockKind, Document, Sentence, Span


def sentences(paragraphs: Sequence[Sequence[str]], language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of a document of the given paragraphs, one a line, an empty line between paragraphs."""
    text = ""
    blocks: list[Block] = []
    spans: list[tuple[Span, int]] = []
    for paragraph in paragraphs:
        start = len(text)
        for line in paragraph:
            spans.append((Span(len(text), len(text) + len(line)), len(blocks)))
            text += line + "\n"
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, max(start, len(text) - 1))))
        text += "\n"
    starts = [0, *(index + 1 for index, letter in enumerate(text) if letter == "\n")]
    document = Document(text, text, language, "test", tuple(blocks), tuple(starts))
    return tuple(Sentence(document, span, index, block) for index, (span, block) in enumerate(spans))


def lines(texts: Sequence[str], language: str = "en") -> tuple[Sentence, ...]:
    """One paragraph of these sentences."""
    return sentences([texts], language)
