"""The commands in one application, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from inspect import getdoc
from typing import Annotated

import typer

from checker import __version__
from checker.cli import align, check, checks, completion, config, decide, explain, report, score
from checker.cli.help import Command, Group, closing
from checker.cli.output import say
from checker.errors import CheckerError

COMMANDS = {
    "check": check,
    "score": score,
    "align": align,
    "report": report,
    "decide": decide,
    "explain": explain,
    "checks": checks,
    "config": config,
    "completion": completion,
}
"""The modules of the commands, in the order of the help."""

CLOSING = closing(
    ("an article beside its source", "checker check article.en.txt --source article.ar.txt"),
    ("what a finding of a report means", "checker explain torn-sentence"),
    ("more on a command, with examples", "checker check --help"),
    exits={0: "no threshold was crossed", 1: "one was", 2: "the run itself failed"},
)

app = typer.Typer(
    name="checker",
    help="Finds the broken sentences in translated articles, says why, and scores every sentence.",
    epilog=CLOSING,
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for name, module in COMMANDS.items():
    summary = (getdoc(module.command) or "").partition("\n\n")[0]
    app.command(name, cls=Command, short_help=summary, epilog=module.CLOSING)(module.command)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"checker {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="The version, and no more.")
    ] = False,
) -> None:
    """What may stand before a command."""


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code. Whatever goes wrong is one sentence on standard error."""
    try:
        code = _run(arguments) if arguments else _asked_for_nothing()
        sys.stdout.flush()
    except BrokenPipeError:
        return _closed()
    except KeyboardInterrupt:
        return 130
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        return _called(arguments)
    except BrokenPipeError:
        raise
    except typer.Abort:
        return 130
    except CheckerError as error:
        return _failed(str(error), error.__cause__, arguments)
    except MemoryError as error:
        return _failed("The text is too large for this machine's memory; split it.", error, arguments)
    except OSError as error:
        return _failed(f"The run cannot go on: {error.strerror or error}.", error, arguments)
    except Exception as error:
        usage = getattr(error, "format_message", None)  # click's, which typer carries under a private name
        if usage is not None:
            return _failed(_with_usage(usage(), error))
        kind = type(error).__name__
        return _failed(f"This is a bug in the checker ({kind}: {error}); --verbose shows where.", error, arguments)


def _called(arguments: Sequence[str]) -> int:
    code = typer.main.get_command(app)(list(arguments), prog_name="checker", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _asked_for_nothing() -> int:
    """The help, as something that went wrong: a script that has lost its command must not pass."""
    with redirect_stdout(sys.stderr):
        _called(["--help"])
    sys.stderr.write("\n")
    return _failed("Say what to do, as in: checker check ARTICLE.")


def _with_usage(sentence: str, error: Exception) -> str:
    """What is wrong with a call, and how it should look; where a near name is told already, that will do."""
    context = getattr(error, "ctx", None)
    if context is None or sentence.endswith("?"):
        return sentence
    call = " ".join(context.get_usage().split()).removeprefix("Usage: ")
    return f"{sentence.rstrip('.')}; the call is: {call} ({context.command_path} --help has examples)."


def _failed(sentence: str, cause: BaseException | None = None, arguments: Sequence[str] = ()) -> int:
    if cause is not None and {"--verbose", "-v"} & set(arguments):
        import traceback

        traceback.print_exception(cause, file=sys.stderr)
    say(sentence)
    return 2


def _closed() -> int:
    """The reader of a pipe has gone: say nothing, also when Python closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
