"""The rows of the page: each a bead, its texts beside each other, and what was found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.reporters.html.direction import between_sentences, direction
from checker.reporters.html.levels import bin_of, level, middle
from checker.reporters.html.runs import GRAVEST_FIRST, Area, Run, areas, runs

SIDES = ("source", "target", "reference")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A target sentence's number, from 0, its score, and the level of that in the article."""

    index: int
    score: float
    level: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one side. sentence: number of a target sentence, from 0."""

    runs: tuple[Run, ...]
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text says in a row. gap: what stands between its passages."""

    side: str
    language: str
    direction: str
    gap: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A bead. findings: their numbers. level, severity: of its worst score and of its gravest finding."""

    bead: int
    kind: str
    confidence: float
    line: int | None
    block: str
    scores: tuple[Scored, ...]
    cells: tuple[Cell, ...]
    findings: tuple[int, ...]
    level: int | None
    severity: str
    begins: bool

    @property
    def bins(self) -> tuple[int, ...]:
        """The tenths of the scale that its sentences stand in."""
        return tuple(dict.fromkeys(bin_of(one.score) for one in self.scores))


def rows(saved: Mapping[str, Any]) -> tuple[Row, ...]:
    """A row for each bead, in the report's order."""
    marked = {side: _Areas(those) for side, those in areas(saved["findings"]).items()}
    by_bead: dict[int | None, list[int]] = {}
    for number, finding in enumerate(saved["findings"]):
        by_bead.setdefault(finding["bead"], []).append(number)
    usual = middle([one["score"] for one in saved["sentences"]])
    found: list[Row] = []
    block: int | None = None
    for bead in saved["beads"]:
        sentences = [saved["sentences"][index] for index in bead["target"]]
        own = sentences[0].get("block") if sentences else block
        found.append(_row(saved, bead, sentences, marked, by_bead.get(bead["index"], []), usual, own != block))
        block = own
    return tuple(found)


def _row(
    saved: Mapping[str, Any],
    bead: Mapping[str, Any],
    sentences: Sequence[Mapping[str, Any]],
    marked: Mapping[str, _Areas],
    findings: Sequence[int],
    usual: float,
    begins: bool,
) -> Row:
    scores = tuple(Scored(one["index"], one["score"], level(one["score"], usual)) for one in sentences)
    severities = {saved["findings"][number]["severity"] for number in findings}
    places = sentences or bead["source"] or bead["reference"]
    texts = {"source": bead["source"], "target": sentences, "reference": bead["reference"]}
    return Row(
        bead=bead["index"],
        kind=bead["kind"],
        confidence=bead["confidence"],
        line=places[0]["line"] if places else None,
        block=sentences[0].get("kind", "paragraph") if sentences else "paragraph",
        scores=scores,
        cells=tuple(_cell(side, saved[side]["language"], texts[side], marked) for side in SIDES if saved[side]),
        findings=tuple(findings),
        level=min((one.level for one in scores), default=None),
        severity=next((name for name in GRAVEST_FIRST if name in severities), ""),
        begins=begins,
    )


def _cell(side: str, language: str, places: Sequence[Mapping[str, Any]], marked: Mapping[str, _Areas]) -> Cell:
    known = marked.get(side)
    passages = tuple(
        Passage(
            runs(one["text"], one["start"], known.within(one["start"], one["end"]) if known else ()),
            one["index"] if side == "target" else None,
        )
        for one in places
    )
    return Cell(side, language, direction(language), between_sentences(language), passages)


class _Areas:
    """The areas of a text, found by place: an article may hold thousands."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = areas
        self._starts = [one.start for one in areas]
        self._longest = max(one.end - one.start for one in areas)

    def within(self, start: int, end: int) -> Sequence[Area]:
        """Those that may touch a stretch."""
        first = bisect_left(self._starts, start - self._longest)
        return self._areas[first : bisect_right(self._starts, end)]
