"""Tokens that may be of a name: words with capitals, and where there are none, words that are not common."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from checker.lang.closed import closed
from checker.lang.exonyms import days, is_place
from checker.lang.inflection import inflection
from checker.lang.mentions import bare, international
from checker.lang.names import key
from checker.lang.vocabulary import Vocabulary, vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import Writing, writing

STEM = 5
"""Letters of a romanised word that its endings leave alone."""

_SHORTEST = 3
_TITLE = 0.7
_ENDS = (".", "!", "?", "…")
_NAME = regex.compile(r"\p{Lu}\p{M}*(?:['’]\p{Lu})?[\p{Ll}\p{Lo}\p{M}][\p{L}\p{M}'’\u2060-]*")
_DIGIT = regex.compile(r"\p{N}")
_KATAKANA = regex.compile(r"[\p{sc=Kana}ー]{3,}")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\p{N},%°)][^\S\n]?[\u2060(-]{0,2}$")


class Token(NamedTuple):
    """A word that may be of a name.

    stems: the beginnings of its forms, romanised. first: it begins the sentence. rank: 2 where the vocabulary of the
    language does not hold it, 1 where those of many languages do or CLDR knows a place of that name, else 0.
    """

    word: Word
    stems: tuple[str, ...]
    first: bool
    rank: int


@lru_cache(maxsize=50_000)
def beginnings(word: str, language: str) -> tuple[str, ...]:
    """How a word begins, romanised, with and without what is written together before it; none of a short one."""
    found = unprefixed(bare(word), language)
    return tuple(dict.fromkeys(spelt[:STEM] for one in found if len(spelt := key(one)) >= _SHORTEST))


def unprefixed(word: str, language: str) -> tuple[str, ...]:
    """A word, and what is left of it without each of the particles that it may begin with."""
    facts = inflection(language)
    if facts is None or word.isascii():
        return (word,)
    long = (one for one in facts.prefixes if len(word) - len(one) >= _SHORTEST)
    return (word, *(word[len(one) :] for one in long if word.startswith(one)))


@lru_cache(maxsize=20_000)
def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text, of lines that each begin a sentence, that may be of names; none of a headline's."""
    facts = writing(language)
    if facts is None:
        return ()
    found: list[Token] = []
    begin = 0
    for line in text.split("\n"):
        given = words(line)
        if not (facts.cased and _titled(given) and not line.rstrip().endswith(_ENDS)):
            told = (_token(word, line, language, facts) for word in given if len(word.text) >= _SHORTEST)
            found += [
                one._replace(word=Word(one.word.text, one.word.start + begin, one.word.end + begin))
                for one in told
                if one is not None
            ]
        begin += len(line) + 1
    return tuple(found)


def _titled(given: tuple[Word, ...]) -> bool:
    """Whether nearly all words have capitals."""
    letters = [word for word in given if len(word.text) > _SHORTEST]
    return len(letters) > _SHORTEST and sum(word.text[0].isupper() for word in letters) > _TITLE * len(letters)


def _token(word: Word, line: str, language: str, facts: Writing) -> Token | None:
    if facts.cased and not (word.text[0].isupper() and _NAME.fullmatch(word.text)):
        return None
    first = facts.cased and not _GOES_ON.search(line, max(0, word.start - 3), word.start)
    rank = _rank(word.text, language, first)
    stems = beginnings(word.text, language) if rank is not None else ()
    return Token(word, stems, first, rank) if stems and rank is not None else None


@lru_cache(maxsize=50_000)
def _rank(word: str, language: str, first: bool) -> int | None:
    """The rank of a word, or None where it is no name."""
    facts, named, lexicon = writing(language), vocabulary(language), closed(language)
    assert facts is not None
    if word.lower() in days(language) or (lexicon is not None and word.lower() in lexicon.titles):
        return None
    if not facts.spaced:
        return 1 if _KATAKANA.fullmatch(word) else None
    if named is None or word not in named.known:
        noun = facts.capital_nouns and named is not None and _compound(word, named)
        return None if _DIGIT.search(word) or (noun and not is_place(word, language)) else 2 * (named is not None)
    if word in named.core and not (first and len(word) > _SHORTEST):
        return None
    if not facts.cased:
        return int(any(is_place(one, language) for one in unprefixed(word, language)))
    told = word not in named.common and (is_place(word, language) or international(word))
    return None if facts.capital_nouns and not told else int(told)


def _compound(word: str, named: Vocabulary) -> bool:
    """Whether a noun is made of two known words, with at most two letters between them."""
    low = word.lower()
    return any(
        low[at:] in named.known and any(low[: at - cut] in named.known for cut in range(min(3, at - 2)))
        for at in range(_SHORTEST + 1, len(low) - _SHORTEST)
    )
