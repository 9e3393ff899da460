"""The page put together: templates, one style sheet, one script, and what the script is told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.explain import EXAMPLE, Page, built_in
from checker.lang.tags import name as language_name
from checker.reporters.html.cards import cards
from checker.reporters.html.cards import told as told_message
from checker.reporters.html.direction import direction
from checker.reporters.html.levels import histogram
from checker.reporters.html.policy import policy
from checker.reporters.html.rail import strips
from checker.reporters.html.rows import SIDES, rows
from checker.reporters.html.runs import GRAVEST_FIRST
from checker.reporters.html.texts import LANGUAGES, texts
from checker.reporters.html.told import told
from checker.reporters.visible import visible

SCRIPTS = ("told", "words", "store", "corrected", "exchange", "cards", "filters", "rail", "keys", "start")
"""The parts of the script in their order; together they are one function, so that no name of theirs is global."""

STYLES = ("colours", "frame", "rows", "cards", "media")

_ACTIVE = re.compile("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def page(saved: Mapping[str, Any]) -> str:
    """The HTML of a saved report."""
    found = rows(saved)
    checks = dict.fromkeys(one["check"] for one in saved["findings"])
    scores = [one["score"] for one in saved["sentences"]]
    style, script = _style(), _script()
    return (
        _environment()
        .get_template("report.html")
        .render(
            saved=saved,
            policy=policy(style, script),
            style=Markup(style),
            script=Markup(script),
            texts={language: texts(language) for language in LANGUAGES},
            rows=found,
            cards=cards(saved),
            strips=strips(found),
            histogram=histogram(scores),
            checks=sorted(checks),
            pages={name: _page(name) for name in sorted(checks)},
            sides=[side for side in SIDES if saved[side]],
            loose=[number for number, one in enumerate(saved["findings"]) if one["bead"] is None],
            reasons=[told_message(reason) for reason in saved["summary"]["reasons"]],
            skipped=_skipped(saved),
            notes=(saved.get("decisions") or {}).get("notes", []),
            severities=GRAVEST_FIRST,
            told=told(saved, found),
        )
    )


def _page(name: str) -> Page | None:
    return built_in(name)


def _skipped(saved: Mapping[str, Any]) -> dict[str, list[str]]:
    """Checks that did not run, those with the same reason together."""
    found: dict[str, list[str]] = {}
    for one in saved["skipped"]:
        found.setdefault(one["reason"], []).append(one["check"])
    return found


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
    environment.globals.update(t=english.__getitem__, direction=direction, language_name=language_name, EXAMPLE=EXAMPLE)
    environment.filters["visible"] = visible
    environment.filters["island"] = _island
    environment.filters["paragraphs"] = _paragraphs
    environment.filters["in_code"] = lambda text: text.split("`")
    environment.filters["marked"] = _marked
    return environment


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
def _script() -> str:
    return f'"use strict";\n(() => {{\n{_joined("scripts", SCRIPTS, "js")}}})();\n'


def _joined(folder: str, names: tuple[str, ...], suffix: str) -> str:
    room = files("checker") / "reporters" / "html" / folder
    return "".join((room / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names)
