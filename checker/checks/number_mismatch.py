"""A number of the translation is not the number of the source.

Why it matters
    A lost zero, a swapped digit or a million that became a billion reads well and is false. No reader of the
    translation can notice it.

What it looks at
    Both texts are read by value: figures of any script and style, numerals, number words, with their magnitudes. A
    number that is written in figures, or an unmistakable number word, and that stands in no reading on the other
    side, is reported when a number of the other side is left over, too, and the two stand for each other: they
    are of the same kind, or look alike, or are the only ones left. Where there is no source, a reference is read.

Limits
    Small numbers in words, round figures ("dozens"), Roman numerals, list marks and fractions never disagree.
    Converted measures, rounded figures, other clocks and other calendars are accepted. A number that only one side
    has is reported only where nothing else can explain it, and a number that a neighbouring sentence has is not.

Example
    language: en
    source-language: de
    source: Die Stadt gab 3,5 Millionen Euro für 1.250 neue Bäume aus.
    bad: The city spent 3.5 million euros on ⟦12,500⟧ new trees.
    good: The city spent 3.5 million euros on 1,250 new trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import regex

from checker.checks import Check
from checker.lang.calendars import calendar, same_year
from checker.lang.numbers import Kind, Number, numbers
from checker.lang.numbers.agreement import agree, made_of, rounded
from checker.lang.numbers.rewrite import rewritten
from checker.lang.numbers.units import Unit, converted, unit_after
from checker.model import Article, Bead, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """least_confidence: beads that the aligner is less sure of are not read."""

    least_confidence: float = 0.35


class Located(NamedTuple):
    """A number and the sentence it stands in."""

    number: Number
    sentence: Sentence

    @property
    def span(self) -> Span:
        """The number's span in its document."""
        return self.sentence.at(*self.number.span)

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.sentence.text[self.number.span.start : self.number.span.end]


def find(article: Article, options: Options) -> Iterator[Hit]:
    """Hits on the target's numbers that the source, or the reference, does not have."""
    side = Side.SOURCE if article.source is not None else Side.REFERENCE
    beads = article.beads
    for index, bead in enumerate(beads):
        witness = bead.side(side)
        if not bead.target or not witness or bead.confidence < options.least_confidence:
            continue
        near = beads[max(0, index - 1) : index] + beads[index + 1 : index + 2]
        yield from _mismatches(bead, side, near)


def _located(sentences: Sequence[Sentence]) -> list[Located]:
    return [Located(number, one) for one in sentences for number in numbers(one.prose, one.language)]


def _mismatches(bead: Bead, side: Side, near: Sequence[Bead]) -> Iterator[Hit]:
    ours, theirs = _located(bead.target), _located(bead.side(side))
    if not ours or not theirs:
        return
    wrong = _left_over(ours, theirs)
    lost = _left_over(theirs, ours)
    if not wrong or not lost:
        return
    wrong = _without(wrong, list(chain.from_iterable(_located(one.side(side)) for one in near)))
    lost = _without(lost, list(chain.from_iterable(_located(one.target) for one in near)))
    for target, source, confidence in _pairs(wrong, lost):
        yield Hit(
            target.span,
            f"The {side} has {source.text}, the translation {target.text}.",
            related=(Passage(side, source.span),),
            fix=rewritten(target.number, target.text, source.number, target.sentence.language),
            confidence=confidence,
        )


def _left_over(ours: Sequence[Located], theirs: Sequence[Located]) -> list[Located]:
    """The certain numbers of one side that the other has in no reading."""
    values = {value for one in theirs for value in one.number.values}
    return [
        one
        for one in ours
        if one.number.certain
        and values.isdisjoint(one.number.values)
        and not made_of(one.number, values)
        and not any(_explained(one, other) for other in theirs)
    ]


def _explained(one: Located, other: Located) -> bool:
    if agree(one.number, other.number):
        return True
    eras = calendar(one.sentence.language).eras + calendar(other.sentence.language).eras
    return bool(eras) and same_year(one.number.value, other.number.value, eras)


def _without(left: list[Located], nearby: Sequence[Located]) -> list[Located]:
    """The numbers that no neighbouring sentence has either."""
    return [one for one in left if not any(agree(one.number, other.number) for other in nearby)]


def _pairs(wrong: list[Located], lost: list[Located]) -> Iterator[tuple[Located, Located, float]]:
    """Which wrong number stands for which lost one, the likeliest first."""
    scored = [
        (_likeness(target, source), -i, -j)
        for i, target in enumerate(wrong)
        for j, source in enumerate(lost)
        if not _may_differ(target, source)
    ]
    alone = len(wrong) == len(lost) == 1
    used: set[tuple[str, int]] = set()
    for likeness, i, j in sorted(scored, reverse=True):
        if ("wrong", i) in used or ("lost", j) in used:
            continue
        used |= {("wrong", i), ("lost", j)}
        confidence = likeness if alone else likeness - 0.1
        if confidence >= 0.3:
            yield wrong[-i], lost[-j], round(confidence, 2)


def _may_differ(target: Located, source: Located) -> bool:
    """Another unit, another currency or a rounder figure: what a translator may choose."""
    for a in target.number.values:
        for b in source.number.values:
            if rounded(a, b) or rounded(b, a):
                return True
            if converted(a, _unit(target), b, _unit(source)):
                return True
    ours, theirs = _currency(target), _currency(source)
    return bool(ours and theirs and ours != theirs)


def _unit(one: Located) -> Unit | None:
    return unit_after(one.sentence.prose, one.number.span.end, one.sentence.language)


_SIGN_BEFORE = regex.compile(r"(\p{Sc})\s?$")
_SIGN_AFTER = regex.compile(r"\s?(\p{Sc})")


def _currency(one: Located) -> str:
    prose, (start, end) = one.sentence.prose, one.number.span
    match = _SIGN_BEFORE.search(prose, max(0, start - 2), start) or _SIGN_AFTER.match(prose, end)
    return match.group(1) if match else ""


def _likeness(target: Located, source: Located) -> float:
    """How likely the two stand for each other: 0..1."""
    ours, theirs = target.number, source.number
    if Kind.MONTH in (ours.kind, theirs.kind) and ours.kind is not theirs.kind:
        return 0.0
    if Kind.IDENTIFIER in (ours.kind, theirs.kind) and (ours.kind is not theirs.kind or ours.label != theirs.label):
        return 0.0
    return 0.9


CHECK = Check(
    name="number-mismatch",
    category="accuracy/number",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness",),
    options=Options(),
)
