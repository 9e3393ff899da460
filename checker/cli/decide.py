"""`checker decide`: what editors decided is taken into the file that git keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import closing
from checker.cli.output import say, write
from checker.config import DECISIONS
from checker.errors import ConfigError

CLOSING = closing(
    ("an editor's export, to be committed", "checker decide export.json"),
    ("several, into another file", "checker decide anna.json omar.tsv --decisions qa/decisions.json"),
    exits={0: "they were taken", 2: "the run itself failed"},
)


def command(
    exports: Annotated[
        list[str], typer.Argument(metavar="EXPORT", help="What the HTML report exported, JSON or a table.")
    ],
    decisions: options.Decisions = None,
    path: Annotated[
        str | None, typer.Option("--path", metavar="TARGET", help="The article, where the exports do not say it.")
    ] = None,
    config: options.ConfigFile = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No notes.")] = False,
) -> int:
    """Take what editors decided into checker.decisions.json.

    Decisions are made and exported in the HTML report. Of several on one finding the last stands.
    """
    settings = options.settings(config, decisions=decisions, quiet=quiet)
    file = settings.decisions or DECISIONS

    from checker.suppress.decisions import read_decisions, rewritten

    taken = [replace(one, path=one.path or path or "") for export in exports for one in read_decisions(export)]
    if not taken:
        raise ConfigError("The exports hold no decision: decide in the HTML report, and export again.")
    write(rewritten(file, taken), file)
    if not settings.quiet:
        say(f"{len(taken)} decision{'' if len(taken) == 1 else 's'} taken into {file}.")
    return 0
