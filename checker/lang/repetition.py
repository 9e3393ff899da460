"""Words and phrases said twice in a row, and what a language means by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from checker.lang.facts import section
from checker.lang.vocabulary import fold
from checker.lang.words import Word, words


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


_GAP = regex.compile(r"[\s\u2060]*")
COMMAS = frozenset(",،、，")
_COMMA_GAP = regex.compile(rf"[{''.join(sorted(COMMAS))}]?[\s\u2060]*")
_UNSPACED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]")
_LONGEST = 24
"""Words of the longest phrase whose repetition is looked for: bounds the work."""


@lru_cache(maxsize=20_000)
def loops(text: str, across_commas: bool = False) -> tuple[Loop, ...]:
    """The repetitions in `text`, left to right, not overlapping, the shortest phrase of each.

    Nothing but space stands between the sayings, or with `across_commas` a comma as well.
    """
    gap = _COMMA_GAP if across_commas else _GAP
    found = words(text)
    keys = [fold(word.text) for word in found]
    if len(set(keys)) == len(keys):
        return ()
    joined = [bool(gap.fullmatch(text, a.end, b.start)) for a, b in pairwise(found)]
    loops, place = [], 0
    while place < len(found):
        loop = _loop_at(place, found, keys, joined)
        if loop is None:
            place += 1
        else:
            loops.append(
                Loop(
                    found[place].start, found[place + loop[0] * loop[1] - 1].end, found[place + loop[0] - 1].end, *loop
                )
            )
            place += loop[0] * loop[1]
    return tuple(loops)


def _loop_at(place: int, found: tuple[Word, ...], keys: list[str], joined: list[bool]) -> tuple[int, int] | None:
    """(length, times) of the shortest phrase that begins at word `place` and is repeated at once."""
    for length in range(1, min(_LONGEST, (len(keys) - place) // 2) + 1):
        if keys[place + length] != keys[place]:
            continue
        times = 1
        while (
            (start := place + times * length) + length <= len(keys)
            and keys[start : start + length] == keys[place : place + length]
            and all(joined[start - length : start + length - 1])
        ):
            times += 1
        if times > 1:
            return length, times
    return None


def unspaced(text: str) -> bool:
    """Whether `text` holds characters of a script without word spaces, where one character counts as one word."""
    return bool(_UNSPACED.search(text))
