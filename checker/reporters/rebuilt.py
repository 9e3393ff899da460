"""A saved report becomes a Report again, for the formats that take one: its texts are put together from its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.judged import By, Limits, Standing
from checker.model import (
    Article,
    Bead,
    Block,
    BlockKind,
    Document,
    Finding,
    Hit,
    Passage,
    Report,
    Score,
    Sentence,
    Severity,
    Side,
    Signature,
    Skipped,
    Span,
    Suppressed,
)
from checker.reporters import edited
from checker.reporters.saved import places
from checker.reporters.standing import read_back

GAP = "\n"
"""What stands in a rebuilt text where the report says nothing: between sentences there is mostly white space."""

Sentences = dict[Side, tuple[Sentence, ...]]


def rebuilt(saved: Mapping[str, Any]) -> Report:
    """The Report whose JSON was saved, as far as a reporter looks: what stands between its passages is not known."""
    documents = {side: _document(saved, side) for side in Side if saved[side] is not None}
    sentences = {side: _sentences(saved, side, document) for side, document in documents.items()}
    article = Article(
        documents[Side.TARGET],
        documents.get(Side.SOURCE),
        documents.get(Side.REFERENCE),
        sentences,
        _beads(saved, sentences),
    )
    touched: defaultdict[int, list[int]] = defaultdict(list)
    for sentence in saved["sentences"]:
        for finding in sentence["findings"]:
            touched[finding].append(sentence["index"])
    summary = saved["summary"]
    parts = {"mqm_per_1000_words": summary["mqm_per_1000_words"], **summary.get("parts", {})}
    return Report(
        article,
        tuple(_finding(one, tuple(touched[at])) for at, one in enumerate(saved["findings"])),
        tuple(Score(one["score"], one.get("parts", {})) for one in saved["sentences"]),
        Score(summary["score"], parts),
        summary["verdict"] == "pass",
        tuple(summary["reasons"]),
        tuple(Skipped(one["check"], one["reason"], one.get("need", "")) for one in saved["skipped"]),
        _signature(saved["signature"]),
        tuple(_suppressed(one) for one in saved.get("suppressed", ())),
        read_back(saved["decisions"]) if "decisions" in saved else Standing(),
        limits=_limits(summary["limits"]) if "limits" in summary else None,
    )


def _limits(saved: Mapping[str, Any]) -> Limits:
    return Limits(saved["fail_on"], saved["fail_under"], saved["min_sentence"], saved["strict"])


def _document(saved: Mapping[str, Any], side: Side) -> Document:
    """A text of the report: every passage where it stood, so that spans and lines are those of the file."""
    known = [place for name, _, place in places(saved) if name == side]
    letters = [GAP] * max((place["end"] for place in known), default=0)
    for place in known:
        letters[place["start"] : place["end"]] = place["text"]
    about = saved[side]
    for start, gap in _gaps(saved, side):
        letters[start : start + len(gap)] = gap
    text = "".join(letters)
    return Document(
        text=text,
        prose=text,
        language=about["language"],
        name=about["path"],
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        line_starts=_line_starts(known),
        format=about.get("format", "text"),
        encoding=about.get("encoding", "utf-8"),
        detected=about["detected"],
        notes=tuple(about.get("notes", ())),
    )


def _gaps(saved: Mapping[str, Any], side: Side) -> Iterator[tuple[int, str]]:
    """What stands between the sentences of a text, where the report says it and it fits."""
    ends = [Span(one["start"], one["end"]) for one in _told(saved, side)]
    between = saved[side].get("between", ())
    if len(between) == len(ends) + 1 and all(isinstance(gap, str) for gap in between):
        for before, after, gap in zip((Span(0, 0), *ends), ends, between, strict=False):
            if after.start - before.end == len(gap):
                yield before.end, gap


def _told(saved: Mapping[str, Any], side: Side) -> list[Mapping[str, Any]]:
    """The sentences of a side, in order."""
    if side is Side.TARGET:
        return list(saved["sentences"])
    found = {(one["start"], one["end"]): one for bead in saved["beads"] for one in bead[side]}
    return [found[ends] for ends in sorted(found)]


def _line_starts(known: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    """Where lines start: exact for those with a passage; one without is as short as it can be, and never asked for."""
    starts = {place["line"]: place["start"] - place["column"] + 1 for place in known}
    found = [0]
    for line in sorted(starts):
        found += [max(0, starts[line] - (line - number)) for number in range(len(found) + 1, line)]
        if line > 1:
            found.append(starts[line])
    return tuple(found)


def _sentences(saved: Mapping[str, Any], side: Side, document: Document) -> tuple[Sentence, ...]:
    spans = [Span(one["start"], one["end"]) for one in _told(saved, side)]
    return tuple(Sentence(document, span, index, 0) for index, span in enumerate(spans))


def _beads(saved: Mapping[str, Any], sentences: Sentences) -> tuple[Bead, ...]:
    by_span = {side: {one.span: one for one in found} for side, found in sentences.items()}

    def told(bead: Mapping[str, Any], side: Side) -> tuple[Sentence, ...] | None:
        if side not in by_span:
            return None
        return tuple(by_span[side][Span(one["start"], one["end"])] for one in bead[side])

    return tuple(
        Bead(
            bead["index"],
            tuple(sentences[Side.TARGET][index] for index in bead["target"]),
            told(bead, Side.SOURCE),
            told(bead, Side.REFERENCE),
            bead["confidence"],
            bead.get("measures", {}),
            refused=bead.get("refused", {}),
            edits=edited.read_back(bead.get("edits")),
        )
        for bead in saved["beads"]
    )


def _finding(saved: Mapping[str, Any], sentences: tuple[int, ...]) -> Finding:
    hit = Hit(
        span=Span(saved["start"], saved["end"]),
        message=saved["message"],
        side=Side(saved["side"]),
        related=tuple(Passage(Side(one["side"]), Span(one["start"], one["end"])) for one in saved["related"]),
        fix=saved["fix"],
        confidence=saved["confidence"],
    )
    return Finding(
        saved["check"],
        saved["category"],
        Severity(saved["severity"]),
        saved["id"],
        hit,
        saved["sentence"],
        saved["bead"],
        sentences,
    )


def _suppressed(saved: Mapping[str, Any]) -> Suppressed:
    told = saved["suppressed"]
    touched = () if saved["sentence"] is None else (saved["sentence"],)
    return Suppressed(_finding(saved, touched), By(told["by"]), told["reason"], told.get("note", ""))


def _signature(line: str) -> Signature:
    return Signature(tuple((name, value) for name, _, value in (field.partition(":") for field in line.split("|"))))
