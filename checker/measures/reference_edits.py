"""The edits that turn the words of a translation into those of its reference: the distance that BLEU and TER count.

They say how one other translator put it. Where the two differ both may be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.lang.edits import edits
from checker.lang.tokens import Token, tokens
from checker.model import Bead, Sentence

LONGEST = 1_000
"""Words and marks of a side that are compared: the time grows with their square."""

NAME = "edits"


def compared(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """The beads with their edits; one that lacks a side has none, and one that cannot be compared says why."""
    return tuple(_compared(bead) if bead.target and bead.reference else bead for bead in beads)


def _compared(bead: Bead) -> Bead:
    target, reference = (_tokens(side) for side in (bead.target, bead.reference or ()))
    longest = max(len(target), len(reference))
    if longest > LONGEST:
        reason = f"It has {longest:,} words and marks, and up to {LONGEST:,} are compared."
    elif not all(map(_adjoining, (bead.target, bead.reference or ()))):
        reason = "Its sentences stand apart from each other, and an edit is one place in a text."
    else:
        return replace(bead, edits=edits(target, reference, bead.target[0].language))
    return replace(bead, refused={**bead.refused, NAME: reason})


def _adjoining(sentences: Sequence[Sentence]) -> bool:
    return all(other.index == one.index + 1 for one, other in pairwise(sentences))


def _tokens(sentences: Sequence[Sentence]) -> list[Token]:
    """The tokens of one side, with spans of its document."""
    return [
        Token(token.key, *sentence.at(token.start, token.end))
        for sentence in sentences
        for token in tokens(sentence.text, sentence.prose)
    ]
