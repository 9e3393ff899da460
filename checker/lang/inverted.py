"""Inverted marks that open a question or an exclamation: which stand alone, and which are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

_CLUSTERS = regex.compile(r"(?<!\p{L})(?P<opening>[¿¡]+)|(?<!\()(?P<closing>[?!]+)(?![\p{L}\p{N}/=])")


class Lone(NamedTuple):
    """Marks without a partner: a half-open span of the text, and whether they open."""

    start: int
    end: int
    opening: bool


def lone_marks(text: str) -> Iterator[Lone]:
    """The opening marks of one block that nothing closes, and the closing ones that nothing opened, in order.

    Either mark may close either: "¡Qué haces?" is good Spanish.
    """
    waiting: Lone | None = None
    for match in _CLUSTERS.finditer(text):
        if match["opening"]:
            if waiting is not None:
                yield waiting
            waiting = Lone(*match.span(), True)
        elif waiting is None:
            yield Lone(*match.span(), False)
        else:
            waiting = None
    if waiting is not None:
        yield waiting
