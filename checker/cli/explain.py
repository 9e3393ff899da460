"""`checker explain NAME`: what a check means."""

from __future__ import annotations

import json
from dataclasses import asdict
from textwrap import fill, indent
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import choices, options
from checker.cli.checks import demand_format
from checker.cli.help import closing
from checker.cli.output import write

if TYPE_CHECKING:
    from checker.checks import Check
    from checker.explain import Example, Page

WIDTH = 88

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
    needs = f", needs {' and '.join(check.needs)}" if check.needs else ""
    parts = [page.name, fill(page.summary, WIDTH), f"{check.severity}, {check.category}{needs}"]
    for heading, body in page.sections:
        paragraphs = [fill(" ".join(part.split()), WIDTH - 4) for part in body.split("\n\n")]
        parts.append(f"{heading}\n" + indent("\n\n".join(paragraphs), "    "))
    parts.append("Example\n" + "\n\n".join(indent(_example(example), "    ") for example in page.examples))
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    languages = f"{example.language} from {example.source_language}" if example.source_language else example.language
    rows = [
        ("language", languages),
        ("glossary", example.glossary),
        ("source", example.source),
        ("reference", example.reference),
        ("bad", example.bad),
        ("good", example.good),
    ]
    return "\n".join(
        fill(text, WIDTH - 4, initial_indent=f"{label:10}", subsequent_indent=" " * 10)
        for label, text in rows
        if text is not None
    )
