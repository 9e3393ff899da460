"""What a name goes by: words of the translation that are not what the rest of the article calls a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple

import regex

from checker.lang.closed import closed
from checker.lang.exonyms import exonyms, is_place
from checker.lang.inflection import inflection, is_form
from checker.lang.mentions import bare
from checker.lang.name_tokens import STEM, Token
from checker.lang.names import key, likeness, skeleton
from checker.lang.scripts import script
from checker.lang.spellings import respelt, sounds_same
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word
from checker.measures.name_ledger import ALIKE, Entry, Ledger

_SURNAME = 4  # letters of a Chinese surname
_OFTEN = 2  # beads that must call a name otherwise before a word that sounds much like it is odd
_ENDING, _SUFFIXES = 2, 4  # letters that a name may have more in another case, and a long name
_VARIANT = 0.78  # likeness from which two names in a foreign script are two transliterations
_SOMEWHAT = 0.5  # likeness from which a stranger may have taken the place of a name that is missing
_WHOLE = 6  # letters of a name that is told inside another word
_ROOT = 3  # letters that a form has in common with a name, and that may be others at its end
_BEGUN = 4  # letters that a form of a name, or an adjective made of it, has in common with it
_VOWELS = regex.compile("[aeiouyhw]")  # and the letters that scripts without vowels write for them
_HAN_ONE = regex.compile(r"\p{sc=Han}")


class Stranger(NamedTuple):
    """A word of a name of the translation that nothing answers; elsewhere: in how many beads something does."""

    token: Token
    stem: str
    elsewhere: int


class Missing(NamedTuple):
    """A word of the source and the stems of its renditions, which the translation lacks.

    times: how many other beads render it. rank: how surely it is a name by itself; see `Token`. spelt: others write it
    as the source does. first: it begins the sentence. calling: what most others call it, if any do.
    """

    word: Word
    usual: frozenset[str]
    times: int
    rank: int
    spelt: bool
    first: bool
    calling: str = ""


class Odd(NamedTuple):
    """A word that sounds like a name of the source, which all others call otherwise.

    word: the name in the source. times: how many beads call it otherwise. spelt: they write it as the source does.
    """

    token: Token
    word: Word
    times: int
    spelt: bool


class Callings(Ledger):
    """What the names of a bead go by, judged by the other beads."""

    def near(self, strangers: Iterable[Stranger], missing: Iterable[Missing]) -> Iterator[Odd]:
        """Words without an answer that are somewhat like what the others call a name that is missing."""
        for one, lost in product(strangers, missing):
            token = one.token
            if not lost.calling or one.elsewhere or not token.rank:
                continue
            plain = token.word.text if script(token.word.text) == script(lost.calling) else ""
            near = bool(plain) and self._somewhat(bare(plain), lost.calling)
            differs = near and not self._form(plain, lost.calling, lost.spelt)
            if differs and self._differs(token, lost.calling, lost.word.text, lost.times):
                yield Odd(token, lost.word, lost.times, lost.spelt)

    def _somewhat(self, word: str, usual: str) -> bool:
        """Whether a word is somewhat like a name, and about as long."""
        one, other = len(key(word)), len(key(usual))
        return abs(one - other) <= _ROOT and likeness(word, usual) >= _SOMEWHAT

    def surnames(self, number: int, bead: Entry) -> Iterator[Odd]:
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

    def odd(self, number: int, bead: Entry) -> Iterator[Odd]:
        """The words that sound like a name of the source, and are not what the others call it."""
        names = {self.theirs(token): token.word for token in bead.theirs}
        for at, other in bead.answered.items():
            token, witness = bead.ours[at], self._witness(other, bead, names)
            plain = not token.rank and (not self.cased[1] or (token.first and self._common(token.word.text)))
            if witness is None or plain:
                continue
            called = self._called(other, witness, number)
            usual = max(called, key=lambda one: (called[one], one), default=None)
            if usual is None or (other not in bead.grams and self._by_company(usual, token, witness)):
                continue
            spelt = self.cased[1] and same(key(bare(witness.text)), key(usual))
            if self._goes_as(called, token, bead) or any(self._form(token.word.text, one, spelt) for one in called):
                continue
            if self._differs(token, usual, witness.text, called[usual]):
                yield Odd(token, witness, called[usual], spelt)

    @staticmethod
    def _witness(other: str, bead: Entry, names: Mapping[str, Word]) -> Word | None:
        """The word of the source that goes by a stem."""
        if other in names or other in bead.there:
            return names.get(other) or bead.there[other]
        start = bead.grams.get(other)
        return Word(other, start, start + len(other)) if start is not None else None

    def _called(self, other: str, witness: Word, number: int) -> Counter[str]:
        """What the same word is called in the other beads, and how often."""
        found: Counter[str] = Counter()
        for where in sorted({one for beads in self.renders.get(other, {}).values() for one in beads} - {number}):
            bead = self.beads[where]
            there = self._witness(other, bead, {})
            if there is not None and self._one(there.text, witness.text):
                found.update({bare(bead.ours[at].word.text) for at, one in bead.answered.items() if one == other})
        return found

    def _one(self, word: str, other: str) -> bool:
        """Whether two words of the source are one, in another case perhaps."""
        return key(word) == key(other) or is_form(word, other, self.languages[0])

    def _by_company(self, usual: str, token: Token, witness: Word) -> bool:
        """Whether a name is answered by the company that it keeps, not by its sound."""
        return likeness(usual, witness.text) < ALIKE or likeness(bare(token.word.text), witness.text) < _SOMEWHAT

    def _goes_as(self, called: Iterable[str], token: Token, bead: Entry) -> bool:
        """Whether a bead has the name as the others call it, or has the other word in its source."""
        plain = key(bare(token.word.text))
        if any(key(word.text) == plain for word in bead.there.values()):
            return True
        others = [word.text for word in bead.here.values() if word.text != token.word.text]
        return any(self._form(word, one, False) for one in called for word in others)

    def _form(self, word: str, usual: str, spelt: bool) -> bool:
        """Whether a word is a form of a name in the language of the target, or, if not spelt alike, made of it."""
        one, other = key(bare(word)), key(usual)
        if one == other or is_form(bare(word), usual, self.languages[1]):
            return True
        shortest = min(len(one), len(other))
        shared = next((at for at in range(shortest) if one[at] != other[at]), shortest)
        if is_place(usual, self.languages[1]) and not spelt:
            return shared >= _ROOT - 1
        if self._declines:
            return shared >= max(_ROOT, shortest - _ROOT)
        return shared >= _BEGUN and (not spelt or shared == shortest)

    def word(self, name: str, number: int) -> str:
        """A word of the target of a bead, by the stem that it goes by."""
        return next(token.word.text for token in self.beads[number].ours if self.ours(token) == name)

    def _exonym(self, name: str, source: str) -> bool:
        return any(key(name).startswith(one[:STEM]) for one in exonyms(source, *self.languages))

    def _differs(self, token: Token, usual: str, source: str, times: int) -> bool:
        """Whether a word is another name than the usual one: no form of it, and no other spelling."""
        spelt = bare(token.word.text)
        if min(len(key(spelt)), len(key(usual))) < _BEGUN or self._exonym(spelt, source):
            return False
        if script(spelt) == script(source):  # what is not spelt as in the source is translated, which names may be
            known = is_place(usual, self.languages[1]) or is_place(source, self.languages[0])
            place = known and key(spelt)[0] == key(usual)[0]
            other_way = sounds_same(spelt, usual, source) or respelt(spelt, usual) or _holds(spelt, usual)
            return not place and not other_way and same(key(bare(source)), key(usual))
        if skeleton(spelt) == skeleton(usual) or sounds_same(spelt, usual, source):
            return False
        if _VOWELS.sub("", key(spelt)) == _VOWELS.sub("", key(usual)) and not self.cased[1]:
            return False
        return likeness(spelt, usual) < _VARIANT

    def _common(self, word: str) -> bool:
        named = vocabulary(self.languages[1])
        return named is not None and word in named.common

    @cached_property
    def _declines(self) -> bool:
        """Whether the language of the target changes the endings of names."""
        facts = inflection(self.languages[1])
        return facts is None or facts.agglutinates or facts.names


def _holds(word: str, name: str) -> bool:
    """Whether a word is made of a whole name and what stands before it: Ostafghanistan."""
    return len(key(name)) >= _WHOLE and key(word).endswith(key(name))


def same(one: str, other: str) -> bool:
    """Whether two romanised words are one, but for a short ending."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= (_SUFFIXES if len(short) > STEM else _ENDING)
