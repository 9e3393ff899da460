"""`checker explain NAME`: what a check means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import indent
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import choices, options
from checker.cli.checks import demand_format
from checker.cli.help import closing
from checker.cli.output import columns_of_terminal, write
from checker.cli.pages import needs

if TYPE_CHECKING:
    from checker.checks import Check
    from checker.explain import Example, Page

WIDTH, NARROWEST = 88, 40
"""Columns of a page: those of the terminal, within these."""

LABELS = 10
"""Columns of the labels before an example's texts."""

CLOSING = closing(
    ("a check, as `checker checks` and every report name it", "checker explain torn-sentence"),
    ("for a program", "checker explain glossary --format json"),
    exits={0: "the page was printed", 2: "there is no such check"},
)


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A check, as `checker checks` lists them.", autocompletion=choices.check_names
        ),
    ],
    format: options.ListFormat = "text",
) -> None:
    """Show what a check means: why it matters, what it looks at, its limits, an example."""
    from checker.cli.pages import check_and_page

    demand_format(format)
    check, page = check_and_page(name)
    if format == "json":
        facts = {"category": check.category, "severity": str(check.severity), "needs": list(check.needs)}
        write(json.dumps({**asdict(page), **facts}, ensure_ascii=False, indent=2) + "\n")
    else:
        write(_text(check, page))


def _text(check: Check, page: Page) -> str:
    columns = columns_of_terminal()
    width = max(NARROWEST, min(WIDTH, columns or WIDTH))
    needed = f", needs {needs(check)}" if needs(check) else ""
    parts = [page.name, _filled(page.summary, width), _filled(f"{check.severity}, {check.category}{needed}", width)]
    for heading, body in page.sections:
        paragraphs = [_filled(part, width - 4) for part in body.split("\n\n")]
        parts.append(f"{heading}\n" + indent("\n\n".join(paragraphs), "    "))
    examples = [_example(example, width - 4, isolate=columns is not None) for example in page.examples]
    parts.append("Example\n" + "\n\n".join(indent(example, "    ") for example in examples))
    return "\n\n".join(parts) + "\n"


def _example(example: Example, width: int, isolate: bool) -> str:
    """An example, a label before each of its texts; isolate keeps texts from turning the order of a terminal's line."""
    languages = f"{example.language} from {example.source_language}" if example.source_language else example.language
    rows = [
        ("language", languages),
        ("glossary", example.glossary),
        ("source", example.source),
        ("reference", example.reference),
        ("bad", example.bad),
        ("good", example.good),
    ]
    lines = []
    for label, text in rows:
        for number, line in enumerate(_wrapped(text, width - LABELS) if text is not None else ()):
            lead = label if number == 0 else ""
            shown = f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}" if isolate else line
            lines.append(f"{lead:{LABELS}}{shown}")
    return "\n".join(lines)


def _filled(text: str, width: int) -> str:
    return "\n".join(_wrapped(" ".join(text.split()), width))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text in any script, which may need two columns for a character."""
    from rich.console import Console
    from rich.text import Text

    for line in Text(text).wrap(Console(width=width), width, overflow="fold"):
        line.rstrip()
        yield line.plain
