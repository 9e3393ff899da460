"""Chains of names: what each name of an article is called in the translation, learnt over all of its beads.

A bead is judged by the others. Where a name of the source is rendered alike in them and not at all in this one, it is
missing here; and a name of the translation that nothing of the source answers, by its spelling, its sound, what CLDR
calls a place, or by the company that it keeps in the article, is a stranger here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.lang.exonyms import exonyms
from checker.lang.mentions import bare
from checker.lang.name_tokens import STEM, Token, beginnings
from checker.lang.names import key, likeness
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word
from checker.measures.name_callings import Callings, Missing, Odd, Stranger, same
from checker.measures.name_ledger import ALIKE, Entry, sounding

_NEAR = 1  # beads before and behind, which may have taken over a name
_BEGUN = 4  # letters that a form of a name, or an adjective made of it, has in common with it


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


class _Chains(Callings):
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
        odd = (*self.odd(number, bead), *self.surnames(number, bead), *self.near(strangers, missing))
        return Chain(tuple(strangers), missing, odd)

    def _spelt(self, word: Word, usual: Mapping[str, set[int]]) -> bool:
        """Whether another bead has a name letter for letter, but for an ending."""
        plain = key(bare(word.text))
        return any(same(plain, key(bare(self.word(name, min(where))))) for name, where in usual.items())

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
                calling = max(usual, key=lambda one: (len(usual[one]), one), default=None)
                called = bare(self.word(calling, min(usual[calling]))) if calling is not None else ""
                begins = first if self.cased[0] else bead.source[: word.start].endswith(("\n", "")[not word.start])
                yield Missing(word, frozenset(usual), times, rank, self._spelt(word, usual), begins, called)

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
