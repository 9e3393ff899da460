"""A passage stands in another place than in the source.

Why it matters
    A paragraph that slipped while an article was put together tells the story in the wrong order: "he" comes before
    his name, the answer before the question.
What it looks at
    Sentences that the aligner could only put together out of order: a run without a partner here, and a run without
    a partner there, that say the same. Of two passages that changed places the shorter one is reported. Without a
    source the reference is compared; with both, a passage that stands in the reference where the translation has it
    is not reported, for a human translator found it good there.
Limits
    Passages of less than some thirty characters are not looked for, and titles are often missed. An editor may have
    moved the passage on purpose: the finding is a minor one.
Example
    language: en
    source-language: de
    source: Der Rat hat am Montag den Haushalt für das kommende Jahr beschlossen.\\n\\nDie alte Schule am Fluss
        wird abgerissen, und an ihrer Stelle entsteht ein Park mit Spielplatz.\\n\\nDer Bürgermeister dankte der
        Feuerwehr für ihren Einsatz beim Hochwasser.\\n\\nIm Herbst wird ein neuer Direktor für das Museum gesucht.
    bad: The council passed the budget for the coming year on Monday.\\n\\nThe mayor thanked the fire brigade for
        its work during the flood.\\n\\nA new director for the museum will be sought in autumn.\\n\\n⟦The old school
        by the river will be torn down, and a park with a playground will take its place.⟧
    good: The council passed the budget for the coming year on Monday.\\n\\nThe old school by the river will be
        torn down, and a park with a playground will take its place.\\n\\nThe mayor thanked the fire brigade for its
        work during the flood.\\n\\nA new director for the museum will be sought in autumn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.checks import Check
from checker.model import Article, Bead, Hit, Passage, Severity, Side, Span

_CONFIDENCE = 0.8

_MOVED = {Side.SOURCE: "moved", Side.REFERENCE: "moved-from-reference"}


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each passage whose beads the aligner found out of order."""
    witness = Side.SOURCE if article.source is not None else Side.REFERENCE
    for passage in _passages(article, witness):
        if witness is Side.REFERENCE or not _vouched(passage):
            yield _hit(article, passage, witness)


def _passages(article: Article, witness: Side) -> Iterator[list[Bead]]:
    """Moved beads that follow each other here and there; what was added or left out between them ends no passage."""
    name = _MOVED[witness]
    settled = sorted(
        sentence.index
        for bead in article.beads
        if bead.target and name not in bead.measures
        for sentence in bead.side(witness)
    )
    passage: list[Bead] = []
    for bead in article.beads:
        if not (bead.target and bead.side(witness)):
            continue
        moved = name in bead.measures
        if passage and not (moved and _follows(passage[-1], bead, witness, settled)):
            yield passage
            passage = []
        if moved:
            passage.append(bead)
    if passage:
        yield passage


def _follows(bead: Bead, other: Bead, witness: Side, settled: list[int]) -> bool:
    """Whether nothing that stands in order stands between two moved beads, and the other is the later one."""
    start, end = bead.side(witness)[-1].index, other.side(witness)[0].index
    return start < end and bisect_left(settled, start) == bisect_left(settled, end)


def _vouched(passage: list[Bead]) -> bool:
    """Whether the reference has the passage where the translation has it."""
    there = [bead for bead in passage if bead.reference]
    return bool(there) and not any(_MOVED[Side.REFERENCE] in bead.measures for bead in there)


def _hit(article: Article, passage: list[Bead], witness: Side) -> Hit:
    here = [sentence.span for bead in passage for sentence in bead.target]
    there = [sentence.span for bead in passage for sentence in bead.side(witness)]
    document = article.document(witness)
    assert document is not None, "its sentences come from it"
    line = document.locate(there[0].start).line
    return Hit(
        span=Span(here[0].start, here[-1].end),
        message=f"This passage stands in another place in the {witness}: on line {line}.",
        related=(Passage(witness, Span(there[0].start, there[-1].end)),),
        confidence=_CONFIDENCE,
    )


CHECK = Check(
    name="moved-paragraph",
    category="design/order",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("witness",),
)
