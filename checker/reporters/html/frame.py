"""What every page of a report shares: its templates, one style sheet, one script, and the policy that fits them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.explain import EXAMPLE
from checker.lang.tags import name as language_name
from checker.reporters.html.direction import direction
from checker.reporters.html.naming import plain
from checker.reporters.html.policy import policy
from checker.reporters.html.texts import LANGUAGES, texts
from checker.reporters.tracked import MOVED
from checker.reporters.visible import visible

REVIEW = (
    "page",
    "told",
    "words",
    "store",
    "corrected",
    "exchange",
    "cards",
    "filters",
    "rail",
    "keys",
    "distance",
    "start",
)
"""The parts of the script of a report; together they are one function, so that no name of theirs is global."""

READING = ("page", "words", "alone")
"""Those of a page on which nothing is decided."""

STYLES = ("colours", "frame", "rows", "cards", "distance", "many", "media")

_ACTIVE = re.compile("[<>&\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uD800-\\uDFFF]")


def framed(template: str, scripts: tuple[str, ...], naming: Mapping[str, Any], **values: Any) -> str:
    """The HTML that a template makes of these values. naming: what the script is told of checks (`naming.told`)."""
    style, script = _style(), _script(scripts)
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            naming=naming,
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("checker.reporters.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    english = texts(LANGUAGES[0])
    environment.globals.update(
        t=english.__getitem__,
        texts={language: texts(language) for language in LANGUAGES},
        filled=_filled,
        plain=plain,
        direction=direction,
        language_name=language_name,
        EXAMPLE=EXAMPLE,
        MOVED=MOVED,
    )
    environment.filters["visible"] = visible
    environment.filters["island"] = _island
    environment.filters["paragraphs"] = _paragraphs
    environment.filters["in_code"] = lambda text: text.split("`")
    environment.filters["marked"] = _marked
    return environment


def _filled(text: str, values: Mapping[str, int | float]) -> str:
    """A text with its gaps filled, numbers as short as they can be."""
    return text.format(**{name: f"{value:g}" for name, value in values.items()})


def _island(value: Any) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element, or acts in an editor that shows it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a section of a check's page."""
    return [" ".join(one.split()) for one in text.split("\n\n")]


def _marked(text: str) -> list[tuple[str, bool]]:
    """An example in stretches; True: it stood between the marks."""
    found = []
    for number, part in enumerate(text.replace("⟧", "⟦").split("⟦")):
        found.append((part, number % 2 == 1))
    return found


@cache
def _style() -> str:
    return _joined("styles", STYLES, "css")


@cache
def _script(names: tuple[str, ...]) -> str:
    return f'"use strict";\n(() => {{\n{_joined("scripts", names, "js")}}})();\n'


def _joined(folder: str, names: tuple[str, ...], suffix: str) -> str:
    room = files("checker") / "reporters" / "html" / folder
    return "".join((room / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names)
