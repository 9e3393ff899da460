"""Asides: short passages in brackets or quotation marks, where a text may hold what is foreign to it."""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.words import words
from checker.model import OBJECT, Span

_PAIRS = '() [] （） 【】 《》 〈〉 「」 『』 “” „“ „” ”” «» »« ‘’ ‚‘ "" ‹›'.split()


def _between(opening: str, closing: str) -> str:
    return rf"{regex.escape(opening)}[^{regex.escape(opening + closing)}\n]{{1,200}}{regex.escape(closing)}"


_ASIDE = regex.compile("|".join(_between(pair[0], pair[1]) for pair in _PAIRS))
_OBJECT = regex.compile(rf"{OBJECT}+")
_LITERAL = regex.compile(
    r"`[^`\n]{1,80}`|<[^<>\n]{1,80}>|\{[^{}\n]{1,40}\}"
    r"|(?<![\p{L}\p{M}\p{N}])[@#/]-?[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?"
    r"(?:['\N{RIGHT SINGLE QUOTATION MARK}]s\b)?"
    r"|(?<![\p{L}\p{M}\p{N}])[\p{Latin}\p{N}_]+(?:[._]\p{Ll}[\p{Latin}\p{N}_]*)+"
)
"""Code and tags, handles and paths ("@maya", "/etc"), and names with a dot in them ("node.js"), of any length."""
_ATTRIBUTION = regex.compile(
    r"^\s*(?:[—–―-]+\s*[\p{Lu}\p{Lo}@][^\"“„«]{0,60},\s*|(?:[\p{Lu}@][\w.'’-]*,?\s+){1,5})"
    r"[\"“„«][^\"“”„«»]*[^\"“”„«».!…][\"”“»][\s.,)]*$"
)
"""A name and a title in quotation marks: "— Maria Lopez, “How to read a river”"; speech has its stop inside."""
_LONGEST = 7
"""Words of an aside that is still a name, a title or a term; a longer one is speech, and speech is translated."""


@lru_cache(maxsize=20_000)
def asides(text: str) -> tuple[Span, ...]:
    """Spans of short bracketed or quoted passages, brackets included, and of objects such as code and URLs."""
    found = [Span(*match.span()) for kind in (_OBJECT, _LITERAL) for match in kind.finditer(text)]
    found += [
        Span(*match.span()) for match in _ASIDE.finditer(text, overlapped=True) if len(words(match.group())) <= _LONGEST
    ]
    return tuple(sorted(set(found)))


@lru_cache(maxsize=20_000)
def is_attribution(text: str) -> bool:
    """Whether a text only names who said something and the work it is from, whose title may stay as it is."""
    return bool(_ATTRIBUTION.match(text))


def within(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    """Whether start..end lies inside one of `spans`."""
    return any(span.start <= start and end <= span.end for span in spans)
