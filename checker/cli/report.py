"""`checker report`: another view of saved reports, without running again."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.help import closing
from checker.cli.output import demand_no_input
from checker.cli.views import outputs, write_views
from checker.errors import CheckerError

LIMIT = 256 << 20
"""The largest report that is read, in bytes."""

CLOSING = closing(
    ("for an editor", "checker report report.json -f html -o report.html"),
    ("two runs compared", "checker report monday.json friday.json -f html -o both.html"),
    ("on the terminal, the verdicts alone", "checker report all.json -f terminal --quiet"),
    exits={0: "the reports were shown, whatever they say", 2: "the run itself failed"},
)


def command(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT", help="Made with --format json; - is standard input.", rich_help_panel=options.TEXTS
        ),
    ],
    format: options.Format = None,
    output: options.Output = None,
    report: options.Views = None,
    config: options.ConfigFile = None,
    quiet: Annotated[
        bool,
        typer.Option("-q", "--quiet", help="The verdict alone in the terminal view.", rich_help_panel=options.OUTPUT),
    ] = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
) -> int:
    """Show saved reports in another format, without running again.

    The exit code does not judge them again.
    """
    settings = options.settings(
        config, format=format, output=output, report=report, quiet=quiet, verbose=verbose, color=color
    )
    views = outputs(settings)
    demand_no_input(tuple(path for _, path in views), tuple(reports))
    if reports.count("-") > 1:
        raise CheckerError("Standard input can be only one of the reports: name a file for the others.")

    from checker.readers import file_bytes
    from checker.reporters.rendering import of_saved
    from checker.reporters.saved import parse

    names = {"-": "Standard input"}
    saved = [one for path in reports for one in parse(file_bytes(path, LIMIT), names.get(path, path))]
    write_views(views, settings, lambda name: of_saved(name, saved))
    return 0
