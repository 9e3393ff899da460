"""The structure of two texts that say the same: which blocks and links of the source the target has kept.

Only formats that mark their structure are compared; the blocks of plain text are guesses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from checker.model import MARKUP, OBJECT, Article, Block, BlockKind, Document, Sentence, Side, Span


class Part(StrEnum):
    """A part of a text's structure, as a message calls it."""

    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quotation"


PARTS = {
    BlockKind.HEADLINE: Part.HEADING,
    BlockKind.HEADING: Part.HEADING,
    BlockKind.LIST_ITEM: Part.LIST,
    BlockKind.TABLE_CELL: Part.TABLE,
    BlockKind.QUOTE: Part.QUOTE,
}
_SAME_CODE = 50
_LINK = regex.compile(r"!?\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\](?P<end>\([^)\n]*\)|\[[^\]\n]*\])")
_ADDRESS = regex.compile(rf"{OBJECT}+")
_BOLD = regex.compile(r"(?P<mark>\*\*|__)(?=[^\s*_])(?P<text>[^\n]{1,200}?)(?<=\S)(?P=mark)")
_SIDES = (Side.SOURCE, Side.TARGET)
_WEB = regex.compile(r"<?(?:https?://|www\.|mailto:)")


@dataclass(frozen=True, slots=True)
class Flattened:
    """Source blocks in a row whose words stand in the target's plain paragraphs, `here`. whole: no block of the part
    is left of the list or table that they belong to."""

    part: Part
    source: Span
    here: Span
    count: int
    whole: bool


class Link(NamedTuple):
    """A link or an image, with its span in the document's text, and the sentence that it stands in."""

    span: Span
    image: bool
    sentence: int


def is_marked(document: Document | None) -> bool:
    """Whether the document's format marks its structure."""
    return document is not None and document.format != "text"


def flattened(article: Article) -> Iterator[Flattened]:
    """The headings, lists and tables of the source that are paragraphs in the target."""
    source = article.source
    if source is None:
        return
    facing = _facing(article)
    for (part, _), entries in groupby(enumerate(source.blocks), key=_row):
        indices = [index for index, _ in entries]
        if part is None:
            continue
        faced = {index: facing[index] for index in indices if index in facing}
        kept = {index for index, here in faced.items() if any(_part(one) is part for one in here)}
        for lost, group in groupby(indices, key=lambda index: index in faced and index not in kept):
            members = list(group)
            if lost:
                here = sorted((one for index in members for one in faced[index]), key=lambda one: one.index)
                span = Span(here[0].span.start, here[-1].span.end)
                place = Span(source.blocks[members[0]].span.start, source.blocks[members[-1]].span.end)
                yield Flattened(part, place, span, len(members), not kept)


def _row(entry: tuple[int, Block]) -> tuple[Part | None, int]:
    """What blocks in a row have in common: items and cells belong together, headings are judged one by one."""
    index, block = entry
    part = PARTS.get(block.kind)
    return part, index if part is Part.HEADING else -1


def _part(sentence: Sentence) -> Part | None:
    return PARTS.get(sentence.kind)


def _facing(article: Article) -> dict[int, list[Sentence]]:
    """For each block of the source the target's sentences that say it; none for one that is not translated whole."""
    facing: dict[int, list[Sentence]] = defaultdict(list)
    absent: set[int] = set()
    for bead in article.beads:
        for one in bead.source or ():
            facing[one.block] += bead.target
            if not bead.target:
                absent.add(one.block)
    return {block: here for block, here in facing.items() if here and block not in absent}


def lost_code(article: Article) -> Iterator[Span]:
    """The blocks of code of the source for which the target has none, where it has fewer."""
    if article.source is None:
        return
    theirs, ours = _code(article.source), _code(article.target)
    if len(ours) >= len(theirs):
        return
    kept = _kept([text for _, text in theirs], [text for _, text in ours])
    for place, (span, _) in enumerate(theirs):
        if place not in kept:
            yield span


def _code(document: Document) -> list[tuple[Span, str]]:
    return [
        (block.span, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.kind is BlockKind.CODE
    ]


def _kept(theirs: Sequence[str], ours: Sequence[str]) -> set[int]:
    """Which of `theirs` have a counterpart among `ours`, in order, by the greatest total likeness."""
    best: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())] * (len(ours) + 1) for _ in range(len(theirs) + 1)]
    for i, one in enumerate(theirs, 1):
        for j, other in enumerate(ours, 1):
            score, pairs = max(best[i - 1][j], best[i][j - 1], key=lambda entry: entry[0])
            alike = fuzz.ratio(one, other)
            before, earlier = best[i - 1][j - 1]
            if alike >= _SAME_CODE and before + alike > score:
                score, pairs = before + alike, (*earlier, i - 1)
            best[i][j] = (score, pairs)
    kept = set(best[-1][-1][1])
    # what is left of the target's blocks was translated through and through: it stands for as many of the others
    spare = len(ours) - len(kept)
    return kept | set([place for place in range(len(theirs)) if place not in kept][:spare])


def links(article: Article, side: Side) -> list[Link]:
    """The links and images of one side, bare addresses included, in order."""
    document, sentences = article.document(side), article.sentences.get(side, ())
    if document is None or not sentences:
        return []
    found = [
        (Span(*match.span()), match.group().startswith("!"))
        for match in _LINK.finditer(document.text)
        if document.prose[match.start("end") - 1] in (MARKUP, OBJECT)
        and document.prose[match.start()] in (MARKUP, OBJECT)
    ]
    covered = {place for span, _ in found for place in range(*span)}
    for match in _ADDRESS.finditer(document.prose):
        if match.start() not in covered and _WEB.match(document.text, match.start(), match.end()):
            found.append((Span(*match.span()), False))
    starts = [one.span.start for one in sentences]
    return [Link(span, image, max(0, bisect_right(starts, span.start + 1) - 1)) for span, image in sorted(found)]


def lost_links(article: Article) -> Iterator[Link]:
    """The source's links in beads where the target has fewer, and its neighbours none too many."""
    return _lacking(article, *(links(article, side) for side in _SIDES))


def lost_bold(article: Article) -> Iterator[Link]:
    """The passages that the source has in bold, and the target as words like any other, where it keeps others."""
    theirs, ours = (_bold(article, side) for side in _SIDES)
    lost = list(_lacking(article, theirs, ours))
    if len(lost) == 1 or 2 * len(lost) <= len(ours):
        yield from lost


def _bold(article: Article, side: Side) -> list[Link]:
    document, sentences = article.document(side), article.sentences.get(side, ())
    if document is None or not sentences:
        return []
    starts = [one.span.start for one in sentences]
    return [
        Link(Span(*match.span("text")), False, max(0, bisect_right(starts, match.start("text")) - 1))
        for match in _BOLD.finditer(document.text)
        if document.prose[match.start()] == MARKUP == document.prose[match.end() - 1]
    ]


def _lacking(article: Article, theirs_all: Sequence[Link], ours_all: Sequence[Link]) -> Iterator[Link]:
    """What the source has more of than the target in a bead and in those about it."""
    sides = _SIDES
    counts: dict[bool, list[list[int]]] = {image: [[0] * len(article.beads) for _ in sides] for image in (False, True)}
    at: dict[int, list[Link]] = defaultdict(list)
    for number, side in enumerate(sides):
        beads = {one.index: place for place, bead in enumerate(article.beads) for one in bead.side(side)}
        for link in (theirs_all, ours_all)[number]:
            if link.sentence in beads:
                counts[link.image][number][beads[link.sentence]] += 1
                if side is Side.SOURCE:
                    at[beads[link.sentence]].append(link)
    for place, bead in enumerate(article.beads):
        for image, (theirs, ours) in counts.items():
            lacking = theirs[place] - ours[place]
            if lacking <= 0 or not bead.target:
                continue
            near = range(max(0, place - 2), min(len(article.beads), place + 3))
            if sum(theirs[other] - ours[other] for other in near) > 0:
                yield from [link for link in at[place] if link.image is image][-lacking:]
