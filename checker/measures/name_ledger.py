"""The ledger of an article's names: the beads, and what each name of the source is called in them.

A name of the translation is answered by a word of the source that is spelt or sounds like it, that CLDR calls the same
place, or that always keeps it company.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex
from rapidfuzz import fuzz, process

from checker.lang.exonyms import exonyms
from checker.lang.name_tokens import STEM, Token, beginnings, tokens
from checker.lang.names import key, likeness, skeleton
from checker.lang.words import Word, words
from checker.lang.writing import writing

ALIKE, LOWER = 0.7, 0.8
"""Likeness from which a name, and another word, answers one."""

_BONES = 55.0  # likeness of consonants, in hundredths, without which no word reaches LOWER
_TOGETHER = 0.75  # the share of their beads that two must have in common to be each other's rendition
_SPELT, _INSIDE = 4, 0.85  # letters of a name that is spelt in a text without word spaces; more, if only nearly so
_GRAMS = (4, 3, 2)  # characters of a name in Chinese ones
_HAN = regex.compile(r"\p{sc=Han}{2,}")
_UNSPACED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]")
_SOMEHOW = ""  # answers a name that is in the source, nobody knows where


@dataclass(slots=True)
class Entry:
    """What a bead says.

    ours, theirs: tokens of target and source. here, there: all words of both, by stem. grams: Chinese characters in a
    row, and where they begin. joined: the source romanised, where it has no spaces. before: of a word of the target the
    one before it, by its start. answered: by the number of a token of ours the stem of what answers it.
    """

    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]
    here: dict[str, Word]
    there: dict[str, Word]
    grams: dict[str, int]
    joined: str
    source: str
    before: dict[int, Word]
    answered: dict[int, str] = field(default_factory=dict)


Renders = dict[str, dict[str, set[int]]]
"""By stem of a name, the stems of what renders it, and the beads in which it does."""


def sounding(name: str, words: Mapping[str, Word]) -> str | None:
    """The stem of the first word that sounds like a name as words in small letters must."""
    stems = list(words)
    bones = [skeleton(words[stem].text) for stem in stems]
    # Consonants that are not alike enough to make the rest good are passed over at once.
    for _, _, at in process.extract_iter(skeleton(name), bones, scorer=fuzz.ratio, score_cutoff=_BONES, processor=None):
        if likeness(name, words[stems[at]].text) >= LOWER:
            return stems[at]
    return None


class Ledger:
    """The beads of an article, and how names are rendered in them."""

    def __init__(self, source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> None:
        self.languages = languages
        self.cased = [(facts := writing(one)) is not None and facts.cased for one in languages]
        self.beads = [_read(one, other, languages) for one, other in zip(source, target, strict=True)]
        self._counts = [_often([bead.theirs for bead in self.beads]), _often([bead.ours for bead in self.beads])]
        self.renders: Renders = defaultdict(lambda: defaultdict(set))
        self.rendered: Renders = defaultdict(lambda: defaultdict(set))
        self._answer()

    def _answer(self) -> None:
        residue: dict[str, set[int]] = defaultdict(set)
        for number, bead in enumerate(self.beads):
            for at, token in enumerate(bead.ours):
                if (found := self.heard(token, bead)) is not None:
                    bead.answered[at] = found
                else:
                    residue[self.ours(token)].add(number)
        together = self._together({name: where for name, where in residue.items() if len(where) > 1})
        for number, bead in enumerate(self.beads):
            for at, token in enumerate(bead.ours):
                name = self.ours(token)
                if at not in bead.answered and name in together and self.has(bead, together[name]):
                    bead.answered[at] = together[name]
                if bead.answered.get(at):
                    self.renders[bead.answered[at]][name].add(number)
                    self.rendered[name][bead.answered[at]].add(number)

    def ours(self, token: Token) -> str:
        """The stem by which a name of the target goes in the article."""
        return _stem(token, self._counts[1])

    def theirs(self, token: Token) -> str:
        """The stem by which a name of the source goes in the article."""
        return _stem(token, self._counts[0])

    def has(self, bead: Entry, other: str) -> bool:
        """Whether the source of a bead has a word or some characters."""
        return other in bead.there or other in bead.grams

    def heard(self, token: Token, bead: Entry) -> str | None:
        """The stem of what the source has for a name, by spelling, sound or CLDR."""
        for stem in token.stems:
            if stem in bead.there:
                return stem
        text = token.word.text
        alike, who = max(((likeness(text, one.word.text), one) for one in bead.theirs), default=(0.0, None))
        if who is not None and alike >= ALIKE:
            return self.theirs(who)
        if (found := sounding(text, bead.there)) is not None:
            return found
        for name in exonyms(text, self.languages[1], self.languages[0]):
            if name[:STEM] in bead.there or (bead.joined and name in bead.joined):
                return name[:STEM]
        spelt = key(text)
        if bead.joined and len(spelt) >= _SPELT:
            gram = next((gram for gram in bead.grams if key(gram) == spelt), None)
            if gram is not None or (len(spelt) > _SPELT and fuzz.partial_ratio(spelt, bead.joined) >= 100.0 * _INSIDE):
                return gram or _SOMEHOW
        return None

    def _together(self, wanted: Mapping[str, set[int]]) -> dict[str, str]:
        """By name that nothing of the source sounds like, the word of the source that it always goes with."""
        if not wanted:
            return {}
        where: dict[str, set[int]] = defaultdict(set)
        for number, bead in enumerate(self.beads):
            for one in (*map(self.theirs, bead.theirs), *bead.grams):
                where[one].add(number)
        found = {}
        for name, beads in wanted.items():
            some = Counter(
                one
                for number in beads
                for one in {*map(self.theirs, self.beads[number].theirs), *self.beads[number].grams}
            )
            scored = [
                (2 * times / (len(beads) + len(where[one])), len(one), one) for one, times in some.items() if times > 1
            ]
            if scored and (best := max(scored))[0] >= _TOGETHER:
                found[name] = best[2]
        return found


def _read(source: str, target: str, languages: tuple[str, str]) -> Entry:
    grams = {
        run[at : at + size]: match.start() + at
        for match in _HAN.finditer(source)
        for run in (match.group(),)
        for size in _GRAMS
        for at in range(len(run) - size + 1)
    }
    return Entry(
        tokens(target, languages[1]),
        tokens(source, languages[0]),
        _by_stem(target, languages[1]),
        _by_stem(source, languages[0]),
        grams,
        key(source) if _UNSPACED.search(source) else "",
        source,
        {two.start: one for one, two in pairwise(words(target)) if two.start - one.end == 1} if grams else {},
    )


def _by_stem(text: str, language: str) -> dict[str, Word]:
    return {stem: word for word in words(text) if word.end - word.start > 1 for stem in beginnings(word.text, language)}


def _often(some: Sequence[Sequence[Token]]) -> Mapping[str, int]:
    """In how many beads each stem is."""
    return Counter(stem for found in some for stem in {stem for token in found for stem in token.stems})


def _stem(token: Token, counts: Mapping[str, int]) -> str:
    return max(token.stems, key=lambda stem: (counts[stem], len(stem))) if len(token.stems) > 1 else token.stems[0]
