"""A passage stands in another place than in the source.

Why it matters
    A paragraph that slipped while an article was put together tells the story in the wrong order: "he" comes before
    his name, the answer before the question.
What it looks at
    Sentences that the aligner could only put together out of order: a run without a partner here, and a run without
    a partner there, that say the same.
Limits
    Passages of less than some sixty characters are not looked for, nor any where a source and a reference are both
    given. An editor may have moved the passage on purpose: the finding is a minor one.
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

from collections.abc import Iterator
from itertools import groupby

from checker.checks import Check
from checker.model import Article, Bead, Hit, Passage, Severity, Side, Span

_CONFIDENCE = 0.8


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each run of beads that the aligner found out of order."""
    for moved, run in groupby(article.beads, key=lambda bead: bool(bead.measures.get("moved"))):
        if moved:
            yield _hit(list(run))


def _hit(run: list[Bead]) -> Hit:
    here = [sentence for bead in run for sentence in bead.target]
    there = sorted((sentence.span for bead in run for sentence in bead.source or ()), key=lambda span: span.start)
    document = (run[0].source or ())[0].document
    line = document.locate(there[0].start).line
    return Hit(
        span=Span(here[0].span.start, here[-1].span.end),
        message=f"This passage stands in another place in the source: on line {line}.",
        related=(Passage(Side.SOURCE, Span(there[0].start, there[-1].end)),),
        confidence=_CONFIDENCE,
    )


CHECK = Check(
    name="moved-paragraph",
    category="design/order",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("source",),
)
