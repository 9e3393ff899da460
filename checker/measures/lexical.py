"""Measures that count characters: no model, no dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from checker.measures import Measure
from checker.model import MARKUP, OBJECT, Bead, Side

LONGEST = 4_000
"""Characters of a side that chrF reads: it counts n-grams, and one endless line would fill the memory."""


def _text(bead: Bead, side: Side) -> str:
    prose = " ".join(sentence.prose for sentence in bead.side(side))
    return prose.replace(MARKUP, "").replace(OBJECT, "")


def _letters(bead: Bead, side: Side) -> int:
    return len("".join(_text(bead, side).split()))


def _chrf(beads: Sequence[Bead]) -> list[float]:
    """chrF2 of each bead's target against its reference, 0..100 (Popovic 2015; sacrebleu, order 6, beta 2)."""
    from sacrebleu.metrics.chrf import CHRF as Metric  # noqa: N811

    metric = Metric()
    texts = [(_text(bead, Side.TARGET)[:LONGEST], _text(bead, Side.REFERENCE)[:LONGEST]) for bead in beads]
    return [float(metric.sentence_score(target, [reference]).score) for target, reference in texts]


def _length_ratio(beads: Sequence[Bead]) -> list[float]:
    """Characters of each bead's target, spaces aside, over those of its source."""
    return [_letters(bead, Side.TARGET) / max(_letters(bead, Side.SOURCE), 1) for bead in beads]


CHRF = Measure("chrf", (Side.REFERENCE,), _chrf, apart=True)
LENGTH_RATIO = Measure("length-ratio", (Side.SOURCE,), _length_ratio, apart=True)
