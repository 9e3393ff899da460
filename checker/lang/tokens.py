"""The words of a text and the marks between them, as they are compared with those of another text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

import regex

from checker.lang.words import Word, words
from checker.model import MARKUP, OBJECT

SIGN_ALONE = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]\p{M}*")
"""A sign of a script without word spaces; each is a word."""

_MARK = regex.compile(rf"{OBJECT}+|(?![\s\p{{C}}\p{{Z}}])\X")


class Token(NamedTuple):
    """A word or a mark as it is compared, and its half-open span."""

    key: str
    start: int
    end: int


def tokens(text: str, prose: str) -> tuple[Token, ...]:
    """The words and marks of a text, offsets relative to it.

    prose: as long as `text`, markup masked. Markup is nothing; an object is compared as it stands in `text`.
    """
    found, at = [], 0
    for word in _words(prose):
        found += [*_marks(text, prose, at, word.start), Token(_key(word.text), word.start, word.end)]
        at = word.end
    return (*found, *_marks(text, prose, at, len(prose)))


def _words(prose: str) -> Iterator[Word]:
    """The words, a number without the signs that stand close behind it: "2024年" is two."""
    for word in words(prose):
        sign = SIGN_ALONE.search(word.text) if len(word.text) > 1 else None
        if sign is None or not sign.start():
            yield word
            continue
        yield Word(word.text[: sign.start()], word.start, word.start + sign.start())
        for rest in words(word.text[sign.start() :]):
            yield Word(rest.text, word.start + sign.start() + rest.start, word.start + sign.start() + rest.end)


def _marks(text: str, prose: str, start: int, end: int) -> Iterator[Token]:
    for match in _MARK.finditer(prose, start, end):
        key = text[match.start() : match.end()] if match[0].startswith(OBJECT) else match[0]
        yield Token(_key(key), *match.span())


def _key(text: str) -> str:
    """A token without markup, canonically composed."""
    return normalize("NFC", text.replace(MARKUP, ""))
