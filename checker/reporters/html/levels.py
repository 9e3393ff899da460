"""Scores beside each other: colours are relative to the article, for a score ranks the sentences of one article."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

LEVELS = ("lowest", "low", "usual", "high")
"""A level's place is its number in the page."""

_LOWEST, _LOW, _HIGH = 0.5, 0.8, 1.2
"""Shares of the article's middle score under which, and over which, a sentence stands out.

One minor finding in 20 words keeps .89 of a score and does not stand out; a major one keeps .62, and a critical .24.
"""

BINS = 10


def middle(scores: Sequence[float]) -> float:
    """The score of the article's middle sentence."""
    return max(float(median(scores)), 1.0) if scores else 100.0


def level(score: float, middle: float) -> int:
    """Number of the level of a sentence's score in an article with this middle."""
    share = score / middle
    return 0 if share < _LOWEST else 1 if share < _LOW else 2 if share <= _HIGH else 3


def bin_of(score: float) -> int:
    """Which tenth of the scale a score stands in, 0..9."""
    return min(BINS - 1, max(0, int(score // (100 / BINS))))


def histogram(scores: Sequence[float]) -> tuple[int, ...]:
    """Sentences in each tenth of the scale."""
    counts = [0] * BINS
    for score in scores:
        counts[bin_of(score)] += 1
    return tuple(counts)
