"""The words of the page itself, in the languages that a reader can choose; one file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ar", "de", "es", "fr", "zh")
"""The first is what the page is written in before a reader chooses."""


@cache
def texts(language: str) -> dict[str, str]:
    """All texts by name; every language has the same names. "{n}" and the like are filled in by the page."""
    file = files("checker") / "reporters" / "html" / "texts" / f"{language}.toml"
    return {name: str(text) for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items()}
