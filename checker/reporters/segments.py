"""The report as researchers cut it: segments, which are the beads, each with the errors that were marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import commonpath, dirname
from typing import Any

from checker.model import Side, Span
from checker.reporters import Saved, View
from checker.reporters.places import Places, standing


@dataclass(frozen=True, slots=True)
class Error:
    """A finding in its segment. span: in the text of its side, in code points; None where it stands outside."""

    finding: Mapping[str, Any]
    side: Side
    span: Span | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A bead. number: from 0, within its article. score: of its worst sentence, 0..100; None without a translation."""

    number: int
    texts: Mapping[Side, str]
    errors: tuple[Error, ...]
    score: float | None


def segments(saved: Saved) -> Iterator[Segment]:
    """Every bead of a report, with the findings that stand; one without a bead counts for the bead before it."""
    by_bead: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in standing(saved):
        by_bead[_bead(saved, finding)].append(finding)
    for bead in saved["beads"]:
        target = [saved["sentences"][index] for index in bead["target"]]
        passages = {Side.TARGET: target, Side.SOURCE: bead["source"], Side.REFERENCE: bead["reference"]}
        texts = {side: "".join(text for _, text in _pieces(places)) for side, places in passages.items()}
        errors = tuple(_error(finding, passages) for finding in by_bead[bead["index"]])
        yield Segment(bead["index"], texts, errors, min((one["score"] for one in target), default=None))


def _bead(saved: Saved, finding: Mapping[str, Any]) -> int:
    if finding["bead"] is not None:
        return int(finding["bead"])
    starts = [sentence["start"] for sentence in saved["sentences"]]
    before = bisect_right(starts, finding["start"]) - 1 if finding["side"] == Side.TARGET else 0
    return int((saved["sentences"][max(0, before)]["bead"] if starts else None) or 0)


def _pieces(places: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each sentence, and what it adds to the text: sentences that touch are joined, others have a space between."""
    last = None
    for place in places:
        yield place, place["text"] if last in (None, place["start"]) else f" {place['text']}"
        last = place["end"]


def _error(finding: Mapping[str, Any], passages: Mapping[Side, Sequence[Mapping[str, Any]]]) -> Error:
    side = Side(finding["side"])
    at, spans = 0, []
    for place, text in _pieces(passages[side]):
        at += len(text)
        start, end = max(finding["start"], place["start"]), min(finding["end"], place["end"])
        if start < end or (start == end and finding["start"] == finding["end"]):
            spans.append(Span(at - place["end"] + start, at - place["end"] + end))
    return Error(finding, side, Span(spans[0].start, spans[-1].end) if spans else None)


def named(reports: Sequence[Saved], view: View | None) -> list[tuple[str, str]]:
    """System and document of each report: the document is the source; systems are told apart no finer than is needed.

    Translations of different sources are of one system, named by the folder that holds them all.
    """
    articles = [Places(saved, view) for saved in reports]
    targets = [places.path(Side.TARGET) for places in articles]
    documents = [places.path(Side.SOURCE if places.saved["source"] else Side.TARGET) for places in articles]
    together = _common(targets) if len(reports) > 1 else targets[0]
    for systems in ([together] * len(reports), [dirname(path) or "." for path in targets], targets):
        if len(set(zip(systems, documents, strict=True))) == len(reports):
            break
    return list(zip(systems, documents, strict=True))


def _common(paths: Sequence[str]) -> str:
    try:
        return commonpath([dirname(path) for path in paths]) or "."
    except ValueError:  # a path from the root among relative ones
        return "."
