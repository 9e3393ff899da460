"""A quotation mark has no partner: a quote is opened and never closed, or closed and never opened.

Why it matters
    The reader cannot tell where the quoted words end and the writer's own begin. In machine translation a lost
    mark often shows that words around it were lost or moved as well.

What it looks at
    The marks of each paragraph, read by the language's own pairs, by the spaces around them and by their order.
    A quote may run over several sentences and over several paragraphs, each of which may open anew. Apostrophes,
    elisions, inch and minute marks and the marks inside Hebrew acronyms are no quotes. Where the source lacks the
    same partner in the same sentences, nothing is said.

Limits
    Single straight quotes are never reported, since most are apostrophes. A quote that lost its closing mark and
    is followed by a paragraph that begins with a quote looks like one long quotation and stays unseen.

Example
    language: en
    bad: The mayor said the bridge ⟦“⟧would be open by June, but nobody believed her.
    good: The mayor said the bridge “would be open by June”, but nobody believed her.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.pairing import Role, Single, not_in_source, singles
from checker.lang.quotes import fits, read_quotes
from checker.lang.single_quotes import read_single_quotes
from checker.model import Article, Document, Hit, Severity, Span


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each quotation mark of the target that has no partner."""
    in_source = [] if article.source is None else singles(article.source, read_quotes, fits)
    found = [*singles(article.target, read_quotes, fits), *_single_quotes(article.target)]
    found.sort(key=lambda single: single.mark.start)
    for single in not_in_source(article, found, in_source):
        yield Hit(Span(single.mark.start, single.mark.end), _message(single), confidence=0.8)


def _single_quotes(document: Document) -> list[Single]:
    """Lone ‘ and ‚, in a document that uses such pairs: elsewhere they are letters of names (‘Abd, Hawai‘i)."""
    used = sum(
        pair.open.text in "‘‚"
        for block in document.blocks
        for pair in read_single_quotes(document.prose[block.span.start : block.span.end], document.language).pairs
    )
    return singles(document, read_single_quotes, lambda opening, closing: False) if used > 1 else []


def _message(single: Single) -> str:
    if single.role is Role.OPENING:
        return f"The quote that {single.mark.text} opens here is never closed."
    return f"{single.mark.text} closes a quote that was never opened."


CHECK = Check(
    name="unbalanced-quotes",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:punctuation",),
)
