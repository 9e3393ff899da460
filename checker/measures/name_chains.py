"""Chains of names: what each name of an article is called in the translation, learnt over all of its beads.

A bead is judged by the others. Where a name of the source is rendered alike in them and not at all in this one, it is
missing here; and a name of the translation that nothing of the source answers, by its spelling, its sound, what CLDR
calls a place, or by the company that it keeps in the article, is a stranger here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from checker.lang.closed import closed
from checker.lang.exonyms import exonyms
from checker.lang.mentions import bare
from checker.lang.name_tokens import STEM, Token, beginnings
from checker.lang.names import key, likeness, skeleton
from checker.lang.renditions import form_of
from checker.lang.scripts import script
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word
from checker.measures.name_ledger import ALIKE, Entry, Ledger, sounding

_SURNAME = 4  # letters of a Chinese surname
_OFTEN = 2  # beads that must call a name otherwise than the source writes it before another is odd
_NEAR = 1  # beads before and behind, which may have taken over a name
_ENDING, _SUFFIXES = 2, 4  # letters that a name may have more in another case, and a long name
_VARIANT = 0.78  # likeness from which two names in a foreign script are two transliterations
_BEGUN = 4  # letters that a form of a name, or an adjective made of it, has in common with it
_HAN_ONE = regex.compile(r"\p{sc=Han}")


class Stranger(NamedTuple):
    """A word of a name of the translation that nothing answers; elsewhere: in how many beads something does."""

    token: Token
    stem: str
    elsewhere: int


class Missing(NamedTuple):
    """A word of the source and the stems of its renditions, which the translation lacks.

    times: how many other beads render it. rank: how surely it is a name by itself; see `Token`. spelt: others write it
    as the source does. first: it begins the sentence.
    """

    word: Word
    usual: frozenset[str]
    times: int
    rank: int
    spelt: bool
    first: bool


class Odd(NamedTuple):
    """A word that sounds like a name of the source, which all others call otherwise.

    word: the name in the source. times: how many beads call it otherwise. spelt: they write it as the source does.
    """

    token: Token
    word: Word
    times: int
    spelt: bool


class Chain(NamedTuple):
    """What stands in a bead without its counterpart, and what goes by another name than elsewhere."""

    strangers: tuple[Stranger, ...] = ()
    missing: tuple[Missing, ...] = ()
    odd: tuple[Odd, ...] = ()


def chains(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> list[Chain]:
    """What each bead lacks of the names of the source, and what it has too much. languages: of source and target."""
    article = _Chains(source, target, languages)
    return (
        [article.chain(number) for number in range(len(article.beads))]
        if any(article.cased)
        else [Chain()] * len(source)
    )


class _Chains(Ledger):
    """Judges each bead by the ledger."""

    def chain(self, number: int) -> Chain:
        """What a bead has without its counterpart."""
        bead = self.beads[number]
        near = [
            self.beads[at]
            for at in range(max(0, number - _NEAR), min(len(self.beads), number + _NEAR + 1))
            if at != number
        ]
        missing = tuple(one for one in self._missing(number, bead) if not self._brought(one, near))
        strangers = [
            Stranger(token, name, self._elsewhere(name, bead))
            for at, token in enumerate(bead.ours)
            if at not in bead.answered and (name := self.ours(token)) and not (missing and self._fetched(token, near))
        ]
        return Chain(tuple(strangers), missing, (*self._odd(number, bead), *self._surnames(number, bead)))

    def _surnames(self, number: int, bead: Entry) -> Iterator[Odd]:
        """Surnames before a given name in Chinese characters that are not what the character is called elsewhere."""
        lexicon = closed(self.languages[1])
        for at, other in bead.answered.items():
            start, token = bead.grams.get(other, 0), bead.ours[at]
            before = bead.before.get(token.word.start)
            if not start or before is None or len(key(before.text)) > _SURNAME or not before.text[0].isupper():
                continue
            character = bead.source[start - 1]
            called = {key(one) for one in self._callings(self.ours(token), number)}
            right, title = key(character), lexicon is not None and before.text.lower() in lexicon.titles
            if _HAN_ONE.match(character) and right in called and key(before.text) not in called and not title:
                yield Odd(Token(before, (), False, 1), Word(character, start - 1, start), len(called), True)

    def _callings(self, name: str, number: int) -> Iterator[str]:
        """The words before a name in the other beads."""
        for where in {one for beads in self.rendered.get(name, {}).values() for one in beads} - {number}:
            bead = self.beads[where]
            for token in bead.ours:
                if self.ours(token) == name and (before := bead.before.get(token.word.start)) is not None:
                    yield before.text

    def _odd(self, number: int, bead: Entry) -> Iterator[Odd]:
        names = {self.theirs(token): token for token in bead.theirs}
        for at, other in bead.answered.items():
            token, witness = bead.ours[at], names.get(other)
            name = self.ours(token)
            if witness is None or name == other or self.renders[other].get(name) != {number}:
                continue
            rest = {one: where for one, where in self.renders[other].items() if one != name}
            usual = max(rest, key=lambda one: (len(rest[one]), one), default=None)
            if usual is None or any(one in bead.here for one in rest):
                continue
            where, called = rest[usual], self._word(usual, min(rest[usual]))
            spelt = _same(key(bare(witness.word.text)), key(bare(called)))
            if len(where) >= _OFTEN - spelt and self._differs(token, called, witness.word.text):
                yield Odd(token, witness.word, len(where), spelt)

    def _word(self, name: str, number: int) -> str:
        return next(token.word.text for token in self.beads[number].ours if self.ours(token) == name)

    def _exonym(self, name: str, source: str) -> bool:
        return any(key(name).startswith(one[:STEM]) for one in exonyms(source, *self.languages))

    def _spelt(self, word: Word, usual: Mapping[str, set[int]]) -> bool:
        """Whether another bead has a name letter for letter, but for an ending."""
        plain = key(bare(word.text))
        return any(_same(plain, key(bare(self._word(name, min(where))))) for name, where in usual.items())

    def _differs(self, token: Token, usual: str, source: str) -> bool:
        """Whether a word is another name than the usual one: no form of it, and no other spelling."""
        spelt = bare(token.word.text)
        if min(len(key(spelt)), len(key(usual))) <= _BEGUN or self._exonym(spelt, source):
            return False
        if skeleton(spelt) == skeleton(usual):
            return False
        foreign = script(spelt) != script(source)
        if foreign and likeness(spelt, usual) >= _VARIANT:
            return False
        return not (form_of(spelt, bare(usual), source) or form_of(bare(usual), spelt, source))

    def _fetched(self, token: Token, near: Sequence[Entry]) -> bool:
        """Whether a bead nearby has the name in its source, and not in its target: sentences were cut elsewhere."""
        return any(
            self.heard(token, bead) is not None and not any(stem in bead.here for stem in token.stems) for bead in near
        )

    def _brought(self, lost: Missing, near: Sequence[Entry]) -> bool:
        """Whether a bead nearby has the name in its target, and not in its source."""
        stems = beginnings(lost.word.text, self.languages[0])
        return any(
            any(name in bead.here for name in lost.usual)
            and not (any(stem in bead.there for stem in stems) or lost.word.text in bead.grams)
            for bead in near
        )

    def _elsewhere(self, name: str, bead: Entry) -> int:
        beads = (where for other, where in self.rendered.get(name, {}).items() if not self.has(bead, other))
        return len(set[int]().union(*beads))

    def _missing(self, number: int, bead: Entry) -> Iterator[Missing]:
        seen = set(bead.answered.values())
        for word, other, rank, first in self._names(bead):
            if other in seen:
                continue
            seen.add(other)
            usual = self.renders.get(other, {})
            times = len(set[int]().union(*usual.values()) - {number})
            if (times or (rank and self.cased[0])) and not self._said(word, other, usual, bead):
                yield Missing(word, frozenset(usual), times, rank, self._spelt(word, usual), first)

    def _names(self, bead: Entry) -> Iterator[tuple[Word, str, int, bool]]:
        """The words of the source that are names: by themselves, or since others render them as such."""
        for token in bead.theirs:
            yield token.word, self.theirs(token), token.rank * (not token.first), token.first
        if self.cased[0]:
            named = vocabulary(self.languages[0])
            for stem, word in bead.there.items():
                common = named is not None and word.text in named.core
                if word.text[0].isupper() and word.start and stem in self.renders and not common:
                    yield word, stem, 0, False
        for gram, start in bead.grams.items():
            if gram in self.renders:
                yield Word(gram, start, start + len(gram)), gram, 0, False

    def _said(self, word: Word, other: str, usual: Mapping[str, object], bead: Entry) -> bool:
        """Whether the target has anything like a name of the source."""
        if other in bead.here or any(name in bead.here for name in usual):
            return True
        if any(likeness(word.text, one.word.text) >= ALIKE for one in bead.ours):
            return True
        if usual:
            began = tuple(name[:_BEGUN] for name in usual)
            return any(stem.startswith(began) for stem in bead.here)
        if sounding(word.text, bead.here) is not None:
            return True
        return any(name[:STEM] in bead.here for name in exonyms(word.text, *self.languages))


def _same(one: str, other: str) -> bool:
    """Whether two romanised words are one, but for a short ending."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= (_SUFFIXES if len(short) > STEM else _ENDING)
