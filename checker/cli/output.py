"""Where results go: standard output, or a file; always UTF-8."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

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
            _write_to(stream, data)
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


def _write_to(stream: BinaryIO, data: bytes) -> None:
    """Writes to standard output; when the reader of a pipe has gone, the run goes on to its exit code in silence."""
    try:
        sys.stdout.flush()
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(sentence: str) -> None:
    """A note to the user, on standard error."""
    from checker.reporters.visible import visible  # regex is slow to import, and --version needs none

    sentence = visible(sentence).strip()
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


def demand_no_input(outputs: tuple[str | None, ...], inputs: tuple[str | None, ...]) -> None:
    """Raises CheckerError where a result would overwrite one of the texts."""
    for output in outputs:
        for text in inputs:
            if output and text and _same(output, text):
                raise CheckerError(f"The result would overwrite the text {text}: name another file to write to.")


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def on_terminal_error() -> bool:
    """Whether notes are shown by a terminal."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def on_terminal(path: str | None) -> bool:
    """Whether a result that goes to `path` is shown by a terminal."""
    return path in (None, "-") and sys.stdout.isatty()
