"""The page of one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.explain import built_in
from checker.reporters.html.cards import cards
from checker.reporters.html.cards import told as told_message
from checker.reporters.html.frame import REVIEW, framed
from checker.reporters.html.levels import histogram
from checker.reporters.html.rail import strips
from checker.reporters.html.rows import SIDES, rows
from checker.reporters.html.runs import GRAVEST_FIRST
from checker.reporters.html.told import told


def page(saved: Mapping[str, Any]) -> str:
    """The HTML of a saved report."""
    found = rows(saved)
    checks = sorted({one["check"] for one in saved["findings"]})
    return framed(
        "report.html",
        REVIEW,
        saved=saved,
        rows=found,
        cards=cards(saved),
        strips=strips(found),
        histogram=histogram([one["score"] for one in saved["sentences"]]),
        checks=checks,
        pages={name: built_in(name) for name in checks},
        sides=[side for side in SIDES if saved[side]],
        loose=[number for number, one in enumerate(saved["findings"]) if one["bead"] is None],
        reasons=[told_message(reason) for reason in saved["summary"]["reasons"]],
        skipped=_skipped(saved),
        notes=(saved.get("decisions") or {}).get("notes", []),
        severities=GRAVEST_FIRST,
        told=told(saved, found),
    )


def _skipped(saved: Mapping[str, Any]) -> dict[str, list[str]]:
    """Checks that did not run, those with the same reason together."""
    found: dict[str, list[str]] = {}
    for one in saved["skipped"]:
        found.setdefault(one["reason"], []).append(one["check"])
    return found
