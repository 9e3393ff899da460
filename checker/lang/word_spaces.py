"""Spaces between words: two where one is written, and none behind a mark that has one behind it.

The reader of one block's text. Spaces before marks that cling to a word are read in `checker.lang.spacing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from checker.lang.abbreviations import abbreviations
from checker.lang.pairing import unmask
from checker.lang.punctuation import SPACES, Punctuation
from checker.lang.spacing import clinging
from checker.lang.vocabulary import vocabulary
from checker.lang.writing import writing
from checker.model import MARKUP

ENDS = ".!?…؟۔।॥。！？"
_IDEOGRAPHIC = "\N{IDEOGRAPHIC SPACE}"
_CLOSERS = "\"'”’»“)]"
_RUN = regex.compile(rf"(?<=\S)[{SPACES}]{{2,}}(?=\S)")
_SINGLE = regex.compile(rf"(?<=[{ENDS}][{_CLOSERS}]*)[{SPACES}](?=\S)")
_LAYOUT = 5
"""Spaces in a row that lay something out: columns, a signature."""

_BREAKING = "-–—|·•=+*/\\_<>→"
_DOMAINS = frozenset("com net org gov edu info io js ai app dev co html htm php txt pdf doc exe py".split())
_LEAST_SMALL = 4
"""Letters of the words on both sides of a full stop behind which no capital begins a sentence."""


class Doubled(NamedTuple):
    """Two or more spaces: a half-open span, whether a sentence ends before them, and what should stand there."""

    start: int
    end: int
    behind_end: bool
    fix: str


class Glued(NamedTuple):
    """A mark without its space: the span of both words, and both with the space. ends: the mark ends a sentence."""

    start: int
    end: int
    fix: str
    ends: bool


def doubled_spaces(prose: str, facts: Punctuation) -> Iterator[Doubled]:
    """The doubled spaces of a block, but for those before a mark that clings, which are stray, and for layout."""
    if prose.count("\t") > 1:
        return
    cling = clinging(facts)
    for match in _RUN.finditer(prose):
        run, start, end = match.group(), *match.span()
        if len(run) >= _LAYOUT or not run.strip(_IDEOGRAPHIC) or MARKUP in prose[start - 1 : end + 1]:
            continue
        if prose[end] in cling or prose[end] in _BREAKING or prose[start - 1] in _BREAKING + "([{¿¡":
            continue
        kept = next((space for space in run if space not in " \t"), " ")
        before = prose[:start].rstrip(_CLOSERS)[-1:]
        yield Doubled(start, end, before in ENDS, kept)


def single_spaces(prose: str) -> int:
    """How often one space stands behind the end of a sentence."""
    return sum(1 for _ in _SINGLE.finditer(prose))


def glued_marks(prose: str, language: str, facts: Punctuation) -> Iterator[Glued]:
    """Marks between two words of the language, with no space behind them; nothing where words have no spaces."""
    script = writing(language)
    if script is None or not script.spaced:
        return
    text, places = unmask(prose)
    closers = "".join(mark for mark in "”»’“" if facts.closes(mark) and not facts.opens(mark) and mark not in "’")
    for match in _glued(closers, script.cased).finditer(text):
        before, marks, after = match["before"], match["marks"], match["after"]
        ends = any(mark in ENDS for mark in marks)
        start, end = match.start(), match.end("after")
        if places[end - 1] - places[start] != end - 1 - start:  # markup stands between the words
            continue
        if _meant(before, marks, after, language, ends):
            continue
        yield Glued(places[start], places[end - 1] + 1, f"{before}{marks} {after}", ends)


@cache
def _glued(closers: str, cased: bool) -> regex.Pattern[str]:
    word = r"\p{L}[\p{L}\p{M}]+"
    behind = rf"[{regex.escape(closers)}]?" if closers else ""
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}_.@/\\&#'’-])(?P<before>{word})(?P<marks>(?:[,;،؛]|[.!?؟۔।]){behind})"
        rf"(?=(?P<after>{word})(?![\p{{L}}\p{{M}}\p{{N}}_@/\\(=’'-]|\.\p{{L}}))"
    )


def _meant(before: str, marks: str, after: str, language: str, ends: bool) -> bool:
    """Whether the words belong together as they stand: a domain, an abbreviation, a name in code, nothing known."""
    known, short = vocabulary(language), abbreviations(language)
    if known is None or not any(word.lower() in known.known for word in (before, after)):
        return True
    if marks[0] != ".":
        return _camel(before) or _camel(after)
    if after.lower() in _DOMAINS or _camel(before) or _camel(after):
        return True
    if short is not None and (short.ending(before) is not None or short.ending(f"{before}.{after}") is not None):
        return True
    if len(after) < _LEAST_SMALL and after.lower() not in known.common:
        return True
    if after.islower():
        return min(len(before), len(after)) < _LEAST_SMALL or not all(
            word.lower() in known.known for word in (before, after)
        )
    return len(before) < _LEAST_SMALL and before.lower() not in known.common


def _camel(word: str) -> bool:
    return word[1:] != word[1:].lower()
