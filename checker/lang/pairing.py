"""Marks that come in pairs, whatever they are: what reading quotes and brackets has in common."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from checker.model import MARKUP, Article, Block, BlockKind, Document


class Mark(NamedTuple):
    """An opening or closing mark, with its half-open span in the string that was read."""

    text: str
    start: int
    end: int


class Pair(NamedTuple):
    """An opening mark and the mark that closes it."""

    open: Mark
    close: Mark


class Role(StrEnum):
    """What a mark without a partner would be."""

    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Reading:
    """What pairs up in one block and what does not. `resumed` says that the block begins by reopening a quote."""

    pairs: tuple[Pair, ...]
    unclosed: tuple[Mark, ...] = ()
    unopened: tuple[Mark, ...] = ()
    resumed: bool = False


class Single(NamedTuple):
    """A mark of a document that has no partner, with its offset there."""

    mark: Mark
    role: Role
    block: int


Read = Callable[[str, str], Reading]
"""Reads the prose of one block in a language; the spans are relative to that text."""

REACH = 12
"""Blocks over which an opening may wait for its closing: a long quotation, not a whole article."""


def is_habit(faults: int, cases: int) -> bool:
    """Whether a fault is what the whole article does: most cases have it, or many faults and every fifth case."""
    return (faults >= 3 and 2 * faults > cases) or (faults >= 5 and 5 * faults > cases)


def unmask(prose: str) -> tuple[str, list[int]]:
    """The text without masked markup, and the offset of each of its characters (and of its end) in `prose`."""
    if MARKUP not in prose:
        return prose, list(range(len(prose) + 1))
    kept = [place for place, char in enumerate(prose) if char != MARKUP]
    return "".join(prose[place] for place in kept), [*kept, len(prose)]


def blocks(document: Document) -> Iterator[tuple[int, Block, str]]:
    """The index, the block and the prose of everything in a document that is read as prose."""
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.CODE:
            yield index, block, document.prose[block.span.start : block.span.end]


def shifted(mark: Mark, offset: int) -> Mark:
    """The mark, moved from a block's offsets to the document's."""
    return Mark(mark.text, mark.start + offset, mark.end + offset)


def singles(document: Document, read: Read, fits: Callable[[str, str], bool]) -> list[Single]:
    """The marks of a document without a partner, in order, after matching over several blocks.

    fits: whether an opening and a closing mark may belong together.
    """
    waiting: list[Single] = []
    lone: list[Single] = []
    for index, block, prose in blocks(document):
        reading = read(prose, document.language)
        if reading.resumed and waiting and index - waiting[-1].block == 1:
            waiting.pop()  # each paragraph of a long quotation opens anew, and only the last one closes
        for mark in reading.unopened:
            partner = next((s for s in reversed(waiting) if fits(s.mark.text, mark.text)), None)
            if partner is not None and index - partner.block <= REACH:
                waiting.remove(partner)
            else:
                lone.append(Single(shifted(mark, block.span.start), Role.CLOSING, index))
        waiting += [Single(shifted(mark, block.span.start), Role.OPENING, index) for mark in reading.unclosed]
    return sorted(lone + waiting, key=lambda single: single.mark.start)


def not_in_source(article: Article, found: list[Single], in_source: list[Single]) -> list[Single]:
    """The lone marks of the target, less those whose bead has a lone mark of the same role in the source."""
    sentences = [(sentence.span, bead) for bead in article.beads for sentence in bead.target]
    sentences.sort(key=lambda entry: entry[0])
    starts = [span.start for span, _ in sentences]
    offsets = {role: [single.mark.start for single in in_source if single.role is role] for role in Role}
    kept = []
    for single in found:
        place = bisect_right(starts, single.mark.start) - 1
        source = sentences[place][1].source or () if place >= 0 else ()
        lone = offsets[single.role]
        if not any(bisect_left(lone, s.span.start) < bisect_left(lone, s.span.end) for s in source):
            kept.append(single)
    return kept
