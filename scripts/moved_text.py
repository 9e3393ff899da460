"""A text as paragraphs in an order of their own: what `scripts.evaluate_moves` moves about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.model import Document, Sentence
from checker.readers import read_bytes

Key = tuple[int, int]
"""A sentence: its paragraph, and how far from the paragraph's beginning."""


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, and the order they stand in."""

    language: str
    paragraphs: tuple[str, ...]
    order: tuple[int, ...]

    def moved(self, first: int, count: int, place: int) -> Text:
        """The text with `count` paragraphs before the one that now stands at `place` among the others."""
        rest = [one for one in range(len(self.paragraphs)) if not first <= one < first + count]
        return replace(self, order=(*rest[:place], *range(first, first + count), *rest[place:]))

    def swapped(self, first: int, place: int, other: str) -> Text:
        """The text without a paragraph, and with one of another text at `place` among the others."""
        rest = [one for one in range(len(self.paragraphs)) if one != first]
        order = (*rest[:place], len(self.paragraphs), *rest[place:])
        return replace(self, paragraphs=(*self.paragraphs, other), order=order)

    def document(self, name: str) -> Document:
        """The text as it would be read."""
        return read_bytes("\n\n".join(self.paragraphs[one] for one in self.order).encode(), name, self.language, "text")

    def key(self, sentence: Sentence) -> Key:
        """Which paragraph a sentence stands in, wherever that stands, and how far from its beginning."""
        start = 0
        for one in self.order:
            end = start + len(self.paragraphs[one]) + 2
            if sentence.span.start < end:
                return one, sentence.span.start - start
            start = end
        raise AssertionError("a sentence stands in a paragraph")
