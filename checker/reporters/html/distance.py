"""How far a translation stands from its reference: the edits that lead there, as a row of the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.reporters.edited import read_back
from checker.reporters.html.direction import direction
from checker.reporters.html.runs import Piece, pieces
from checker.reporters.tracked import TAGS, Side, count, slight, tracked


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the translation with its edits. tag: "ins", "del" or ""; move: number of a move, 0 where none."""

    tag: str
    pieces: tuple[Piece, ...]
    move: int
    slight: bool


@dataclass(frozen=True, slots=True)
class Distance:
    """The edits of a row. slight: in how many of them only case or punctuation differ."""

    count: int
    slight: int
    language: str
    direction: str
    changes: tuple[Change, ...]


def distances(saved: Mapping[str, Any]) -> dict[int, Distance]:
    """The edits by the index of their bead; a bead without any is left out."""
    return {bead["index"]: _distance(saved, bead) for bead in saved["beads"] if bead.get("edits")}


def _distance(saved: Mapping[str, Any], bead: Mapping[str, Any]) -> Distance:
    language, edits = saved["target"]["language"], read_back(bead["edits"]) or ()
    target = Side.of((one["start"], one["text"]) for one in (saved["sentences"][index] for index in bead["target"]))
    reference = Side.of((one["start"], one["text"]) for one in bead["reference"])
    stretches = tracked(target, reference, edits, language)
    changes = tuple(Change(TAGS[one.track], pieces(one.text), one.move, one.slight) for one in stretches)
    return Distance(count(edits), slight(edits), language, direction(language), changes)
