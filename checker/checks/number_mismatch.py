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
    Small numbers in words, round figures ("dozens"), Roman numerals, list marks and fractions never disagree. Converted
    measures, asides on another scale, rounded figures, other clocks and other calendars are accepted. A number that
    only one side has is reported only where nothing else can explain it, and a number that a neighbouring sentence has
    is not. The parts of a date with a month are left to date-mismatch. Of a language without number words figures alone
    are compared, and they may be worth as many hundreds, thousands or millions.

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
from unicodedata import decimal

from checker.checks import Check
from checker.lang.calendars import calendar, same_year
from checker.lang.date_agreement import claimed, told
from checker.lang.located_numbers import Located, located
from checker.lang.numbers import Kind, reads_words
from checker.lang.numbers.agreement import agree, likeness, made_of, magnitude_unread, other_clock, rounded
from checker.lang.numbers.rewrite import rewritten
from checker.lang.numbers.units import converted
from checker.lang.quantities import same_measure
from checker.lang.rescaled import rescaled
from checker.model import Article, Bead, Hit, Passage, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """least_confidence: beads that the aligner is less sure of are not read."""

    least_confidence: float = 0.35


_EXACT = frozenset({Kind.YEAR, Kind.TIME, Kind.DATE, Kind.IDENTIFIER, Kind.MONTH})
_ALIKE = 0.85
_SPARE = 0.62
_SMALL = 12
_IN_WORDS = 0.5
_LONG = 6  # digits from which they are known in other groups


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


def _mismatches(bead: Bead, side: Side, near: Sequence[Bead]) -> Iterator[Hit]:
    ours, theirs = located(bead.target), located(bead.side(side))
    wrong, lost = _absent(ours, theirs), _absent(theirs, ours)
    if not wrong and not lost:
        return
    wrong = _without(wrong, list(chain.from_iterable(located(one.side(side)) for one in near)))
    lost = _without(lost, list(chain.from_iterable(located(one.target) for one in near)))
    wrong, lost = _settled(wrong, lost, ours, theirs)
    dated: list[Span] | None = None
    for target, source, confidence in _paired(wrong, lost, ours, theirs):
        dated = _dated(bead, side, near) if dated is None else dated
        if target.number.kind is Kind.MONTH or any(target.span.start < b and a < target.span.end for a, b in dated):
            continue
        yield Hit(
            target.span,
            f"The {side} has {source.text}, the translation {target.text}.",
            related=(Passage(side, source.span),),
            fix=rewritten(target.number, target.text, source.number, target.sentence.language),
            confidence=confidence,
        )


def _dated(bead: Bead, side: Side, near: Sequence[Bead]) -> list[Span]:
    """The dates of the target that date-mismatch tells of, or that are right in another calendar."""
    around = told([sentence for one in near for sentence in one.side(side)])
    return claimed(told(bead.target), told(bead.side(side)), around)


def _absent(ours: Sequence[Located], theirs: Sequence[Located]) -> list[Located]:
    """The certain numbers of one side that the other has in no reading."""
    if theirs and not reads_words(theirs[0].sentence.language):
        ours = [one for one in ours if not one.number.in_words]
    whole = {value for one in theirs for value in one.number.values}
    values = whole | {part for one in theirs for part in (*one.number.parts, *other_clock(one.number))}
    return [
        one
        for one in ours
        if one.number.certain
        and one.number.value != 0
        and values.isdisjoint(one.number.values)
        and not made_of(one.number, whole)
        and not _regrouped(one, theirs)
        and not any(_explained(one, other) for other in theirs)
    ]


def _regrouped(one: Located, others: Sequence[Located]) -> bool:
    """Whether its many digits stand on the other side in other groups, as those of a telephone number may."""
    digits = _digits(one)
    return len(digits) >= _LONG and digits in "".join(map(_digits, others))


def _digits(one: Located) -> str:
    return "".join(str(decimal(sign)) for sign in one.text if sign.isdecimal())


def _explained(one: Located, other: Located) -> bool:
    if agree(one.number, other.number) or _unread(one, other) or _unread(other, one):
        return True
    eras = calendar(one.sentence.language).eras + calendar(other.sentence.language).eras
    return bool(eras) and same_year(one.number.value, other.number.value, eras)


def _unread(one: Located, other: Located) -> bool:
    """Whether the other may have a magnitude word that nobody can read."""
    return not reads_words(other.sentence.language) and magnitude_unread(one.number, other.number)


def _without(left: list[Located], nearby: Sequence[Located]) -> list[Located]:
    """The numbers that no neighbouring sentence has either."""
    return [one for one in left if not any(agree(one.number, other.number) for other in nearby)]


def _settled(
    wrong: list[Located], lost: list[Located], ours: Sequence[Located], theirs: Sequence[Located]
) -> tuple[list[Located], list[Located]]:
    """Both without the numbers that a translator may have written so: a converted measure, a rounder figure."""
    free = [one for one in lost if not _converted_beside(one, theirs) and not rescaled(one, theirs, ours, wrong)]
    kept: list[Located] = []
    for one in wrong:
        if _converted_beside(one, ours) or rescaled(one, ours, theirs, lost):
            continue
        same = next((other for other in free if _may_differ(one, other)), None)
        if same is None:
            kept.append(one)
        else:
            free.remove(same)
    return kept, free


def _paired(
    wrong: list[Located], lost: list[Located], ours: Sequence[Located], theirs: Sequence[Located]
) -> Iterator[tuple[Located, Located, float]]:
    """Which number of the target stands for which of the witness, and how sure that is."""
    ranked = sorted(
        ((likeness(a.number, b.number), -i, -j) for i, a in enumerate(wrong) for j, b in enumerate(lost)), reverse=True
    )
    alone = len(wrong) == len(lost) == 1
    used: set[tuple[str, int]] = set()
    for like, i, j in ranked:
        if like > 0 and ("wrong", i) not in used and ("lost", j) not in used:
            used |= {("wrong", i), ("lost", j)}
            yield wrong[-i], lost[-j], round(like if alone else like - 0.1, 2)
    yield from _small(wrong, lost, ours, theirs)
    for i, one in enumerate(wrong):
        if ("wrong", -i) not in used:
            yield from _with_spare(one, _spare(theirs, ours), True)
    for j, one in enumerate(lost):
        if ("lost", -j) not in used:
            yield from _with_spare(one, _spare(ours, theirs), False)


def _small(
    wrong: list[Located], lost: list[Located], ours: Sequence[Located], theirs: Sequence[Located]
) -> Iterator[tuple[Located, Located, float]]:
    """Figures against the only small number in words that has no counterpart: three people, 9 Personen."""
    sides = (*ours[:1], *theirs[:1])
    if len(wrong) + len(lost) != 1 or not all(reads_words(side.sentence.language) for side in sides):
        return
    one, others, counterparts = (wrong[0], theirs, ours) if wrong else (lost[0], ours, theirs)
    plain = one.number.kind in {Kind.CARDINAL, Kind.ORDINAL} and not one.number.in_words and not one.number.parts
    if not plain or one.number.value > _SMALL:
        return
    alone = [
        other
        for other in others
        if other.number.in_words
        and other.number.kind is Kind.SMALL
        and 3 <= other.number.value <= _SMALL
        and not any(agree(other.number, counterpart.number) for counterpart in counterparts)
    ]
    if len(alone) == 1 and not _may_differ(one, alone[0]) and len(ours) == len(theirs):
        yield (one, alone[0], _IN_WORDS) if wrong else (alone[0], one, _IN_WORDS)


def _spare(ours: Sequence[Located], theirs: Sequence[Located]) -> list[Located]:
    """Numbers in figures of one side whose value the other has too, but fewer times."""
    spare = []
    for value in dict.fromkeys(one.number.value for one in ours):
        same = [one for one in ours if value in one.number.values]
        if len(same) > sum(1 for other in theirs if any(agree(one.number, other.number) for one in same)):
            spare += [one for one in same if one.number.certain and not one.number.in_words]
    return spare


def _with_spare(one: Located, spare: list[Located], is_target: bool) -> Iterator[tuple[Located, Located, float]]:
    """A number that is absent with one that is there once too often, when they look alike."""
    like = [other for other in spare if likeness(one.number, other.number) >= _ALIKE and not _may_differ(one, other)]
    if len({other.number.value for other in like}) == 1:
        yield (one, like[0], _SPARE) if is_target else (like[-1], one, _SPARE)


def _converted_beside(one: Located, all_of_side: Sequence[Located]) -> bool:
    """Whether a number only repeats an earlier one of its own text in a second unit: 5 °C (41 °F)."""
    unit = one.unit
    if unit is None:
        return False
    return any(
        (other_unit := other.unit) is not None and converted(one.number.value, unit, other.number.value, other_unit)
        for other in all_of_side
        if other.span < one.span
    )


def _may_differ(target: Located, source: Located) -> bool:
    """Another unit, another currency or a rounder figure: what a translator may choose."""
    ours, theirs = target.number, source.number
    for a in ours.values:
        for b in theirs.values:
            if ours.kind not in _EXACT and theirs.kind not in _EXACT and rounded(b, a):
                return True
            if converted(a, target.unit, b, source.unit):
                return True
    measures = target.measure, source.measure
    if measures[0] is not None and measures[1] is not None and same_measure(measures[0], measures[1]):
        return True
    signs = {target.currency, source.currency} - {""}
    return len(signs) == 2


CHECK = Check(
    name="number-mismatch",
    category="accuracy/number",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness",),
    options=Options(),
)
