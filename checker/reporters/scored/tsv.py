"""Scored rows for spreadsheets and for `cut`: tab-separated, with a header; the findings by name and place."""

from __future__ import annotations

from checker.model import Severity, Signature
from checker.reporters.json import number
from checker.reporters.scored import Format
from checker.reporters.tsv import cell
from checker.rows import Found, Scored

COLUMNS = ("row", "id", "score", "critical", "major", "minor", "findings", "measures", "error")


def line(scored: Scored, signature: Signature) -> str:
    """A row; `findings` are `check:side:start-end` and `measures` are `name=number`, parted by a semicolon each."""
    severities = [found.finding.severity for found in scored.found]
    cells = (
        str(scored.row.number),
        scored.row.id or "",
        "" if scored.score is None else str(number(scored.score.value)),
        *("" if scored.score is None else str(severities.count(one)) for one in reversed(Severity)),
        ";".join(map(_named, scored.found)),
        ";".join(f"{name}={number(value)}" for name, value in scored.measures.items()),
        scored.error or "",
    )
    return "\t".join(map(cell, cells)) + "\n"


def _named(found: Found) -> str:
    return f"{found.finding.check}:{found.finding.hit.side}:{found.span.start}-{found.span.end}"


FORMAT = Format(lambda _: "\t".join(COLUMNS) + "\n", line)
