"""A measure that counts characters: no model, no dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from checker.measures import Measure
from checker.measures.reference_metrics import text_of
from checker.model import Bead, Side


def _letters(bead: Bead, side: Side) -> int:
    return len("".join(text_of(bead, side).split()))


def _length_ratio(beads: Sequence[Bead]) -> list[float]:
    """Characters of each bead's target, spaces aside, over those of its source."""
    return [_letters(bead, Side.TARGET) / max(_letters(bead, Side.SOURCE), 1) for bead in beads]


LENGTH_RATIO = Measure("length-ratio", (Side.SOURCE,), _length_ratio, apart=True)
