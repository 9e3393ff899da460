"""Phrases that stand whole: whether the words around a break stand side by side elsewhere, in the same language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from checker.lang.breaks import Break
from checker.lang.closed import Closed, plain
from checker.lang.words import Word, words
from checker.model import MARKUP, OBJECT, Passage, Sentence, Side, Span

_LOOK_BACK = 3
"""Words before the break among which the phrase may begin: a translation engine invents one in between."""

_LINK = 2
"""Function words that may stand inside a phrase: "month of the Ramadan"."""


class Whole(NamedTuple):
    """A phrase that stands whole.

    passage: where. words: its text. article: the article right before it, or "". opens: it begins its sentence, so
    that its capital says nothing.
    skipped: words of the head between the phrase's first word and the break, which the phrase does without.
    start: where the phrase begins in the head. end: where its last word ends in the tail.
    """

    passage: Passage
    words: str
    article: str
    opens: bool
    skipped: int
    start: int
    end: int


class _Place(NamedTuple):
    """A word of a text, counted from the start of its sentence."""

    side: Side
    sentence: Sentence
    position: int


class Wholes:
    """The texts in the target's language, looked up by word; built when first asked."""

    def __init__(self, language: Closed, texts: Iterable[tuple[Side, Iterable[Sentence]]]) -> None:
        self._language = language
        self._texts = [(side, tuple(sentences)) for side, sentences in texts]
        self._places: Mapping[str, list[_Place]] | None = None

    def whole(self, found: Break) -> Whole | None:
        """The phrase around a break, where it stands whole elsewhere: without the skipped words first."""
        if not self._language.spaced:
            return self._unspaced(found)
        if not found.tail_words or not found.head_words or found.head_words[-1].end != len(found.head_text.rstrip()):
            return None
        second = found.tail_words[0]
        if second.start or self._weak(second):
            return None
        head = found.head_words[-_LOOK_BACK:]
        for back, first in enumerate(reversed(head)):
            skipped = [word for word in head[len(head) - back :] if not self._language.function_word(plain(word.text))]
            if len(skipped) > 1:
                break
            if self._weak(first):
                continue
            best = self._beside(plain(first.text), plain(second.text), found, gapped=bool(back))
            if best is None and not back:
                best = self._beside(plain(first.text), plain(second.text), found, gapped=True)
            if best is not None:
                place, span, opens = best
                text = place.sentence.prose[span.start : span.end]
                passage = Passage(place.side, place.sentence.at(*span))
                return Whole(passage, text, self._article(place), opens, len(skipped), first.start, second.end)
        return None

    def seen(self, word: str, found: Break) -> tuple[int, int]:
        """How often a word, in lower case, stands within other sentences: with a small letter, with a capital."""
        small = capital = 0
        for place in self._index().get(word, ()):
            here = place.side is Side.TARGET and place.sentence.index in (found.left.index, found.right.index)
            if place.position and not here:
                text = words(place.sentence.prose)[place.position].text
                small, capital = small + text[0].islower(), capital + text[0].isupper()
        return small, capital

    def _weak(self, word: Word) -> bool:
        folded = plain(word.text)
        return len(folded) < 3 or folded.isdigit() or self._language.function_word(folded)

    def _beside(self, first: str, second: str, found: Break, gapped: bool) -> tuple[_Place, Span, bool] | None:
        """The best place where `second` follows `first`, with function words at most between them.

        A phrase that the head garbles ("a month arrives. Ramadan.") must have such a link, "month of Ramadan"; one that
        is only cut ("central. Bank.") has none, or has lost it ("month. Ramadan."). A place in the reference comes
        first, then one within a sentence, then one with an article.
        """
        candidates = []
        for place in self._index().get(second, ()):
            if place.side is Side.TARGET and place.sentence.index in (found.left.index, found.right.index):
                continue
            around = words(place.sentence.prose)
            for gap in range(_LINK + 1):
                i = place.position - 1 - gap
                if i < 0 or (gap and not self._language.function_word(plain(around[i + 1].text))):
                    break
                if plain(around[i].text) == first and _unbroken(place.sentence.prose, around[i : place.position + 1]):
                    if bool(gap) == gapped:
                        start = _Place(place.side, place.sentence, i)
                        candidates.append((start, Span(around[i].start, around[place.position].end), i == 0))
                    break
        candidates.sort(key=lambda one: (one[0].side is Side.TARGET, one[2], not self._article(one[0])))
        return candidates[0] if candidates else None

    def _article(self, place: _Place) -> str:
        before = words(place.sentence.prose)[place.position - 1].text if place.position else ""
        return before if plain(before) in self._language.articles else ""

    def _index(self) -> Mapping[str, list[_Place]]:
        if self._places is None:
            places: defaultdict[str, list[_Place]] = defaultdict(list)
            for side, sentences in self._texts:
                for sentence in sentences:
                    for index, word in enumerate(words(sentence.prose)):
                        places[plain(word.text)].append(_Place(side, sentence, index))
            self._places = places
        return self._places

    def _unspaced(self, found: Break) -> Whole | None:
        """In scripts without word spaces: two characters before the break and two after it, side by side."""
        head, tail = found.head_text.rstrip(), found.tail_text
        first, second = head[-2:], tail[:2]
        if not (first.isalpha() and second.isalpha() and len(first) == len(second) == 2):
            return None
        for side, sentences in reversed(self._texts):
            for sentence in sentences:
                at = sentence.prose.find(first + second)
                if at >= 0 and not (side is Side.TARGET and sentence.index in (found.left.index, found.right.index)):
                    passage = Passage(side, sentence.at(at, at + 4))
                    return Whole(passage, first + second, "", at == 0, 0, len(head) - 2, 2)
        return None


def _unbroken(prose: str, phrase: tuple[Word, ...]) -> bool:
    """Whether nothing but spaces stands between the words of a phrase."""
    gaps = (prose[left.end : right.start] for left, right in pairwise(phrase))
    return all(not gap.replace(MARKUP, "").strip() and OBJECT not in gap for gap in gaps)
