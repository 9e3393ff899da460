"""The findings as the page shows them: what, why, the evidence, and the fix as a word diff."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from checker.reporters.html.direction import direction
from checker.reporters.html.rewording import Change, changes
from checker.reporters.html.runs import Piece, pieces

LONGEST = 300
"""Characters of a quoted passage; the whole stands in its row."""

_QUOTED = regex.compile(r"(?<=“)[^“”]+(?=”)|(?<=«)[^«»]+(?=»)|[\p{bc=R}\p{bc=AL}][\p{bc=R}\p{bc=AL}\p{M}\p{N}\p{Z}]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text. place: the id of their sentence or row in the page, or ""."""

    side: str
    language: str
    direction: str
    line: int
    pieces: tuple[Piece, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding. message: its stretches, those that quote a text marked so. fix: None where there is none."""

    number: int
    id: str
    check: str
    category: str
    severity: str
    confidence: float
    message: tuple[tuple[tuple[Piece, ...], bool], ...]
    flagged: Quote
    evidence: tuple[Quote, ...]
    fix: tuple[Change, ...] | None

    @property
    def dimension(self) -> str:
        """The first part of its category, as MQM calls it."""
        return self.category.partition("/")[0]


def cards(saved: Mapping[str, Any]) -> tuple[Card, ...]:
    """All findings, in the report's order."""
    places = _Places(saved)
    return tuple(_card(saved, number, finding, places) for number, finding in enumerate(saved["findings"]))


def _card(saved: Mapping[str, Any], number: int, finding: Mapping[str, Any], places: _Places) -> Card:
    language = saved[finding["side"]]["language"]
    return Card(
        number=number,
        id=finding["id"],
        check=finding["check"],
        category=finding["category"],
        severity=finding["severity"],
        confidence=finding["confidence"],
        message=told(finding["message"]),
        flagged=_quote(saved, finding, places),
        evidence=tuple(_quote(saved, one, places) for one in finding["related"] if one["text"]),
        fix=None if finding["fix"] is None else changes(finding["text"], finding["fix"], language),
    )


def _quote(saved: Mapping[str, Any], place: Mapping[str, Any], places: _Places) -> Quote:
    side, language = place["side"], saved[place["side"]]["language"]
    text = place["text"]
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    return Quote(
        side, language, direction(language), place["line"], pieces(short, True), places.of(side, place["start"])
    )


def told(message: str) -> tuple[tuple[tuple[Piece, ...], bool], ...]:
    """A sentence of ours in stretches; True: words quoted from a text, which may run the other way."""
    found, at = [], 0
    for match in _QUOTED.finditer(message):
        if at < match.start():
            found.append((pieces(message[at : match.start()]), False))
        found.append((pieces(match[0]), True))
        at = match.end()
    return (*found, (pieces(message[at:]), False)) if at < len(message) else tuple(found)


class _Places:
    """Ids in the page, by side and offset."""

    def __init__(self, saved: Mapping[str, Any]) -> None:
        spans: dict[str, list[tuple[int, int, str]]] = {
            "target": [(one["start"], one["end"], f"s{one['index'] + 1}") for one in saved["sentences"]]
        }
        for bead in saved["beads"]:
            for side in ("source", "reference"):
                spans.setdefault(side, []).extend(
                    (one["start"], one["end"], f"b{bead['index'] + 1}") for one in bead[side]
                )
        self._spans: dict[str, Sequence[tuple[int, int, str]]] = {side: sorted(those) for side, those in spans.items()}
        self._starts = {side: [start for start, _, _ in those] for side, those in self._spans.items()}

    def of(self, side: str, offset: int) -> str:
        """The id of the sentence, or of the row, that holds an offset; "" where none does."""
        at = bisect_right(self._starts.get(side, []), offset) - 1
        return self._spans[side][at][2] if at >= 0 and offset <= self._spans[side][at][1] else ""
