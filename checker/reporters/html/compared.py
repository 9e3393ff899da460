"""Two reports beside each other: two runs over a text, or two systems on one source, matched sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from checker.reporters import Saved
from checker.reporters.html.levels import level, middle
from checker.reporters.html.runs import Area, Run, areas, runs

SHARED = 0.5
"""The share of the shorter text's sentences from which two texts are taken for the same one."""

Sentences = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Half:
    """What one report says of a group. score: mean of its sentences' scores, None where it has no sentence here."""

    passages: tuple[tuple[Run, ...], ...]
    score: float | None
    level: int | None
    findings: tuple[tuple[str, str], ...]
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """The smallest groups of sentences that both reports have. difference: the second's score less the first's."""

    source: tuple[str, ...]
    halves: tuple[Half, Half]

    @property
    def difference(self) -> float | None:
        """None where one of the two has no sentence here."""
        first, second = self.halves[0].score, self.halves[1].score
        return None if first is None or second is None else second - first


def comparable(first: Saved, second: Saved) -> bool:
    """Whether the reports are on one article: they share most of their source, or of their target without a source."""
    one, other = (_source(saved) or saved["sentences"] for saved in (first, second))
    texts = {item["text"] for item in one}
    shared = sum(item["text"] in texts for item in other)
    return bool(one) and bool(other) and shared >= SHARED * min(len(one), len(other))


def compared(first: Saved, second: Saved) -> tuple[Group, ...]:
    """All groups, those that differ most first; what only one report has stands before those that are alike."""
    if _source(first) and _source(second):
        groups = _by_source(first, second)
    else:
        groups = _by_target(first["sentences"], second["sentences"])
    halves = (_Halves(first), _Halves(second))
    found = [
        Group(source, (halves[0].of(indices[0]), halves[1].of(indices[1])))
        for source, *indices in groups
        if indices[0] or indices[1]
    ]
    return tuple(sorted(found, key=lambda one: -100.0 if one.difference is None else -abs(one.difference)))


def findings_of_one(first: Saved, second: Saved) -> tuple[int, int]:
    """How many findings only the first has, and how many only the second."""
    one, other = ({finding["id"] for finding in saved["findings"]} for saved in (first, second))
    return len(one - other), len(other - one)


def _source(saved: Saved) -> Sentences:
    return sorted((one for bead in saved["beads"] for one in bead["source"]), key=lambda one: int(one["start"]))


Indices = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]


def _by_source(first: Saved, second: Saved) -> list[Indices]:
    """Beads that share a source sentence, by place and text, go together, and so do those linked through them."""
    parents: dict[Any, Any] = {}

    def root(node: Any) -> Any:
        parents.setdefault(node, node)
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for number, saved in enumerate((first, second)):
        for bead in saved["beads"]:
            here = root((number, bead["index"]))
            for one in bead["source"]:
                parents[root((one["start"], one["text"], "source"))] = here
                here = root(here)
    members: dict[Any, tuple[dict[int, str], list[int], list[int]]] = {}
    for number, saved in enumerate((first, second)):
        for bead in saved["beads"]:
            texts, *indices = members.setdefault(root((number, bead["index"])), ({}, [], []))
            texts.update({one["start"]: one["text"] for one in bead["source"]})
            indices[number].extend(bead["target"])
    return [
        (tuple(texts[start] for start in sorted(texts)), tuple(one), tuple(other))
        for texts, one, other in members.values()
    ]


def _by_target(first: Sentences, second: Sentences) -> list[Indices]:
    """Equal sentences go together, and between them what replaced each other, in order."""
    texts = [[one["text"] for one in sentences] for sentences in (first, second)]
    found: list[Indices] = []
    for _, i, j, k, m in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        for step in range(max(j - i, m - k)):
            one = (i + step,) if i + step < j else ()
            other = (k + step,) if k + step < m else ()
            found.append(((), one, other))
    return found


class _Halves:
    """Looks sentences of a report up."""

    def __init__(self, saved: Saved) -> None:
        self._saved = saved
        self._middle = middle([one["score"] for one in saved["sentences"]])
        self._marks: Mapping[int, Area] = {
            one.finding: one for one in areas(saved["findings"]).get("target", ()) if one.severity
        }

    def of(self, indices: Sequence[int]) -> Half:
        """What the report says of some of its target sentences."""
        sentences = [self._saved["sentences"][index] for index in indices]
        numbers = dict.fromkeys(number for one in sentences for number in one["findings"])
        score = sum(one["score"] for one in sentences) / len(sentences) if sentences else None
        return Half(
            tuple(
                runs(
                    one["text"],
                    one["start"],
                    [self._marks[number] for number in one["findings"] if number in self._marks],
                )
                for one in sentences
            ),
            score,
            None if score is None else level(score, self._middle),
            tuple(
                (self._saved["findings"][number]["severity"], self._saved["findings"][number]["check"])
                for number in numbers
            ),
            indices[0] if indices else None,
        )
