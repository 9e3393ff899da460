"""A bracket has no partner, or one of another kind.

Why it matters
    The reader waits for the end of an aside that never comes. In a translation a lost bracket often shows that
    part of the aside is lost as well.

What it looks at
    Round, square and curly brackets and the full-width ones, paragraph by paragraph, in the order in which they are
    stored, which is the order of reading in right-to-left text too. An aside may hold several sentences or
    paragraphs. A full-width bracket may close a half-width one. Where the source lacks the same partner in the
    same sentences, nothing is said.

Limits
    List marks such as "a)", emoticons and intervals such as [0, 1) are left alone, and so is a lone ")" after a
    number or a letter that could be a list mark.

Example
    language: de
    bad: Die Brücke ⟦(⟧erbaut 1911 wurde im Mai gesperrt.
    good: Die Brücke (erbaut 1911) wurde im Mai gesperrt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.checks import Check
from checker.lang.brackets import KINDS, fits, read_brackets
from checker.lang.pairing import Reading, Role, Single, blocks, not_in_source, shifted, singles
from checker.model import Article, Document, Hit, Passage, Severity, Side, Span


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each bracket of the target without a partner of its kind."""
    yield from _mismatched(article.target)
    in_source = [] if article.source is None else singles(article.source, _read_plainly, fits)
    for first, last in _runs(not_in_source(article, singles(article.target, read_brackets, fits), in_source)):
        yield Hit(Span(first.mark.start, last.mark.end), _message(first), confidence=0.8)


def _runs(found: Iterable[Single]) -> Iterator[tuple[Single, Single]]:
    """First and last of equal brackets that stand side by side: "(((" is one slip, not three."""
    first = last = None
    for single in found:
        if first and last and (single.mark.start, single.mark.text) == (last.mark.end, first.mark.text):
            last = single
            continue
        if first and last:
            yield first, last
        first = last = single
    if first and last:
        yield first, last


def _mismatched(document: Document) -> Iterator[Hit]:
    for _, block, prose in blocks(document):
        for pair in read_brackets(prose, document.language).pairs:
            if fits(pair.open.text, pair.close.text):
                continue
            opening, closing = (shifted(mark, block.span.start) for mark in pair)
            yield Hit(
                Span(closing.start, closing.end),
                f"{closing.text} closes what {opening.text} opened.",
                related=(Passage(Side.TARGET, Span(opening.start, opening.end)),),
                fix=KINDS[opening.text],
                confidence=0.7,
            )


def _read_plainly(prose: str, language: str) -> Reading:
    """Brackets of the source with its smileys, which may stand in the target as well."""
    return read_brackets(prose, "und")


def _message(single: Single) -> str:
    if single.role is Role.OPENING:
        return f"The bracket {single.mark.text} is never closed."
    return f"The bracket {single.mark.text} closes nothing: none is open."


CHECK = Check(
    name="unbalanced-brackets",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
)
