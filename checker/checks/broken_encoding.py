"""Characters are broken: decoded by the wrong table, replaced, or left over from some other format.

Why it matters
    "Ã©" for "é" or a black diamond cannot be read at all, and every reader sees it.

What it looks at
    UTF-8 that was decoded by an eight-bit table, once or twice ("CafÃ©", "itâ€™s", "Ð¿Ñ€Ð¸"), where decoding it
    again makes it plainly better; legacy tables of Cyrillic, Arabic, Hebrew and Greek; the replacement character;
    control characters, noncharacters, private characters, a byte-order mark inside the text; direction controls
    without a partner and overrides; HTML entities, \\u escapes and percent escapes in prose.

Limits
    "SÃO", "Âge" and other words with such letters are sound. Joiners, soft hyphens, variation selectors, direction
    marks and balanced direction controls are sound too. Sentences about markup may show entities. Entities, escapes and
    private characters that the source has just so are carried over, and not broken. Chinese, Japanese and Korean legacy
    tables are not tried.

Example
    language: fr
    bad: Le ⟦cafÃ©⟧ du port ferme à minuit.
    good: Le café du port ferme à minuit.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.bidi import stray_controls
from checker.lang.encoding import Broken, Kind, broken
from checker.lang.pairing import blocks, unmask
from checker.model import MARKUP, OBJECT, Article, Document, Hit, Severity, Span

_MESSAGES = {
    Kind.MOJIBAKE: "These characters were decoded by the wrong table",
    Kind.REPLACEMENT: "A replacement character stands for text that was lost in decoding",
    Kind.CONTROL: "A control character stands in the text",
    Kind.NONCHARACTER: "This code point is no character",
    Kind.PRIVATE: "This character is private to some font and means nothing elsewhere",
    Kind.BYTE_ORDER_MARK: "A byte-order mark stands inside the text",
    Kind.BIDI: "A direction control has no partner, or turns the letters after it round",
    Kind.ENTITY: "An HTML entity is shown instead of its character",
    Kind.ESCAPE: "An escape sequence is shown instead of its character",
}
_CONFIDENCE = {Kind.PRIVATE: 0.5, Kind.BYTE_ORDER_MARK: 0.5, Kind.BIDI: 0.5, Kind.ESCAPE: 0.8}

_CARRIED = (Kind.ENTITY, Kind.ESCAPE, Kind.PRIVATE)
"""What may stand in both texts for the program that shows them."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each broken stretch of the target's prose."""
    source = article.source.text if article.source is not None else ""
    for _, block, prose in blocks(article.target):
        text, places = unmask(prose)
        controls = (Broken(Kind.BIDI, place, place + 1, "") for place in stray_controls(text))
        for stretch in sorted([*broken(text, article.target.language), *controls], key=lambda stretch: stretch.start):
            span = Span(places[stretch.start] + block.span.start, places[stretch.end - 1] + 1 + block.span.start)
            if stretch.kind in _CARRIED and article.target.text[slice(*span)] in source:
                continue
            yield _hit(article.target, stretch, span)


def _hit(document: Document, stretch: Broken, span: Span) -> Hit:
    masked = any(char in MARKUP + OBJECT for char in document.prose[span.start : span.end])
    shown = f": {stretch.fix}" if stretch.fix and stretch.fix.strip() and not masked else ""
    return Hit(
        span,
        f"{_MESSAGES[stretch.kind]}{shown}.",
        fix=None if masked else stretch.fix,
        confidence=_CONFIDENCE.get(stretch.kind, 0.95),
    )


CHECK = Check(
    name="broken-encoding",
    category="design/encoding",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
)
