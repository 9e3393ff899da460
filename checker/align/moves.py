"""Passages that stand elsewhere in the translation: what has no partner on one side may be the partner of the other's.

A monotone alignment leaves a moved paragraph behind as a run without a partner in each text. Such runs are aligned
with each other, and where nearly all of both finds a sure partner, the beads are taken over, out of order. Where
there are a source and a reference, a passage that one of them has found is asked less of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from checker.align.lengths import weighed_length
from checker.align.pair import align_pair
from checker.align.pairings import PairAlignment, Pairing, Range
from checker.align.priors import SHAPES
from checker.align.similarity import Evidence, Similarity
from checker.model import MARKUP, Sentence, Span

_SURE, _ALIKE = 0.8, 2.0
"""Probability of a bead, or nats that the similarity alone gives to it; all of them together must be as much alike."""
_NOT_UNLIKE, _NEAR = -1.0, 2
"""Nats that are enough where the other text confirms a move, and how many sentences apart their places may be."""
_SHARE, _LEAST_SHARE = 0.7, 0.5
"""Of one run, and of the other, what must have a sure partner: what was lost or added beside it may be in it."""
_FEWEST_CHARACTERS = 30
"""Characters of a run: a shorter one may resemble another by chance."""
_MOST_RUNS = 100
_LONGEST = 400
_MOST_CELLS = 4_000_000
_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Move:
    """Two runs without a partner that may translate each other.

    beads: of the whole texts. nats: what the similarity says for them. weight: characters of both runs.
    place: before which target sentence the run of the source would stand.
    """

    beads: tuple[Pairing, ...]
    nats: float
    weight: float
    place: int

    @property
    def target(self) -> frozenset[int]:
        """The indices of its target sentences."""
        return frozenset(column for bead in self.beads for column in range(*bead.target))

    @property
    def source(self) -> frozenset[int]:
        """The indices of its source sentences."""
        return frozenset(row for bead in self.beads for row in range(*bead.source))


def moves(
    found: PairAlignment, source: Sequence[Sentence], target: Sequence[Sentence], similarity: Similarity
) -> tuple[Move, ...]:
    """All runs without a partner that may be each other's; two lonely sentences are aligned whatever they say."""
    both = zip(found.pairings, _places(found.pairings), strict=True)
    places = {pairing.source[0]: place for pairing, place in both if pairing.source[1] > pairing.source[0]}
    left = _runs([one.source for one in found.pairings if not one.whole and one.source[1] > one.source[0]], source)
    right = _runs([one.target for one in found.pairings if not one.whole and one.target[1] > one.target[0]], target)
    if not left or not right or max(len(left), len(right)) > _MOST_RUNS:
        return ()
    related = _related((left, right), (source, target), similarity)
    pairs = ((one, _move((one, other), (source, target), similarity)) for one, other in related)
    return tuple(Move(*move, places[one[0]]) for one, move in pairs if move)


def with_moves(found: PairAlignment, candidates: Sequence[Move], others: Sequence[Move] = ()) -> PairAlignment:
    """The alignment with the beads of moved passages in place of their sentences without partners.

    others: candidates of the other text that the target is aligned with.
    """
    taken_source: frozenset[int] = frozenset()
    taken_target: frozenset[int] = frozenset()
    beads: list[Pairing] = []
    for move in sorted(candidates, key=lambda move: -move.weight):
        sure = move.nats >= _ALIKE or (move.nats >= _NOT_UNLIKE and any(_confirms(other, move) for other in others))
        if sure and not move.source & taken_source and not move.target & taken_target:
            beads += move.beads
            taken_source |= move.source
            taken_target |= move.target
    return _taken_over(found, beads, taken_source, taken_target) if beads else found


def _confirms(other: Move, move: Move) -> bool:
    """Whether a passage surely stands elsewhere than in the other text, and there, too, where this one has it."""
    shared = len(other.target & move.target)
    same = 2 * shared >= max(len(other.target), len(move.target))
    return other.nats >= _ALIKE and same and abs(other.place - move.place) <= _NEAR


def _runs(ranges: Iterable[Range], text: Sequence[Sentence]) -> list[Range]:
    """Ranges that touch, joined; those too short or too long to tell are left out."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [run for run in joined if _length(run, text) >= _FEWEST_CHARACTERS and run[1] - run[0] <= _LONGEST]


def _length(run: Range, text: Sequence[Sentence]) -> float:
    return sum(weighed_length(sentence) for sentence in text[slice(*run)])


def _related(
    runs: tuple[Sequence[Range], Sequence[Range]],
    texts: tuple[Sequence[Sentence], Sequence[Sentence]],
    similarity: Similarity,
) -> list[tuple[Range, Range]]:
    """The pairs of runs in which any two sentences are not unlike, for few are: all are read at once."""
    rows, columns = (
        [place for run in some for place in range(*run) if text[place].prose.replace(MARKUP, "").strip()]
        for some, text in zip(runs, texts, strict=True)
    )
    if not rows or not columns or len(rows) * len(columns) > _MOST_CELLS:
        return []
    evidence = similarity.compare([texts[0][row] for row in rows], [texts[1][column] for column in columns])
    nats = evidence.gains(((1, 1),), np.zeros(len(rows) + 1, dtype=np.int64), len(columns))[0]
    down, across = (
        {run: slice(bisect_left(places, run[0]), bisect_left(places, run[1])) for run in some}
        for places, some in zip((rows, columns), runs, strict=True)
    )
    return [
        (one, other)
        for one, other in product(*runs)
        if nats[down[one], across[other]].max(initial=-np.inf) >= _NOT_UNLIKE
    ]


def _move(
    runs: tuple[Range, Range],
    texts: tuple[Sequence[Sentence], Sequence[Sentence]],
    similarity: Similarity,
) -> tuple[tuple[Pairing, ...], float, float] | None:
    """The beads of two runs, what the similarity says for them, and their characters; None if too much is alone."""
    lengths = [_length(run, text) for run, text in zip(runs, texts, strict=True)]
    if not 1 / _RATIO <= lengths[0] / lengths[1] <= _RATIO:
        return None
    reader = _Reader(similarity)
    found = align_pair(texts[0][slice(*runs[0])], texts[1][slice(*runs[1])], reader).pairings
    whole = [
        replace(pairing, source=_shifted(pairing.source, runs[0]), target=_shifted(pairing.target, runs[1]))
        for pairing in found
        if pairing.whole
    ]
    nats = reader.nats(whole, texts)
    sure = [place for place, one in enumerate(whole) if one.confidence > _SURE or nats[place] > _ALIKE]
    inner = slice(sure[0], sure[-1] + 1) if sure else slice(0)
    moved = whole[inner]
    shares = (
        sum(_length(pairing.source, texts[0]) for pairing in moved) / lengths[0],
        sum(_length(pairing.target, texts[1]) for pairing in moved) / lengths[1],
    )
    fits = max(shares) >= _SHARE and min(shares) >= _LEAST_SHARE
    return (tuple(moved), sum(nats[inner]), sum(lengths)) if fits else None


def _shifted(span: Range, run: Range) -> Range:
    return span[0] + run[0], span[1] + run[0]


class _Reader:
    """A similarity that remembers what it made of two texts when the aligner asked it."""

    def __init__(self, similarity: Similarity) -> None:
        self.similarity = similarity
        self.evidence: Evidence | None = None
        self.rows: dict[Span, int] = {}
        self.columns: dict[Span, int] = {}

    def compare(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> Evidence:
        """See `checker.align.similarity.Similarity`."""
        self.evidence = evidence = self.similarity.compare(source, target)
        self.rows = {sentence.span: row for row, sentence in enumerate(source)}
        self.columns = {sentence.span: column for column, sentence in enumerate(target)}
        return evidence

    def nats(self, pairings: Sequence[Pairing], texts: tuple[Sequence[Sentence], Sequence[Sentence]]) -> list[float]:
        """What the similarity says for each bead of what it has read, lengths and habits of translators aside."""
        if self.evidence is None:
            return [0.0] * len(pairings)
        gains = self.evidence.gains(SHAPES, np.zeros(len(self.rows) + 1, dtype=np.int64), len(self.columns) + 1)
        found: list[float] = []
        for pairing in pairings:
            # Empty sentences join a bead, but nobody has read them.
            rows = [self.rows[one.span] for one in texts[0][slice(*pairing.source)] if one.span in self.rows]
            columns = [self.columns[one.span] for one in texts[1][slice(*pairing.target)] if one.span in self.columns]
            shape = len(rows), len(columns)
            found.append(float(gains[SHAPES.index(shape), rows[0], columns[0]]) if shape in SHAPES else 0.0)
        return found


def _taken_over(
    found: PairAlignment, beads: list[Pairing], taken_source: frozenset[int], taken_target: frozenset[int]
) -> PairAlignment:
    """The alignment in the order of the target; sentences that a move has used are no longer without a partner."""
    kept = [
        pairing
        for pairing in found.pairings
        if not taken_source.intersection(range(*pairing.source))
        and not taken_target.intersection(range(*pairing.target))
    ]
    places = _places(kept)
    order = sorted(
        [*zip(places, kept, strict=True), *((bead.target[0], bead) for bead in beads)], key=lambda one: one[0]
    )
    source_null, target_null = found.source_null.copy(), found.target_null.copy()
    source_null[np.array(sorted(taken_source), dtype=np.int64)] = 0.0
    target_null[np.array(sorted(taken_target), dtype=np.int64)] = 0.0
    return PairAlignment(tuple(pairing for _, pairing in order), source_null, target_null)


def _places(pairings: Sequence[Pairing]) -> list[int]:
    """Where each bead stands in the target; what has nothing there stands where the next bead begins."""
    places: list[int] = []
    last = 0
    for pairing in pairings:
        if pairing.target[1] > pairing.target[0]:
            last = pairing.target[1]
            places.append(pairing.target[0])
        else:
            places.append(last)
    return places
