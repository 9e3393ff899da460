"""Something that must be carried over letter by letter was lost, added or changed: an address, a placeholder, code.

Why it matters
    A reader clicks on an address that leads nowhere, a program shows "{cuont}" or fails, a footnote has no mark. A
    letter is enough, and nobody reads these twice.
What it looks at
    Addresses of the web and of mail, reference numbers ("MH-2022-0417"), placeholders (%s, %(name)d, {0}, {count},
    ${path}, ICU plurals, Fluent's { $name }), code, hashtags, mentions, footnote marks and tags, sentence by sentence:
    what the source has and the translation has not, what the translation adds, and what stands there nearly the same.
    An address of the same page in another language is right, as are another edition of Wikipedia, https for http, a
    slash at the end, another national domain, and translated hashtags, comments and names in code.
Limits
    Where a link leads is compared only when both sides have a link there: a lost link belongs to lost-structure, and
    relative addresses are left alone. A literal in the next sentence is in its place. Marks that the whole translation
    drops are told once.
Example
    language: de
    source-language: en
    source: {count} files were copied to https://files.example.org/archive.
    bad: ⟦{cuont}⟧ Dateien wurden nach ⟦https://files.exmaple.org/archive⟧ kopiert.
    good: {count} Dateien wurden nach https://files.example.org/archive kopiert.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.checks import Check
from checker.lang.carried import Altered, Placed, carried, placed
from checker.lang.literals import LiteralKind
from checker.model import Article, Hit, Passage, Severity, Side, Span

_MISSING = {
    LiteralKind.URL: 0.65,
    LiteralKind.MAIL: 0.7,
    LiteralKind.PLACEHOLDER: 0.9,
    LiteralKind.CODE: 0.45,
    LiteralKind.HASHTAG: 0.45,
    LiteralKind.MENTION: 0.55,
    LiteralKind.FOOTNOTE: 0.7,
    LiteralKind.TAG: 0.7,
    LiteralKind.REFERENCE: 0.6,
}
"""How sure it is that a literal must not be missing. A translator adds more freely."""
_ADDED = _MISSING | {
    LiteralKind.URL: 0.5,
    LiteralKind.CODE: 0.35,
    LiteralKind.HASHTAG: 0.4,
    LiteralKind.MENTION: 0.5,
    LiteralKind.FOOTNOTE: 0.5,
    LiteralKind.REFERENCE: 0.0,
}
_LOOSE = frozenset({"br", "hr", "wbr", "p", "/p", "div", "/div", "img", "small", "/small", "abbr", "/abbr"})
"""Tags that a translator may leave out."""
_EMPHASIS = frozenset("b i em strong u s q cite mark small big span kbd code samp var tt abbr bdi".split())
"""Tags that a translator may leave out in pairs: languages stress words differently."""
_LOOSE_CONFIDENCE = 0.4
_HABIT = 3
"""From so many on, and where it is most of them, what is missing or added is a habit."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """A hit for each literal that is damaged, missing, added or out of place; one for a habit."""
    result = carried(article)
    for one in result.altered:
        yield _pair(article, one, f"The {one.source.literal.kind} differs from the source")
    for one in result.renamed:
        yield _pair(article, one, "Other hashtags are kept, and this one is translated; the source has")
    for one in result.moved:
        yield _pair(article, one, f"The source has this {one.source.literal.kind} in another sentence", fixed=False)
    yield from _left(result.missing, placed(article, Side.SOURCE), Side.SOURCE)
    yield from _left(result.added, placed(article, Side.TARGET), Side.TARGET)


def _pair(article: Article, one: Altered, what: str, fixed: bool = True) -> Hit:
    target, source = one.target.literal, one.source.literal
    return Hit(
        Span(target.start, target.end),
        f"{what}: “{source.text}”." if fixed else f"{what}.",
        related=(Passage(Side.SOURCE, Span(source.start, source.end)),),
        fix=source.text if fixed else None,
        confidence=one.confidence,
    )


def _left(left: Sequence[Placed], everything: Sequence[Placed], side: Side) -> Iterator[Hit]:
    for kind in LiteralKind:
        alike = [one for one in left if one.literal.kind is kind and not _is_token(one, left)]
        total = sum(one.literal.kind is kind for one in everything)
        is_habit = kind is not LiteralKind.PLACEHOLDER and len(alike) >= _HABIT and 2 * len(alike) > total
        if is_habit:
            yield _hit(alike, side)
        else:
            yield from (_hit([one], side, _is_loose(one, alike)) for one in alike)


def _is_token(one: Placed, left: Sequence[Placed]) -> bool:
    """Whether a tag is a machine's mark of an end, and no element that opens and closes: machine-residue says so."""
    name = one.literal.key.strip("/")
    keys = {other.literal.key for other in left if other.bead == one.bead}
    return one.literal.kind is LiteralKind.TAG and name == "s" and not keys >= {"s", "/s"}


def _is_loose(one: Placed, alike: Sequence[Placed]) -> bool:
    """Whether a literal is a tag that may be left out: a line break, or stress with both its tags."""
    if one.literal.kind is not LiteralKind.TAG:
        return False
    name = one.literal.key.strip("/")
    both = {other.literal.key for other in alike if other.bead == one.bead} >= {name, f"/{name}"}
    return one.literal.key in _LOOSE or (name in _EMPHASIS and both)


def _hit(alike: Sequence[Placed], side: Side, loose: bool = False) -> Hit:
    first = alike[0].literal
    known = (_MISSING if side is Side.SOURCE else _ADDED)[first.kind]
    confidence = min(known, _LOOSE_CONFIDENCE) if loose else known
    many = f" The same holds for {len(alike) - 1} more." if len(alike) > 1 else ""
    where = "is missing in the translation" if side is Side.SOURCE else "is not in the source"
    related = tuple(Passage(side, Span(one.literal.start, one.literal.end)) for one in alike[1:6])
    message = f"The {first.kind} “{first.text}” {where}.{many}"
    return Hit(
        Span(first.start, first.end), message, side, related, confidence=min(confidence, 0.5) if many else confidence
    )


CHECK = Check(
    name="changed-literal",
    category="accuracy/literal",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("source",),
)
