"""Scored rows as JSON Lines. The first row carries the signature of all."""

from __future__ import annotations

import json
from typing import Any

from checker.model import Signature, Span
from checker.reporters.json import known, number, numbers
from checker.reporters.scored import Format
from checker.rows import Found, Scored


def line(scored: Scored, signature: Signature) -> str:
    """A row: "row", "id" where it has one, "score", "measures", "findings", or an "error" and a score of null.

    "refused" says of measures that were asked for and not taken why not.
    """
    row = scored.row
    told: dict[str, Any] = {"row": row.number}
    if row.id is not None:
        told["id"] = row.id
    told["score"] = None if scored.score is None else number(scored.score.value)
    if scored.error:
        told["error"] = scored.error
    told["measures"] = numbers(scored.measures)
    if scored.refused:
        told["refused"] = dict(scored.refused)
    told["findings"] = [_finding(found, row.number) for found in scored.found]
    if scored.score is not None:
        told["parts"] = numbers(scored.score.parts)
    if row.number == 0:
        told["signature"] = str(signature)
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def _finding(found: Found, row: int) -> dict[str, Any]:
    return {
        **known(found.finding),
        **_place(found.span, found.text),
        "related": [
            {**({} if other == row else {"row": other}), "side": str(side), **_place(span, text)}
            for other, (side, span), text in found.related
        ],
        "fix": found.finding.hit.fix,
    }


def _place(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text}


FORMAT = Format(lambda _: "", line)
