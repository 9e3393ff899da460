"""Sentences x sentences -> beads: a pure dynamic programme, the costs fed to it, the merge of three texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.align.merge import Range, Triple, merged
from checker.align.moves import MOVED, with_moves
from checker.align.pair import align_pair
from checker.align.pairings import PairAlignment
from checker.align.similarity import Evidence, FloatArray, Similarity
from checker.lang.unmatched import WITHOUT_REFERENCE, WITHOUT_SOURCE, WITHOUT_TARGET
from checker.model import Bead, Sentence, Side, WordMeasure

__all__ = ["Evidence", "Similarity", "align"]

Sentences = Sequence[Sentence]


def align(
    target: Sentences, source: Sentences | None, reference: Sentences | None, similarity: Similarity
) -> tuple[Bead, ...]:
    """The beads of one, two or three texts, in the order of the target; every sentence is in exactly one.

    source, reference: None where there is no such text; with neither, each sentence is a bead. What has no partner
    in the target stands where it would stand there. With two texts, beads of a passage that stands elsewhere in the
    source carry the measure `MOVED`. The same texts give the same beads. Word measures tell of each
    sentence how likely it has no partner (see `checker.lang.unmatched`).
    """
    pairs = {
        side: align_pair(sentences, target, similarity)
        for side, sentences in ((Side.SOURCE, source), (Side.REFERENCE, reference))
        if sentences is not None
    }
    if len(pairs) == 1:
        side, found = next(iter(pairs.items()))
        sentences = source if side is Side.SOURCE else reference
        pairs[side] = with_moves(found, sentences or (), target, similarity)
    texts = {Side.TARGET: target, Side.SOURCE: source, Side.REFERENCE: reference}
    return tuple(
        Bead(
            index,
            tuple(target[slice(*triple.target)]),
            None if source is None else tuple(source[slice(*triple.source)]),
            None if reference is None else tuple(reference[slice(*triple.reference)]),
            triple.confidence,
            measures={MOVED: 1.0} if triple.moved else {},
            word_measures=_measures(triple, texts, pairs),
        )
        for index, triple in enumerate(_triples(len(target), pairs))
    )


def _triples(length: int, pairs: dict[Side, PairAlignment]) -> Iterable[Triple]:
    if len(pairs) == 2:
        return merged(pairs[Side.SOURCE], pairs[Side.REFERENCE])
    if Side.SOURCE in pairs:
        return (Triple(p.target, p.source, (0, 0), p.confidence, p.moved) for p in pairs[Side.SOURCE].pairings)
    if Side.REFERENCE in pairs:
        return (Triple(p.target, (0, 0), p.source, p.confidence, p.moved) for p in pairs[Side.REFERENCE].pairings)
    return (Triple((index, index + 1), (0, 0), (0, 0), 1.0) for index in range(length))


def _measures(
    triple: Triple, texts: dict[Side, Sentences | None], pairs: dict[Side, PairAlignment]
) -> dict[str, tuple[WordMeasure, ...]]:
    """How likely each sentence of a bead is to stand alone."""
    ranges: dict[Side, Range] = {Side.SOURCE: triple.source, Side.REFERENCE: triple.reference}
    found: dict[str, tuple[WordMeasure, ...]] = {}
    lost: list[WordMeasure] = []
    for side, pair in pairs.items():
        name = WITHOUT_SOURCE if side is Side.SOURCE else WITHOUT_REFERENCE
        found[name] = tuple(_each(Side.TARGET, triple.target, texts[Side.TARGET], pair.target_null))
        lost.extend(_each(side, ranges[side], texts[side], pair.source_null))
    if pairs:
        found[WITHOUT_TARGET] = tuple(lost)
    return found


def _each(side: Side, span: Range, text: Sentences | None, chances: FloatArray) -> Iterable[WordMeasure]:
    for index in range(*span):
        if text is not None:
            yield WordMeasure(side, text[index].span, round(float(chances[index]), 6))
