"""Several reports as one page: two of one article compared, any others as an index."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reporters import Saved
from checker.reporters.html.compared import comparable, compared, findings_of_one
from checker.reporters.html.direction import between_sentences
from checker.reporters.html.frame import READING, framed
from checker.reporters.html.naming import told
from checker.reporters.html.runs import GRAVEST_FIRST
from checker.reporters.html.unchecked import unchecked
from checker.reporters.html.worst import headline, worst


def together(reports: Sequence[Saved]) -> str:
    """The page of several reports; ends with a line feed. The same reports give the same bytes."""
    if len(reports) == 2 and comparable(*reports):
        return _comparison(*reports)
    return _index(reports)


def _comparison(first: Saved, second: Saved) -> str:
    groups = compared(first, second)
    return framed(
        "compared.html",
        READING,
        _named((first, second)),
        reports=(first, second),
        groups=groups,
        only=findings_of_one(first, second),
        sourced=any(group.source for group in groups),
        source_gap=between_sentences(first["source"]["language"]) if first["source"] else "",
        gaps=[between_sentences(one["target"]["language"]) for one in (first, second)],
        severities=GRAVEST_FIRST,
        difference=second["summary"]["score"] - first["summary"]["score"],
    )


def _index(reports: Sequence[Saved]) -> str:
    """Those that fail first, and of them the lowest score first."""
    ordered = sorted(reports, key=lambda one: (one["summary"]["verdict"] == "pass", one["summary"]["score"]))
    return framed(
        "index.html",
        READING,
        _named(reports),
        reports=[(one, headline(one), worst(one), unchecked(one)) for one in ordered],
        failed=sum(one["summary"]["verdict"] == "fail" for one in reports),
        severities=GRAVEST_FIRST,
    )


def _named(reports: Sequence[Saved]) -> dict[str, dict[str, list[str]]]:
    return told(one["check"] for saved in reports for part in ("findings", "skipped") for one in saved[part])
