"""List marks of plain text: bullets, and numbers that count on from one item to the next."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

_BULLET = regex.compile(r"\s*(?:[-*+–]|[•‣⁃◦▪▫■□●○◆◇▶►·☐☑✓✔➢➤])\s+(?=\S)|\s*[•‣▪■●◆►➢➤]\s*(?=\S)")
_NUMBER = regex.compile(
    r"(?V1)\s*(?:"
    r"(?P<open>[(（])?(?P<digits>\p{Nd}{1,3})(?(open)[)）]|[.)．）:、])\s+(?=\S)"
    r"|(?P<letter>[(（]?[a-zA-Z][)）])\s+(?=\S)"
    r"|(?P<han>[一二三四五六七八九十]{1,3}[、．.]|[(（][一二三四五六七八九十]{1,3}[)）])\s*(?=\S)"
    r"|(?P<wide>\p{Nd}{1,3}[、．）])\s*(?=\S)"
    r"|(?P<circled>[①-⑳])\s*(?=\S)"
    r")"
)
_WORD = regex.compile(r"(?V1)\s*(?:[\p{L}--[一二三四五六七八九十]][\p{L}\p{M}\s]|$)")
_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


class ListMark(NamedTuple):
    """A mark at the beginning of a line: its length with all white space around it, and the number it stands for.

    number: None for a bullet. style: marks of one list share it.
    """

    length: int
    number: int | None
    style: str


def list_marks(lines: Sequence[str]) -> Mapping[int, ListMark]:
    """The list marks of a text's lines, by line.

    A bullet is one by itself. A number is one only where the marked line before or after it counts on with it, in
    the same style: "3. Oktober" and "(1) see below" that stand alone are text.
    """
    candidates = {index: mark for index, line in enumerate(lines) if (mark := _mark(line))}
    numbered: dict[str, list[int]] = {}
    for index, mark in candidates.items():
        if mark.number is not None:
            numbered.setdefault(mark.style, []).append(index)
    counted: set[int] = set()
    for indices in numbered.values():
        for before, after in pairwise(indices):
            if candidates[after].number == (candidates[before].number or 0) + 1:
                counted |= {before, after}
    return {index: mark for index, mark in candidates.items() if mark.number is None or index in counted}


def _mark(line: str) -> ListMark | None:
    head = line[:40]
    if _WORD.match(head):
        return None
    bullet = _BULLET.match(head)
    if bullet:
        return ListMark(bullet.end(), None, bullet.group().strip())
    match = _NUMBER.match(head)
    if match is None:
        return None
    sign = match.group().strip()
    number = _value(sign.strip("()（）.．:、"))
    return ListMark(match.end(), number, "".join("0" if c.isalnum() else c for c in sign[:1] + sign[-1:]))


def _value(sign: str) -> int:
    """What a number is worth, in digits of any script, a letter, Chinese numerals up to 99 or a circled number."""
    if sign[0] in "一二三四五六七八九十":
        tens, ten, ones = sign.rpartition("十")
        return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)
    if sign.isdecimal():
        return int(sign)
    if sign.isascii():
        return ord(sign.lower()) - ord("a") + 1
    return int(unicodedata.numeric(sign))
