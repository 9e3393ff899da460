"""The nouns of a bitext: rows of texts that say the same, and what is known of them when they are scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model import Finding, Passage, Score, Span


class Row(NamedTuple):
    """Texts that say the same. number: from 0, in the order of the file.

    source, reference: None where the file has none. error: why the row cannot be judged, as a sentence.
    """

    number: int
    target: str = ""
    source: str | None = None
    reference: str | None = None
    doc: str | None = None
    id: str | None = None
    error: str | None = None


class Found(NamedTuple):
    """A finding of a row, its places counted from the beginning of the row's own text.

    span, text: of the flagged words. related: of each place of the evidence the number of the row that it stands in,
    the passage there, and its words.
    """

    finding: Finding
    span: Span
    text: str
    related: tuple[tuple[int, Passage, str], ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What is known of a row.

    score: None where the row cannot be judged; error says why. refused: by the names of measures that were not taken
    why not.
    """

    row: Row
    score: Score | None
    measures: Mapping[str, float]
    found: tuple[Found, ...] = ()
    error: str | None = None
    refused: Mapping[str, str] = field(default_factory=dict)
