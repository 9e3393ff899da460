"""The masked copy of a text: what is not prose gives way to `MARKUP` or `OBJECT`, code point by code point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import regex

from checker.model import MARKUP, OBJECT, Block, BlockKind

_NOT_LINE_END = re.compile(r"[^\r\n]")
_NOT_SPACE = re.compile(r"\S")
_UNSPACED = r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]"
_ADDRESS = regex.compile(
    r"(?V1)(?<![A-Za-z0-9_@])(?:(?:https?|ftps?)://|www\.(?=\w))"
    rf"[[\w\-.~%:/?#\[\]@!$&'()*+,;=]--{_UNSPACED}]{{1,2000}}+"
    rf"|(?<![[\w.+\-]--{_UNSPACED}])[A-Za-z0-9_][[\w.+\-]--{_UNSPACED}]*+@[[\w\-]--{_UNSPACED}]++"
    rf"(?:\.[[\w\-]--{_UNSPACED}]++)+"
)
"""A URL or e-mail address; bounded, since trimming it takes the square of its length."""

_TRAILING = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "["}


class Mask(NamedTuple):
    """A half-open range of the text, and the sign that covers all of it but line ends.

    An empty sign is for what stands outside of all blocks: MARKUP, but its white space stays.
    """

    start: int
    end: int
    sign: str


def masked(text: str, blocks: Iterable[Block], masks: Iterable[Mask]) -> str:
    """The prose of `text`, as long as it: blocks without their masks, code and addresses; white space elsewhere.

    blocks: in order and disjoint. masks: in any order; where two overlap, the one that starts first wins, the
    longer one of two that start together.
    """
    inner = (mask for block in blocks for mask in _block_masks(text, block))
    pieces: list[str] = []
    done = 0
    ordered = sorted(chain(masks, inner, _outside(text, blocks)), key=lambda mask: (mask.start, -mask.end))
    for mask in ordered:
        start = max(mask.start, done)
        if start >= mask.end:
            continue
        pieces.append(text[done:start])
        pieces.append(_cover(text[start : mask.end], mask.sign))
        done = mask.end
    pieces.append(text[done:])
    return "".join(pieces)


def addresses(text: str, start: int, end: int) -> Iterator[Mask]:
    """Bare URLs and e-mail addresses of a range, each as one object."""
    if all(text.find(sign, start, end) < 0 for sign in ("://", "www.", "@")):
        return
    for match in _ADDRESS.finditer(text, start, end):
        yield Mask(match.start(), match.start() + len(_trimmed(match.group())), OBJECT)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it, or what follows a bracket that it did not open."""
    opened = dict.fromkeys(_PAIRS.values(), 0)
    for place, letter in enumerate(address):
        if letter in opened:
            opened[letter] += 1
        elif letter in _PAIRS:
            opened[_PAIRS[letter]] -= 1
            if opened[_PAIRS[letter]] < 0:
                address = address[:place]
                break
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        unbalanced = opening is not None and address.count(opening) < address.count(last)
        if last not in _TRAILING and not unbalanced:
            break
        address = address[:-1]
    return address


def _block_masks(text: str, block: Block) -> Iterator[Mask]:
    if block.kind is BlockKind.CODE:
        yield Mask(*block.span, OBJECT)
    else:
        yield from addresses(text, *block.span)


def _outside(text: str, blocks: Iterable[Block]) -> Iterator[Mask]:
    end = 0
    for block in blocks:
        yield Mask(end, block.span.start, "")
        end = block.span.end
    yield Mask(end, len(text), "")


def _cover(passage: str, sign: str) -> str:
    if not sign:
        return _NOT_SPACE.sub(MARKUP, passage)
    return _NOT_LINE_END.sub(sign, passage)
