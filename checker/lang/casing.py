"""How often each word of a text is written small and large where nothing asks for a capital."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from checker.lang.capitals import in_title, is_large, is_small
from checker.lang.words import Word, words
from checker.model import MARKUP, Sentence

_INSIDE = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}]{MARKUP}*,?{MARKUP}*[ \N{{NO-BREAK SPACE}}]{MARKUP}*")


@dataclass(frozen=True, slots=True)
class Casing:
    """Counts of words, all in small letters. small, large: inside sentences; lone: large between small ones there."""

    small: Counter[str] = field(default_factory=Counter)
    large: Counter[str] = field(default_factory=Counter)
    lone: Counter[str] = field(default_factory=Counter)


def inner(sentence: Sentence) -> Iterator[tuple[Word | None, Word, Word | None]]:
    """The words of a sentence behind another word and at most a comma, each with the words on both sides."""
    prose = sentence.prose
    found = words(prose)
    for at in range(1, len(found)):
        end, start = found[at - 1].end, found[at].start
        plain = start - end == 1 and prose[end] == " "
        if plain or _INSIDE.fullmatch(prose, end - 1, start):
            yield found[at - 1], found[at], found[at + 1] if at + 1 < len(found) else None


def casing(sentences: Sequence[Sentence]) -> Casing:
    """The counts of a text; headlines are left out."""
    counts = Casing()
    for sentence in sentences:
        if in_title(sentence):
            continue
        for before, word, after in inner(sentence):
            if is_small(word.text):
                counts.small[word.text] += 1
            elif is_large(word.text):
                counts.large[word.text.lower()] += 1
                alone = not any(one is not None and one.text[:1].isupper() for one in (before, after))
                counts.lone[word.text.lower()] += alone
    return counts
