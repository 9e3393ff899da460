"""Two spaces stand between words, or none stands behind a comma or a full stop.

Why it matters
    Text put together from pieces shows its seams: "the bridge.The people", two spaces where a word was taken out.

What it looks at
    Runs of two to four spaces of any kind within a line, and commas, semicolons and end marks that stand between two
    words the language knows, with no space behind them. A text that sets two spaces behind each sentence keeps them,
    and so does one that never sets a space behind its commas.

Limits
    Spaces before a comma or within brackets are for stray-space. Tables, code, columns laid out with spaces,
    addresses, file names, abbreviations, initials, times and numbers are left alone; so are words that the
    language's list does not know, as names, and spaces in Chinese and Japanese that are ideographic.

Example
    language: en
    bad: The bridge was closed in ⟦May.The⟧ people are still⟦  ⟧waiting.
    good: The bridge was closed in May. The people are still waiting.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.pairing import blocks, is_habit
from checker.lang.punctuation import punctuation
from checker.lang.word_spaces import Doubled, Glued, doubled_spaces, glued_marks, single_spaces
from checker.model import Article, BlockKind, Document, Hit, Passage, Severity, Side, Span

_FEW = 3
"""So many of a kind may still be slips."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each doubled or missing space, and one for doubled spaces all over the article."""
    document = article.target
    facts = punctuation(document.language)
    if facts is None:
        return
    doubled: list[Doubled] = []
    glued: list[Glued] = []
    single = commas = 0
    for _, block, prose in blocks(document):
        if block.kind is BlockKind.TABLE_CELL:
            continue
        start = block.span.start
        single += single_spaces(prose)
        commas += sum(prose.count(mark) for mark in ",;،؛")
        doubled += [one._replace(start=one.start + start, end=one.end + start) for one in doubled_spaces(prose, facts)]
        glued += [
            one._replace(start=one.start + start, end=one.end + start)
            for one in glued_marks(prose, document.language, facts)
        ]
    behind = [one for one in doubled if one.behind_end]
    if not _kept_behind_ends(len(behind), single):
        yield from _doubled(document, behind)
    yield from _doubled(document, [one for one in doubled if not one.behind_end])
    yield from _glued(article, glued, commas, single)


def _kept_behind_ends(doubled: int, single: int) -> bool:
    """Whether the article sets two spaces behind its sentences as a rule."""
    return doubled > 1 and doubled >= 2 * single


def _doubled(document: Document, alike: list[Doubled]) -> Iterator[Hit]:
    many = len(alike) > 2 * _FEW
    for one in alike[:1] if many else alike:
        again = f" The article does so {len(alike)} times." if many else ""
        related = tuple(Passage(Side.TARGET, Span(other.start, other.end)) for other in alike[1:6]) if many else ()
        count = {2: "Two", 3: "Three", 4: "Four"}[one.end - one.start]
        yield Hit(
            Span(one.start, one.end),
            f"{count} spaces stand where one is written.{again}",
            related=related,
            fix=one.fix,
            confidence=0.5 if many else 0.85,
        )


def _glued(article: Article, glued: list[Glued], commas: int, single: int) -> Iterator[Hit]:
    """Hits for marks without their space, but for what the article always does and for what the source has, too."""
    for ends, cases in ((False, commas), (True, single)):
        alike = [one for one in glued if one.ends is ends and not _in_source(article, one)]
        if len(alike) > _FEW and is_habit(len(alike), cases):
            continue
        for one in alike:
            mark = "the end of a sentence" if ends else "the comma or semicolon"
            yield Hit(Span(one.start, one.end), f"No space stands behind {mark}.", fix=one.fix, confidence=0.8)


def _in_source(article: Article, one: Glued) -> bool:
    return article.source is not None and article.target.text[one.start : one.end] in article.source.text


CHECK = Check(
    name="doubled-space",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:punctuation",),
)
