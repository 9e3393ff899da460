"""Literals: what a translation must carry over letter by letter, or nearly so.

Read from a document's text with its prose as the guide: what the reader of the format covered by `OBJECT` is code, an
address or an image, what it covered by `MARKUP` holds tags, the targets of links and footnote marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import regex

from checker.lang.addresses import address
from checker.lang.placeholders import placeholders
from checker.lang.references import references
from checker.model import MARKUP, OBJECT, BlockKind, Document


class LiteralKind(StrEnum):
    """What a literal is, as a reader of a message would call it."""

    URL = "address"
    MAIL = "e-mail address"
    PLACEHOLDER = "placeholder"
    CODE = "piece of code"
    HASHTAG = "hashtag"
    MENTION = "mention"
    FOOTNOTE = "footnote mark"
    TAG = "tag"
    REFERENCE = "reference number"


class Literal(NamedTuple):
    """A literal with its half-open span in the document's text. key: what must be alike on both sides.

    hidden: the target of a link, which no reader sees. repeats: it may stand as often as the language needs.
    loose: it may be written in another way, so that it is never missing.
    """

    kind: LiteralKind
    text: str
    key: str
    start: int
    end: int
    hidden: bool = False
    repeats: bool = False
    loose: bool = False


_MASKED = regex.compile(rf"{OBJECT}+")
_IMAGE = regex.compile(r"!\[.*\]\(\s*<?(?P<address>[^)\s>]+)", regex.DOTALL)
_BACKTICKS = regex.compile(r"(?<!`)(`{1,2})(?!`)(?P<code>[^`\n]+)\1(?!`)")
_LINK = regex.compile(r"\]\(\s*<?(?P<address>[^)\s>]+)")
_ELEMENTS = (
    "a abbr b bdi bdo blockquote br button cite code del dfn div em h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark "
    "ol p pre q s samp small span strong sub sup table tbody td th thead tr tt u ul var wbr g x ph bpt ept it mrk bx ex"
)
_TAG = regex.compile(
    rf"<(?P<close>/?)(?P<name>(?:{'|'.join(_ELEMENTS.split())})|\d+)(?=[\s/>])[^<>\n]{{0,400}}>", regex.IGNORECASE
)
_FOOTNOTE = regex.compile(
    r"\[\^(?P<mark>[^\]\s]+)\](?!:)|(?<=[\p{L}\p{N}\p{P}] ?)\[(?P<mark>\p{N}{1,3})\](?![(:\-A-Za-z]|\[\P{N})"
    r"|(?<=\p{L}{4}|[.,;:!?”\"»)’。，])(?<![ÂÃ])(?P<mark>[⁰¹²³⁴-⁹]{1,3})(?!\w)"
)
_HASHTAG = regex.compile(r"(?<![\w&/#.])#(?=\w*\p{L})(?![0-9a-fA-F]{3,8}\b)\w{2,}+(?!-\w|#)")
_STRANGE_MAIL = regex.compile(
    r"(?<![\w@.+-])(?=[\w.+-]*[^\x00-\x7f])[\p{L}\p{M}\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
"""An address of mail with letters that no address of mail has."""
_MENTION = regex.compile(r"(?<![\w@/.])@(?=\w*[A-Za-z])[A-Za-z0-9_]{2,}(?:[.\-][A-Za-z0-9_]+)*")


def literals(document: Document) -> tuple[Literal, ...]:
    """The literals of all blocks of prose, in order."""
    found: list[Literal] = []
    for block in document.blocks:
        if block.kind is not BlockKind.CODE:
            start, end = block.span
            text, prose = document.text[start:end], document.prose[start:end]
            for one in _of_block(text, prose, document.format != "text"):
                found.append(one._replace(start=one.start + start, end=one.end + start))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _of_block(text: str, prose: str, marked: bool) -> Iterator[Literal]:
    yield from _objects(text, prose)
    shown = prose
    if not marked and "`" in text:
        for match in _BACKTICKS.finditer(text):
            yield Literal(LiteralKind.CODE, match.group(), match["code"].strip(), *match.span())
            shown = shown[: match.start()] + OBJECT * len(match.group()) + shown[match.end() :]
    yield from _markup(text, shown, marked)
    for one in placeholders(text):
        if shown[one.start] != OBJECT and shown[one.end - 1] != OBJECT:
            yield Literal(LiteralKind.PLACEHOLDER, one.text, one.key, one.start, one.end, repeats=one.named)
    yield from _plain(shown)


def _plain(shown: str) -> Iterator[Literal]:
    """What stands among the words: reference numbers, addresses that no reader takes for one, hashtags, mentions."""
    for code in references(shown):
        yield Literal(LiteralKind.REFERENCE, code.text, code.key, code.start, code.end, repeats=True, loose=code.loose)
    if "@" in shown:
        for match in _STRANGE_MAIL.finditer(shown):
            yield from _address(match.group(), match.start(), hidden=False)
    for kind, sign, pattern in ((LiteralKind.HASHTAG, "#", _HASHTAG), (LiteralKind.MENTION, "@", _MENTION)):
        if sign in shown:
            for match in pattern.finditer(shown):
                key = match.group().casefold().partition("-")[0]
                yield Literal(kind, match.group(), key, *match.span(), repeats=True)


def _objects(text: str, prose: str) -> Iterator[Literal]:
    """Code, addresses and images, which the reader of the format has told."""
    for match in _MASKED.finditer(prose):
        start, end = match.span()
        passage = text[start:end]
        image = _IMAGE.match(passage)
        if image:
            yield from _address(image["address"], start + image.start("address"), hidden=True)
        elif passage.startswith("`"):
            yield Literal(LiteralKind.CODE, passage, passage.strip("` "), start, end)
        elif found := list(_address(passage.strip("<>"), start + passage.startswith("<"), hidden=False)):
            yield from found
        elif any(map(str.isalnum, passage)):
            yield Literal(LiteralKind.CODE, passage, passage.strip(), start, end)


def _address(text: str, start: int, hidden: bool) -> Iterator[Literal]:
    parsed = address(text)
    if parsed is not None:
        kind = LiteralKind.MAIL if parsed.user else LiteralKind.URL
        yield Literal(kind, text, parsed.whole, start, start + len(text), hidden, repeats=True)


def _markup(text: str, prose: str, marked: bool) -> Iterator[Literal]:
    if "<" in text:
        for match in _TAG.finditer(text):
            if prose[match.start()] != OBJECT:
                yield Literal(LiteralKind.TAG, match.group(), match["close"] + match["name"].lower(), *match.span())
    if "](" in text and marked:
        for match in _LINK.finditer(text):
            if prose[match.start()] == MARKUP:
                yield from _address(match["address"], match.start("address"), hidden=True)
    for match in _FOOTNOTE.finditer(text):
        if prose[match.end() - 1] != OBJECT:
            yield Literal(LiteralKind.FOOTNOTE, match.group(), match["mark"], *match.span())
