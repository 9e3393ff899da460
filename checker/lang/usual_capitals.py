"""Capitals beside what a language usually writes: stray ones on common words, names and nouns without theirs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from checker.lang.calendars import locale
from checker.lang.capitals import Capitals, capitals, is_large
from checker.lang.casing import Casing
from checker.lang.closed import closed
from checker.lang.names import likeness
from checker.lang.run_on import run_ons
from checker.lang.usual_case import usual_case
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing
from checker.model import Bead, Hit, Passage, Sentence, Side

_NAME = 4  # letters of a name
_REACH = 40
_OF_A_NAME = regex.compile(r"\s\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Ll}{1,3}){1,2}\s+$")
"""What stands before the second half of a name: "Ministry of "."""
_DAY = regex.compile(r"(?<=\s)\d{1,2}(?:\.|\s+\p{Ll}{2})?\s$")
"""A day before its month."""
_ALIKE = 0.8  # how alike a word with a capital and one of the source may not sound


def unusual_capital(
    sentence: Sentence, bead: Bead | None, before: Word, word: Word, after: Word | None, names: Capitals
) -> Hit | None:
    """A lone word with a capital that the language all but always writes small, where the source has fewer capitals."""
    usual, language = usual_case(sentence.language), closed(sentence.language)
    if usual is None or language is None or word.text in names.polite or not usual.is_small(word.text):
        return None
    beside = (before.text, after.text if after is not None else "")
    if any(text[:1].isupper() for text in beside) or begins_sentence(sentence, word):
        return None
    if goes_on_a_name(sentence, word) or not _more_capitals(sentence, bead, names):
        return None
    if names.nouns and (word.text.lower() in language.articles or word.text.endswith(names.nominal)):
        return None
    if any(other.text[0].isupper() and likeness(other.text, word.text) >= _ALIKE for other in _words(bead)):
        return None
    message = f"“{word.text}” has a capital here; the language writes it with a small letter."
    return Hit(sentence.at(word.start, word.end), message, fix=word.text.lower(), confidence=0.55)


def _more_capitals(sentence: Sentence, bead: Bead | None, names: Capitals) -> bool:
    """Whether the source has case, and fewer capitals inside its sentences; where nouns have capitals, none says so."""
    if bead is None or not bead.source:
        return False
    scripts = [writing(one.language) for one in bead.source]
    if not all(script is not None and script.cased for script in scripts):
        return False
    if names.nouns or any(script is not None and script.capital_nouns for script in scripts):
        return names.nouns
    theirs, ours = (_capitals(side) for side in (bead.source, bead.target))
    return ours > theirs


def _capitals(side: Sequence[Sentence]) -> int:
    return sum(word.text[0].isupper() for one in side for word in words(one.prose)[1:])


def _words(bead: Bead | None) -> list[Word]:
    return [word for one in _there(bead) for word in words(one.prose)]


def small_noun(sentence: Sentence, word: Word, counts: Casing, names: Capitals) -> Hit | None:
    """A noun in small letters, where nouns have capitals."""
    usual = usual_case(sentence.language) if names.nouns else None
    if usual is None or len(word.text) < _NAME or counts.small[word.text] > 1 or not usual.is_large(word.text):
        return None
    message = f"“{word.text}” is a noun, and nouns are written with a capital."
    return Hit(sentence.at(word.start, word.end), message, fix=names.capitalised(word.text), confidence=0.75)


def lowered_name(
    sentence: Sentence, bead: Bead | None, word: Word, large: bool, beside: bool, there: Casing, names: Capitals
) -> Hit | None:
    """A name of the source, letter by letter, that has lost its capital and is no word of the language.

    large, beside: whether the article writes it with a capital elsewhere; whether another name stands beside it.
    """
    if len(word.text) < _NAME or there.small[word.text] or word.text in names.particles:
        return None
    known = vocabulary(sentence.language)
    if known is None or word.text in known.known:
        return None
    for one in _there(bead):
        own, theirs = vocabulary(one.language), capitals(one.language)
        if own is None or theirs is None or theirs.nouns or (word.text in own.known and not beside):
            return None
        if theirs.titled and not (beside or large):
            continue
        for other in words(one.prose)[0 if beside or large else 1 :]:
            name = _bare(other.text)
            if is_large(name) and name.lower() == word.text:
                message = f"“{word.text}” is a name in the source, with a capital."
                related = (Passage(Side.SOURCE, one.at(other.start, other.end)),)
                return Hit(sentence.at(word.start, word.end), message, related=related, fix=name, confidence=0.7)
    return None


def _there(bead: Bead | None) -> tuple[Sentence, ...]:
    return (bead.source or ()) if bead is not None else ()


def _bare(word: str) -> str:
    """A name without the case ending that an apostrophe ties to it."""
    return regex.split(r"['’]", word, maxsplit=1)[0]


def goes_on_a_name(sentence: Sentence, word: Word) -> bool:
    """Whether the word may be the second half of a name: "Ministry of Water"."""
    return _OF_A_NAME.search(sentence.prose, max(0, word.start - _REACH), word.start) is not None


def begins_sentence(sentence: Sentence, word: Word) -> bool:
    """Whether a new sentence may begin with the word, whose mark before it is gone."""
    return any(span.end < word.start <= span.end + 1 for span in run_ons(sentence.prose, sentence.language))


def large_month(sentence: Sentence, bead: Bead | None, word: Word) -> Hit | None:
    """A month with a capital behind its day, where the language writes months small."""
    small = word.text.lower()
    if small not in _small_months(sentence.language) or not _there(bead):
        return None
    if any(other.text == word.text for one in _there(bead) for other in words(one.prose)):
        return None
    day = _DAY.search(sentence.prose, max(0, word.start - _REACH), word.start)
    head = words(sentence.prose[: day.start()])[-1:] if day is not None else ()
    if not head or head[0].text[0].isupper():
        return None
    message = f"“{word.text}” is a month, and months are written with a small letter."
    return Hit(sentence.at(word.start, word.end), message, fix=small, confidence=0.55)


@cache
def _small_months(tag: str) -> frozenset[str]:
    """The names of the months as they stand behind a day; empty where they have capitals."""
    known = locale(tag)
    names = [str(name) for name in known.months["format"]["wide"].values()] if known is not None else []
    return frozenset(names) if all(name.islower() for name in names) else frozenset()
