"""Where a sentence could end: end marks with what clings to them, and what stands after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from checker.segment.enclosures import Enclosures

CLOSERS = ")]}）］｝」』】》〉〕〗｣’”\"'›»“«‹"
_RUN = r"(?:\.(?:[ ]\.){2,}|[[\p{Sentence_Terminal}…‥]--[\u104A]]+)"
_CLUSTER = regex.compile(rf"(?V1){_RUN}(?:[{regex.escape(CLOSERS)}]*{_RUN})*[{regex.escape(CLOSERS)}]*")
_LATE_CLOSER = regex.compile(r" *([»›”\"“«])(?![\p{L}\p{N}])")
_TRAILERS = regex.compile(
    r"(?V1)(?:\[\p{N}{1,3}\])+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
    r"| ?(?:[[\p{Extended_Pictographic}\p{Regional_Indicator}]--[©®™‼⁉]][\p{Emoji_Modifier}\uFE0F\u200D\u20E3]*)+"
    r"(?![^ .!?…])"
)
_LEAD = regex.compile(
    r"(?P<gap> *)(?P<lead>(?:[¿¡(\[{（［｛「『【《〈〔〖｢«»‹›„“”\"'‘’‚*#>·•‣▪●\u2010-\u2015\u2212~-] *)*)"
)
_WORD = regex.compile(r"[\p{L}\p{M}\u200C]+(?:['’](?=\p{L}))?")
_GEORGIAN = regex.compile(r"\p{sc=Geor}")


class Cluster(NamedTuple):
    """End marks and the closing marks, notes and emoji behind them.

    at: of the first mark. marks_end: behind the last mark. end: behind the last of what clings to it. marks: the end
    marks alone. closed: whether a closing bracket or quotation mark follows the marks.
    """

    at: int
    marks_end: int
    end: int
    marks: str
    closed: bool


class Following(NamedTuple):
    """What stands after a cluster: gap, whether by a space; dash, whether a dash leads; `at`, of the first letter,
    digit or symbol behind opening marks, and the character itself ("" at the end)."""

    gap: bool
    dash: bool
    at: int
    char: str


def clusters(text: str, enclosed: Enclosures) -> Iterator[Cluster]:
    """Every cluster of end marks, in order."""
    for match in _CLUSTER.finditer(text):
        end = match.end()
        while end > match.start() and end - 1 in enclosed.opening:
            end -= 1
        marks = "".join(char for char in text[match.start() : end] if char not in CLOSERS and char != " ")
        closed = text[end - 1] in CLOSERS
        marks_end = match.start() + len(text[match.start() : end].rstrip(CLOSERS))
        late = _LATE_CLOSER.match(text, end)
        if late and late.start(1) not in enclosed.opening:
            end, closed = late.end(), True
        trailer = _TRAILERS.match(text, end)
        yield Cluster(match.start(), marks_end, trailer.end() if trailer else end, marks, closed)


def following(text: str, end: int) -> Following:
    """What stands after a cluster that ends at `end`."""
    match = _LEAD.match(text, end)
    assert match is not None, "the pattern matches the empty string"
    lead = match.group("lead")
    return Following(
        gap=bool(match.group("gap")),
        dash=any(char in "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212" for char in lead),
        at=match.end(),
        char=text[match.end() : match.end() + 1],
    )


def is_lower(text: str, at: int) -> bool:
    """Whether a word that goes on in lower case begins here; "iPhone" is a name and does not."""
    char = text[at : at + 1]
    return char.islower() and not _GEORGIAN.match(char) and not text[at + 1 : at + 2].isupper()


def is_upper(text: str, at: int) -> bool:
    """Whether a capital stands here."""
    char = text[at : at + 1]
    return char.isupper() or char.istitle()


def is_uncased(text: str, at: int) -> bool:
    """Whether a letter of a script without case stands here."""
    char = text[at : at + 1]
    return char.isalpha() and not is_upper(text, at) and (not char.islower() or bool(_GEORGIAN.match(char)))


def word_at(text: str, at: int) -> str:
    """The word that begins here, with an apostrophe that elides it ("L'homme": "L'"); "" where none does."""
    match = _WORD.match(text, at)
    return match.group().replace("’", "'") if match else ""
