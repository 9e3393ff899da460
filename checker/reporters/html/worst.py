"""What an editor should see first: the headline, the sentences with the lowest scores, what the translation lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.reporters.html.direction import direction
from checker.reporters.html.levels import level, middle
from checker.reporters.html.runs import GRAVEST_FIRST, Piece, Run, areas, runs
from checker.reporters.html.told import whole

MOST = 5
"""Sentences, and lost passages, that are listed."""

_LONGEST, _BEFORE = 160, 60
"""Characters of a sentence that are shown, and at most so many of them before the first flagged word."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage in brief. place: an id in the page. found: severity and check of what was found, the gravest first.

    number, score, level: of a target sentence, from 1; None for a passage that the translation lacks.
    """

    place: str
    language: str
    direction: str
    runs: tuple[Run, ...]
    found: tuple[tuple[str, str], ...]
    number: int | None = None
    score: float | None = None
    level: int | None = None


def headline(saved: Mapping[str, Any]) -> str:
    """What the translation is headed with; "" where it has no headline, or one that is none."""
    first = saved["sentences"][0] if saved["sentences"] else {}
    if first.get("kind") not in ("headline", "heading") or len(first["text"]) > _LONGEST:
        return ""
    return str(first["text"])


def worst(saved: Mapping[str, Any]) -> tuple[Shown, ...]:
    """Sentences with findings, the lowest score first; those that share a finding are shown as one, by their worst."""
    sentences, text = saved["sentences"], whole(saved)
    touched: dict[int, list[int]] = {}
    for one in sentences:
        for number in one["findings"]:
            touched.setdefault(number, []).append(one["index"])
    usual = middle([one["score"] for one in sentences])
    found: list[Shown] = []
    seen: set[int] = set()
    for one in sorted((one for one in sentences if one["findings"]), key=lambda one: float(one["score"])):
        if one["index"] in seen or len(found) == MOST:
            continue
        together = {index for number in one["findings"] for index in touched[number]}
        seen |= together
        numbers = {number for index in together for number in sentences[index]["findings"]}
        start, end = sentences[min(together)]["start"], sentences[max(together)]["end"]
        findings = sorted((saved["findings"][number] for number in sorted(numbers)), key=_rank)
        found.append(_shown(saved, one, text[start:end], start, findings, level(one["score"], usual)))
    return tuple(found)


def _shown(
    saved: Mapping[str, Any],
    sentence: Mapping[str, Any],
    text: str,
    start: int,
    findings: Sequence[Mapping[str, Any]],
    level: int,
) -> Shown:
    language = saved["target"]["language"]
    return Shown(
        f"s{sentence['index'] + 1}",
        language,
        direction(language),
        _brief(text, start, [one for one in findings if one["side"] == "target"]),
        tuple(dict.fromkeys((one["severity"], one["check"]) for one in findings)),
        sentence["index"] + 1,
        sentence["score"],
        level,
    )


def lost(saved: Mapping[str, Any]) -> tuple[Shown, ...]:
    """What findings mark in the source and nowhere in the translation, the gravest first."""
    sides = [one for one in saved["findings"] if one["side"] == "source" and one["sentence"] is None]
    return tuple(
        Shown(
            f"f-{one['id']}",
            saved["source"]["language"],
            direction(saved["source"]["language"]),
            _brief(one["text"], one["start"], [one]),
            ((one["severity"], one["check"]),),
        )
        for one in sorted(sides, key=_rank)[:MOST]
    )


def _rank(finding: Mapping[str, Any]) -> int:
    return GRAVEST_FIRST.index(finding["severity"])


def _brief(text: str, start: int, findings: Sequence[Mapping[str, Any]]) -> tuple[Run, ...]:
    """The passage, or of a long one what is around the first flagged words; cut between words where it has spaces."""
    flagged = [area for those in areas(findings).values() for area in those if area.severity]
    first = min((max(area.start - start, 0) for area in flagged), default=0)
    at = 0 if len(text) <= _LONGEST or first <= _BEFORE else first - _BEFORE
    at += text[at:first].find(" ") + 1 if at else 0
    until = min(len(text), at + _LONGEST)
    space = text.rfind(" ", at + _LONGEST // 2, until)
    until = until if until == len(text) or space < 0 else space
    shown = runs(text[at:until], start + at, flagged)
    dots = Run((Piece("…"),))
    return (*([dots] if at else []), *shown, *([dots] if until < len(text) else []))
