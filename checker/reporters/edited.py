"""The edits of a bead in a saved report: written, read back, and whether they are what a reporter can rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from checker.model import Bead, Document, Span
from checker.spans import Edit, EditKind, Facet

_SIDE = {"start": int, "end": int, "text": str}
SHAPE = [{"kind": frozenset(map(str, EditKind)), "target": _SIDE, "reference": _SIDE}]
"""What is promised of the edits of a bead that has them."""


def as_dicts(bead: Bead) -> list[dict[str, Any]] | None:
    """The edits in JSON's types; None of a bead that was not compared.

    Each has its "kind", and "target" and "reference" with "start", "end" and "text"; where only case or punctuation
    differ these as "only"; of words that moved the index of the other end as "moved".
    """
    if bead.edits is None or not bead.reference:
        return None
    target, reference = bead.target[0].document, bead.reference[0].document
    return [
        {
            "kind": str(edit.kind),
            "target": _side(target, edit.target),
            "reference": _side(reference, edit.reference),
            **({"only": list(map(str, edit.only))} if edit.only else {}),
            **({} if edit.moved is None else {"moved": edit.moved}),
        }
        for edit in bead.edits
    ]


def _side(document: Document, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": document.text[span.start : span.end]}


def read_back(saved: Sequence[Mapping[str, Any]] | None) -> tuple[Edit, ...] | None:
    """The edits whose JSON was saved."""
    if saved is None:
        return None
    return tuple(
        Edit(
            EditKind(one["kind"]),
            Span(one["target"]["start"], one["target"]["end"]),
            Span(one["reference"]["start"], one["reference"]["end"]),
            tuple(map(Facet, one.get("only", ()))),
            one.get("moved"),
        )
        for one in saved
    )


def misled(edits: Sequence[Mapping[str, Any]], target: Sequence[Any], reference: Sequence[Any]) -> bool:
    """Whether edits of the right shape lead out of the sentences of their bead, into each other, or nowhere."""
    return any(_astray(edits, side, within) for side, within in (("target", target), ("reference", reference))) or any(
        _unpaired(edits)
    )


def _astray(edits: Sequence[Mapping[str, Any]], side: str, within: Sequence[Any]) -> bool:
    if not within:
        return bool(edits)
    spans = [(one[side]["start"], one[side]["end"]) for one in edits]
    ends = [(0, within[0]["start"]), *spans, (within[-1]["end"], within[-1]["end"])]
    return any(end < start for start, end in ends) or any(one[1] > other[0] for one, other in pairwise(ends))


def _unpaired(edits: Sequence[Mapping[str, Any]]) -> Iterator[bool]:
    """Of each edit whether it says of something that cannot be: what differs alone, where its words went, its text."""
    for place, one in enumerate(edits):
        moved, only = one.get("moved"), one.get("only", [])
        if moved is not None:
            yield type(moved) is not int or not 0 <= moved < len(edits) or edits[moved].get("moved") != place
        yield not isinstance(only, list) or any(facet not in list(map(str, Facet)) for facet in only)
        yield any(len(one[side]["text"]) != one[side]["end"] - one[side]["start"] for side in ("target", "reference"))
