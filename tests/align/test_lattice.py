"""The dynamic programme: in strips or in one run, the sums and the path are the same."""

from __future__ import annotations

import numpy as np
import pytest

from checker.align import strips
from checker.align.bands import around, whole
from checker.align.coarse import _band
from checker.align.lattice import Lattice, Step, best_path, masked, posterior
from checker.align.priors import GAPS, SHAPES, WARY_GAPS, Gaps
from checker.align.similarity import Band


def _lattice(band: Band, strength: float, gaps: Gaps) -> Lattice:
    """Noise, and beads of one sentence each along the diagonal that are better than it by so many nats."""
    noise = np.random.default_rng(7)
    scores = noise.normal(-3.0, 3.0, (len(SHAPES), band.rows, band.width)).astype(np.float32)
    rows = np.arange(band.rows)
    at = rows * band.columns // band.rows - band.lows[:-1]
    scores[0, rows, at] += strength
    boundary = noise.normal(0.0, 1.0, (band.rows + 1, band.width))
    return Lattice(band, SHAPES, masked(band, SHAPES, scores), boundary, gaps)


def _diagonal(rows: int, columns: int) -> Band:
    starts = [row * columns // rows for row in range(rows + 1)]
    path = [Step(row, starts[row], 1, starts[row + 1] - starts[row]) for row in range(rows)]
    return around(path, rows, columns, 9)


@pytest.mark.parametrize("strength", [0.0, 4.0, 20.0])
@pytest.mark.parametrize("gaps", [GAPS, WARY_GAPS])
@pytest.mark.parametrize(
    "band", [_diagonal(130, 130), _diagonal(130, 97), _diagonal(97, 150), whole(12, 9), whole(1, 1)]
)
def test_strips_sum_what_one_run_does(monkeypatch: pytest.MonkeyPatch, band: Band, gaps: Gaps, strength: float) -> None:
    lattice = _lattice(band, strength, gaps)
    monkeypatch.setattr(strips, "_STRIP", 1000)
    together, path = posterior(lattice), best_path(lattice)
    monkeypatch.setattr(strips, "_STRIP", 5)
    monkeypatch.setattr(strips, "_LEAD", 4)
    apart = posterior(lattice)
    assert best_path(lattice) == path
    for name in ("beads", "source_null", "target_null"):
        np.testing.assert_allclose(getattr(apart, name), getattr(together, name), atol=1e-6)


@pytest.mark.parametrize("band", [_diagonal(90, 80), whole(10, 14)])
def test_each_sentence_is_in_a_bead_or_alone(band: Band) -> None:
    chances = posterior(_lattice(band, 6.0, GAPS))
    held = np.zeros(band.rows + 5)
    for index, (height, _) in enumerate(SHAPES):
        for down in range(height):
            held[down : down + band.rows] += chances.beads[index].sum(axis=1)
    np.testing.assert_allclose(held[: band.rows] + chances.source_null, 1.0, atol=1e-4)


def test_a_run_behind_a_short_last_block_stays_in_the_text() -> None:
    path = [Step(0, 0, 10, 10), Step(10, 10, 0, 1), Step(10, 11, 0, 1)]
    band = _band(path, 4, 1, 38, 46)
    assert 0 <= band.columns - int(band.lows[-1]) < band.width
