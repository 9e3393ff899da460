"""JSON Lines: one value a line, whatever a reader takes for the end of a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_ODD = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def lines(values: Iterable[Any]) -> str:
    """The values, each on a line that ends with a line feed; empty where there is none."""
    return "".join(f"{line(value)}\n" for value in values)


def line(value: Any) -> str:
    """A value as JSON on one line, also for readers that end lines as Unicode does.

    Half of a surrogate pair, which no strict reader takes, becomes a replacement character.
    """
    return _ODD.sub(_escaped, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _escaped(match: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= match[0] <= "\udfff" else f"\\u{ord(match[0]):04x}"
