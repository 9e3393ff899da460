"""Front matter: settings in YAML or TOML before the first line of a Markdown text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SETTING = {
    "---": re.compile(r"\s*(?:#.*|[\"']?\w[\w .\-]*[\"']?\s*:(?:\s.*)?)"),
    "+++": re.compile(r"\s*(?:#.*|\[.*\]\s*|[\"']?\w[\w.\-]*[\"']?\s*=.*)"),
}
_ENDS = {"---": {"---", "..."}, "+++": {"+++"}}


def front_matter_lines(lines: Sequence[str]) -> int:
    """How many lines the front matter takes with its fences, 0 where there is none.

    A rule of three hyphens that opens a text is no front matter: a setting must follow, and a closing fence.
    """
    fence = lines[0].rstrip() if lines else ""
    if fence not in _SETTING:
        return 0
    end = next((index for index in range(1, len(lines)) if lines[index].rstrip() in _ENDS[fence]), 0)
    first = next((line for line in lines[1:end] if line.strip()), None)
    if first is None:
        return end + 1 if end else 0
    return end + 1 if _SETTING[fence].fullmatch(first) else 0
