"""Gaps: runs of words of one side of a bead that the other side has nothing for, as the measure of coverage tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from checker.model import Bead, Side, Span

COVERAGE = "coverage"
"""Word measure of a bead: of a run of words, the probability that the other side covers it; see `checker.measures`."""

_EVEN = 0.7
_JOINED = regex.compile(r"[\p{L}\p{M}\p{N}]+[-\N{NON-BREAKING HYPHEN}'’]$")
_JOINS = regex.compile(r"^[-\N{NON-BREAKING HYPHEN}'’][\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words without a counterpart. place: where on the other side they would stand. chance: that they have none."""

    span: Span
    place: Span
    chance: float


def gaps(bead: Bead, side: Side, other: Side) -> Iterator[Gap]:
    """The runs of `side` that may have nothing on the `other`, hyphened words whole."""
    measures = bead.word_measures.get(COVERAGE, ())
    for gap, place in zip(measures[::2], measures[1::2], strict=True):
        if gap.side is side and place.side is other and gap.value <= _EVEN:
            text = bead.side(side)[0].document.prose
            yield Gap(_whole(text, gap.span), place.span, 1.0 - gap.value)


def _whole(text: str, span: Span) -> Span:
    before = _JOINED.search(text[max(0, span.start - 40) : span.start])
    after = _JOINS.search(text[span.end : span.end + 40])
    return Span(span.start - (len(before[0]) if before else 0), span.end + (len(after[0]) if after else 0))
