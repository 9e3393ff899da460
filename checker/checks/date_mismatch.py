"""A date of the translation is not the date of the source.

Why it matters
    A wrong month or weekday sends readers to a closed door, and nobody who reads the translation alone can see it.

What it looks at
    Months of the Gregorian, the Islamic and the Solar Hijri calendar under all their names, with their days and years,
    in words or in figures, and the days of the week. Where one part of a date differs from the date that it stands
    for in the source, and the other parts do not, that part is reported. A date that is told in another calendar is
    converted first. Where there is no source, a reference is read.

Limits
    A weekday, a month or a year that only one side tells is nobody's mistake, nor are "today" and "yesterday", a
    season or a decade. The night between two days may belong to either. In figures such as 3/4/2019 day and month may
    change places. Years without a month and times of day are left to number-mismatch.

Example
    language: en
    source-language: fr
    source: La loi est entrée en vigueur le 5 juin 2019.
    bad: The law came into force on 5 ⟦July⟧ 2019.
    good: The law came into force on 5 June 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from checker.checks import Check
from checker.lang.date_agreement import Disagreement, disagreements, told, weekday_disagreement
from checker.model import Article, Bead, Document, Hit, Passage, Severity, Side


@dataclass(frozen=True, slots=True)
class Options:
    """least_confidence: beads that the aligner is less sure of are not read."""

    least_confidence: float = 0.35


def find(article: Article, options: Options) -> Iterator[Hit]:
    """Hits on the parts of the target's dates that are others in the source, or in the reference."""
    side = Side.SOURCE if article.source is not None else Side.REFERENCE
    witness = article.document(side)
    beads = article.beads
    for index, bead in enumerate(beads):
        if not bead.target or not bead.side(side) or bead.confidence < options.least_confidence or witness is None:
            continue
        for found in _in(bead, side, beads[max(0, index - 1) : index] + beads[index + 1 : index + 2]):
            yield _hit(found, article.target, witness, side)


def _in(bead: Bead, side: Side, around: Sequence[Bead]) -> Iterator[Disagreement]:
    near = list(chain.from_iterable(one.side(side) for one in around))
    yield from disagreements(told(bead.target), told(bead.side(side)), told(near))
    weekday = weekday_disagreement(bead.target, bead.side(side), near)
    if weekday is not None:
        yield weekday


def _hit(found: Disagreement, target: Document, witness: Document, side: Side) -> Hit:
    ours, theirs = (
        document.text[span.start : span.end] for document, span in ((target, found.ours), (witness, found.theirs))
    )
    return Hit(
        found.ours,
        f"The {side} has the {found.part} “{theirs}”, the translation “{ours}”.",
        related=(Passage(side, found.theirs),),
        confidence=found.confidence,
    )


CHECK = Check(
    name="date-mismatch",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness", "facts:dates"),
    options=Options(),
)
