"""Where the words that somebody quotes stand in a text: a model quotes better than it counts.

A quotation is found where the text holds it but for composition of characters, form of quotation marks, white space and
characters without width. What is not found is not guessed at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from checker.model import Span

_MARKS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
    }
)


class _Folded(NamedTuple):
    """A text as it is compared. places: for each of its characters the offset of the one that it comes from."""

    text: str
    places: tuple[int, ...]


def find(text: str, quote: str, taken: Collection[Span] = (), near: int = 0) -> Span | None:
    """The place of a quotation, or None where the text does not hold it.

    taken: places that are not meant, since they were quoted before. near: the offset that the place is next to.

    Where it stands as whole words it is not looked for within others. Of several places it is the nearest.
    """
    places = list(_places(text, quote))
    places = [place for place in places if _is_whole(text, place)] or places
    free = (place for place in places if place not in taken)
    return min(free, key=lambda place: (abs(place.start - near), place), default=None)


def key(text: str) -> str:
    """A text without its white space, which no two programs keep alike."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _places(text: str, quote: str) -> Iterator[Span]:
    folded, sought = _fold(text), _fold(quote).text.strip()
    if not sought:
        return
    at = folded.text.find(sought)
    while at >= 0:
        end = at + len(sought)
        if _begins(folded, at) and _ends(folded, end):
            yield Span(folded.places[at], _after_marks(text, folded.places[end - 1] + 1))
        at = folded.text.find(sought, at + 1)


@lru_cache(maxsize=64)
def _fold(text: str) -> _Folded:
    characters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(text):
        if character.isspace():
            parts = "" if characters and characters[-1] == " " else " "
        elif unicodedata.category(character) == "Cf":
            parts = ""
        else:
            parts = unicodedata.normalize("NFKD", character.translate(_MARKS)).replace(" ", "")
        characters += parts
        places += [offset] * len(parts)
    return _Folded("".join(characters), tuple(places))


def _begins(folded: _Folded, at: int) -> bool:
    """Whether a character of the text begins there, and not a part of one."""
    return at == 0 or (folded.places[at] != folded.places[at - 1] and not unicodedata.combining(folded.text[at]))


def _ends(folded: _Folded, end: int) -> bool:
    if end == len(folded.text):
        return True
    return folded.places[end] != folded.places[end - 1] and not unicodedata.combining(folded.text[end])


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _is_whole(text: str, place: Span) -> bool:
    """Whether no word is cut at either end."""
    start, end = place
    cut_before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cut_before and not cut_after
