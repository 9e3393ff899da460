"""What a saved report was held to, and what of it fails that: `summary.limits`, which the first versions did not tell.

In an article that passes nothing fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.model import Severity
from checker.reporters import Saved


def fails(saved: Saved, finding: Mapping[str, Any]) -> bool:
    """Whether a finding is grave enough to fail its article; in a report without limits, if it is not minor."""
    least = saved["summary"].get("limits", {"fail_on": "major"})["fail_on"]
    return least != "never" and _failed(saved) and Severity(finding["severity"]).rank >= Severity(least).rank


def too_low(saved: Saved, sentence: Mapping[str, Any]) -> float | None:
    """The score that each sentence must have, where this one has less; None where it has enough, or none is asked."""
    least: float | None = saved["summary"].get("limits", {}).get("min_sentence")
    return least if least is not None and _failed(saved) and sentence["score"] < least else None


def strict(saved: Saved) -> bool:
    """Whether a check that could not run fails the article."""
    return _failed(saved) and bool(saved["summary"].get("limits", {}).get("strict"))


def _failed(saved: Saved) -> bool:
    return bool(saved["summary"]["verdict"] == "fail")


def held_to(saved: Saved) -> str:
    """What fails an article, such as "a finding that is major or worse, a score under 80"; "" where it is not told."""
    limits = saved["summary"].get("limits")
    return "" if limits is None else ", ".join(_asked(limits)) or "nothing"


def _asked(limits: Mapping[str, Any]) -> Iterator[str]:
    grave = {"minor": "a finding", "major": "a finding that is major or worse", "critical": "a critical finding"}
    if limits["fail_on"] in grave:
        yield grave[limits["fail_on"]]
    if limits["fail_under"] is not None:
        yield f"a score under {limits['fail_under']:g}"
    if limits["min_sentence"] is not None:
        yield f"a sentence with a score under {limits['min_sentence']:g}"
    if limits["strict"]:
        yield "a check that could not run"
