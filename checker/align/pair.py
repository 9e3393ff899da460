"""Two texts: evidence gathered, a path found, and the whole again with what was learnt on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.align.coarse import first_band, narrowed
from checker.align.lattice import Lattice, Posterior, Step, best_path, masked, posterior
from checker.align.lengths import Lengths, lengths
from checker.align.priors import GAPS, SHAPE_COSTS, SHAPES, WARY_GAPS, Gaps
from checker.align.similarity import Band, Evidence, FloatArray, IntArray, Similarity
from checker.align.structure import Structure, structure
from checker.model import MARKUP, Sentence

_LEAST_LINK = 0.02
_SURE = 0.7
_BLANK = " \t\r\n\u00a0\u3000" + MARKUP
_WARY = 4


@dataclass(frozen=True, slots=True)
class Pairing:
    """A bead of two texts: half-open ranges of sentence indices, and the probability that it is right, 0..1."""

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class PairAlignment:
    """The beads in order, and for each sentence the probability that it has no partner."""

    pairings: tuple[Pairing, ...]
    source_null: FloatArray
    target_null: FloatArray


def align_pair(source: Sequence[Sentence], target: Sequence[Sentence], similarity: Similarity) -> PairAlignment:
    """The beads of two texts. Either may be empty, and so may sentences: what is empty never has a partner."""
    rows = [index for index, sentence in enumerate(source) if sentence.prose.strip(_BLANK)]
    columns = [index for index, sentence in enumerate(target) if sentence.prose.strip(_BLANK)]
    if len(rows) < len(source) or len(columns) < len(target):
        found = align_pair([source[row] for row in rows], [target[column] for column in columns], similarity)
        return _widened(found, (rows, len(source)), (columns, len(target)))
    if not source or not target:
        return _alone(len(source), len(target))
    of_lengths = lengths(source, target)
    of_structure = structure(source, target)
    evidence = similarity.compare(source, target)
    band = first_band(source, target, similarity)
    turn = 0
    while True:
        lattice = _lattice(band, evidence, of_lengths, of_structure, WARY_GAPS if turn < _WARY else GAPS)
        turn += 1
        chances = posterior(lattice)
        links = _links(band, chances)
        learnt = evidence.learn(*links)
        of_lengths = of_lengths.learnt(*_couples(band, chances))
        if learnt is None:
            break
        evidence = learnt
        band = narrowed(band, best_path(lattice))
    steps = best_path(_lattice(band, evidence, of_lengths, of_structure))
    return _alignment(band, steps, chances)


def _alone(rows: int, columns: int) -> PairAlignment:
    left = [Pairing((row, row + 1), (0, 0), 1.0) for row in range(rows)]
    right = [Pairing((0, 0), (column, column + 1), 1.0) for column in range(columns)]
    return PairAlignment((*left, *right), np.ones(rows), np.ones(columns))


def _widened(found: PairAlignment, rows: tuple[list[int], int], columns: tuple[list[int], int]) -> PairAlignment:
    """An alignment of the sentences rows and columns, among all: what stands inside a bead joins it."""
    pairings: list[Pairing] = []
    row = column = 0

    def fill(row_end: int, column_end: int) -> None:
        pairings.extend(Pairing((lost, lost + 1), (0, 0), 1.0) for lost in range(row, row_end))
        pairings.extend(Pairing((0, 0), (extra, extra + 1), 1.0) for extra in range(column, column_end))

    for pairing in found.pairings:
        source, target = _among(rows[0], pairing.source), _among(columns[0], pairing.target)
        next_row, next_column = (source or (row, row)), (target or (column, column))
        fill(next_row[0], next_column[0])
        row, column = next_row[1], next_column[1]
        pairings.append(Pairing(source or (0, 0), target or (0, 0), pairing.confidence))
    fill(rows[1], columns[1])
    source_null, target_null = np.ones(rows[1]), np.ones(columns[1])
    source_null[rows[0]], target_null[columns[0]] = found.source_null, found.target_null
    return PairAlignment(tuple(pairings), source_null, target_null)


def _among(indices: list[int], span: tuple[int, int]) -> tuple[int, int] | None:
    return (indices[span[0]], indices[span[1] - 1] + 1) if span[1] > span[0] else None


def _lattice(
    band: Band, evidence: Evidence, of_lengths: Lengths, of_structure: Structure, gaps: Gaps = GAPS
) -> Lattice:
    scores = evidence.gains(SHAPES, band.lows, band.width).astype(np.float64)
    scores += of_lengths.gains(SHAPES, band)
    scores += of_structure.gains(SHAPES, band)
    scores += SHAPE_COSTS[:, None, None]
    boundary = of_structure.boundary(band)
    boundary[0, 0] = boundary[band.rows, band.columns - int(band.lows[-1])] = 0.0
    return Lattice(band, SHAPES, masked(band, SHAPES, scores), boundary, gaps)


def _links(band: Band, chances: Posterior) -> tuple[IntArray, IntArray, FloatArray]:
    """The sentence pairs that stand in one bead with more than a trace of probability, and that probability."""
    kept = [np.nonzero(beads > _LEAST_LINK) for beads in chances.beads]
    rows, columns, weights = [], [], []
    for index, (height, breadth) in enumerate(SHAPES):
        row, at = kept[index]
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
    return row, band.lows[row] + at, beads[row, at]


def _alignment(band: Band, steps: Sequence[Step], chances: Posterior) -> PairAlignment:
    pairings = []
    for step in steps:
        if step.height and step.breadth:
            shape = SHAPES.index((step.height, step.breadth))
            confidence = chances.beads[shape, step.row, step.column - int(band.lows[step.row])]
        elif step.height:
            confidence = chances.source_null[step.row]
        else:
            confidence = chances.target_null[step.column]
        source = (step.row, step.row + step.height) if step.height else (0, 0)
        target = (step.column, step.column + step.breadth) if step.breadth else (0, 0)
        pairings.append(Pairing(source, target, float(min(1.0, confidence))))
    return PairAlignment(tuple(pairings), chances.source_null, chances.target_null)
