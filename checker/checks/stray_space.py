"""A space stands before a comma, a full stop or another mark that clings to its word, or just inside a bracket.

Why it matters
    The mark may be torn off to the next line, and the reader sees text put together by a machine.

What it looks at
    Spaces before , . ; : ! ? ) ] and the marks of the language's own script, and after ( [ and ¿ ¡, against the
    language's own rule: French puts a space before ! ? : ; and loses nothing by leaving it out, Hindi may set
    one before its danda. Decimals, file names, ellipses, emoticons, ratios and blanks to fill in are left
    alone, and so are words that stand in the source in the same way. In Chinese and Japanese also a space
    before a full-width mark. A habit that the whole article keeps, as in tokenised text, is reported once.

Limits
    Doubled spaces, missing spaces and spaces inside words or numbers are not looked for here, and spaces inside
    quotes belong to mixed-quotes.

Example
    language: es
    bad: El puente se cerró en mayo⟦ ,⟧ pero nadie protestó.
    good: El puente se cerró en mayo, pero nadie protestó.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from checker.checks import Check
from checker.lang.pairing import blocks, is_habit, unmask
from checker.lang.spacing import Stray, stray_spaces
from checker.model import Article, Document, Hit, Passage, Severity, Side, Span

_LAST_WORD = regex.compile(r"\w+\W?$")


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each stray space with its mark, and one for a habit of the whole article."""
    document = article.target
    strays = [
        stray._replace(start=stray.start + block.span.start, end=stray.end + block.span.start)
        for _, block, prose in blocks(document)
        for stray in stray_spaces(prose, document.language)
    ]
    strays = [stray for stray in strays if not _quoted_from_source(article, stray)]
    for kind in sorted({_kind(stray) for stray in strays}):
        alike = [stray for stray in strays if _kind(stray) == kind]
        if is_habit(len(alike), sum(document.prose.count(mark) for mark in kind)):
            yield _hit(document, alike[0], alike)
        else:
            yield from (_hit(document, stray, [stray]) for stray in alike)


def _quoted_from_source(article: Article, stray: Stray) -> bool:
    """Whether the source has the same word, space and mark: words of a third language, left as they are."""
    if article.source is None or not stray.before:
        return False
    word = _LAST_WORD.search(article.target.text, max(0, stray.start - 40), stray.start)
    return word is not None and article.target.text[word.start() : stray.end + 1] in article.source.text


def _kind(stray: Stray) -> str:
    """The mark, or nothing for all full-width marks: nobody types a space before them, so three are a habit."""
    return "" if ord(stray.mark) >= 0x3000 else stray.mark


def _hit(document: Document, stray: Stray, alike: list[Stray]) -> Hit:
    span = _span(stray)
    text = document.text[span.start : span.end]
    masked = unmask(document.prose[span.start : span.end])[0] != text
    where = "before" if stray.before else "after"
    message = f"A space stands {where} “{stray.mark}”, where this language writes none."
    if len(alike) > 1:
        message += f" The article does so {len(alike)} times."
    return Hit(
        span,
        message,
        related=tuple(Passage(Side.TARGET, _span(other)) for other in alike[1:6]),
        fix=None if masked else stray.mark,
        confidence=0.5 if len(alike) > 1 else 0.8,
    )


def _span(stray: Stray) -> Span:
    """The space and its mark."""
    return Span(stray.start, stray.end + 1) if stray.before else Span(stray.start - 1, stray.end)


CHECK = Check(
    name="stray-space",
    category="fluency/punctuation",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:punctuation",),
)
