"""Placeholders that a program fills in: printf, Python, ICU, Fluent, shell and template styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

_SIMPLE = regex.compile(
    r"%\((?P<name>\w+)\)[-+0#]*\d*(?:\.\d+)?[sdifuxXeEgGr]"  # %(name)s
    r"|%\{(?P<name>\w+)\}"  # %{name}
    r"|(?<![A-Za-z0-9%])%(?P<position>\d+\$)?(?:\.\d+|0\d)?l{0,2}(?P<letter>[sdifuxX@])(?![A-Za-z0-9])"  # %s %1$d %.2f
    r"|(?<!\w)#(?P<name>[A-Z][A-Z_]+)#"  # #NAME#
    r"|\$\{(?P<name>[\w.\-]+)\}"  # ${name}
    r"|\{\{\s*(?P<name>[$#]?\w[\w.\-]*)[^{}\n]{0,60}\}\}"  # {{ name }}
    r"|\{\s*(?P<name>\$?\p{L}[\w.\-]*|_\w+|\d+)\s*(?:![rsa])?(?::[^{}\s]{0,12})?\}"  # {name} {0} { $name } {x:.2f}
)
_CHOICE = regex.compile(r"\{\s*(?P<name>\$?\w+)\s*,\s*(?P<kind>plural|select|selectordinal|number|date|time)\b")
_COMMAND = regex.compile(r"\\[A-Za-z]+(?:\{[^{}\n]*\})*$")
_LONGEST = 4_000


class Placeholder(NamedTuple):
    """A placeholder with its half-open span. key: what must be the same in every language.

    named: it may stand several times, as the branches of a plural need; one that is only counted (%s) may not.
    """

    text: str
    key: str
    start: int
    end: int
    named: bool


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text, in order; those in the branches of a choice come after the choice itself."""
    if not any(sign in text for sign in "{%#"):
        return
    inside = -1
    for match in _CHOICE.finditer(text):
        end = _closed(text, match.start())
        if end is not None and match.start() >= inside:
            key = f"{{{match['name']}, {match['kind']}}}"
            yield Placeholder(text[match.start() : match.end()], key, match.start(), match.end(), named=True)
    for match in _SIMPLE.finditer(text):
        if _COMMAND.search(text, max(0, match.start() - 40), match.start()):
            continue
        name = match["name"]
        opening = match.group()[: len(match.group()) - len(match.group().lstrip("%$({#"))]
        # Fluent and Mustache set spaces as they like; "{ name }" is no placeholder for those that know "{name}"
        opening += " " * match.group().startswith(("{ ", "{\N{NO-BREAK SPACE}")) * ("$" not in match.group())
        key = opening + name if name else f"%{match['position'] or ''}{match['letter']}"
        named = name is not None or match["position"] is not None
        yield Placeholder(match.group(), key, *match.span(), named=named)


def _closed(text: str, start: int) -> int | None:
    """Where the brace that opens at `start` is closed, or None where it is not."""
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place + 1
    return None
