"""What a check is called, and what its finding means, in each language that a reader can choose; one file a check."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from checker.explain import built_in
from checker.reporters.html.texts import LANGUAGES


class Naming(NamedTuple):
    """name: a few words. says: one line that tells what is wrong."""

    name: str
    says: str


@cache
def naming(check: str) -> dict[str, Naming]:
    """By language; empty for a check that does not come with the package.

    What a check says in English is the first line of its page, so that it is written once.
    """
    page = built_in(check) if re.fullmatch(r"[a-z]+(-[a-z]+)*", check) else None
    file = files("checker") / "reporters" / "html" / "checks" / f"{check}.toml"
    if page is None or not file.is_file():
        return {}
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    english, *others = LANGUAGES
    return {
        english: Naming(found[english]["name"], page.summary.replace("`", "")),
        **{language: Naming(found[language]["name"], found[language]["says"]) for language in others},
    }


def plain(check: str) -> str:
    """The English name of a check; one of somebody else's is called as it calls itself."""
    known = naming(check)
    return known[LANGUAGES[0]].name if known else check


def told(checks: Iterable[str], found: Iterable[str] = ()) -> dict[str, dict[str, list[str]]]:
    """What the page's script is told of these checks: the name by language, and of those in `found` what they say."""
    saying = set(found)
    return {
        check: {language: [one.name, *([one.says] if check in saying else [])] for language, one in known.items()}
        for check in sorted({*checks, *saying})
        if (known := naming(check))
    }
