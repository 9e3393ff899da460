"""`checker config`: every setting, its value, and where it came from."""

from __future__ import annotations

import json
from typing import Any

from checker.cli import options
from checker.cli.checks import columns, demand_format
from checker.cli.help import closing
from checker.cli.output import write
from checker.config import SETTINGS, Config

CLOSING = closing(
    ("the settings that hold in this directory", "checker config"),
    ("those of another file", "checker config --config ci/checker.toml"),
    ("a setting by the environment", "CHECKER_FAIL_ON=minor checker config"),
    exits={0: "the settings were printed", 2: "one of them cannot be what it is"},
)


def command(
    config: options.ConfigFile = None,
    format: options.ListFormat = "text",
) -> None:
    """Show every setting, its value, and where it came from."""
    from checker.reporters.visible import visible

    demand_format(format)
    settings = options.settings(config)
    rows = list(_rows(settings))
    if format == "json":
        shown = {name: {"value": value, "from": origin} for name, value, origin in rows}
        write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    cells = [("SETTING", "VALUE", "FROM"), *((name, _written(value), origin) for name, value, origin in rows)]
    write(columns([tuple(map(visible, row)) for row in cells]))


def _rows(settings: Config) -> list[tuple[str, Any, str]]:
    rows = [
        (name, getattr(settings, name.replace("-", "_")), settings.origins[name])
        for name in SETTINGS
        if name != "checks"
    ]
    for check, table in settings.checks.items():
        rows += [(f"checks.{check}.{name}", value, settings.origins["checks"]) for name, value in table.items()]
    return rows


def _written(value: Any) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
