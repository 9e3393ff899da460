"""The formats of a report. A reporter is a pure function: a Report goes in, text comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checker.model import Report

TABLE = {
    "terminal": "checker.reporters.terminal:render",
    "json": "checker.reporters.json:render",
    "tsv": "checker.reporters.tsv:render",
    "markdown": "checker.reporters.markdown:render",
}
"""Every format, the one for eyes first."""


@dataclass(frozen=True, slots=True)
class View:
    """How the reader looks at the report; formats for programs take no notice of it.

    width: columns of the terminal. color: escape sequences may be written. isolate: a terminal shows the text, so
    right-to-left lines are wrapped in directional isolates. verbose: sentences without findings are shown too.
    quiet: the verdict alone.
    """

    width: int = 100
    color: bool = False
    isolate: bool = False
    verbose: bool = False
    quiet: bool = False


Reporter = Callable[[Report, View], str]
