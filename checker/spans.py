"""Where words stand in a text, and how the words of one differ from those of another: below all other nouns."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int


class Place(NamedTuple):
    """Where an offset stands in the user's file; both count from 1, the column in code points."""

    line: int
    column: int


class EditKind(StrEnum):
    """What an edit does to the words of the target."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


class Facet(StrEnum):
    """In what alone the two sides of an edit may differ, their words being the same."""

    CASE = "case"
    PUNCTUATION = "punctuation"


class Edit(NamedTuple):
    """A step that brings the words of a target nearer to those of a reference: a distance, and no error.

    target, reference: what goes and what comes, spans of the two documents. One that is empty is the place between two
    words where the other side's would stand. only: what alone differs; empty where words do.
    moved: of words that are deleted here and inserted elsewhere, or the reverse, the index of that other edit of the
    bead; their case may differ.
    """

    kind: EditKind
    target: Span
    reference: Span
    only: tuple[Facet, ...] = ()
    moved: int | None = None
