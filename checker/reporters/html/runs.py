"""A passage cut where something is to be seen in it: flagged words, evidence, and characters that must not act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from checker.model import Severity
from checker.reporters.visible import parted

GRAVEST_FIRST = tuple(str(severity) for severity in reversed(Severity))


class Piece(NamedTuple):
    """Text to be shown as it is, or the token that stands for a character that can't be."""

    text: str
    token: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage. severity: of the gravest finding on it, "" where there is none.

    marks, evidence: numbers of the findings that flag it, and of those that it speaks for.
    point: it is empty, a place between two characters.
    """

    pieces: tuple[Piece, ...]
    severity: str = ""
    marks: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()
    point: bool = False


class Area(NamedTuple):
    """Where a finding stands in one of the texts, or what speaks for it (`severity` is "")."""

    start: int
    end: int
    finding: int
    severity: str = ""


def pieces(text: str, marked: bool = False) -> tuple[Piece, ...]:
    """The text as it can be shown; of flagged words that hold nothing visible, every character but spaces a token."""
    return tuple(Piece(part.strip("<>") if token else part, token) for part, token in parted(text, marked))


def runs(text: str, start: int, areas: Iterable[Area]) -> tuple[Run, ...]:
    """A passage that stands at offset `start` of its text, cut at the ends of the areas in it."""
    end = start + len(text)
    within = [one for one in areas if one.start <= end and start <= one.end]
    if not within:
        return (Run(pieces(text)),)
    cuts = sorted({start, end, *(min(max(at, start), end) for one in within for at in (one.start, one.end))})
    found = []
    for at, until in pairwise(cuts):
        points = [one for one in within if one.start == one.end == at]
        found += [_run("", points)] if points else []
        found.append(
            _run(text[at - start : until - start], [one for one in within if one.start < until and at < one.end])
        )
    points = [one for one in within if one.start == one.end == end]
    return (*found, _run("", points)) if points else tuple(found)


def _run(text: str, areas: Sequence[Area]) -> Run:
    marks = [one for one in areas if one.severity]
    return Run(
        pieces(text, bool(marks)),
        next((name for name in GRAVEST_FIRST if any(one.severity == name for one in marks)), ""),
        tuple(dict.fromkeys(one.finding for one in marks)),
        tuple(dict.fromkeys(one.finding for one in areas if not one.severity)),
        not text,
    )


def areas(findings: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Area, ...]]:
    """By side all that findings flag and bring as evidence, in the order of the text."""
    found: dict[str, list[Area]] = {}
    for number, finding in enumerate(findings):
        found.setdefault(finding["side"], []).append(
            Area(finding["start"], finding["end"], number, finding["severity"])
        )
        for one in finding["related"]:
            found.setdefault(one["side"], []).append(Area(one["start"], one["end"], number))
    return {side: tuple(sorted(those)) for side, those in found.items()}
