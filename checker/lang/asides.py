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
_LONGEST = 7
"""Words of an aside that is still a name, a title or a term; a longer one is speech, and speech is translated."""


@lru_cache(maxsize=20_000)
def asides(text: str) -> tuple[Span, ...]:
    """Spans of short bracketed or quoted passages, brackets included, and of objects such as code and URLs."""
    found = [Span(*match.span()) for match in _OBJECT.finditer(text)]
    found += [
        Span(*match.span()) for match in _ASIDE.finditer(text, overlapped=True) if len(words(match.group())) <= _LONGEST
    ]
    return tuple(sorted(set(found)))


def within(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    """Whether start..end lies inside one of `spans`."""
    return any(span.start <= start and end <= span.end for span in spans)
