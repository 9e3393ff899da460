"""How the words of one text differ from those of another: the edits that turn the first into the second, to be read.

Tokens are words and marks (`checker.lang.tokens`); white space is not compared. A longest common subsequence (Hyyro
2004, by rapidfuzz) says what stays. What then stays between two edits and holds them apart without saying anything, a
comma, "of the", a single sign of a script without word spaces, goes into them: the semantic clean-up of Fraser 2006
("Diff strategies"), with words weighed by what they say instead of their length. Words that leave one edit for another
stay in one piece, as the shifts of TER do (Snover et al. 2006).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

import regex
from rapidfuzz.distance import LCSseq

from checker.lang.closed import closed, plain
from checker.lang.tokens import SIGN_ALONE, Token
from checker.model import Span
from checker.spans import Edit, EditKind, Facet

WORD, LIGHT, SIGN, LIGHT_SIGN = 12, 4, 6, 3
"""What a word weighs, a function word, a sign of a script without word spaces, and one that only holds others together.
A mark weighs nothing. Whole numbers, since equal weights have to be equal."""

LEAST_KEPT = WORD
"""The least weight of what stays between two edits."""

TIMES_KEPT = 3
"""What stays between two edits outweighs the lighter of them when it is taken so many times."""

LEAST_MOVED = 2 * WORD
"""The least weight of words that are moved out of the middle of an edit."""

LONGEST_AUXILIARY = 3
"""Letters of a finite verb or a pronoun that is taken for a function word: "has", "ist", "she"."""

_SAYS = regex.compile(r"[\p{L}\p{M}\p{N}]")
_PUNCTUATION = regex.compile(r"[[\p{P}\p{Z}\p{Cf}]--[%‰٪&@#§]]+", regex.VERSION1)
_DIGIT = regex.compile(r"\p{Nd}")


def edits(target: Sequence[Token], reference: Sequence[Token], language: str) -> tuple[Edit, ...]:
    """The edits that turn the target's tokens into the reference's, in order, disjoint on both sides.

    Between two edits the tokens are the same on both sides; put in place of the target's, those of the reference give
    the reference. language: of both.
    """
    sides = _Sides([one.key for one in target], [one.key for one in reference], language)
    gaps = sides.trimmed(_moved(sides, sides.trimmed(_joined(sides, _gaps(sides)))))
    return tuple(_told(gaps, target, reference))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Tokens i..j of the target give way to k..m of the reference. moved: the number of the move it is an end of."""

    i: int
    j: int
    k: int
    m: int
    moved: int | None = None


class _Sides:
    """The keys of both sides, and what they weigh."""

    def __init__(self, target: list[str], reference: list[str], language: str) -> None:
        self.target, self.reference = target, reference
        self.small = [[key.casefold() for key in keys] for keys in (target, reference)]
        self._sums = [_sums(keys, language) for keys in (target, reference)]

    def gone(self, gap: _Gap) -> int:
        """What a gap takes from the target."""
        return self.weight(0, gap.i, gap.j)

    def come(self, gap: _Gap) -> int:
        """What it brings of the reference."""
        return self.weight(1, gap.k, gap.m)

    def weight(self, side: int, start: int, end: int) -> int:
        """What the tokens start..end weigh of the target (0) or the reference (1)."""
        return self._sums[side][end] - self._sums[side][start]

    def trimmed(self, gaps: Sequence[_Gap]) -> list[_Gap]:
        """The gaps without what is the same at their ends; those of which nothing is left are left out."""
        found = [gap if gap.moved is not None else self._trimmed(gap) for gap in gaps]
        return [gap for gap in found if gap.i < gap.j or gap.k < gap.m]

    def _trimmed(self, gap: _Gap) -> _Gap:
        i, j, k, m = gap.i, gap.j, gap.k, gap.m
        while i < j and k < m and self.target[i] == self.reference[k]:
            i, k = i + 1, k + 1
        while i < j and k < m and self.target[j - 1] == self.reference[m - 1]:
            j, m = j - 1, m - 1
        return _Gap(i, j, k, m)


def _sums(keys: Sequence[str], language: str) -> list[int]:
    sums = [0]
    for key in keys:
        sums.append(sums[-1] + _weight(key, language))
    return sums


@lru_cache(maxsize=50_000)
def _weight(key: str, language: str) -> int:
    """What a token says. Where nobody has listed the function words a short word is taken for one."""
    if not _SAYS.search(key):
        return WORD if len(key) > 1 else 0
    listed = closed(language)
    small = plain(key)
    light = len(small) <= LONGEST_AUXILIARY if listed is None else listed.function_word(small)
    if SIGN_ALONE.fullmatch(key):
        return LIGHT_SIGN if light and listed else SIGN
    if listed and len(small) <= LONGEST_AUXILIARY:
        light = light or small in listed.finite.words or small in listed.inverts.words
    return LIGHT if light and not small[0].isdigit() else WORD


def _gaps(sides: _Sides) -> list[_Gap]:
    """What a longest common subsequence leaves out."""
    found: list[_Gap] = []
    for step in LCSseq.opcodes(sides.target, sides.reference):
        if step.tag == "equal":
            continue
        gap = _Gap(step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and (found[-1].j, found[-1].m) == (gap.i, gap.k):
            gap = _Gap(found[-1].i, gap.j, found[-1].k, gap.m)
            found.pop()
        found.append(gap)
    return found


def _joined(sides: _Sides, gaps: list[_Gap]) -> list[_Gap]:
    """The gaps, those joined between which nothing is left that says enough, the least first."""
    gaps = list(gaps)
    while True:
        between = [
            (sides.weight(0, one.j, other.i), place)
            for place, (one, other) in enumerate(pairwise(gaps))
            if _says_little(sides, one, other)
        ]
        if not between:
            return gaps
        _, place = min(between)
        one, other = gaps[place : place + 2]
        gaps[place : place + 2] = [_Gap(one.i, other.j, one.k, other.m)]


def _says_little(sides: _Sides, one: _Gap, other: _Gap) -> bool:
    kept = sides.weight(0, one.j, other.i)
    around = min(max(sides.gone(gap), sides.come(gap)) for gap in (one, other))
    return kept < LEAST_KEPT or TIMES_KEPT * kept <= around


def _moved(sides: _Sides, gaps: list[_Gap]) -> list[_Gap]:
    """The gaps, cut where words leave one for another; the heaviest move first."""
    cut = list(gaps)
    moves = 0
    for _, gone, come, size in sorted(_moves(sides, gaps), key=lambda move: (-move[0], move[1:])):
        out = _holding(cut, [(gap.i, gap.j) for gap in cut], gone, size)
        into = _holding(cut, [(gap.k, gap.m) for gap in cut], come, size)
        if out is None or into is None:
            continue
        parts = {
            out: _cut_target(sides, cut[out], gone, gone + size, moves),
            into: _cut_reference(sides, cut[into], come, come + size, moves),
        }
        cut = [part for place, gap in enumerate(cut) for part in parts.get(place, [gap])]
        moves += 1
    return cut


def _holding(gaps: Sequence[_Gap], ends: Sequence[tuple[int, int]], start: int, size: int) -> int | None:
    """The gap that still holds all of some tokens, none of which has been moved."""
    held = (
        place
        for place, (first, last) in enumerate(ends)
        if first <= start and start + size <= last and gaps[place].moved is None
    )
    return next(held, None)


def _moves(sides: _Sides, gaps: Sequence[_Gap]) -> Iterator[tuple[int, int, int, int]]:
    """Words that stand in two gaps, on the target's side of one and the reference's of the other, whatever their case.

    Yields their weight, where they begin on both sides, and how many tokens they are.
    """
    for out in gaps:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(sides.small[0][out.i : out.j])
        for into in gaps:
            gone, come = sides.gone(out), sides.come(into)
            if out is into or min(gone, come) < LEAST_KEPT:
                continue
            matcher.set_seq1(sides.small[1][into.k : into.m])
            for block in matcher.get_matching_blocks():
                weight = sides.weight(0, out.i + block.b, out.i + block.b + block.size)
                rests = sorted((gone - weight, come - weight))
                alone = weight >= LEAST_KEPT > rests[0] and rests[1] < LEAST_MOVED
                if weight >= LEAST_MOVED or alone:
                    yield weight, out.i + block.b, into.k + block.a, block.size


def _cut_target(sides: _Sides, gap: _Gap, start: int, end: int, moved: int) -> list[_Gap]:
    """A gap in up to three: what of the target leaves it is deleted, the heavier rest gets the reference's words."""
    before = sides.weight(0, gap.i, start) > sides.weight(0, end, gap.j)
    at = gap.m if before else gap.k
    return [_Gap(gap.i, start, gap.k, at), _Gap(start, end, at, at, moved), _Gap(end, gap.j, at, gap.m)]


def _cut_reference(sides: _Sides, gap: _Gap, start: int, end: int, moved: int) -> list[_Gap]:
    """The same, for words that come to the reference's side of a gap."""
    before = sides.weight(1, gap.k, start) > sides.weight(1, end, gap.m)
    at = gap.j if before else gap.i
    return [_Gap(gap.i, at, gap.k, start), _Gap(at, at, start, end, moved), _Gap(at, gap.j, end, gap.m)]


def _told(gaps: Sequence[_Gap], target: Sequence[Token], reference: Sequence[Token]) -> Iterator[Edit]:
    ends: dict[int, list[int]] = {}
    for place, gap in enumerate(gaps):
        if gap.moved is not None:
            ends.setdefault(gap.moved, []).append(place)
    for place, gap in enumerate(gaps):
        kind = EditKind.INSERT if gap.i == gap.j else EditKind.DELETE if gap.k == gap.m else EditKind.REPLACE
        other = None if gap.moved is None else sum(ends[gap.moved]) - place
        keys = [[one.key for one in side] for side in (target[gap.i : gap.j], reference[gap.k : gap.m])]
        only = () if other is not None else _only(*keys)
        yield Edit(kind, _span(target, gap.i, gap.j), _span(reference, gap.k, gap.m), only, other)


def _only(target: Sequence[str], reference: Sequence[str]) -> tuple[Facet, ...]:
    """In what alone two stretches of text differ, if their words are the same; a mark in a number is part of it."""
    one, other = (_PUNCTUATION.sub("", "".join(keys)) for keys in (target, reference))
    numbers = [[key for key in keys if _DIGIT.search(key)] for keys in (target, reference)]
    if one.casefold() != other.casefold() or numbers[0] != numbers[1]:
        return ()
    cased = one != other
    marked = " ".join(target).casefold() != " ".join(reference).casefold()
    return (*((Facet.CASE,) if cased else ()), *((Facet.PUNCTUATION,) if marked else ()))


def _span(found: Sequence[Token], start: int, end: int) -> Span:
    """The span of tokens start..end; of none, the place behind the token before, or before the first."""
    if start < end:
        return Span(found[start].start, found[end - 1].end)
    at = found[start - 1].end if start else found[0].start if found else 0
    return Span(at, at)
