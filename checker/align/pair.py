"""Two texts: what has no words set aside, the rest aligned, and all of it put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.align.coarse import region
from checker.align.confidence import calibrated
from checker.align.lengths import lengths
from checker.align.pairings import PairAlignment, Pairing
from checker.align.priors import SHAPES
from checker.align.rounds import Problem, Solution, solved
from checker.align.similarity import FloatArray, Similarity
from checker.align.straddles import joined
from checker.align.structure import structure
from checker.model import MARKUP, Sentence

_BLANK = " \t\r\n\u00a0\u3000" + MARKUP


def align_pair(source: Sequence[Sentence], target: Sequence[Sentence], similarity: Similarity) -> PairAlignment:
    """The beads of two texts. Either may be empty, and so may sentences: what is empty never has a partner."""
    rows = [index for index, sentence in enumerate(source) if sentence.prose.strip(_BLANK)]
    columns = [index for index, sentence in enumerate(target) if sentence.prose.strip(_BLANK)]
    found = _aligned([source[row] for row in rows], [target[column] for column in columns], similarity)
    return _widened(found, (rows, len(source)), (columns, len(target)))


def _aligned(source: Sequence[Sentence], target: Sequence[Sentence], similarity: Similarity) -> PairAlignment:
    if not source or not target:
        return PairAlignment((), np.ones(len(source)), np.ones(len(target)))
    problem = Problem(similarity.compare(source, target), lengths(source, target), structure(source, target))
    where = region(problem)
    if len(where.extra):
        columns = np.setdiff1d(np.arange(len(target)), where.extra).tolist()
        found = _aligned(source, [target[column] for column in columns], similarity)
        return _widened(found, (list(range(len(source))), len(source)), (columns, len(target)))
    return _read(solved(problem, where.band))


def _read(solution: Solution) -> PairAlignment:
    """The path as beads, each with its probability."""
    chances, lows = solution.chances, solution.band.lows
    pairings = []
    for row, column, height, breadth in solution.path:
        if height and breadth:
            confidence = chances.beads[SHAPES.index((height, breadth)), row, column - int(lows[row])]
        else:
            confidence = chances.source_null[row] if height else chances.target_null[column]
        source = (row, row + height) if height else (0, 0)
        target = (column, column + breadth) if breadth else (0, 0)
        pairings.append(Pairing(source, target, float(min(1.0, confidence))))
    beads = (
        replace(pairing, confidence=calibrated(pairing.confidence))
        for pairing in joined(pairings, _straddles(solution))
    )
    return PairAlignment(tuple(beads), chances.source_null, chances.target_null)


def _straddles(solution: Solution) -> FloatArray:
    """Nats for content that straddles the boundary between each step of the path and the next."""
    nodes = np.array([(step.row, step.column) for step in solution.path[1:]], dtype=np.int64).reshape(-1, 2)
    problem = solution.problem
    rows, columns = (np.array([0, *nodes[:, side], end]) for side, end in ((0, problem.rows), (1, problem.columns)))
    nats = problem.evidence.straddles(rows, columns)
    if problem.structure is not None:
        nats = nats - problem.structure.breaks(nodes[:, 0], nodes[:, 1])
    return nats


def _widened(found: PairAlignment, rows: tuple[list[int], int], columns: tuple[list[int], int]) -> PairAlignment:
    """An alignment of some sentences, among all: the others have no partner, but inside a bead they join it.

    rows, columns: the indices of those that were aligned, and the number of all.
    """
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
