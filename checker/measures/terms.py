"""Terms of the source that the translation renders alike all over the article, and otherwise in one or two places.

A word measure of each bead, in fours: the odd rendering, with the chance that it is right; the term that it stands for;
a place where the translation has the usual rendition, with how many places have it; and the term there, if possible in
the same form. A term is a noun, or a phrase, that
recurs. Its usual rendition is what recurs with it, and with little else, and is near it among the renderings of
words. An odd rendering is a word that stands where neither the usual rendition nor anything akin to it does, that the
term answers better than any other word of the source does, that means about the same as the usual rendition, and that
the article has nowhere else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import comb, log10
from typing import NamedTuple

from checker.lang.nouns import is_modifier, is_name, is_noun
from checker.lang.recurrence import Recurring, recurring
from checker.lang.vocabulary import fold
from checker.lang.words import Word
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES
from checker.measures.name_evidence import Text
from checker.measures.term_evidence import STEADIER, STEADY, Answer, Place, Usual
from checker.measures.term_vectors import Reader
from checker.model import Bead, Side, WordMeasure

_SURE = 0.5  # the aligner's confidence below which a bead is not read
_OFTEN, _MOST_ODD, _SHARE = 4, 2, 0.75
"""Beads that must have a term; of those, how many may render it otherwise, and the share that must render it alike."""

_TIED = 0.65  # twice the beads that have both, over those that have the term and those that have the rendition
_PROOF, _HELPS, _LIKE = 5.0, 4.0, 0.6
"""How unlikely it must be that the two are together by chance, in decimal logarithms; what each unit of likeness adds
to that; and the likeness that is proof enough."""

_RIVAL = 0.05  # by how much another term of the source must be less tied to the rendition
_LEAST_SURE, _SURER, _SUREST, _UNCLEAR, _LEVEL = 0.6, 0.05, 0.85, 0.15, 0.75
"""The chance that a rendition is odd with four usual ones beside it; what each more adds; the most; how much less where
it is only likely to stand for the term; and the share of the usual ones that neither adds nor takes anything."""

_UNTOLD = 5  # beads that must have a term where neither language shows that it is a noun


class Term(NamedTuple):
    """A term of the source and what renders it. beads: that have both. odd: that have the term alone."""

    term: Recurring
    usual: Recurring
    beads: tuple[int, ...]
    odd: tuple[int, ...]


class _Odd(NamedTuple):
    """The words of a bead's target that stand for a term."""

    bead: int
    answer: Answer
    found: Term

    @property
    def chance(self) -> float:
        """How sure it is that an editor would have the usual rendition: more so the more often it is there."""
        share = len(self.found.beads) / len(self.found.term.places)
        sure = min(_SUREST, _LEAST_SURE + _SURER * (len(self.found.beads) - _OFTEN) + (share - _LEVEL))
        return sure - (0.0 if self.answer.clear else _UNCLEAR)


def _terms(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]]:
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    told: list[tuple[WordMeasure, ...]] = [() for _ in beads]
    if witness is None:
        return told
    read = [at for at, bead in enumerate(beads) if bead.confidence >= _SURE and bead.side(witness)]
    if len(read) < _OFTEN:
        return told
    source = [Text.of(beads[at].side(witness)) for at in read]
    target = [Text.of(beads[at].target) for at in read]
    for one in _settled(odd_renderings(source, target)):
        found, at = one.found, one.bead
        form = fold(found.term.places[at][0].text)
        usual = next((one for one in found.beads if fold(found.term.places[one][0].text) == form), found.beads[0])
        term, there, here = found.term.places[at][0], found.term.places[usual][0], found.usual.places[usual][0]
        told[read[at]] += (
            WordMeasure(Side.TARGET, target[at].at(one.answer.start, one.answer.end), 1.0 - one.chance),
            WordMeasure(witness, source[at].at(term.start, term.end), 1.0),
            WordMeasure(Side.TARGET, target[usual].at(here.start, here.end), float(len(found.beads))),
            WordMeasure(witness, source[usual].at(there.start, there.end), 1.0),
        )
    return told


def odd_renderings(source: Sequence[Text], target: Sequence[Text]) -> Iterator[_Odd]:
    """The odd renderings of a text, term by term."""
    for found, bead, place in odd_places(source, target):
        answer = place.found
        if answer is not None and _is_odd(answer, found, place):
            yield _Odd(bead, answer, found)


def odd_places(source: Sequence[Text], target: Sequence[Text]) -> Iterator[tuple[Term, int, Place]]:
    """Where a text does not render a term as usual, term by term: the beads, and what stands there."""
    reader = Reader(source, target)
    folded = [fold(text.text) for text in target]
    for found in _rendered(source, target, reader):
        yield from _odd(found, folded, reader)


def _rendered(source: Sequence[Text], target: Sequence[Text], reader: Reader) -> Iterator[Term]:
    """The terms that one rendition answers in all beads but one or two."""
    terms = recurring([text.text for text in source], source[0].language, _OFTEN - 1)
    renditions = recurring([text.text for text in target], target[0].language, _OFTEN - 1)
    within: dict[int, list[int]] = defaultdict(list)
    having: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(renditions):
        for bead in one.places:
            within[bead].append(number)
    for number, one in enumerate(terms):
        for bead in one.places:
            having[bead].append(number)
    often = [(number, term) for number, term in enumerate(terms) if len(term.places) >= _OFTEN]
    asked = [(number, term, _tied(term, within, renditions)) for number, term in often]
    reader.read((0, term) for _, term, tied in asked if tied)
    reader.read((1, one) for _, _, tied in asked for one, _ in tied)
    for number, term, tied in asked:
        best = _best(term, tied, reader)
        if best is None or _rivalled(number, best, terms, having):
            continue
        beads = tuple(bead for bead in term.places if bead in best.places)
        odd = tuple(bead for bead in term.places if bead not in best.places)
        if odd and _are_terms(term, best, beads, source, target):
            yield Term(term, best, beads, odd)


def _tied(
    term: Recurring, within: Mapping[int, Sequence[int]], renditions: Sequence[Recurring]
) -> list[tuple[Recurring, int]]:
    """What is there in most beads that have a term, and hardly in others: each with how many have both."""
    count, together = len(term.places), Counter(one for bead in term.places for one in within[bead])
    least = max(_OFTEN - 1, _SHARE * count, count - _MOST_ODD)
    often = [(renditions[number], together[number]) for number in sorted(together) if together[number] >= least]
    return [(one, times) for one, times in often if _tie(times, term, one) >= _TIED]


def _best(term: Recurring, tied: Sequence[tuple[Recurring, int]], reader: Reader) -> Recurring | None:
    """What is most tied to a term and like it; of renditions as good the longest, and the first."""
    found = []
    for number, (one, times) in enumerate(tied):
        like = reader.like(term, one)
        if like >= _LIKE or _proof(term, one, times, reader.beads) + _HELPS * like >= _PROOF:
            found.append((round(_tie(times, term, one) + max(like, 0.0), 2), one.length, -number))
    return tied[-max(found)[2]][0] if found else None


def _proof(term: Recurring, rendition: Recurring, together: int, beads: int) -> float:
    """Minus the decimal logarithm of the chance that so many of the beads that have one have the other, too."""
    one, other = len(term.places), len(rendition.places)
    chance = sum(comb(one, many) * comb(beads - one, other - many) for many in range(together, min(one, other) + 1))
    return log10(comb(beads, other)) - log10(chance)


def _tie(times: int, term: Recurring, rendition: Recurring) -> float:
    return 2.0 * times / (len(term.places) + len(rendition.places))


def _rivalled(
    number: int, rendition: Recurring, terms: Sequence[Recurring], having: Mapping[int, Sequence[int]]
) -> bool:
    """Whether another term, neither part of this one nor a phrase that holds it, is tied to the rendition as much."""
    term = terms[number]
    own = len(term.places.keys() & rendition.places.keys())
    tied = _tie(own, term, rendition)
    together = Counter(one for bead in rendition.places for one in having[bead])
    return any(
        _tie(times, terms[one], rendition) > tied - _RIVAL
        for one, times in together.items()
        if one != number and not _overlap(terms[one], term)
    )


def _overlap(one: Recurring, other: Recurring) -> bool:
    if one.parts and other.parts:
        return not set(one.parts).isdisjoint(other.parts)
    return one.forms[0] in other.forms[0] or other.forms[0] in one.forms[0]


def _are_terms(
    term: Recurring, rendition: Recurring, beads: Sequence[int], source: Sequence[Text], target: Sequence[Text]
) -> bool:
    """Whether both are nouns, as far as the languages tell, and no names."""
    told: list[bool] = []
    for one, texts in ((term, source), (rendition, target)):
        places = [(texts[bead].text, word) for bead in beads for word in one.places[bead]]
        if is_name(places, texts[0].language):
            return False
        noun = is_noun(places, texts[0].language)
        told += [] if noun is None else [noun]
    return all(told) if told else len(beads) >= _UNTOLD


def _odd(found: Term, folded: Sequence[str], reader: Reader) -> Iterator[tuple[Term, int, Place]]:
    """What stands where the usual rendition of a term does not. folded: the text of each bead of the target."""
    rendition, term = reader.vectors(1, found.usual, found.beads), reader.vectors(0, found.term, found.beads)
    if rendition is None or term is None:
        return
    forms = {part for form in found.usual.forms for part in (form, *form.replace("-", " ").split())}
    spelt = {fold(word.text) for bead in found.beads for word in found.term.places[bead]}
    elsewhere = "\n".join(one for at, one in enumerate(folded) if at not in found.odd)
    usual = Usual(
        term,
        rendition,
        len(found.beads),
        tuple(sorted(forms)),
        len(found.beads) / len(found.term.places),
        _tie(len(found.beads), found.term, found.usual),
        reader.like(found.term, found.usual),
        _proof(found.term, found.usual, len(found.beads), reader.beads),
        elsewhere,
    )
    for bead in found.odd:
        there = found.term.places[bead]
        steady = STEADY if fold(there[0].text) in spelt else STEADIER
        place = Place.of(reader, bead, there[0], usual, steady) if len(there) == 1 else None
        if place is not None:
            yield found, bead, place


def _is_odd(answer: Answer, found: Term, place: Place) -> bool:
    """Whether the odd rendition is not the usual one in another shape, nor the term itself, and stands here alone."""
    text, language = place.words.text, place.language
    spelt = text[answer.start : answer.end]
    word = Word(spelt, answer.start, answer.end)
    if not {fold(spelt), *fold(spelt).replace("-", " ").split()}.isdisjoint(found.term.forms):
        return False
    if is_modifier(text, word, language) or is_name([(text, word)], language):
        return False
    return fold(spelt) not in place.usual.elsewhere


def _settled(found: Iterator[_Odd]) -> list[_Odd]:
    """One odd rendering a term, the first; and one a place, the surest."""
    taken: list[_Odd] = []
    for one in sorted(found, key=lambda odd: (-odd.chance, -odd.found.term.length, odd.bead, odd.answer.start)):
        if not any(_same_place(one, other) or one.found.usual is other.found.usual for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda odd: (odd.bead, odd.answer.start))


def _same_place(one: _Odd, other: _Odd) -> bool:
    left, right = one.answer, other.answer
    return one.bead == other.bead and left.start < right.end and right.start < left.end


TERMS = Measure("terms", (), _terms, LANGUAGES)
