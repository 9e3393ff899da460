"""Breaks between the blocks of a source that its translation has lost: what stood apart there runs on here.

A break is lost where the sentences on both its sides face sentences of one block of the target. How the blocks lie is
read from the beads alone, so that plain text is compared as well as text whose format marks its structure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from checker.lang.closed import closed, last_word
from checker.model import Article, Block, BlockKind, Document, Sentence, Span

_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
_TITLES = (BlockKind.HEADLINE, BlockKind.HEADING)
_SURE = 0.4
"""The aligner's confidence below which a bead is not read."""
_APART = 2
"""Target sentences from one side of a break to the other, at most."""
_FEWEST, _RARE = 4, 8
"""Breaks below which a translator's habit is not known; one of so many may be a slip."""
_SHORT, _SHORT_EAST = 70, 30
"""Characters of a question that heads the text below it, in letters and in characters of East Asia."""
_QUESTION = regex.compile(r"[?？؟]\s*$")
_EAST = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]")
_WORD = regex.compile(r"(?<=\s)\S|(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]")
_BLANK = regex.compile(r"\n[^\S\n]*\n")
_NEAR = 0.25
"""How far from the place where it is looked for a seam may be, of the length of the sentence."""


class Break(StrEnum):
    """What a break parts."""

    HEADING = "heading"
    ITEMS = "items of a list"
    LIST = "list"
    PARAGRAPHS = "paragraphs"


class LostBreak(NamedTuple):
    """A lost break: the part that ran into another, in the target and in the source, and how many breaks of its kind
    there are in the source, and are lost."""

    kind: Break
    here: Span
    source: Span
    total: int
    lost: int


class _Facing(NamedTuple):
    """The target's sentences that say one block of the source, in order, each with its bead's confidence."""

    sentences: tuple[Sentence, ...]
    sure: bool


def lost_breaks(article: Article) -> Iterator[LostBreak]:
    """The lost breaks of an article, in the order of the source; those between paragraphs only where they are rare."""
    source = article.source
    if source is None:
        return
    facing = _facing(article)
    totals: Counter[Break] = Counter()
    found: list[tuple[Break, int]] = []
    for place, (one, other) in enumerate(pairwise(source.blocks)):
        kind = _kind(source, one, other)
        if kind is None or place not in facing or place + 1 not in facing:
            continue
        totals[kind] += 1
        if _is_lost(facing[place], facing[place + 1]):
            found.append((kind, place))
    lost = Counter(kind for kind, _ in found)
    for kind, place in found:
        if kind is Break.PARAGRAPHS and not _is_slip(article, totals.total(), lost[kind]):
            continue
        first = kind is Break.HEADING or (kind is Break.LIST and source.blocks[place].kind is BlockKind.LIST_ITEM)
        span = _part(article, facing[place], facing[place + 1], place, first)
        if span.start < span.end and not (kind is Break.ITEMS and _is_joined(article, facing[place], span)):
            yield LostBreak(kind, span, source.blocks[place if first else place + 1].span, totals[kind], lost[kind])


def _kind(document: Document, one: Block, other: Block) -> Break | None:
    if one.kind in _TITLES:
        parted = document.format != "text" or _BLANK.search(document.text, one.span.end, other.span.start)
        return Break.HEADING if parted and other.kind in (*_PROSE, BlockKind.LIST_ITEM) else None
    kinds = (one.kind is BlockKind.LIST_ITEM, other.kind is BlockKind.LIST_ITEM)
    if all(kinds):
        return Break.ITEMS
    if any(kinds):
        return Break.LIST if one.kind in _PROSE or other.kind in _PROSE else None
    if one.kind not in _PROSE or other.kind not in _PROSE:
        return None
    return Break.HEADING if _asks(document, one, other) else Break.PARAGRAPHS


def _asks(document: Document, one: Block, other: Block) -> bool:
    """Whether a block is a question that heads a longer one, which plain text does not mark as a heading."""
    text = document.prose[one.span.start : one.span.end]
    short = len(text) <= (_SHORT_EAST if _EAST.search(text) else _SHORT)
    return short and 2 * len(text) < other.span.end - other.span.start and _QUESTION.search(text) is not None


def _facing(article: Article) -> dict[int, _Facing]:
    """What faces each block of the source, where anything does."""
    sentences: dict[int, list[Sentence]] = {}
    unsure: set[int] = set()
    for bead in article.beads:
        for block in sorted({one.block for one in bead.source or ()}):
            sentences.setdefault(block, []).extend(bead.target)
            if bead.target and bead.confidence < _SURE:
                unsure.add(block)
    return {
        block: _Facing(tuple(sorted(here, key=lambda one: one.index)), block not in unsure)
        for block, here in sentences.items()
        if here
    }


def _is_lost(one: _Facing, other: _Facing) -> bool:
    last, first = one.sentences[-1], other.sentences[0]
    return last.block == first.block and 0 <= first.index - last.index < _APART and one.sure and other.sure


def _is_joined(article: Article, one: _Facing, here: Span) -> bool:
    """Whether a translator joined two items in one: in the middle of a sentence, where no new one begins."""
    last, language = one.sentences[-1], closed(article.target.language)
    if not last.span.start < here.start < last.span.end:
        return False
    before = last_word(article.target.prose[last.span.start : here.start])
    links = language is None or before is None or language.function_word(before.text.lower())
    return links or not article.target.text[here.start].isupper()


def _is_slip(article: Article, total: int, lost: int) -> bool:
    """Whether the translation otherwise keeps the paragraphs of the source one by one."""
    splits = 0
    faced: dict[int, list[int]] = {}
    for bead in article.beads:
        for one in bead.target:
            faced.setdefault(one.block, []).extend(other.block for other in bead.source or ())
    for one_block, other_block in pairwise(sorted(faced)):
        here, there = faced[one_block], faced[other_block]
        splits += bool(here and there and here[-1] == there[0])
    rare = max(1, total // _RARE)
    return total >= _FEWEST and lost <= rare and splits <= rare


def _part(article: Article, one: _Facing, other: _Facing, place: int, first: bool) -> Span:
    """The target's span of the first or the second of two blocks that ran into one another."""
    last, begins = one.sentences[-1], other.sentences[0]
    seam = begins.span.start if begins.index > last.index else _seam(article, last, place)
    if first:
        start = min(sentence.span.start for sentence in one.sentences if sentence.block == last.block)
        return Span(start, start + len(last.document.text[start : min(seam, last.span.end)].rstrip()))
    ends = [sentence.span.end for sentence in other.sentences if sentence.block == begins.block]
    return Span(seam, max(ends))


def _seam(article: Article, sentence: Sentence, place: int) -> int:
    """Where in a target sentence that says the end of one block and the beginning of the next the latter begins: at a
    capital, where there is one about the place that the lengths of both tell."""
    theirs = [
        one
        for bead in article.beads
        if any(other.index == sentence.index for other in bead.target)
        for one in bead.source or ()
    ]
    before = sum(len(one.text) for one in theirs if one.block <= place)
    expected = before / max(1, sum(len(one.text) for one in theirs)) * len(sentence.text)
    words = [match.start() for match in _WORD.finditer(sentence.text)]
    near = [start for start in words if abs(start - expected) <= _NEAR * len(sentence.text)]
    large = [start for start in near if sentence.text[start].isupper()]
    best = min(large or near or words or [0], key=lambda start: abs(start - expected))
    return sentence.span.start + best
