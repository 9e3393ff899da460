"""Reference numbers: of a file, a standard, an inventory, a batch. They name one thing and are copied sign by sign.

Letters are written in the script of the text they stand in, digits in its digits: what must be alike on both sides are
the groups of digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import decimal

import regex

_LETTER = r"[[\p{L}\p{M}]--[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]]"
_SIGNED = regex.compile(
    rf"(?<!{_LETTER}|[\p{{N}}/.@#_-])"
    r"(?:\p{Lu}{1,5}(?:[/-]\p{Lu}{1,4})?[-/\N{NON-BREAKING HYPHEN} ]?\p{Nd}{2,}(?:[-/.]?(?:\p{Lu}{1,2}|\p{Nd}+))*"
    r"|\p{Nd}{3,}/\p{Nd}{2,}(?:/\p{Nd}+)*"
    r"|(?P<loose>\p{Nd}{1,2}/\p{Nd}{4}|\p{Nd}{1,3}\p{Lu}[_/-]\p{Nd}{2,}(?:[/-]\p{Nd}+)*|\p{Nd}{2,}-0\p{Nd}{2,}"
    r"|\p{Nd}{2,5}(?:-\p{Nd}{2,5}){2,}(?:-\p{Nd})?|v?\p{Nd}{1,3}(?:\.\p{Nd}{1,2}){2,}"
    r"|(?:\+\p{Nd}{1,3}|0\p{Nd}{1,4})(?:[ -]\p{Nd}{2,4}){2,4}))"
    rf"(?!{_LETTER}|[\p{{N}}%€$£]|[-/.,:]\p{{N}})",
    regex.VERSION1,
)
_DIGITS = regex.compile(r"\p{Nd}+")
_FEWEST = 2
"""Digits of a reference number."""
_YEARS = regex.compile(r"(?:1[5-9]|20)\d\d/(?:(?:1[5-9]|20)?\d\d)")


class Reference(NamedTuple):
    """A reference number with its half-open span in the text. key: its groups of digits, in ASCII digits.

    loose: it may be a date, a version or a telephone number, which a translator may write in another way.
    """

    text: str
    key: str
    start: int
    end: int
    loose: bool


def references(text: str) -> Iterator[Reference]:
    """The reference numbers of a text, in order: "MH-2022-0417", "2026/417", "Q/NS 204-2025", no spans of years."""
    for match in _SIGNED.finditer(text):
        groups = [plain(digits) for digits in _DIGITS.findall(match.group())]
        loose = match["loose"] is not None
        if not loose and (sum(map(len, groups)) < _FEWEST or (" " in match.group() and len(groups) == 1)):
            continue
        if _YEARS.fullmatch("".join(str(decimal(one, one)) for one in match.group())):
            continue
        yield Reference(match.group(), "-".join(groups), *match.span(), loose)


def plain(digits: str) -> str:
    """Digits of any script as ASCII ones."""
    return "".join(str(decimal(one)) for one in digits)


def groups_in(text: str) -> frozenset[str]:
    """All groups of digits of a text, in ASCII digits."""
    return frozenset(plain(digits) for digits in _DIGITS.findall(text))
