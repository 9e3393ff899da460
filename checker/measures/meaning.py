"""Measures by the model that ships with the package: whether a bead speaks of the same things on both sides.

A cosine is no grade of a translation. It tells which sentence belongs to which, and whether a text is the source of
another at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from checker.measures import Measure
from checker.measures.embedded import LANGUAGES, Embedding
from checker.model import Bead, Side

_OFFSETS = (3, 4, 5, 7, 9, 11, 14, 17)
"""How far away the beads stand that a bead is compared with to learn what chance gives."""

Vectors = npt.NDArray[np.float32]


def _both(beads: Sequence[Bead]) -> tuple[Vectors, Vectors]:
    """Unit vectors of the targets and of the sources of beads, (beads, dimensions) each."""
    target, source = (
        Embedding.shipped().encode([" ".join(one.prose for one in bead.side(side)) for bead in beads])
        for side in (Side.TARGET, Side.SOURCE)
    )
    return target, source


def _similarity(beads: Sequence[Bead]) -> list[float]:
    """The cosine of each bead's target with its source, -1..1."""
    target, source = _both(beads)
    return [float(cosine) for cosine in np.einsum("nd,nd->n", target, source)]


def _elsewhere(beads: Sequence[Bead]) -> list[float]:
    """The mean cosine of each bead's target with the sources of beads further on, in a ring; its own where alone."""
    target, source = _both(beads)
    offsets = [offset for offset in _OFFSETS if offset < len(beads)] or [0]
    cosines = [np.einsum("nd,nd->n", target, np.roll(source, -offset, axis=0)) for offset in offsets]
    return [float(cosine) for cosine in np.mean(cosines, axis=0)]


SIMILARITY = Measure("similarity", (Side.SOURCE,), _similarity, LANGUAGES, apart=True)
ELSEWHERE = Measure("similarity-elsewhere", (Side.SOURCE,), _elsewhere, LANGUAGES)
