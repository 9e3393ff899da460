"""Document -> sentences."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from checker.model import BlockKind, Document, Sentence, Span
from checker.segment.rules import cut, grammar, trimmed

__all__ = ["lines", "segment"]


def segment(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, in order. They never cross a block; blocks of code hold none.

    Together they cover all of a block's prose but white space and MARKUP, and none begins or ends with either.
    """
    known = grammar(document.language, document.prose)
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        for start, end in cut(document.prose[block.span.start : block.span.end], known):
            span = Span(block.span.start + start, block.span.start + end)
            sentences.append(Sentence(document, span, len(sentences), number))
    return tuple(sentences)


def lines(document: Document) -> tuple[Sentence, ...]:
    """Each line of the file as one sentence, an empty one as an empty span, so that indices are line numbers from 0.

    White space around a line, and its end, are not part of the sentence.
    """
    bounds = [*document.line_starts, len(document.text)]
    if len(bounds) > 1 and bounds[-2] == bounds[-1]:
        del bounds[-1]
    block_starts = [block.span.start for block in document.blocks]
    return tuple(
        Sentence(document, trimmed(document.prose, start, end), index, max(0, bisect_right(block_starts, start) - 1))
        for index, (start, end) in enumerate(pairwise(bounds))
    )
