"""A value written in the style of another number: what should stand in its place."""

from __future__ import annotations

from fractions import Fraction

import regex

from checker.lang.numbers.digits import marks
from checker.lang.numbers.number import Kind, Number

_FIGURES = regex.compile(r"\p{Nd}[\p{Nd}.,'\u2019\u066b\u066c\s]*\p{Nd}|\p{Nd}")
_GROUPED_FROM = 10_000
_MOST_DECIMALS = 4
_HAS_A_WORD = 10**6


def rewritten(number: Number, text: str, right: Number, language: str) -> str | None:
    """`text`, which is `number`, with the value of `right`; None where its style does not say how.

    The magnitude word and the percent sign stay, the figures before them change.
    """
    plain = {Kind.CARDINAL, Kind.YEAR, Kind.PERCENT, Kind.DATE, Kind.IDENTIFIER, Kind.LIST_MARK}
    match = _FIGURES.search(text)
    if match is None or number.in_words or number.kind not in plain or right.kind not in plain:
        return None
    if right.scale != number.scale and (right.scale >= _HAS_A_WORD or number.scale > 1):
        return None  # a million has a word in every style, and the text does not show the right one
    worth = Fraction(right.value) / number.scale
    figures = _written(worth, match.group(), right, language)
    return None if figures is None else text[: match.start()] + figures + text[match.end() :]


def _written(worth: Fraction, like: str, right: Number, language: str) -> str | None:
    decimals = _decimals(worth)
    if decimals is None:
        return None
    own = marks(language)
    whole = int(worth)
    like_marks = regex.findall(r"[^\p{Nd}\u00b7]", like)
    grouped = len(set(like_marks)) > 1 or (like_marks and like_marks[0] != own.decimal)
    group = like_marks[0] if grouped else own.group
    digits = str(whole)
    if right.kind is not Kind.YEAR and whole >= (_GROUPED_FROM if not grouped else 1000):
        digits = f"{whole:,}".replace(",", group)
    return _in_script(digits + (own.decimal + decimals if decimals else ""), like)


def _decimals(worth: Fraction) -> str | None:
    """The decimals of a value; None where they do not end soon."""
    digits = ""
    part = worth % 1
    while part and len(digits) <= _MOST_DECIMALS:
        digits += str(int(part * 10))
        part = part * 10 % 1
    return None if part else digits


def _in_script(digits: str, like: str) -> str:
    """The digits in the script of other figures."""
    zero = ord(like[0]) - int(like[0])
    return "".join(chr(zero + int(char)) if char.isascii() and char.isdigit() else char for char in digits)
