"""Single quotes, which share their marks with apostrophes.

‘a’, ‚a‘, ‚a’ and 'a' are read as pairs where a mark opens before a word and another closes after one. What
remains is an apostrophe (dogs’, ’tis, '90s, Qur‘an) far more often than a quote without a partner.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.pairing import Mark, Pair, Reading, unmask
from checker.lang.punctuation import Punctuation, punctuation

_MARK = regex.compile(r"(?<!['‘’])['‘’‚](?!['‘’])")
_JOINED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Hang}]")
_BEFORE_OPENING = regex.compile(r"[\s(\[{（［【〔¿¡«“„”\"「『《/\-–—:：，。,=]$")
_AFTER_CLOSING = regex.compile(r"[\s)\]}）］】〕.,;:!?…。，、；：！？،؛؟।»”“\"」』》/\-–—%]|$")
_DEPTH = 50  # openings looked back at
_PROPER = ("‘’", "‚‘", "‚’", "''", "’’")


@lru_cache(maxsize=4096)
def read_single_quotes(prose: str, language: str) -> Reading:
    """The single quotes of a block's prose; spans are relative to it.

    Only ‘ and ‚ are ever reported as unclosed, and no mark as unopened.
    """
    facts = punctuation(language)
    if facts is None or not _MARK.search(prose):
        return Reading(())
    text, places = unmask(prose)
    waiting: list[Mark] = []
    pairs: list[Pair] = []
    for match in _MARK.finditer(text):
        mark = Mark(match.group(), *match.span())
        before, after = text[max(0, mark.start - 1) : mark.start], text[mark.end : mark.end + 1]
        if _apostrophe(before, after):
            continue
        partner = _partner(waiting, mark.text) if _may_close(before, after) else None
        if partner is not None:
            pairs.append(Pair(waiting[partner], mark))
            del waiting[partner:]
        elif _may_open(text, mark, facts):
            waiting.append(mark)
    moved = [Mark(mark.text, places[mark.start], places[mark.end - 1] + 1) for mark in waiting if mark.text in "‘‚"]
    placed = [Pair(*(Mark(mark.text, places[mark.start], places[mark.end - 1] + 1) for mark in pair)) for pair in pairs]
    return Reading(tuple(sorted(placed, key=lambda pair: pair.open.start)), tuple(moved))


def _apostrophe(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not (_JOINED.match(before) or _JOINED.match(after))


def _may_close(before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    return bool(_AFTER_CLOSING.match(after) or _JOINED.match(after))


def _may_open(text: str, mark: Mark, facts: Punctuation) -> bool:
    before, rest = text[max(0, mark.start - 1) : mark.start], text[mark.end : mark.end + 20]
    if not facts.opens(mark.text) or not rest[:1].strip() or (rest[:1].isdigit() and mark.text != "‚"):
        return False
    word = regex.match(r"[\p{L}\p{M}]+", rest)
    if word and word.group().lower() in facts.elisions:
        return False
    return not before or bool(_BEFORE_OPENING.search(before) or _JOINED.match(before[-1]))


def _partner(waiting: list[Mark], closing: str) -> int | None:
    """The place of the nearest opening that fits, and of any opening where none does."""
    for place in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEPTH), -1):
        if waiting[place].text + closing in _PROPER:
            return place
    return len(waiting) - 1 if waiting else None
