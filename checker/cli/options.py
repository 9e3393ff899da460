"""Options that several commands share, and the settings they become."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import choices
from checker.cli.output import listen
from checker.config import COLOR, DECISIONS, FAIL_ON, Config, load
from checker.reporters import FORMATS

TEXTS, CHECKS, VERDICT, KNOWN, OUTPUT = "Texts", "Checks", "Verdict", "Findings known already", "Output"
"""The groups that options stand in, in a command's help."""

_DEFAULT = Config()


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


SourceLang = Annotated[
    str | None,
    typer.Option(
        "--source-lang",
        metavar="CODE",
        help="Language of the source, in BCP-47: ar, pt-BR. [default: detected]",
        autocompletion=choices.languages,
        rich_help_panel=TEXTS,
    ),
]
TargetLang = Annotated[
    str | None,
    typer.Option(
        "--target-lang",
        metavar="CODE",
        help="Language of the translation. [default: detected]",
        autocompletion=choices.languages,
        rich_help_panel=TEXTS,
    ),
]
Glossary = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary",
        metavar="FILE",
        help="Terms to use, avoid or keep: CSV, TSV, TBX; may be repeated.",
        rich_help_panel=TEXTS,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here. [default: standard output]", rich_help_panel=OUTPUT
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="NAME",
        help=f"One of {', '.join(FORMATS)}. [default: terminal on a terminal, else json]",
        autocompletion=choices.formats,
        rich_help_panel=OUTPUT,
    ),
]
Views = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="NAME=FILE",
        help="A further view of the same run, such as html=report.html; may be repeated.",
        autocompletion=choices.views,
        rich_help_panel=OUTPUT,
    ),
]
Color = Annotated[
    str | None,
    typer.Option(
        "--color",
        metavar="WHEN",
        help=f"{_or(COLOR)}; auto heeds NO_COLOR and FORCE_COLOR. [default: {_DEFAULT.color}]",
        autocompletion=choices.colors,
        rich_help_panel=OUTPUT,
    ),
]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help="Every sentence in the terminal view, and its edits to the reference; where an error comes from.",
        rich_help_panel=OUTPUT,
    ),
]
ListFormat = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        metavar="NAME",
        help="text or json. [default: text]",
        show_default=False,
        autocompletion=choices.list_formats,
    ),
]
ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config", metavar="FILE", help="Settings. [default: the nearest checker.toml or pyproject.toml upwards]"
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help=f"Exit 1 when a finding is at least this grave: {_or(FAIL_ON)}. [default: {_DEFAULT.fail_on}]",
        autocompletion=choices.severities,
        rich_help_panel=VERDICT,
    ),
]
MinSentence = Annotated[
    str | None,
    typer.Option(
        "--min-sentence",
        metavar="N",
        help="Exit 1 when the score of a sentence is under N, of 100.",
        rich_help_panel=VERDICT,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="NAME",
        help="Run these checks alone: one or several, with commas; may be repeated. [default: all]",
        autocompletion=choices.check_lists,
        rich_help_panel=CHECKS,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="NAME",
        help="Leave these checks out; may be repeated.",
        autocompletion=choices.check_lists,
        rich_help_panel=CHECKS,
    ),
]
Measure = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="NAME=MODEL",
        help="A further measure, by a model, such as metricx=DIR; may be repeated.",
        autocompletion=choices.measures,
        rich_help_panel=CHECKS,
    ),
]
Decisions = Annotated[
    str | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help=f"What editors decided. [default: the nearest {DECISIONS} upwards]",
        rich_help_panel=KNOWN,
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help="Findings of this file do not count.", rich_help_panel=KNOWN),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option(
        "--update-baseline", help="Write what is found now into the baseline, and exit 0.", rich_help_panel=KNOWN
    ),
]
PruneDecisions = Annotated[
    bool,
    typer.Option(
        "--prune-decisions",
        help="Take out of the decisions those that hold for nothing any more.",
        rich_help_panel=KNOWN,
    ),
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REV",
        help="Only what has changed since this revision of git counts.",
        rich_help_panel=KNOWN,
    ),
]


def settings(file: str | None, **flags: object) -> Config:
    """The settings of this run; a flag is named as its field, and is None (or False, or empty) when not given."""
    given = {name.replace("_", "-"): value for name, value in flags.items() if value not in (None, False, [], ())}
    found = load(given, file=None if file is None else Path(file), environment=os.environ, folder=Path.cwd())
    listen(found.quiet)
    return found
