"""Where results go: standard output, or a file; always UTF-8."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from checker.errors import CheckerError

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of a step's summary in GitHub Actions."""


def write(text: str, path: str | None = None) -> None:
    """Writes a result to a file, or to standard output where `path` is None or "-".

    The file of GitHub's step summary is added to, since other commands of the step write there, too. Raises
    CheckerError where the file cannot be written.
    """
    # A lone surrogate can only come from a file's name; in JSON a backslash escape is what it is.
    data = text.encode("utf-8", "backslashreplace")
    if path is None or path == "-":
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            with piecewise(path) as put:
                put(data)
        return
    try:
        adds = is_step_summary(path)
        with Path(path).open("ab" if adds else "wb") as file:
            file.write(b"\n" + data if adds and file.tell() else data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CheckerError(f"The result cannot be written to {path}: {reason}.") from None


def is_step_summary(path: str | None) -> bool:
    """Whether a file is what GitHub Actions shows as the summary of this step."""
    named = os.environ.get(STEP_SUMMARY)
    return bool(path and named) and (path == named or _same(str(path), str(named)))


class _ClosedPipeError(Exception):
    """Nobody reads the pipe any longer that standard output is."""


Put = Callable[[bytes], None]
"""Takes the next piece of a result."""


@contextmanager
def piecewise(path: str | None) -> Iterator[Put]:
    """Within it a result is written piece by piece, to a file or to standard output where `path` is None or "-".

    When the reader of a pipe has gone, the block ends in silence. Raises CheckerError for what cannot be written.
    """
    standard = path is None or path == "-"

    def tried(action: Callable[..., Any], *given: Any) -> Any:
        try:
            return action(*given)
        except (OSError, ValueError) as error:
            if standard:  # what is left in its buffer must not fail again when Python ends
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if standard and isinstance(error, BrokenPipeError):
                raise _ClosedPipeError from None
            reason = getattr(error, "strerror", None) or error
            place = "standard output" if standard else path
            raise CheckerError(f"The result cannot be written to {place}: {reason}.") from None

    with suppress(_ClosedPipeError):
        if standard:
            tried(sys.stdout.flush)
        file = sys.stdout.buffer if standard else tried(Path(str(path)).open, "wb")
        try:
            yield lambda data: tried(file.write, data)
            tried(file.flush)
        finally:
            if not standard:
                with suppress(OSError):
                    file.close()


def say(sentence: str) -> None:
    """A note to the user, on standard error."""
    from checker.reporters.visible import visible  # regex is slow to import, and --version needs none

    sentence = visible(sentence).strip()
    with suppress(OSError):  # nobody listens: that is no failure of the run
        sys.stderr.write(f"checker: {sentence}{'' if sentence.endswith(('.', '?')) else '.'}\n")


def listen(quiet: bool) -> None:
    """Makes notes of what the rooms below log, such as where texts are sent to; with quiet nothing is shown."""
    import logging

    class Notes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(record.getMessage())

    log = logging.getLogger("checker")
    log.setLevel(logging.INFO)
    log.handlers[:] = [Notes(logging.CRITICAL if quiet else logging.INFO)]


def demand_no_input(outputs: Iterable[str | None], inputs: Sequence[str | None]) -> None:
    """Raises CheckerError where a result would overwrite one of the files that are read."""
    for output in outputs:
        for text in inputs:
            if output and text and _same(output, text):
                raise CheckerError(f"The result would overwrite {text}, which is read: name another file to write to.")


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def on_terminal_error() -> bool:
    """Whether notes are shown by a terminal."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def columns_of_terminal() -> int | None:
    """How many columns the terminal has that standard output is; None where it is none."""
    return shutil.get_terminal_size((80, 24)).columns if on_terminal(None) else None


def on_terminal(path: str | None) -> bool:
    """Whether a result that goes to `path` is shown by a terminal."""
    return path in (None, "-") and sys.stdout.isatty()
