"""Mentions: the words of a text that are probably names, told by their capital letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from checker.lang.vocabulary import Vocabulary, vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing


class Mention(NamedTuple):
    """Capitalised words in a row, each with its half-open span in the text. first: whether it begins the sentence."""

    words: tuple[Word, ...]
    first: bool

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


_JOINED = regex.compile(r"[ \N{NO-BREAK SPACE}\u2060]?|[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}·]")
_LINKED = regex.compile(r"[ \u2060](?:\p{Ll}{1,2}|the|van|von|der|des|del)(?: the)?(?: |['’])")
"""What ties two capitalised words to one name, "Declaration of Independence"."""
_NAME = regex.compile(r"\p{Lu}\p{M}*(?:['’]\p{Lu})?[\p{Ll}\p{Lo}\p{M}][\p{L}\p{M}'’\u2060-]*")
_KATAKANA = regex.compile(r"[\p{sc=Kana}ー]{3,}")
_GOES_ON = regex.compile(r"[\p{L}\p{M}\p{N},%°)][\s\u2060(-]{0,2}$")
_POSSESSIVE = regex.compile(r"['’](?:s|S)?$")
_ELIDED = regex.compile(r"^\p{L}{1,4}['’](?=\p{Lu}\p{L}{2})")
_LATIN, _MANY = tuple("cs de en es fr id it nl pl pt tr vi".split()), 6
"""Languages in Latin letters, and how many of their vocabularies hold a name that is known all over the world."""
_SHORTEST = 3
_TITLE = 0.7


@lru_cache(maxsize=20_000)
def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """The names of a sentence in a script with case; none in a headline, where every word has its capital."""
    facts = writing(language)
    if facts is None or not facts.cased:
        return ()
    found = words(text)
    capital = [word for word in found if _NAME.fullmatch(word.text)]
    letters = [word for word in found if len(word.text) > _SHORTEST]
    titled = len(letters) > 3 and sum(word.text[0].isupper() for word in letters) > _TITLE * len(letters)
    if not capital or titled:
        return ()
    runs: list[list[Word]] = []
    for word in capital:
        if runs and _tied(text, runs[-1][-1].end, word.start):
            runs[-1].append(word)
        else:
            runs.append([word])
    named, told = vocabulary(language), []
    for run in runs:
        first = not _GOES_ON.search(text, max(0, run[0].start - 3), run[0].start)
        known = first and (named is None or run[0].text in (named.known if len(run) == 1 else named.common))
        left = run[1:] if known else run
        if facts.capital_nouns and named:
            left = _among_nouns(left, named)
        if left:
            told.append(Mention(tuple(left), first and not known))
    return tuple(told)


def _tied(text: str, end: int, start: int) -> bool:
    return bool(_JOINED.fullmatch(text, end, start) or _LINKED.fullmatch(text, end, start))


def _among_nouns(run: list[Word], named: Vocabulary) -> list[Word]:
    """The names of a run where every noun has its capital: what the vocabulary does not hold, or all hold."""
    strange = [word for word in run if word.text not in named.known or international(word.text)]
    if not strange:
        return run if len(run) > 1 else []
    return run[run.index(strange[0]) : run.index(strange[-1]) + 1]


@lru_cache(maxsize=20_000)
def international(word: str) -> bool:
    """Whether the vocabularies of several languages hold a word, as they do of a name: "London", but not "Allies"."""
    return sum((named := vocabulary(language)) is not None and word in named.known for language in _LATIN) >= _MANY


def capitalised(text: str, language: str, common_too: bool = False) -> Iterator[Word]:
    """The words of a text in a script with case that may be names, also where they begin a sentence.

    common_too: also those that begin a sentence and are among the commonest of the language.
    """
    named = vocabulary(language)
    for word in words(text):
        if word.text[0].isupper() and _NAME.fullmatch(word.text):
            common = not common_too and named is not None and word.text in named.common
            if not common or _GOES_ON.search(text, max(0, word.start - 3), word.start):
                yield word


def alone(text: str, language: str) -> Iterator[Word]:
    """The capitalised words of a text that do not stand beside another one."""
    others = list(capitalised(text, language))
    ends, starts = [one.end for one in others], [one.start for one in others]
    for word in capitalised(text, language, common_too=True):
        behind = any(_JOINED.fullmatch(text, end, word.start) for end in ends if end < word.start)
        ahead = any(_JOINED.fullmatch(text, word.end, start) for start in starts if start > word.end)
        if not behind and not ahead:
            yield word


@lru_cache(maxsize=20_000)
def unknown(text: str, language: str) -> tuple[Mention, ...]:
    """In a script without case, the words that may be names: in Japanese those in katakana, elsewhere none."""
    facts = writing(language)
    if facts is None or facts.cased or facts.spaced:
        return ()
    return tuple(Mention((word,), False) for word in words(text) if _KATAKANA.fullmatch(word.text))


def bare(name: str) -> str:
    """A name without the ending of its possessive, and without an article that is written together with it."""
    return _ELIDED.sub("", _POSSESSIVE.sub("", name))
