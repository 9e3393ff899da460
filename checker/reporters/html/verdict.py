"""Why an article fails, and what it was held to, in words that every language of the page has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checker.reporters.html.runs import GRAVEST_FIRST


class Said(NamedTuple):
    """A text of the page by its name, and what fills its gaps."""

    text: str
    values: Mapping[str, int | float]


def held_to(saved: Mapping[str, Any]) -> tuple[Said, ...]:
    """What makes an article fail in this run; () where an older report does not tell."""
    limits = saved["summary"].get("limits")
    if limits is None:
        return ()
    found = [Said(f"held_{limits['fail_on']}", {})] if limits["fail_on"] != "never" else []
    if limits["fail_under"] is not None:
        found.append(Said("held_score", {"n": limits["fail_under"]}))
    if limits["min_sentence"] is not None:
        found.append(Said("held_sentence", {"n": limits["min_sentence"]}))
    if limits["strict"]:
        found.append(Said("held_strict", {}))
    return tuple(found) or (Said("held_nothing", {}),)


def crossed(saved: Mapping[str, Any]) -> tuple[Said, ...]:
    """The limits that the article crossed, in the order of the report's reasons; () where an older one has none."""
    limits = saved["summary"].get("limits")
    return () if limits is None else tuple(_crossed(saved, limits))


def _crossed(saved: Mapping[str, Any], limits: Mapping[str, Any]) -> Iterator[Said]:
    if limits["fail_on"] != "never":
        grave = GRAVEST_FIRST[: GRAVEST_FIRST.index(limits["fail_on"]) + 1]
        count = sum(saved["summary"]["findings"][name] for name in grave)
        if count:
            yield Said(f"why_{limits['fail_on']}", {"n": count})
    total, under, least = saved["summary"]["score"], limits["fail_under"], limits["min_sentence"]
    if under is not None and total < under:
        yield Said("why_score", {"score": round(total, 1), "limit": under})
    low = [one["score"] for one in saved["sentences"] if least is not None and one["score"] < least]
    if low:
        yield Said("why_sentence", {"n": len(low), "limit": least, "lowest": round(min(low), 1)})
    if limits["strict"] and saved["skipped"]:
        yield Said("why_strict", {"n": len(saved["skipped"])})


def other_reasons(saved: Mapping[str, Any]) -> list[str]:
    """The report's reasons, in English, that are told neither by a crossed limit nor by the list of worst sentences."""
    reasons: list[str] = saved["summary"]["reasons"]
    if saved["summary"].get("limits") is None:
        return reasons
    listed = any(one.get("parts", {}).get("penalty") for one in saved["sentences"])
    return reasons[len(crossed(saved)) : len(reasons) - listed]
