"""`checker checks`: the list of checks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import fill

from checker.cli import options
from checker.cli.help import closing
from checker.cli.output import columns_of_terminal, write
from checker.errors import ConfigError

CLOSING = closing(
    ("the whole list", "checker checks"),
    ("for a program", "checker checks --format json"),
    ("what one of them means", "checker explain torn-sentence"),
    exits={0: "the list was printed", 2: "the run itself failed"},
)


def command(
    format: options.ListFormat = "text",
) -> None:
    """List the checks: severity, what each needs, what it finds."""
    from checker.checks import TABLE
    from checker.cli.pages import check_and_page, needs

    demand_format(format)
    rows = [check_and_page(name) for name in TABLE]
    if format == "json":
        listed = [
            {
                "name": check.name,
                "category": check.category,
                "severity": str(check.severity),
                "needs": list(check.needs),
                "summary": page.summary,
            }
            for check, page in rows
        ]
        write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return
    cells = [("CHECK", "SEVERITY", "NEEDS", "WHAT IT FINDS")]
    cells += [(check.name, str(check.severity), needs(check) or "-", page.summary.rstrip(".")) for check, page in rows]
    table, width = columns(cells), columns_of_terminal()
    fits = width is None or all(len(line) <= width for line in table.splitlines())
    write(table if fits else "\n".join(_entry(*cell, width or 0) for cell in cells[1:]))


def _entry(name: str, severity: str, needs: str, summary: str, width: int) -> str:
    """A check of the list, for terminals that are too narrow for the table."""
    needed = "" if needs == "-" else f", needs {needs}"
    lines = (f"{name} ({severity}{needed})", f"    {summary}.")
    return "".join(
        fill(line, max(width, 40), subsequent_indent="    ", break_on_hyphens=False) + "\n" for line in lines
    )


def demand_format(name: str) -> None:
    """Raises ConfigError for anything but text and json."""
    if name not in ("text", "json"):
        raise ConfigError(f"There is no format {name!r} for this; those there are: text, json.")


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows with their cells under each other."""
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)
