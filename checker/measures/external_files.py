"""Files of scores and error spans that other programs wrote, read into one form.

json: what `comet-score --to_json` writes of COMET and XCOMET, by file a list of samples with "src", "mt", "COMET" and
"errors"; also a list of such samples, a list of numbers, and {"scores": [...], "error_spans": [...]}.
jsonl: an object a line, as MetricX writes them ("hypothesis", "prediction"), or plain: "id" or "row",
"score", "spans".
tsv: with a header that names a column "score"; or without: the segment scores of WMT metrics tasks (..., system,
segment number, score, ...), those of mt-metrics-eval (system, score, in the order of the segments), or (id, score).
lines: a number a line, as pymarian-eval writes them; of several the first.

A score that is null, None or no number of use is no score.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, NamedTuple

from checker.errors import ReadError
from checker.measures.quoted import key
from checker.model import Severity, Side

FORMATS = ("json", "jsonl", "tsv", "lines")

_SCORE = ("score", "prediction", "COMET", "segment_score", "seg_score")
_TARGET = ("mt", "hypothesis", "target", "translation")
_SOURCE = ("src", "source")
_ID = ("id", "segment_id", "seg_id")
_SYSTEM = ("system", "system_id", "system_name", "sys")
_SPANS = ("spans", "errors", "error_spans")
_SIDES = {
    "target": Side.TARGET,
    "translation": Side.TARGET,
    "mt": Side.TARGET,
    "source": Side.SOURCE,
    "src": Side.SOURCE,
}
_PENALTIES = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".tsv": "tsv"}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|none|nan|null", re.IGNORECASE)


class Flagged(NamedTuple):
    """An error span. quotes: its words, as far as they are told, in more than one form. start, end: in the text, or -1.

    value: the penalty of its severity, minor 1, major 5, critical 25; None where it has none that is known.
    """

    side: Side
    quotes: tuple[str, ...]
    start: int
    end: int
    value: float | None


class Entry(NamedTuple):
    """What a file tells of one translation. row: from 0. target, source: digests of the texts, where it holds them."""

    row: int
    score: float | None
    id: str | None = None
    target: bytes | None = None
    source: bytes | None = None
    flagged: tuple[Flagged, ...] = ()
    system: str | None = None


def digest(text: str) -> bytes:
    """What tells a text from others, white space aside."""
    return blake2b(key(text).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def guess(name: str, text: str) -> str:
    """The format of a file: by its name, else by how it begins."""
    known = _SUFFIXES.get(PurePath(name).suffix.lower())
    if known:
        return known
    first = text.lstrip()[:1]
    if first in ("{", "["):
        line = text.lstrip().partition("\n")[0]
        return "jsonl" if first == "{" and _is_json(line) else "json"
    return "tsv" if "\t" in text.partition("\n")[0] else "lines"


def parse(text: str, format: str, name: str) -> list[Entry]:
    """The entries of a file, of all systems, each numbered within its system. Raises ReadError, naming the line."""
    readers = {"json": _json, "jsonl": _jsonl, "tsv": _tsv, "lines": _lines}
    counts: dict[str | None, int] = {}
    entries = []
    for entry in readers[format](text, name):
        counts[entry.system] = counts.get(entry.system, -1) + 1
        entries.append(entry if entry.row >= 0 else entry._replace(row=counts[entry.system]))
    if not entries:
        raise ReadError(f"{name} holds no scores: give a file of {format} with one for each translation.")
    return entries


def _json(text: str, name: str) -> Iterator[Entry]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name} is not valid JSON: {error}.") from None
    if isinstance(told, dict) and isinstance(told.get("scores"), list):
        spans = _first(told, _SPANS) or _first(told.get("metadata") or {}, _SPANS) or []
        samples = [{"score": score} for score in told["scores"]]
        for sample, errors in zip(samples, spans if isinstance(spans, list) else [], strict=False):
            sample["errors"] = errors
        told = samples
    lists = told if isinstance(told, dict) else {None: told}
    for system, samples in lists.items():
        if not isinstance(samples, list):
            raise ReadError(f"{name} holds no list of scores{'' if system is None else f' as {system[:40]!r}'}.")
        for number, sample in enumerate(samples):
            entry = _entry(sample if isinstance(sample, dict) else {"score": sample}, f"Sample {number} of {name}")
            yield entry._replace(system=system or entry.system)


def _jsonl(text: str, name: str) -> Iterator[Entry]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            raise ReadError(f"Line {number} of {name} is not valid JSON.") from None
        if not isinstance(told, dict):
            raise ReadError(f"Line {number} of {name} is not a JSON object.")
        yield _entry(told, f"Line {number} of {name}")


def _lines(text: str, name: str) -> Iterator[Entry]:
    for number, line in enumerate(text.rstrip().split("\n") if text.strip() else (), 1):
        words = line.split()
        if not words or not _NUMBER.fullmatch(words[0]):
            raise ReadError(f"Line {number} of {name} does not begin with a number.")
        yield Entry(-1, _number(words[0]))


def _tsv(text: str, name: str) -> Iterator[Entry]:
    rows = [line.rstrip("\r").split("\t") for line in text.split("\n") if line.strip()]
    if not rows:
        return
    header = [re.sub(r"[\s-]+", "_", cell.strip()) for cell in rows[0]]
    lowered = [cell.casefold() for cell in header]
    if {one.casefold() for one in _SCORE} & set(lowered):
        yield from _headed(lowered, rows[1:], name)
        return
    first = rows[0]
    at = next((i for i in range(1, len(first) - 1) if first[i].isdecimal() and _NUMBER.fullmatch(first[i + 1])), None)
    if at is not None:
        yield from _numbered(rows, at, name)
        return
    if any(len(row) != 2 for row in rows):
        raise ReadError(f"{name} has neither a header with a column score nor columns of WMT: name its columns.")
    names = [row[0].strip() for row in rows]
    alone = len(set(names)) == len(names)
    for number, (told, score) in enumerate(rows, 1):
        _demand_number(score, f"Line {number} of {name}")
        yield Entry(-1, _number(score), told.strip() if alone else None, system=None if alone else told.strip())


def _headed(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> Iterator[Entry]:
    lower = {one.casefold(): one for one in _SCORE}
    named = [lower.get(cell, cell) for cell in header]
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ReadError(f"Line {number} of {name} has {len(row)} cells, and the header {len(header)}.")
        told: dict[str, Any] = dict(zip(named, row, strict=True))
        for one in ("row", "segment_number"):
            if one in told:
                if not told[one].strip().isdecimal():
                    raise ReadError(f"Line {number} of {name} has no number as its {one}.")
                told["row"] = int(told[one]) - (one == "segment_number")
        for one in _SCORE:
            if one in told:
                _demand_number(told[one], f"Line {number} of {name}")
                told[one] = _number(told[one])
        yield _entry(told, f"Line {number} of {name}")


def _numbered(rows: Sequence[Sequence[str]], at: int, name: str) -> Iterator[Entry]:
    """WMT's rows, whose segment number stands at a column and is followed by the score."""
    for number, row in enumerate(rows, 1):
        if len(row) <= at + 1 or not row[at].isdecimal():
            raise ReadError(f"Line {number} of {name} has no segment number in column {at + 1}.")
        _demand_number(row[at + 1], f"Line {number} of {name}")
    from_one = not any(int(row[at]) == 0 for row in rows)
    for row in rows:
        yield Entry(int(row[at]) - from_one, _number(row[at + 1]), system=row[at - 1].strip() or None)


def _entry(told: Mapping[str, Any], where: str) -> Entry:
    score = _first(told, _SCORE)
    if isinstance(score, bool) or not isinstance(score, int | float | None):
        raise ReadError(f"{where} has a score that is no number.")
    row = told.get("row", -1)
    if type(row) is not int or row < -1:
        raise ReadError(f"{where} has a row that is no number from 0.")
    named, system = _first(told, _ID), _first(told, _SYSTEM)
    target, source = _first(told, _TARGET), _first(told, _SOURCE)
    words = target if isinstance(target, str) else None
    return Entry(
        row,
        None if score is None else _finite(score),
        None if named is None else str(named),
        None if words is None else digest(words),
        digest(source) if isinstance(source, str) else None,
        tuple(_flagged(_first(told, _SPANS) or (), words, source if isinstance(source, str) else None)),
        None if system is None else str(system),
    )


def _flagged(told: Any, target: str | None, source: str | None) -> Iterator[Flagged]:
    for span in told if isinstance(told, list) else ():
        one = span if isinstance(span, dict) else {}
        side = _SIDES.get(str(one.get("side", one.get("in", "target"))).casefold(), Side.TARGET)
        start, end = (one[name] if type(one.get(name)) is int else -1 for name in ("start", "end"))
        text = target if side is Side.TARGET else source
        quotes = [one.get("text"), one.get("span"), text[start:end] if text and 0 <= start < end <= len(text) else None]
        severity = str(one.get("severity", "")).strip().casefold()
        value = _PENALTIES[Severity(severity)] if severity in list(Severity) else None
        yield Flagged(side, tuple(quote for quote in quotes if isinstance(quote, str) and quote), start, end, value)


def _first(told: Any, names: Sequence[str]) -> Any:
    return next((told[name] for name in names if told.get(name) is not None), None) if isinstance(told, dict) else None


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _demand_number(cell: str, where: str) -> None:
    if not _NUMBER.fullmatch(cell.strip()):
        raise ReadError(f"{where} has {cell.strip()[:40]!r} where its score should be.")


def _number(cell: str) -> float | None:
    """The number in a cell that holds one; None for "None", "nan" and what has no end."""
    cell = cell.strip()
    return _finite(float(cell)) if cell[-1:].isdecimal() or cell.endswith(".") else None


def _finite(value: float) -> float | None:
    """A number, None where it has no end or is a whole one that no float can hold."""
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
