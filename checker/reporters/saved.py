"""Saved reports, read back: the JSON of one report or of several, and whether it is what a reporter can rely on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NoReturn

from checker.config import FAIL_ON
from checker.errors import ReadError
from checker.judged import By, Choice
from checker.model import Severity, Side
from checker.reporters import edited
from checker.reporters.json import SCHEMA
from checker.reporters.many import SCHEMA as SCHEMA_OF_MANY
from checker.reporters.standing import KINDS, TEXTS

LONGEST = 1 << 25
"""The greatest offset in a text: no text that is read is longer."""

DIGITS = 300
"""Digits of a whole number: with more it is beyond what a float can hold."""


@dataclass(frozen=True, slots=True)
class _Each:
    """The shape of every member, whatever its name."""

    shape: Any


_NUMBER = (int, float)
_NUMBERS = _Each(_NUMBER)
_TEXT = {
    "path": str,
    "language": str,
    "detected": bool,
    "sentences": int,
    "words": int,
    "format?": str,
    "encoding?": str,
    "notes?": [str],
    "between?": [str],
}
_PLACE = {"start": int, "end": int, "line": int, "column": int, "text": str}
_FINDING = {
    "id": str,
    "check": str,
    "category": str,
    "severity": frozenset(map(str, Severity)),
    "confidence": _NUMBER,
    "message": str,
    "side": frozenset(map(str, Side)),
    **_PLACE,
    "related": [{"side": frozenset(map(str, Side)), **_PLACE}],
    "fix": (str, None),
    "sentence": (int, None),
    "bead": (int, None),
}
_DECISION = {
    "decision": frozenset(map(str, Choice)),
    **dict.fromkeys(("id", *TEXTS, "beside?"), str),
    "text?": (str, None),
}
_DECISIONS: Mapping[str, Any] = {
    "path": (str, None),
    **{kind: [_DECISION] for kind in KINDS},
    "baseline": ({"path": str, "known": int, "gone": int}, None),
    "notes": [str],
}
_LIMITS: Mapping[str, Any] = {
    "fail_on": frozenset(FAIL_ON),
    "fail_under": (*_NUMBER, None),
    "min_sentence": (*_NUMBER, None),
    "strict": bool,
}
_SHAPE: Mapping[str, Any] = {
    "schema": str,
    "tool": {"name": str, "version": str},
    "signature": str,
    "target": _TEXT,
    "source": (_TEXT, None),
    "reference": (_TEXT, None),
    "summary": {
        "score": _NUMBER,
        "verdict": frozenset({"pass", "fail"}),
        "reasons": [str],
        "findings": {"critical": int, "major": int, "minor": int},
        "mqm_per_1000_words": _NUMBER,
        "aligned": (*_NUMBER, None),
        "parts?": _NUMBERS,
        "limits?": _LIMITS,
    },
    "sentences": [
        {
            "index": int,
            **_PLACE,
            "score": _NUMBER,
            "bead": (int, None),
            "findings": [int],
            "parts?": _NUMBERS,
            "block?": int,
            "kind?": str,
        }
    ],
    "beads": [
        {
            "index": int,
            "kind": str,
            "target": [int],
            "source": [_PLACE],
            "reference": [_PLACE],
            "confidence": _NUMBER,
            "measures?": _NUMBERS,
            "refused?": _Each(str),
        }
    ],
    "findings": [_FINDING],
    "skipped": [{"check": str, "reason": str, "need?": str}],
    "suppressed?": [{**_FINDING, "suppressed": {"by": frozenset(map(str, By)), "reason": str, "note?": str}}],
    "decisions?": _DECISIONS,
}
"""What a reporter relies on: a type, a set of words, a list of one shape, members, or any of several.

A member with a question mark is one that not every report has.
"""


def parse(data: bytes, name: str) -> tuple[dict[str, Any], ...]:
    """The reports in the bytes of a file: one, or all that `checker check DIRECTORY` made.

    name: the file's, for messages. Raises ReadError, in one sentence, for what is no report.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name} is no JSON ({error}): name a report made with --format json.") from None
    schema = found.get("schema") if isinstance(found, dict) else None
    if schema == SCHEMA_OF_MANY and isinstance(found.get("reports"), list) and found["reports"]:
        return tuple(_demanded(one, f"{name}: report {number}") for number, one in enumerate(found["reports"], 1))
    return (_demanded(found, name),)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant[:40]} is no number")


def _finite(written: str) -> float:
    value = float(written)
    return value if isfinite(value) else _refuse(written)


def _whole(written: str) -> int:
    return int(written) if len(written) <= DIGITS else _refuse(written)


def _demanded(report: Any, name: str) -> dict[str, Any]:
    """The report, if it is one."""
    schema = report.get("schema") if isinstance(report, dict) else None
    if schema != SCHEMA:
        said = f"its schema is {schema!r}" if isinstance(schema, str) else "it names no schema"
        raise ReadError(
            f"{name} is no report that can be shown ({said}, and {SCHEMA} is read): make one with --format json."
        )
    wrong = next(_wrong(report, _SHAPE, ""), None) or next(_misled(report), None) or next(_misedited(report), None)
    if wrong:
        raise ReadError(f"{name} is a damaged report ({wrong}): make it again with --format json.")
    return dict(report)


def _wrong(value: Any, shape: Any, path: str) -> Iterator[str]:
    """What of a value is not of its shape, each as half a sentence."""
    if isinstance(shape, Mapping) and isinstance(value, dict):
        for member, inner in shape.items():
            name = member.removesuffix("?")
            below = f"{path}.{name}" if path else name
            if name in value:
                yield from _wrong(value[name], inner, below)
            elif name == member:
                yield f"{below} is missing"
    elif isinstance(shape, _Each) and isinstance(value, dict):
        for name, one in value.items():
            yield from _wrong(one, shape.shape, f"{path}.{name}")
    elif isinstance(shape, list) and isinstance(value, list):
        for number, one in enumerate(value):
            yield from _wrong(one, shape[0], f"{path}[{number}]")
    elif not any(_is(value, one, path) for one in (shape if isinstance(shape, tuple) else (shape,))):
        yield f"{path} is of the wrong kind"


def _is(value: Any, shape: Any, path: str) -> bool:
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    if isinstance(shape, Mapping):
        return isinstance(value, dict) and not any(_wrong(value, shape, path))
    if isinstance(shape, frozenset):
        return isinstance(value, str) and value in shape
    return shape is None and value is None


def _misled(report: Mapping[str, Any]) -> Iterator[str]:
    """The places and indices that lead nowhere."""
    sentences, beads, findings = (len(report[name]) for name in ("sentences", "beads", "findings"))
    for side, path, place in places(report):
        fits = 0 <= place["start"] <= place["end"] <= LONGEST and len(place["text"]) == place["end"] - place["start"]
        stands = min(place["line"], place["column"]) >= 1 and place["line"] + place["column"] <= place["start"] + 2
        if report[side] is None or not fits or not stands:
            yield f"{path} is no place in the {side}"
    for path, index, count in (
        *((f"sentences[{at}].index", one["index"] - at, 1) for at, one in enumerate(report["sentences"])),
        *((f"beads[{at}].index", one["index"] - at, 1) for at, one in enumerate(report["beads"])),
        *((f"sentences[{at}].bead", one["bead"], beads) for at, one in enumerate(report["sentences"])),
        *(
            (f"sentences[{at}].findings", i, findings)
            for at, s in enumerate(report["sentences"])
            for i in s["findings"]
        ),
        *((f"beads[{at}].target", i, sentences) for at, one in enumerate(report["beads"]) for i in one["target"]),
        *((f"findings[{at}].sentence", one["sentence"], sentences) for at, one in enumerate(_findings(report))),
        *((f"findings[{at}].bead", one["bead"], beads) for at, one in enumerate(_findings(report))),
    ):
        if index is not None and not 0 <= index < count:
            yield f"{path} leads nowhere"


def _misedited(report: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the edits of beads that have some."""
    for at, bead in enumerate(report["beads"]):
        if "edits" in bead:
            path = f"beads[{at}].edits"
            target = [report["sentences"][index] for index in bead["target"]]
            yield from _wrong(bead["edits"], edited.SHAPE, path)
            if edited.misled(bead["edits"], target, bead["reference"]):
                yield f"{path} lead nowhere"


def _findings(report: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return (*report["findings"], *report.get("suppressed", ()))


def places(report: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every place in a report: the side, where in the report it stands, and the place."""
    for at, sentence in enumerate(report["sentences"]):
        yield "target", f"sentences[{at}]", sentence
    for at, bead in enumerate(report["beads"]):
        for side in (Side.SOURCE, Side.REFERENCE):
            for place in bead[side]:
                yield str(side), f"beads[{at}].{side}", place
    for at, finding in enumerate(_findings(report)):
        for place in (finding, *finding["related"]):
            yield place["side"], f"findings[{at}]", place
