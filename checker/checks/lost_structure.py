"""A heading, a paragraph, a list, a table, a link or a block of code of the source is none in the translation.

Why it matters
    The words are there, and the reader can no longer scan them: steps run together in a paragraph, a heading is lost
    among sentences, a link cannot be clicked.
What it looks at
    Where a block of the source ends and the next one begins: a heading or an item of a list that has run into its
    neighbour, and a lost break between paragraphs where the translation keeps nearly all others. In texts whose format
    marks their structure, as Markdown does, also what faces a heading, the items of a list and the cells of a table of
    the source; how many links and images a passage has, and whether one passage in bold is so no more; and how many
    blocks of code the text has.
Limits
    A translator who joins or splits paragraphs more than once or twice does so on purpose, and is left alone. In plain
    text, what a heading or a list has become is not compared as long as it stands apart. A link in the sentence before
    or after is in its place. Where the words themselves are missing, missing-sentence says so; where a link leads is
    compared by changed-literal.
Example
    language: fr
    source-language: en
    format: markdown
    source: # Nets\\n\\nBefore you begin, take:\\n\\n- a needle\\n- a knife\\n\\nThen mend the net.
    bad: # Filets\\n\\nAvant de commencer, prenez :\\n\\n⟦une aiguille\\n\\nun couteau⟧\\n\\nPuis réparez le filet.
    good: # Filets\\n\\nAvant de commencer, prenez :\\n\\n- une aiguille\\n- un couteau\\n\\nPuis réparez le filet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.checks import Check
from checker.lang.boundaries import Break, LostBreak, lost_breaks
from checker.lang.structure import Flattened, Part, flattened, is_marked, lost_bold, lost_code, lost_links
from checker.model import Article, Hit, Passage, Sentence, Severity, Side, Span

_WHOLE = {Part.HEADING: 0.7, Part.LIST: 0.75, Part.TABLE: 0.75, Part.QUOTE: 0.6}
_SOME = 0.5
_SOMETIMES = 0.4
_SURE = {Break.HEADING: 0.75, Break.ITEMS: 0.7, Break.LIST: 0.6, Break.PARAGRAPHS: 0.6}
_HABIT = 3
"""From so many lost links on they are told once."""
_MANY = 6
"""Breaks between paragraphs from which on a lost one stands out."""


_RAN_ON = {
    Break.HEADING: "A heading of the source has run into the text after it.",
    Break.ITEMS: "An item of the source's list has run into the one before it.",
    Break.LIST: "A list of the source has run into the text beside it.",
    Break.PARAGRAPHS: "The source begins a new paragraph here; the translation, which keeps the others, does not.",
}


def find(article: Article, options: None) -> Iterator[Hit]:
    """A hit for each block that ran into another, each heading, list or table that has become text, each lost block
    of code, each lost link."""
    marked = is_marked(article.target) and is_marked(article.source)
    flat = list(flattened(article)) if marked else []
    lists = [one.here for one in flat if one.part is not Part.HEADING]
    merged = [one for one in _rows(lost_breaks(article)) if not any(_meet(one.here, here) for here in lists)]
    yield from _merged(merged)
    if not marked:
        return
    yield from (_flat(one) for one in flat if not any(_meet(one.here, other.here) for other in merged))
    for span in lost_code(article):
        message = "The translation does not have this block of code, or not as code."
        yield Hit(span, message, Side.SOURCE, confidence=0.7)
    yield from _links(article)
    yield from _bold(article)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _rows(found: Iterable[LostBreak]) -> Iterator[LostBreak]:
    """The lost breaks, items in a row that ran into one another as one."""
    row: LostBreak | None = None
    for one in found:
        if row is not None and row.kind is one.kind is Break.ITEMS and 0 <= one.here.start - row.here.end <= 1:
            row = row._replace(here=Span(row.here.start, one.here.end), source=Span(row.source.start, one.source.end))
            continue
        if row is not None:
            yield row
        row = one
    if row is not None:
        yield row


def _merged(breaks: Sequence[LostBreak]) -> Iterator[Hit]:
    """Hits for lost breaks; where most of a kind are lost, one for all of them."""
    for _, group in groupby(sorted(breaks, key=_order), key=lambda one: one.kind):
        alike = list(group)
        first = alike[0]
        habit = len(alike) >= _HABIT and 2 * first.lost > first.total
        for one in alike[:1] if habit else alike:
            related = [Passage(Side.SOURCE, one.source)]
            sure = _SURE[one.kind] if one.kind is not Break.PARAGRAPHS or one.total >= _MANY else _SOMETIMES
            message = _RAN_ON[one.kind]
            if habit:
                message += f" The same holds for {len(alike) - 1} more."
                related += [Passage(Side.TARGET, other.here) for other in alike[1:6]]
            yield Hit(one.here, message, related=tuple(related), confidence=0.5 if habit else sure)


def _order(one: LostBreak) -> tuple[str, int]:
    return one.kind, one.here.start


def _bold(article: Article) -> Iterator[Hit]:
    facing = _facing(article)
    for passage in lost_bold(article):
        related = tuple(Passage(Side.TARGET, one.span) for one in facing.get(passage.sentence, ()))
        yield Hit(
            passage.span, "These words are not in bold in the translation.", Side.SOURCE, related, confidence=0.45
        )


def _facing(article: Article) -> dict[int, tuple[Sentence, ...]]:
    return {one.index: bead.target for bead in article.beads for one in bead.source or ()}


def _links(article: Article) -> Iterator[Hit]:
    facing = _facing(article)
    lost = list(lost_links(article))
    for link in lost[:1] if len(lost) >= _HABIT else lost:
        what = "image" if link.image else "link"
        many = f" Nor are {len(lost) - 1} more." if len(lost) >= _HABIT else ""
        message = f"This {what} is not one in the translation.{many}"
        related = [Passage(Side.TARGET, one.span) for one in facing.get(link.sentence, ())]
        related += [Passage(Side.SOURCE, other.span) for other in lost[1:6]] if many else []
        yield Hit(link.span, message, Side.SOURCE, tuple(related), confidence=0.65)


def _flat(found: Flattened) -> Hit:
    message = f"The source has a {found.part} here; in the translation it is a paragraph like any other."
    if found.part is not Part.HEADING and not found.whole:
        message = f"The source goes on with its {found.part} here; in the translation this stands outside of it."
    return Hit(
        found.here,
        message,
        related=(Passage(Side.SOURCE, found.source),),
        confidence=_WHOLE[found.part] if found.whole else _SOME,
    )


CHECK = Check(
    name="lost-structure",
    category="design/structure",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("source",),
)
