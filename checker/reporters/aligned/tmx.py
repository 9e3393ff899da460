"""Beads as a translation memory, TMX 1.4b (LISA OSCAR 2005): one unit a bead that holds both texts.

Sentences of one side are joined by a space, or by nothing in a script without word spaces. Null beads are no
translations and are left out. Characters that XML 1.0 cannot hold become U+FFFD. There is no date: the same texts give
the same bytes.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import regex

from checker.lang.writing import writing
from checker.model import Article, Bead, Side, Signature

_NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_SPACES = regex.compile(r"\s+")


def render(article: Article, signature: Signature) -> str:
    """The memory as an XML document in UTF-8."""
    source, target = article.document(Side.SOURCE), article.target
    tool = f'creationtool="checker" creationtoolversion={_quoted(dict(signature.fields).get("checker", ""))}'
    units = [_unit(article, bead) for bead in article.beads if bead.source and bead.target]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'  <header {tool} segtype="sentence" o-tmf="checker" adminlang="en"'
        f' srclang={_quoted(source.language if source else target.language)} datatype="plaintext"/>',
        "  <body>",
        *units,
        "  </body>",
        "</tmx>",
    ]
    return "\n".join(lines) + "\n"


def _unit(article: Article, bead: Bead) -> str:
    variants = "".join(_variant(article, bead, side) for side in (Side.SOURCE, Side.TARGET))
    return f'    <tu tuid="{bead.index}">{variants}</tu>'


def _variant(article: Article, bead: Bead, side: Side) -> str:
    language = bead.side(side)[0].language
    facts = writing(language)
    space = " " if facts is None or facts.spaced else ""
    text = space.join(_SPACES.sub(" ", one.text) for one in bead.side(side))
    return f"<tuv xml:lang={_quoted(language)}><seg>{escape(_clean(text))}</seg></tuv>"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))
