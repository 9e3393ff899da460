"""The page of one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.explain import built_in
from checker.reporters.html.cards import cards
from checker.reporters.html.cards import told as told_message
from checker.reporters.html.distance import distances
from checker.reporters.html.frame import REVIEW, framed
from checker.reporters.html.levels import histogram
from checker.reporters.html.naming import told as told_names
from checker.reporters.html.rail import strips
from checker.reporters.html.rows import SIDES, rows
from checker.reporters.html.runs import GRAVEST_FIRST
from checker.reporters.html.told import told
from checker.reporters.html.unchecked import unchecked
from checker.reporters.html.verdict import crossed, held_to, other_reasons
from checker.reporters.html.worst import headline, lost, worst


def page(saved: Mapping[str, Any]) -> str:
    """The HTML of a saved report."""
    found = rows(saved)
    checks = sorted({one["check"] for one in saved["findings"]})
    beside = [one["check"] for part in ("skipped", "suppressed") for one in saved.get(part, ())]
    return framed(
        "report.html",
        REVIEW,
        naming=told_names(beside, checks),
        saved=saved,
        headline=headline(saved),
        rows=found,
        distances=distances(saved),
        cards=cards(saved),
        strips=strips(found),
        histogram=histogram([one["score"] for one in saved["sentences"]]),
        checks={name: sum(one["check"] == name for one in saved["findings"]) for name in checks},
        pages={name: built_in(name) for name in checks},
        sides=[side for side in SIDES if saved[side]],
        loose=[number for number, one in enumerate(saved["findings"]) if one["bead"] is None],
        held=held_to(saved),
        crossed=crossed(saved),
        reasons=[told_message(reason) for reason in other_reasons(saved)],
        worst=worst(saved),
        lost=lost(saved),
        unchecked=unchecked(saved),
        notes=(saved.get("decisions") or {}).get("notes", []),
        severities=GRAVEST_FIRST,
        told=told(saved, found),
    )
