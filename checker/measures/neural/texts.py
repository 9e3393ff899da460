"""What a model is given to read of a bead, and the way back from its offsets to the document's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import MARKUP, Bead, Sentence, Side, Span


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a bead as a reader sees it: without markup, code and addresses as they stand, on one line.

    places: for each code point of `text` its offset in the document.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The document's span of the code points start..end of the text, start < end."""
        return Span(self.places[start], self.places[end - 1] + 1)


def said(bead: Bead, side: Side) -> Said:
    """What one side of a bead says; empty where it has no such side. Sentences stand one space apart."""
    return said_by(bead.side(side))


def said_by(sentences: Sequence[Sentence]) -> Said:
    """What sentences of one document say, one space apart."""
    characters: list[str] = []
    places: list[int] = []
    for sentence in sentences:
        if characters:
            characters.append(" ")
            places.append(places[-1])
        for offset, (character, prose) in enumerate(zip(sentence.text, sentence.prose, strict=True)):
            if prose != MARKUP:
                characters.append(" " if character.isspace() else character)
                places.append(sentence.span.start + offset)
    return Said("".join(characters), tuple(places))


def text_of(bead: Bead, side: Side) -> str:
    """What one side of a bead says, without the white space around it."""
    return said(bead, side).text.strip()
