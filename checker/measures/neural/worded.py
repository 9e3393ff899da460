"""A text as a model reads it, with its words, and the way from numbers of tokens to numbers of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from checker.lang.words import words
from checker.measures.neural.texts import said_by
from checker.model import Sentence, Span

Place = tuple[int, int]
"""A half-open range of code points in a text that a model reads; empty for a token that is a part of a character."""


class Worded(NamedTuple):
    """Sentences as one line of text, and its words.

    words: where they stand in `text`, ascending and apart. spans: where they stand in the document.
    """

    text: str
    words: tuple[Place, ...]
    spans: tuple[Span, ...]


def worded(sentences: Sequence[Sentence], paragraph: str = " ") -> Worded:
    """What sentences of one document say: a space where the document has white space, `paragraph` between blocks.

    The words are those of the prose: what stands in code or an address is read, and counts as no word.
    """
    text = ""
    places: list[Place] = []
    spans: list[Span] = []
    for number, sentence in enumerate(sentences):
        if number:
            text += gap(sentences[number - 1], sentence, paragraph)
        said = said_by((sentence,))
        blank = len(said.text) - len(said.text.lstrip())
        begin = len(text) - blank
        for word in words(sentence.prose):
            span = sentence.at(word.start, word.end)
            places.append((begin + bisect_left(said.places, span.start), begin + bisect_left(said.places, span.end)))
            spans.append(span)
        text += said.text.strip()
    return Worded(text, tuple(places), tuple(spans))


def gap(before: Sentence, after: Sentence, paragraph: str = " ") -> str:
    """What stands between two sentences of a document when they are read in a row."""
    if before.block != after.block:
        return paragraph
    between = before.document.text[before.span.end : after.span.start]
    return " " if any(map(str.isspace, between)) else ""


def by_word(found: Worded, tokens: Sequence[Place], values: Sequence[float | None]) -> list[float | None]:
    """Of each word the sum of what is known of its tokens; None where of one of them nothing is known.

    tokens: where they stand in the text, ascending. A token that several words share, as it happens where no spaces
    part them, is shared out evenly, so that the sum over words is that over tokens. White space, and the first parts
    of a character that is cut into several tokens, belong to the token that follows.
    """
    sums: list[float | None] = [None] * len(found.words)
    unknown: set[int] = set()
    touched = range(0)
    for place, value in zip(reversed(tokens), reversed(values), strict=True):
        if found.text[slice(*place)].strip():
            touched = _touched(found.words, place)
        for word in touched:
            if value is None:
                unknown.add(word)
            else:
                sums[word] = (sums[word] or 0.0) + value / len(touched)
    return [None if word in unknown else told for word, told in enumerate(sums)]


def _touched(places: Sequence[Place], token: Place) -> range:
    """The words that a token has a part in."""
    first = bisect_right(places, token[0], key=lambda word: word[1])
    return range(first, max(first, bisect_left(places, token[1], key=lambda word: word[0])))
