"""One alignment problem: its evidence, and the rounds in which the evidence learns from what it has aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from checker.align.bands import around
from checker.align.edges import released
from checker.align.lattice import Lattice, Posterior, Step, best_path, masked, posterior
from checker.align.lengths import Lengths
from checker.align.priors import GAPS, SHAPES, SHARES, WARY_GAPS, Gaps, learnt_shares
from checker.align.similarity import Band, Evidence, FloatArray, IntArray
from checker.align.structure import Structure

_LEAST_LINK = 0.05
_SURE = 0.7
_MARGIN = 25
_SIMPLE = 6
"""How many of the `SHAPES` a sketch does with."""
_MOST_GAPS = 20
"""Sentences that a block without a partner counts for at most: a long passage may well be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """All that is known of two texts: from their words, their lengths, their blocks (None where those say nothing).

    size: how many sentences are taken together as one. shares: how probable each of the `SHAPES` is.
    """

    evidence: Evidence
    lengths: Lengths
    structure: Structure | None
    size: int = 1
    shares: FloatArray = field(default_factory=SHARES.copy)

    @property
    def rows(self) -> int:
        """The number of source sentences."""
        return len(self.lengths.source)

    @property
    def columns(self) -> int:
        """The number of target sentences."""
        return len(self.lengths.target)

    def blocks(self, size: int) -> Problem:
        """The same problem with so many sentences on either side taken together."""
        return Problem(self.evidence.blocks(size), self.lengths.blocks(size), None, size)

    def lattice(self, band: Band, gaps: Gaps, count: int = len(SHAPES)) -> Lattice:
        """The scores of all steps in a band, with beads of the first `count` of the `SHAPES`.

        A block without a partner costs what several sentences do.
        """
        shapes = SHAPES[:count]
        scores = self.evidence.gains(shapes, band.lows, band.width)
        scores += self.lengths.gains(shapes, band)
        scores += np.log(self.shares[:count])[:, None, None].astype(np.float32)
        boundary = np.zeros((band.rows + 1, band.width))
        if self.structure is not None:
            scores += self.structure.gains(shapes, band)
            boundary = self.structure.boundary(band)
            boundary[0, 0] = boundary[band.rows, band.columns - int(band.lows[-1])] = 0.0
        return Lattice(band, shapes, masked(band, shapes, scores), boundary, gaps.times(min(self.size, _MOST_GAPS)))


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The best path through a band, the probabilities of all beads in it, and the problem with all it has learnt."""

    problem: Problem
    band: Band
    path: Sequence[Step]
    chances: Posterior


def solved(problem: Problem, band: Band) -> Solution:
    """The beads of a problem, after as many rounds as its evidence learns from."""
    while True:
        lattice = problem.lattice(band, WARY_GAPS)
        chances = posterior(lattice)
        shares = learnt_shares(chances.beads.sum(axis=(1, 2), dtype=np.float64))
        problem = replace(problem, lengths=problem.lengths.learnt(*_couples(band, chances)), shares=shares)
        if problem.evidence.learns:
            problem = replace(problem, evidence=problem.evidence.learnt(*_links(band, chances)))
        if band.width > 2 * _MARGIN + 1:
            narrow = around(best_path(lattice), problem.rows, problem.columns, _MARGIN)
            band = narrow if narrow.width < band.width else band
        if not problem.evidence.learns:
            break
    lattice = problem.lattice(band, GAPS)
    chances = posterior(lattice)
    return Solution(problem, band, released(best_path(lattice), chances), chances)


def sketched(problem: Problem, band: Band) -> Sequence[Step]:
    """The best path through a band at once, with what is known now: enough to find a narrower band."""
    return best_path(problem.lattice(band, GAPS, _SIMPLE))


def _links(band: Band, chances: Posterior) -> tuple[IntArray, IntArray, FloatArray]:
    """The sentence pairs that stand in one bead with more than a trace of probability, and that probability."""
    rows, columns, weights = [], [], []
    for index, (height, breadth) in enumerate(SHAPES):
        row, at = np.nonzero(chances.beads[index] > _LEAST_LINK)
        column = band.lows[row] + at
        for down in range(height):
            for across in range(breadth):
                rows.append(row + down)
                columns.append(column + across)
                weights.append(chances.beads[index][row, at])
    keys = np.concatenate(rows) * band.columns + np.concatenate(columns)
    unique, place = np.unique(keys, return_inverse=True)
    weight = np.bincount(place, np.concatenate(weights), len(unique))
    return unique // band.columns, unique % band.columns, np.minimum(weight, 1.0)


def _couples(band: Band, chances: Posterior) -> tuple[IntArray, IntArray, FloatArray]:
    """The sentence pairs that are probably a bead by themselves, and that probability."""
    beads = chances.beads[SHAPES.index((1, 1))]
    row, at = np.nonzero(beads > _SURE)
    return row, band.lows[row] + at, beads[row, at].astype(np.float64)
