"""`checker report`: another view of saved reports, without running again."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.output import demand_no_input
from checker.cli.views import outputs, write_views
from checker.errors import CheckerError

LIMIT = 256 << 20
"""The largest report that is read, in bytes."""


def command(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT", help="Made with --format json; - is standard input.")
    ],
    format: options.Format = None,
    output: options.Output = None,
    report: options.Views = None,
    config: options.ConfigFile = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="The verdict alone in the terminal view.")] = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
) -> int:
    """Show saved reports in another format; the exit code does not judge them again: 0 when they could be shown."""
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
