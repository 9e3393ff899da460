"""Counterparts: what stands across a break in a text that says the same, read from the beads."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from checker.lang.breaks import Break
from checker.lang.length import length_in_words
from checker.model import Article, Bead, Sentence, Side

_CLAUSE = regex.compile(r"[:;：；؛…]|\.\.\.|\s[-–—]\s|[—–―]|——")

_AS_SHORT, _FEW, _FAR_LONGER = 1.5, 3.4, 5
"""How much longer, in words, the other language may say the same; the length of a piece of a few words; how much longer
it never says the same."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """sentences: those of the beads that hold both pieces. beside: the beads around these, and empty ones between.

    opposite, facing: those of the bead that holds the first piece, the second. pieces: target sentences in the same
    beads, the pieces around the break counted apart. apart: they stand in two beads.
    """

    side: Side
    sentences: tuple[Sentence, ...]
    opposite: tuple[Sentence, ...]
    facing: tuple[Sentence, ...]
    beside: tuple[Bead, ...]
    pieces: int
    apart: bool

    @property
    def fewer(self) -> bool:
        """Whether the other text has fewer sentences here."""
        return len(self.sentences) < self.pieces

    def outweighs(self, length: float) -> bool:
        """Whether what faces the second piece, `length` words long, is so much longer that it is no translation."""
        return self.apart and sum(length_in_words(one.prose) for one in self.facing) > _FAR_LONGER * length + 1

    def has_short_sentence(self, length: float) -> bool:
        """Whether a sentence about as short as the piece stands here, or, for a few words, unmatched beside."""
        near = [*self.sentences]
        if length <= _FEW:
            near += [one for bead in self.beside for one in _unmatched(bead, self.side)]
        return any(length_in_words(one.prose) <= _AS_SHORT * length + 1 for one in near)

    def has_short_clause(self, length: float, here: str) -> bool:
        """Whether a piece about as short stands behind a colon, a dash or a semicolon: a translator may cut there.

        Not where the text around the break, `here`, has kept all such marks.
        """
        clauses = [clause for one in self.opposite for clause in _CLAUSE.split(one.prose)[1:]]
        if len(clauses) < len(_CLAUSE.split(here)):
            return False
        return any(0 < length_in_words(clause) <= _AS_SHORT * length + 1 for clause in clauses)


class Counterparts:
    """The other texts of an article, looked up by break."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._sides = [side for side in (Side.SOURCE, Side.REFERENCE) if article.sentences.get(side)]
        self._beads = {one.index: i for i, bead in enumerate(article.beads) for one in bead.target}

    def of(self, found: Break) -> tuple[Counterpart, ...]:
        """What the source and the reference have; a text that has nothing here says nothing."""
        if found.left.index not in self._beads or found.right.index not in self._beads:
            return ()
        candidates = (self._counterpart(found, side) for side in self._sides)
        return tuple(one for one in candidates if one.sentences)

    def source(self, found: Break) -> tuple[Sentence, ...]:
        """The source sentences across a break."""
        return next((one.sentences for one in self.of(found) if one.side is Side.SOURCE), ())

    def _counterpart(self, found: Break, side: Side) -> Counterpart:
        first, last = self._beads[found.left.index], self._beads[found.right.index]
        beads = self._article.beads
        here = tuple(one for bead in beads[first : last + 1] if bead.target for one in bead.side(side))
        between = (bead for bead in beads[first : last + 1] if not bead.target)
        beside = (*beads[max(0, first - 1) : first], *between, *beads[last + 1 : last + 2])
        pieces = sum(len(bead.target) for bead in beads[first : last + 1]) + found.inside
        return Counterpart(side, here, beads[first].side(side), beads[last].side(side), beside, pieces, first != last)


def _unmatched(bead: Bead, side: Side) -> tuple[Sentence, ...]:
    """The other text's sentences of a bead whose target holds none as short."""
    shortest = min((length_in_words(one.prose) for one in bead.target), default=float("inf"))
    return tuple(one for one in bead.side(side) if _AS_SHORT * length_in_words(one.prose) + 1 < shortest)
