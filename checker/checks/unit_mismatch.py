"""A number of the translation is right, and its unit or its currency is not.

Why it matters
    Five miles are no five kilometres, and a price in euros is no price in dollars. The figure looks checked.

What it looks at
    Numbers with the measure or the currency beside them, as names, abbreviations, signs or codes. Where the same
    number stands on both sides, each time with a unit that is known, and the units differ, the unit is reported.

Limits
    Measures that were converted have other numbers: number-mismatch knows them. Units that are nearly one, such as
    tons and tonnes or yards and metres, those that share a word, such as pounds, and the dollars of several countries
    are not told apart. A unit that only one side names is nobody's mistake, and one with no number beside it is not
    looked at.

Example
    language: en
    source-language: de
    source: Das Dorf liegt 40 Kilometer von der Grenze entfernt.
    bad: The village is 40 ⟦miles⟧ from the border.
    good: The village is 25 miles from the border.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.checks import Check
from checker.lang.numbers import Number, numbers
from checker.lang.numbers.agreement import agree
from checker.lang.quantities import Quantity, is_local, quantities, same_dimension, same_unit
from checker.model import Article, Bead, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """least_confidence: beads that the aligner is less sure of are not read."""

    least_confidence: float = 0.35


_SAME, _OTHER, _LOCAL = 0.85, 0.65, 0.5
"""How sure a finding is: where both units measure the same, where they do not, and where one is a unit of China or
Japan, for which translators take a foreign one by custom."""


class Located(NamedTuple):
    """A quantity and the sentence it stands in."""

    quantity: Quantity
    sentence: Sentence

    @property
    def span(self) -> Span:
        """The unit's span in its document."""
        return self.sentence.at(*self.quantity.unit)

    @property
    def text(self) -> str:
        """The unit as it is written."""
        return self.sentence.text[self.quantity.unit.start : self.quantity.unit.end]


def find(article: Article, options: Options) -> Iterator[Hit]:
    """Hits on the target's units that the source, or the reference, has not for the same number."""
    side = Side.SOURCE if article.source is not None else Side.REFERENCE
    for bead in article.beads:
        if bead.target and bead.side(side) and bead.confidence >= options.least_confidence:
            yield from _in(bead, side)


def _in(bead: Bead, side: Side) -> Iterator[Hit]:
    ours, theirs = _located(bead.target), _located(bead.side(side))
    if not ours or not theirs:
        return
    counts = [_numbers(sentences) for sentences in (bead.target, bead.side(side))]
    for one in ours:
        same = [other for other in theirs if agree(one.quantity.number, other.quantity.number)]
        if not same or not _wrong(one, same, ours, counts):
            continue
        alike = [other for other in same if same_dimension(one.quantity.units, other.quantity.units)]
        other = (alike or same)[0]
        yield Hit(
            one.span,
            f"The {side} counts this in “{other.text}”, the translation in “{one.text}”.",
            related=(Passage(side, other.span),),
            confidence=_confidence(one.quantity, other.quantity, bool(alike)),
        )


def _confidence(one: Quantity, other: Quantity, alike: bool) -> float:
    if is_local(one.units) or is_local(other.units):
        return _LOCAL
    return _SAME if alike else _OTHER


def _wrong(one: Located, same: Sequence[Located], ours: Sequence[Located], counts: Sequence[Sequence[Number]]) -> bool:
    """Whether a number has another unit wherever it stands, on either side."""
    number = one.quantity.number
    if number.value == 1:
        return False
    mine = [other for other in ours if agree(other.quantity.number, number)]
    named = [sum(agree(other, number) for other in all_of_side) for all_of_side in counts]
    if named != [len(mine), len(same)]:
        return False  # it stands somewhere without a unit that is known
    return not any(same_unit(a.quantity.units, b.quantity.units) for a in mine for b in same)


def _located(sentences: Sequence[Sentence]) -> list[Located]:
    return [Located(found, one) for one in sentences for found in quantities(one.prose, one.language)]


def _numbers(sentences: Sequence[Sentence]) -> list[Number]:
    return [number for one in sentences for number in numbers(one.prose, one.language)]


CHECK = Check(
    name="unit-mismatch",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness", "facts:units"),
    options=Options(),
)
