"""What a reader makes of a file, before its language is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from checker.model import Block


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything of a Document that the file's bytes alone tell; the fields mean what they mean there."""

    text: str
    prose: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    encoding: str
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format: the bytes of a file, its name for messages, and its language where somebody gave it.

    Blocks are in order and disjoint, and `prose` is as long as `text`. Raises ReadError where the bytes cannot be
    read as this format.
    """

    def __call__(self, data: bytes, name: str, language: str | None) -> Extract:
        """The Extract of a file's bytes."""
