"""The loader of the facts about languages: one TOML file a language, one section a concern.

A tag falls back along its own parts and then to nothing: "pt-BR" asks `pt-BR.toml`, then `pt.toml`. A section
that no file of the chain has is None: the caller degrades in the open. What CLDR knows is asked of Babel and
not repeated here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file(tag: str) -> Mapping[str, Any]:
    entry = files("checker.lang") / "facts" / f"{tag}.toml"
    return tomllib.loads(entry.read_text(encoding="utf-8")) if entry.is_file() else {}


def chain(tag: str) -> tuple[str, ...]:
    """The tags to ask, most specific first: "zh-Hant-TW" gives "zh-Hant-TW", "zh-Hant", "zh"."""
    parts = tag.replace("_", "-").split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


@cache
def section(tag: str, name: str) -> Mapping[str, Any] | None:
    """One section of a language's facts, or None where nothing is known."""
    for candidate in chain(tag):
        found = _file(candidate).get(name)
        if found is not None:
            return found  # type: ignore[no-any-return]
    return None


@cache
def languages() -> tuple[str, ...]:
    """The tags of all languages that have a file of facts, in the order of the alphabet."""
    names = (entry.name for entry in (files("checker.lang") / "facts").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
