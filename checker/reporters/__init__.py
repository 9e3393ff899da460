"""The formats of a report. A reporter is a pure function: a report goes in, text comes out.

Those of `TABLE` take the Report. Those of `SAVED` take the report as it is saved, the JSON's values in Python's types
(`checker.reporters.json.as_dict`), so that they can be made of a file as well as of a run. Any format is made of either
by `checker.reporters.rendering`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.model import Report

TABLE = {
    "terminal": "checker.reporters.terminal:render",
    "tsv": "checker.reporters.tsv:render",
    "markdown": "checker.reporters.markdown:render",
}
"""Every format that takes the Report, the one for eyes first."""

SAVED = {
    "json": "checker.reporters.json:written",
    "html": "checker.reporters.html:render",
    "sarif": "checker.reporters.sarif:render",
    "junit": "checker.reporters.junit:render",
    "github": "checker.reporters.github:render",
    "github-summary": "checker.reporters.github:summary",
    "gitlab": "checker.reporters.gitlab:render",
    "rdjsonl": "checker.reporters.rdjsonl:render",
    "mqm": "checker.reporters.mqm:render",
    "esa": "checker.reporters.esa:render",
}
"""Every format that takes a saved report."""

TOGETHER: dict[str, str] = {
    "html": "checker.reporters.html:together",
    "sarif": "checker.reporters.sarif:together",
    "junit": "checker.reporters.junit:together",
    "github": "checker.reporters.github:together",
    "github-summary": "checker.reporters.github:step_summary",
    "gitlab": "checker.reporters.gitlab:together",
    "rdjsonl": "checker.reporters.rdjsonl:together",
    "mqm": "checker.reporters.mqm:together",
    "esa": "checker.reporters.esa:together",
}
"""Of the formats of `SAVED` those that make one text of several reports themselves, by what takes them all."""

FORMATS = (*TABLE, *SAVED)
"""The names of all formats."""


@dataclass(frozen=True, slots=True)
class View:
    """How the reader looks at the report; formats for programs take no notice of it.

    width: columns of the terminal. color: escape sequences may be written. isolate: a terminal shows the text, so
    right-to-left lines are wrapped in directional isolates. verbose: sentences without findings are shown too.
    quiet: the verdict alone. root: the absolute path of the repository, "" where it is not known; directory: where the
    report's relative paths start, as a path from there. Formats for CI tell paths as they stand in the repository.
    taken: bytes that the file holds already, to which the view is added.
    """

    width: int = 100
    color: bool = False
    isolate: bool = False
    verbose: bool = False
    quiet: bool = False
    root: str = ""
    directory: str = ""
    taken: int = 0


Saved = Mapping[str, Any]
"""A report in JSON's types, schema checker.report/1."""

Reporter = Callable[[Report, View], str]
SavedReporter = Callable[[Saved, View], str]
SavedReporterOfAll = Callable[[Sequence[Saved], View], str]
