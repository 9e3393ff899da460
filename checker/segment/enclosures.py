"""Brackets and quotation marks: which of them open, and what they hold together.

A quotation inside a sentence keeps the sentence whole: `He said: "It is over. We lost." Then he left.` are two
sentences, not three. The scan is linear; an enclosure longer than the limits holds nothing together, so that a mark
somebody forgot to close costs a few sentences at most.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

LIMIT = 240
"""The longest enclosure, in code points, that is kept whole in a script with word spaces."""

DENSE_LIMIT = 100
"""The same for text in which Han, Kana and the like say more in fewer characters."""

_DEPTH = 8
_BRACKETS = {"(": ")", "（": "）", "[": "]", "［": "］", "{": "}", "｛": "｝"}
_CORNERS = {"「": "」", "『": "』", "【": "】", "《": "》", "〈": "〉", "〔": "〕", "〖": "〗", "｢": "｣"}
_FIXED = _BRACKETS | _CORNERS
_FIXED_CLOSE = frozenset(_FIXED.values())
_QUOTES = {
    "“": '”"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
}
_MARKS = regex.compile("[" + regex.escape("".join([*_FIXED, *_FIXED_CLOSE, *_QUOTES, "’"])) + "]")
_DENSE = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]")
_HEBREW = regex.compile(r"\p{sc=Hebr}")


class Enclosure(NamedTuple):
    """The offsets of an opening mark and of the mark that closes it."""

    start: int
    end: int
    bracket: bool


class Enclosures(NamedTuple):
    """The outermost enclosures that are short enough, in order, disjoint; and each mark that opens one, or tries to."""

    pairs: tuple[Enclosure, ...]
    opening: frozenset[int]


def enclosures(text: str) -> Enclosures:
    """The enclosures of a text in which every space is a plain one."""
    found: list[Enclosure] = []
    opening: set[int] = set()
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        depth = _closes(text, mark, at, stack)
        if depth is not None:
            start = stack[depth][1]
            del stack[depth:]
            found.append(Enclosure(start, at, text[start] in _BRACKETS))
        elif _opens(text, mark, at):
            opening.add(at)
            stack = [*stack[1 - _DEPTH :], (mark, at)]
    return Enclosures(_outermost(text, found), frozenset(opening))


def _closes(text: str, mark: str, at: int, stack: list[tuple[str, int]]) -> int | None:
    """The place on the stack of what the mark closes, or None where it closes nothing."""
    if mark == "’" or mark == '"':
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if _inside_word(mark, before, after) or (before in {"", " "} and after not in {"", " "}):
            return None
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth][0]
        if mark == _FIXED.get(opener) or mark in _QUOTES.get(opener, ""):
            return depth
    return None


def _inside_word(mark: str, before: str, after: str) -> bool:
    """An apostrophe, or the gershayim that people type as a straight quotation mark."""
    if not (before.isalpha() and after.isalpha()):
        return False
    return bool(_HEBREW.match(before)) if mark == '"' else not _DENSE.match(after)


def _opens(text: str, mark: str, at: int) -> bool:
    if mark in _FIXED:
        return True
    if mark in _FIXED_CLOSE or mark == "’":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "“„«‹":
        return True
    if mark == "‘":
        return not before.isalpha() or bool(_DENSE.match(before))
    return after not in {"", " "} and not before.isalnum()


def _outermost(text: str, found: list[Enclosure]) -> tuple[Enclosure, ...]:
    kept: list[Enclosure] = []
    for pair in sorted(found):
        if kept and pair.start < kept[-1].end:
            continue
        if pair.end - pair.start <= (DENSE_LIMIT if _DENSE.match(text, pair.start + 1) else LIMIT):
            kept.append(pair)
    return tuple(kept)
