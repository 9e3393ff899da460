"""Sentences x sentences -> beads: a pure dynamic programme, the costs fed to it, the merge of three texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.align.lengths import weighed_length
from checker.align.merge import Triple, merged
from checker.align.moves import moves, with_moves
from checker.align.order import displaced
from checker.align.pair import align_pair
from checker.align.pairings import PairAlignment, Range
from checker.align.similarity import Evidence, FloatArray, Similarity
from checker.lang.unmatched import WITHOUT_REFERENCE, WITHOUT_SOURCE, WITHOUT_TARGET
from checker.model import Bead, Sentence, Side, WordMeasure

__all__ = ["MOVED", "MOVED_FROM_REFERENCE", "Evidence", "Similarity", "align"]

MOVED = "moved"
"""Measure of a bead, 1 where its target stands among other sentences than its source; absent elsewhere."""

MOVED_FROM_REFERENCE = "moved-from-reference"
"""Measure of a bead, 1 where its target stands among other sentences than its reference; absent elsewhere."""

_BOTH = 0.5
"""Weight of what is out of order in the source when the reference's order is judged: of two passages that changed
places either may count as moved, and it should be the same one."""

Sentences = Sequence[Sentence]


def align(
    target: Sentences, source: Sentences | None, reference: Sentences | None, similarity: Similarity
) -> tuple[Bead, ...]:
    """The beads of one, two or three texts, in the order of the target; every sentence is in exactly one.

    source, reference: None where there is no such text; with neither, each sentence is a bead. What has no partner
    in the target stands where it would stand there. Beads of a passage that stands elsewhere in the source or in
    the reference carry `MOVED` or `MOVED_FROM_REFERENCE`. The same texts give the same beads. Word measures tell of
    each sentence how likely it has no partner (see `checker.lang.unmatched`).
    """
    texts: dict[Side, Sentences | None] = {Side.TARGET: target, Side.SOURCE: source, Side.REFERENCE: reference}
    pairs = _aligned(texts, similarity)
    triples = tuple(_triples(len(target), pairs))
    out_of_order = _out_of_order(triples, target)
    return tuple(
        Bead(
            index,
            tuple(target[slice(*triple.target)]),
            None if source is None else tuple(source[one] for one in triple.source),
            None if reference is None else tuple(reference[one] for one in triple.reference),
            triple.confidence,
            measures={name: 1.0 for name, places in out_of_order.items() if index in places},
            word_measures=_measures(triple, texts, pairs),
        )
        for index, triple in enumerate(triples)
    )


def _aligned(texts: Mapping[Side, Sentences | None], similarity: Similarity) -> dict[Side, PairAlignment]:
    """Source and reference, each beside the target, with what stands elsewhere in them."""
    target = texts[Side.TARGET] or ()
    witnesses = {side: text for side, text in texts.items() if side is not Side.TARGET and text is not None}
    found = {side: align_pair(text, target, similarity) for side, text in witnesses.items()}
    moved = {side: moves(found[side], text, target, similarity) for side, text in witnesses.items()}
    others = {side: [move for other in moved if other is not side for move in moved[other]] for side in moved}
    return {side: with_moves(found[side], moved[side], others[side]) for side in moved}


def _triples(length: int, pairs: dict[Side, PairAlignment]) -> Iterable[Triple]:
    if len(pairs) == 2:
        return merged(pairs[Side.SOURCE], pairs[Side.REFERENCE])
    if Side.SOURCE in pairs:
        return (Triple(p.target, tuple(range(*p.source)), (), p.confidence) for p in pairs[Side.SOURCE].pairings)
    if Side.REFERENCE in pairs:
        return (Triple(p.target, (), tuple(range(*p.source)), p.confidence) for p in pairs[Side.REFERENCE].pairings)
    return (Triple((index, index + 1), (), (), 1.0) for index in range(length))


def _out_of_order(triples: Sequence[Triple], target: Sentences) -> dict[str, frozenset[int]]:
    """The places of beads whose target stands elsewhere than their source, and than their reference."""
    weights = [sum(weighed_length(one) for one in target[slice(*triple.target)]) for triple in triples]
    moved = displaced([_span(one.source, one.target) for one in triples], weights)
    weights = [weight * _BOTH if place in moved else weight for place, weight in enumerate(weights)]
    from_reference = displaced([_span(one.reference, one.target) for one in triples], weights)
    return {MOVED: moved, MOVED_FROM_REFERENCE: from_reference}


def _span(indices: Sequence[int], target: Range) -> Range:
    """From the first to the last sentence of one side of a bead; nowhere where the target has nothing."""
    return (indices[0], indices[-1] + 1) if indices and target[1] > target[0] else (0, 0)


def _measures(
    triple: Triple, texts: dict[Side, Sentences | None], pairs: dict[Side, PairAlignment]
) -> dict[str, tuple[WordMeasure, ...]]:
    """How likely each sentence of a bead is to stand alone."""
    indices = {Side.SOURCE: triple.source, Side.REFERENCE: triple.reference}
    found: dict[str, tuple[WordMeasure, ...]] = {}
    lost: list[WordMeasure] = []
    for side, pair in pairs.items():
        name = WITHOUT_SOURCE if side is Side.SOURCE else WITHOUT_REFERENCE
        found[name] = tuple(_each(Side.TARGET, range(*triple.target), texts[Side.TARGET], pair.target_null))
        lost.extend(_each(side, indices[side], texts[side], pair.source_null))
    if pairs:
        found[WITHOUT_TARGET] = tuple(lost)
    return found


def _each(side: Side, indices: Iterable[int], text: Sentences | None, chances: FloatArray) -> Iterable[WordMeasure]:
    for index in indices:
        if text is not None:
            yield WordMeasure(side, text[index].span, round(float(chances[index]), 6))
