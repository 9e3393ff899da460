"""Spaces that stand where a language writes none: before a mark that clings to the word before it, and the like.

The reader of one block's text. Emoticons, file names, decimals, ellipses, checkboxes and ratios hold such
spaces rightly and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from checker.lang.brackets import read_brackets
from checker.lang.pairing import unmask
from checker.lang.punctuation import SPACES, Punctuation, punctuation
from checker.model import OBJECT

CLINGING = ".,;:!?)]"
"""Marks that cling to the word before them in every language, unless its facts say otherwise."""

_SPACE = f"[{SPACES}]"
_LETTERS_WITHOUT_SPACES = r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]"
_SPACE_BEFORE_WIDE = regex.compile(
    rf"(?<={_LETTERS_WITHOUT_SPACES})[ \N{{NO-BREAK SPACE}}]+(?=[，。、；：！？）」』】》])"
)
# What may stand after a space: an ellipsis, .5, .NET, :code:, !important, :-) and ;), -, and the like.
_MEANT = regex.compile(
    r"\.[.…\w]|\.\s\.|[:!?]\w|:[-/=:'(_|\\*<]|[!?][-/=:'(]|[:;][-'^]?[)(\]\[DPpOo/\\|3*]|[,;][-),]|[,:.،]\d"
)


class Stray(NamedTuple):
    """A space that should not be there: its half-open span, the mark it stands before or after, and which of them."""

    start: int
    end: int
    mark: str
    before: bool


@lru_cache(maxsize=4096)
def stray_spaces(prose: str, language: str) -> tuple[Stray, ...]:
    """The stray spaces of a block's prose; spans are relative to it and cover the spaces alone."""
    facts = punctuation(language)
    if facts is None:
        return ()
    text, places = unmask(prose)
    found = {(stray.start, stray.end): stray for stray in _strays(text, facts, language)}
    return tuple(
        stray._replace(start=places[stray.start], end=places[stray.end - 1] + 1) for _, stray in sorted(found.items())
    )


def clinging(facts: Punctuation) -> str:
    """The marks before which the language writes no space."""
    return "".join(mark for mark in CLINGING + facts.marks if mark not in facts.space_before)


def _strays(text: str, facts: Punctuation, language: str) -> Iterator[Stray]:
    pairs = {pair.close.start: pair for pair in read_brackets(text, language).pairs}
    for match in regex.finditer(rf"(?<=\S){_SPACE}+(?=[{regex.escape(clinging(facts))}])", text):
        mark = text[match.end()]
        pair = pairs.get(match.end())
        if mark in ")]" and (pair is None or _blank(text, pair.open.start, pair.close.end)):
            continue
        if not _meant(text, match.start(), match.end()):
            yield Stray(match.start(), match.end(), mark, True)
    for pair in pairs.values():
        after = regex.compile(rf"{_SPACE}+(?=\S)").match(text, pair.open.end)
        if after and pair.open.text in "([" and not _blank(text, pair.open.start, pair.close.end):
            yield Stray(*after.span(), pair.open.text, False)
    for match in (
        regex.finditer(rf"(?<=[{regex.escape(facts.openers)}]){_SPACE}+(?=\p{{L}})", text) if facts.openers else ()
    ):
        yield Stray(*match.span(), text[match.start() - 1], False)
    for match in _SPACE_BEFORE_WIDE.finditer(text):
        yield Stray(*match.span(), text[match.end()], True)


def _meant(text: str, start: int, end: int) -> bool:
    """Whether the space before the mark at `end` belongs there."""
    mark, before = text[end], text[start - 1]
    if before == OBJECT or before in "|([{¿¡" or _MEANT.match(text, end):
        return True
    if mark == "." and before in ".…":
        return True
    # a ratio, a score, a number torn in two: not a matter of punctuation
    return before.isdigit() and text[end + 1 : end + 5].lstrip(SPACES)[:1].isdigit()


def _blank(text: str, start: int, end: int) -> bool:
    """Whether the brackets hold a blank to fill in, a tick, or dots."""
    inside = text[start + 1 : end - 1].strip(SPACES)
    return not regex.search(r"[\p{L}\p{N}]{2}|\p{L}", inside) or inside in ("x", "X", "ok")
