"""What is known of a denial, and of the words of another text that should answer it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

import numpy as np

from checker.lang.polarity import Place, Polarity, asks, polarity
from checker.lang.quantifiers import turned_round
from checker.lang.words import words
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.wording import Wording, wording
from checker.model import MARKUP, OBJECT

EVIDENCE = (
    "alike beside words lacks hints surplus lengths negators after before around covered "
    "nearest_lacks nearest_hints unexplained unexplained_far unexplained_hints"
).split()
"""What is known of a denial. alike: the best cosine of its own words with any of the other text. beside: what else
denies within three words of it. words: the log of how many there are. lacks, hints: whether the other text has such
words where the answer should stand. surplus: how much oftener this text denies than the other. lengths: the log of the
ratio of both. negators: how many the other text has. after, before: the best cosines of the content words next to it.
around: their mean over all content words around it. covered: the share of the other text that is found in this one.
nearest_lacks, nearest_hints: as above, around the best place only. unexplained...: how far the words there that lack
something, some way off, or hint at it, are from being renderings of other words of this text."""

_AROUND = 5  # words on either side of a denial that are looked up
_CONTENT = 0.45  # the least weight of a content word
_FOUND = 0.5  # the cosine from which a word counts as found
_NEAREST = 3  # found words around a denial, the nearest ones, that say where its answer would stand
_NEAR, _FAR = 3, 8  # words around those that are searched
_EXPLAINED = 0.6  # the cosine from which a word of the other text is wholly explained by one of this
_GROUP = 4  # words within which negators are one denial, as in "nobody ever"
_SHORT = 14  # words of a sentence in which the answer would stand anywhere
_ABOUT = 0.6  # log of the ratio of the lengths of texts that are about as long
_SAME, _SAME_AROUND = 0.55, 0.4  # cosines of the words around "nobody" and "everybody" that are the same
_OF_WHOM = 0  # the kind of quantifier
_FEWEST, _MOST = 2, 160  # words of a sentence that is read
_CURLY = ("\N{RIGHT SINGLE QUOTATION MARK}", "'")


class Unanswered(NamedTuple):
    """A denial that may have no answer.

    denial: its place. window: the words of the other text among which the answer would stand. alone: whether it denies
    by itself, as "without" does. evidence: see `EVIDENCE`. bare: the other text has nothing that could be an answer.
    turned: it has what says the contrary instead, "everybody" for "nobody", of the same words.
    """

    denial: Place
    window: Place
    alone: bool
    evidence: tuple[float, ...]
    bare: bool = False
    turned: bool = False


class _Text:
    """A sentence, its words and what denies in it."""

    def __init__(self, text: str, denying: Polarity) -> None:
        self.text, self.denying = text, denying

    @cached_property
    def words(self) -> Wording:
        return wording(Embedding.shipped(), self.text.replace(MARKUP, " ").replace(OBJECT, " "))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.words.spans]

    def at(self, places: Sequence[Place]) -> list[int]:
        """The words at which places begin."""
        return [max(0, bisect_right(self._starts, place.start) - 1) for place in places]

    def within(self, first: int, last: int) -> Place:
        """The range of the words first..last, as far as there are such."""
        spans = self.words.spans
        return Place(spans[max(0, first)][0], spans[min(len(spans) - 1, last)][1])

    @cached_property
    def denied(self) -> int:
        """How often something is denied or lacking, negators beside each other taken as one."""
        return self._groups(self.denying.lacks)

    @cached_property
    def negated(self) -> int:
        """The same of negators alone."""
        return self._groups(self.denying.negators)

    def _groups(self, places: Sequence[Place]) -> int:
        found = self.at(places)
        return sum(1 for at, before in zip(found, [-99, *found], strict=False) if at - before > _GROUP)


class _Pair:
    """Two sentences of which one denies, and the cosines of their words."""

    def __init__(self, one: _Text, other: _Text) -> None:
        self.one, self.other = one, other
        self.cosines: FloatArray = one.words.rendered(1) @ other.words.rendered(1).T
        self.best: FloatArray = self.cosines.max(axis=1)
        self.scale = max(1.0, len(other.words.spans) / len(one.words.spans))  # a word of some scripts is a character
        self.own_scale = max(1.0, len(one.words.spans) / len(other.words.spans))
        weights = other.words.weights * (other.words.weights >= _CONTENT)
        found = self.cosines.max(axis=0) >= _FOUND
        self.covered = float((weights * found).sum() / (weights.sum() + 1e-6))
        self.lacks, self.hints = other.at(other.denying.lacks), other.at(other.denying.hints)
        self.negators = other.at(other.denying.negators)

    def read(self, denial: Place, alone: bool) -> Unanswered | None:
        """The denial with its evidence; None where it has its answer, or where nobody can tell."""
        inside = [at for at, span in enumerate(self.one.words.spans) if _touch(Place(*span), denial)]
        if not inside or self._kept(denial) or self._cancelled(denial):
            return None
        around = self._around(inside)
        nearest = [at for at in around if self.best[at] >= _FOUND][:_NEAREST]
        bare = not (alone or self.lacks or self.hints) and self._alike_long()
        sizes = (len(self.one.words.spans) / self.own_scale, len(self.other.words.spans) / self.scale)
        bare = bare and max(sizes) <= _SHORT
        if not nearest and not (bare and around):
            return None
        places = [int(self.cosines[at].argmax()) for at in nearest or around]
        answered = any(self._apart(at, places) <= _NEAR for at in self.negators)
        if answered and self.one.denied <= self.other.denied:
            return None
        reach = round(_NEAR * self.scale)
        window = self.other.within(min(places) - reach, max(places) + reach)
        return Unanswered(denial, window, alone, self._evidence(denial, inside, around, places), bare)

    def _alike_long(self) -> bool:
        """Whether the texts are about as long, so that nothing can have been left out with the denial."""
        lengths = (float(text.words.lengths.sum()) for text in (self.one, self.other))
        return abs(log(next(lengths) / next(lengths))) <= _ABOUT

    def _kept(self, denial: Place) -> bool:
        """Whether the other text has the very word, as in a title that is left as it is."""
        word = self.one.text[denial.start : denial.end].lower().replace(*_CURLY)
        return word in {one.text.lower().replace(*_CURLY) for one in words(self.other.text)}

    def _cancelled(self, denial: Place) -> bool:
        """Whether something is denied that denies by itself: not impossible."""
        return any(denial.end <= lack.start <= denial.end + 1 for lack in self.one.denying.lacks)

    def _around(self, inside: Sequence[int]) -> list[int]:
        """The content words around a denial, the nearest ones first."""
        first, last, reach = inside[0], inside[-1], round(_AROUND * self.own_scale)
        weights = self.one.words.weights
        near = [*range(max(0, first - reach), first), *range(last + 1, min(len(weights), last + 1 + reach))]
        return sorted(
            (at for at in near if weights[at] >= _CONTENT), key=lambda at: min(abs(at - first), abs(at - last))
        )

    def _apart(self, word: int, places: Sequence[int]) -> float:
        """How far a word of the other text is from the range of some places."""
        return max(0, min(places) - word, word - max(places)) / self.scale

    def _evidence(self, denial: Place, inside: list[int], around: list[int], places: list[int]) -> tuple[float, ...]:
        one, other = self.one, self.other
        reach = one.within(inside[0] - 3, inside[-1] + 3)
        beside = sum(_touch(lack, reach) and not _touch(lack, denial) for lack in one.denying.lacks)
        explained = np.delete(self.cosines, inside, axis=0).max(axis=0, initial=0.0)

        def holds(found: Sequence[int], beyond: Sequence[int]) -> float:
            return float(any(self._apart(at, beyond) <= _NEAR for at in found))

        def unexplained(found: Sequence[int], least: float, most: float) -> float:
            near = (at for at in found if least < self._apart(at, places) <= most)
            return max((1.0 - float(explained[at]) / _EXPLAINED for at in near), default=0.0)

        after = next((at for at in sorted(around) if at > inside[-1]), None)
        before = next((at for at in sorted(around, reverse=True) if at < inside[0]), None)
        return (
            float(self.best[inside].max()),
            float(min(beside, 2)),
            log(len(one.words.spans)),
            holds(self.lacks, places),
            holds(self.hints, places),
            float(np.clip(one.denied - other.denied, -2, 2)),
            abs(log(float(other.words.lengths.sum()) / float(one.words.lengths.sum()))),
            float(min(other.negated, 3)),
            0.0 if after is None else float(self.best[after]),
            0.0 if before is None else float(self.best[before]),
            float(self.best[around].mean()),
            self.covered,
            holds(self.lacks, places[:1]),
            holds(self.hints, places[:1]),
            max(0.0, unexplained(self.lacks, -1, _NEAR)),
            max(0.0, unexplained(self.lacks, _NEAR, _FAR)),
            max(0.0, unexplained(self.hints, -1, _NEAR)),
        )


def unanswered(here: str, there: str, language: str, other_language: str) -> Iterator[Unanswered]:
    """The denials of a text to which a text that says the same may have no answer."""
    ours, theirs = polarity(here, language), polarity(there, other_language)
    if ours is None or theirs is None or not (ours.denials or ours.alone) or asks(here) or asks(there):
        return
    one, other = _Text(here, ours), _Text(there, theirs)
    if not all(_FEWEST <= len(text.words.spans) <= _MOST for text in (one, other)):
        return
    pair = _Pair(one, other)
    kinds = turned_round(here, language, there, other_language) if not pair.lacks and one.denied == 1 else frozenset()
    by_itself = [place for place in ours.alone if not any(_touch(place, denial) for denial in ours.denials)]
    for places, alone in ((ours.denials, False), (by_itself, True)):
        for place in places:
            found = pair.read(place, alone)
            if found is not None:
                yield found._replace(turned=_is_turned(found, kinds))


def _is_turned(found: Unanswered, kinds: frozenset[int]) -> bool:
    """Whether the words around a denial are found beside the contrary: what is never shut may always be open."""
    told = dict(zip(EVIDENCE, found.evidence, strict=True))
    beside = [told[name] for name in ("after", "before") if told[name]]
    if not kinds or not beside or told["around"] < _SAME_AROUND:
        return False
    return max(beside) >= _SAME if _OF_WHOM in kinds else len(beside) > 1 and min(beside) >= _SAME


def _touch(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
