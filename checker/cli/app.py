"""The commands in one application, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from checker import __version__
from checker.cli import align, check, checks, config, decide, explain, report, score
from checker.cli.output import say
from checker.errors import CheckerError

app = typer.Typer(
    name="checker",
    help="Finds the broken sentences in translated articles, says why, and scores every sentence.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("check")(check.command)
app.command("score")(score.command)
app.command("align")(align.command)
app.command("report")(report.command)
app.command("decide")(decide.command)
app.command("explain")(explain.command)
app.command("checks")(checks.command)
app.command("config")(config.command)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"checker {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version, and no more.")
    ] = False,
) -> None:
    """What may stand before a command."""


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code. Whatever goes wrong is one sentence on standard error."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed()
    except KeyboardInterrupt:
        return 130
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        code = typer.main.get_command(app)(list(arguments), prog_name="checker", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        raise
    except typer.Abort:
        return 130
    except CheckerError as error:
        return _failed(str(error), error.__cause__, arguments)
    except MemoryError as error:
        return _failed("The text is too large for this machine's memory; split it.", error, arguments)
    except Exception as error:
        usage = getattr(error, "format_message", None)  # click's, which typer carries under a private name
        if usage is not None:
            return _failed(usage() or "Say what to do, as in: checker check ARTICLE.")
        kind = type(error).__name__
        return _failed(f"This is a bug in the checker ({kind}: {error}); --verbose shows where.", error, arguments)


def _failed(sentence: str, cause: BaseException | None = None, arguments: Sequence[str] = ()) -> int:
    if cause is not None and "--verbose" in arguments:
        import traceback

        traceback.print_exception(cause, file=sys.stderr)
    say(sentence)
    return 2


def _closed() -> int:
    """The reader of a pipe has gone: say nothing, also when Python closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
