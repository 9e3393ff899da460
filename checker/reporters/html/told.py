"""What the page's script is told: the text that it corrects, and what can be decided about each finding."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from checker.reporters.html.direction import between_sentences
from checker.reporters.html.rows import Row

DIGITS = 16
"""Hexadecimal digits of a fingerprint, of 64."""


def fingerprint(saved: Mapping[str, Any]) -> str:
    """The name under which a browser keeps decisions: the same for the same texts, whatever was found in them."""
    texts = {
        "target": [saved["target"]["path"], saved["target"]["language"], [one["text"] for one in saved["sentences"]]],
        **{side: [[one["text"] for one in bead[side]] for bead in saved["beads"]] for side in ("source", "reference")},
    }
    return digest(json.dumps(texts, ensure_ascii=True, sort_keys=True))


def digest(text: str) -> str:
    """The first 16 digits of the SHA-256 of a text: enough to tell that it was changed."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def told(saved: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """Offsets are code points of "text", the whole target."""
    touched: dict[int, list[int]] = {}
    for sentence in saved["sentences"]:
        for number in sentence["findings"]:
            touched.setdefault(number, []).append(sentence["index"])
    return {
        "fingerprint": fingerprint(saved),
        "path": saved["target"]["path"],
        "beside": " ".join(side for side in ("source", "reference") if saved[side]),
        "gap": between_sentences(saved["target"]["language"]),
        "text": whole(saved),
        "checks": sorted({one["check"] for one in saved["findings"]}),
        "rows": [[row.bins, row.findings] for row in rows],
        "findings": [_finding(saved, one, touched.get(at, [])) for at, one in enumerate(saved["findings"])],
    }


def whole(saved: Mapping[str, Any]) -> str:
    """The whole target; where an older report does not say what stood between sentences, what may have stood there."""
    sentences = saved["sentences"]
    between = saved["target"].get("between")
    if not between:
        starts = [0, *(one["end"] for one in sentences)]
        lines = [1, *(one["line"] for one in sentences)]
        between = [
            ("\n\n" if one["line"] > line else " ").ljust(one["start"] - start)[: one["start"] - start]
            for one, start, line in zip(sentences, starts, lines, strict=False)
        ]
        between.append("\n")
    texts = [one["text"] for one in sentences]
    return "".join(part for pair in zip(between, [*texts, ""], strict=False) for part in pair)


def _finding(saved: Mapping[str, Any], finding: Mapping[str, Any], touched: Sequence[int]) -> dict[str, Any]:
    """region: the sentences that it touches, to be edited; for what is missing, the place where it would stand."""
    sentences = saved["sentences"]
    on_target = finding["side"] == "target"
    region = None
    if touched:
        region = [sentences[touched[0]]["start"], sentences[touched[-1]]["end"]]
    elif finding["sentence"] is not None:
        region = [sentences[finding["sentence"]][end] for end in ("start", "end")]
    else:
        after = next((one["end"] for one in finding["related"] if one["side"] == "target"), None)
        region = None if after is None else [after, after]
    return {
        "id": finding["id"],
        "check": finding["check"],
        "severity": finding["severity"],
        "span": [finding["start"], finding["end"]] if on_target else None,
        "fix": finding["fix"] if on_target else None,
        "region": region,
        "sentence": _sentence(saved, finding),
    }


def _sentence(saved: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """The digest of the first sentence that a finding touches: when that changes, a decision is stale."""
    if finding["sentence"] is not None:
        return digest(saved["sentences"][finding["sentence"]]["text"])
    side, start = finding["side"], finding["start"]
    own = saved["sentences"] if side == "target" else [one for bead in saved["beads"] for one in bead[side]]
    return next((digest(one["text"]) for one in own if one["start"] <= start < one["end"]), "")
