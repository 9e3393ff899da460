"""Texts stacked into one document, a block for each: rows of a bitext, read as if they were an article."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Block, BlockKind, Document, Span
from checker.readers.decode import REPLACEMENT, SURROGATE
from checker.readers.lines import line_starts
from checker.readers.masks import masked

_BETWEEN = "\n\n"


def stacked(texts: Sequence[str], name: str, language: str) -> tuple[Document, tuple[Span, ...]]:
    """The document whose block i is text i, white space around it aside, and the span of each whole text in it."""
    spans = []
    start = 0
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + len(_BETWEEN)
    # Half of a surrogate pair, which JSON can write and no model can read, is what it is in a file.
    whole = SURROGATE.sub(REPLACEMENT, _BETWEEN.join(texts))
    blocks = tuple(Block(BlockKind.PARAGRAPH, _trimmed(whole, span)) for span in spans)
    document = Document(
        text=whole,
        prose=masked(whole, [block for block in blocks if block.span.start < block.span.end], ()),
        language=language,
        name=name,
        blocks=blocks,
        line_starts=line_starts(whole),
    )
    return document, tuple(spans)


def _trimmed(text: str, span: Span) -> Span:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.start + len(inner.rstrip())))
