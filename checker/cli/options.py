"""Options that several commands share, and the settings they become."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.output import listen
from checker.config import Config, load
from checker.reporters import FORMATS

SourceLang = Annotated[
    str | None,
    typer.Option("--source-lang", metavar="CODE", help="Language of the source (BCP-47); detected when left out."),
]
TargetLang = Annotated[
    str | None,
    typer.Option("--target-lang", metavar="CODE", help="Language of the translation (BCP-47); detected when left out."),
]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
]
Format = Annotated[
    str | None,
    typer.Option("-f", "--format", metavar="NAME", help=f"One of {', '.join(FORMATS)}; terminal on one, else json."),
]
Views = Annotated[
    list[str] | None, typer.Option("--report", metavar="NAME=FILE", help="A further view; may be repeated.")
]
Color = Annotated[str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]
ConfigFile = Annotated[
    str | None,
    typer.Option("--config", metavar="FILE", help="Settings, instead of the nearest checker.toml or pyproject.toml."),
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="SEVERITY", help="Exit 1 from here on: minor, major, critical, never."),
]
Select = Annotated[
    list[str] | None, typer.Option("--select", metavar="NAME", help="Run these checks alone; may be repeated.")
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="NAME", help="Leave this check out; may be repeated.")
]
Glossary = Annotated[
    list[str] | None,
    typer.Option("--glossary", metavar="FILE", help="Terms to use, avoid or keep: CSV, TSV, TBX; may be repeated."),
]
Measure = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", metavar="NAME=MODEL", help="A further measure by a model, such as metricx=DIR; may be repeated."
    ),
]
MinSentence = Annotated[
    str | None, typer.Option("--min-sentence", metavar="N", help="Exit 1 when the score of a sentence is under N.")
]
Decisions = Annotated[
    str | None,
    typer.Option("--decisions", metavar="FILE", help="What editors decided; the nearest checker.decisions.json."),
]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Findings that are known already, and do not count.")
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Write what is found now into the baseline; exit 0.")
]
PruneDecisions = Annotated[
    bool, typer.Option("--prune-decisions", help="Take out of the decisions those that hold for nothing any more.")
]
ChangedSince = Annotated[
    str | None,
    typer.Option("--changed-since", metavar="REV", help="Only what has changed since a revision of git counts."),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Every sentence in the terminal view; an error's traceback.")]
ListFormat = Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="text or json.")]


def settings(file: str | None, **flags: object) -> Config:
    """The settings of this run; a flag is named as its field, and is None (or False, or empty) when not given."""
    given = {name.replace("_", "-"): value for name, value in flags.items() if value not in (None, False, [], ())}
    found = load(given, file=None if file is None else Path(file), environment=os.environ, folder=Path.cwd())
    listen(found.quiet)
    return found
