"""Words and phrases said twice in a row, and what a language means by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from checker.lang.facts import section
from checker.lang.vocabulary import fold
from checker.lang.words import words


@dataclass(frozen=True, slots=True)
class Repetition:
    """reduplicates: a content word said twice is a word form or an idiom (Indonesian, Turkish, Hindi ...).

    never_twice: function words that no sentence holds twice in a row; seldom_twice: those that hardly one does;
    may_repeat: words that good sentences do repeat.
    """

    reduplicates: bool
    never_twice: frozenset[str]
    seldom_twice: frozenset[str]
    may_repeat: frozenset[str]


@cache
def repetition(tag: str) -> Repetition | None:
    """What repetition means in a language, or None where its facts are unknown."""
    facts = section(tag, "repetition")
    if facts is None:
        return None
    lists = (frozenset(map(fold, facts[name])) for name in ("never_twice", "seldom_twice", "may_repeat"))
    return Repetition(facts["reduplicates"], *lists)


class Loop(NamedTuple):
    """A phrase repeated with nothing but space between: span of all of it, end of the first saying, and counts."""

    start: int
    end: int
    first_end: int
    length: int
    times: int
    again: bool
    """Whether the word that begins the phrase follows the last saying: "(again and) again and again"."""


COMMAS = frozenset(",،、，")
_SPACES = regex.compile(r"[\s\u2060]+")
_UNSPACED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]")
_LONGEST = 24
"""Words of the longest phrase whose repetition is looked for: bounds the work."""


@lru_cache(maxsize=20_000)
def loops(text: str, across_commas: bool = False) -> tuple[Loop, ...]:
    """The repetitions in `text`, left to right, not overlapping, the shortest phrase of each.

    Nothing but space stands between the sayings, or with `across_commas` a comma as well; inside the phrase the same
    marks stand each time.
    """
    found = words(text)
    keys = [fold(word.text) for word in found]
    if len(set(keys)) == len(keys):
        return ()
    marks = [_SPACES.sub("", text[a.end : b.start]) for a, b in pairwise(found)]
    allowed = _COMMA_OR_NOTHING if across_commas else _NOTHING
    loops, place = [], 0
    while place < len(found):
        loop = _loop_at(place, keys, marks, allowed)
        if loop is None:
            place += 1
        else:
            (length, times), end = loop, place + loop[0] * loop[1]
            again = keys[end : end + 1] == keys[place : place + 1]
            spans = found[place].start, found[end - 1].end, found[place + length - 1].end
            loops.append(Loop(*spans, length, times, again))
            place = end
    return tuple(loops)


_NOTHING = frozenset({""})
_COMMA_OR_NOTHING = _NOTHING | COMMAS


def _loop_at(place: int, keys: list[str], marks: list[str], allowed: frozenset[str]) -> tuple[int, int] | None:
    """(length, times) of the shortest phrase that begins at word `place` and is repeated at once."""
    for length in range(1, min(_LONGEST, (len(keys) - place) // 2) + 1):
        if keys[place + length] != keys[place] or marks[place + length - 1] not in allowed:
            continue
        phrase, inside = keys[place : place + length], marks[place : place + length - 1]
        if any(inside) and place and keys[place - 1] == phrase[-1]:
            continue  # the run begins before: "at [night, at] [night, at] night"
        between = marks[place + length - 1]
        times, start = 1, place + length
        while (
            keys[start : start + length] == phrase
            and marks[start - 1] in allowed
            and (times == 1 or marks[start - 1] == between)
            and marks[start : start + length - 1] == inside
        ):
            times, start = times + 1, start + length
        if times > 1:
            return length, times
    return None


def unspaced(text: str) -> bool:
    """Whether `text` holds characters of a script without word spaces, where one character counts as one word."""
    return bool(_UNSPACED.search(text))
