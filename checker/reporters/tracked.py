"""A translation with the edits that lead to its reference in one line, as word processors show changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from checker.lang.writing import writing
from checker.model import Bead
from checker.spans import Edit

MOVED = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
"""Stands with a number behind words that move, here and there."""


class Track(StrEnum):
    """What becomes of a stretch: it stays, it goes, it comes, or it goes from here and comes there."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"


TAGS = {Track.KEPT: "", Track.GONE: "del", Track.COME: "ins", Track.MOVED_FROM: "del", Track.MOVED_TO: "ins"}
"""HTML's element for a stretch."""


class Stretch(NamedTuple):
    """Text of the target, or what comes of the reference.

    move: the number of a move, from 1; 0 where it is none. slight: only case or punctuation differ.
    """

    track: Track
    text: str
    move: int = 0
    slight: bool = False


class Side(NamedTuple):
    """The text of a bead on one side, from its first sentence to its last, and the offset where that stands."""

    text: str
    start: int

    @classmethod
    def of(cls, sentences: Iterable[tuple[int, str]]) -> Side:
        """The side that these sentences make, each told by where it starts; white space stands between them."""
        text, first = "", None
        for start, sentence in sentences:
            first = start if first is None else first
            text = text.ljust(start - first) + sentence
        return cls(text, first or 0)

    def between(self, start: int, end: int) -> str:
        """The text between two offsets of the document, as far as it is of this side."""
        return self.text[max(start - self.start, 0) : max(end - self.start, 0)]

    def spaced(self, offset: int) -> bool:
        """Whether white space stands at an offset."""
        return self.between(offset, offset + 1).isspace()


def tracked(target: Side, reference: Side, edits: Sequence[Edit], language: str) -> tuple[Stretch, ...]:
    """The target cut at its edits, what comes between; what comes is parted from its neighbours as words are."""
    facts = writing(language)
    space = "" if facts is not None and not facts.spaced else " "
    return tuple(one for one in _stretches(target, reference, edits, space) if one.text)


def of_bead(bead: Bead) -> tuple[Stretch, ...]:
    """The target of a bead with its edits; nothing where it has none."""
    if not bead.edits or not bead.reference:
        return ()
    target, reference = (
        Side.of((one.span.start, one.text) for one in sentences) for sentences in (bead.target, bead.reference)
    )
    return tracked(target, reference, bead.edits, bead.target[0].language)


def summed(edits: Sequence[Edit]) -> str:
    """How many edits there are, in words: "3 edits, 1 of case or punctuation alone"."""
    number, small = count(edits), slight(edits)
    told = f"{number} edit{'' if number == 1 else 's'}"
    return told if not small else f"{told}, {small} of case or punctuation alone"


def count(edits: Sequence[Edit]) -> int:
    """How many edits there are; words that move are one, not two."""
    return sum(edit.moved is None or edit.moved > place for place, edit in enumerate(edits))


def slight(edits: Sequence[Edit]) -> int:
    """In how many of them only case or punctuation differ."""
    return sum(bool(edit.only) for edit in edits)


def _stretches(target: Side, reference: Side, edits: Sequence[Edit], space: str) -> Iterator[Stretch]:
    at, numbers = target.start, _numbers(edits)
    for place, edit in enumerate(edits):
        move = numbers.get(place, 0)
        gone, come = target.between(*edit.target), reference.between(*edit.reference)
        start = edit.target.start if gone else _behind_space(target, reference, edit)
        yield Stretch(Track.KEPT, target.between(at, start))
        yield Stretch(Track.MOVED_FROM if move else Track.GONE, gone, move, bool(edit.only))
        parted = bool(gone) or (start == edit.target.start and reference.spaced(edit.reference.start - 1))
        yield Stretch(Track.KEPT, space if come and parted else "")
        yield Stretch(Track.MOVED_TO if move else Track.COME, come, move, bool(edit.only))
        opens = not gone and start == target.start
        yield Stretch(Track.KEPT, space if opens and _parts(reference, edit) else "")
        at = max(at, start, edit.target.end)
    yield Stretch(Track.KEPT, target.between(at, target.start + len(target.text)))


def _behind_space(target: Side, reference: Side, edit: Edit) -> int:
    """Where what comes is put: behind the space of the target for what clings to the next word, "(" or "«"."""
    clings = reference.spaced(edit.reference.start - 1) and not _parts(reference, edit)
    return edit.target.start + (clings and target.spaced(edit.target.start))


def _parts(reference: Side, edit: Edit) -> bool:
    """Whether a space follows what comes first: it does in the reference, or a word would run into the next."""
    return reference.spaced(edit.reference.end) or reference.between(*edit.reference)[-1:].isalnum()


def _numbers(edits: Sequence[Edit]) -> dict[int, int]:
    """The number of its move by the place of an edit."""
    found: dict[int, int] = {}
    for place, edit in enumerate(edits):
        if edit.moved is not None:
            found[place] = found.get(edit.moved) or max(found.values(), default=0) + 1
    return found
