"""The checks that did not run, those with the same reason together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LACKS = ("source", "reference", "witness", "measure", "facts", "document")
"""What a check may lack that the page can say in every language, as "lacks_source" and so on."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Checks with one reason. text: the name of the page's text that says it, "" where there is only the reason."""

    checks: tuple[str, ...]
    reason: str
    text: str


def unchecked(saved: Mapping[str, Any]) -> tuple[Unchecked, ...]:
    """In the order of the report."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in saved["skipped"]:
        found.setdefault((one["reason"], str(one.get("need", ""))), []).append(one["check"])
    return tuple(Unchecked(tuple(checks), reason, _text(need)) for (reason, need), checks in found.items())


def _text(need: str) -> str:
    kind = need.partition(":")[0]
    return f"lacks_{kind}" if kind in LACKS else ""
