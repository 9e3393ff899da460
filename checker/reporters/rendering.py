"""Any format of any number of reports, of a run or of saved ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.model import Report
from checker.plug import resolve
from checker.reporters import SAVED, TABLE, TOGETHER, Reporter, Saved, SavedReporter, SavedReporterOfAll, View
from checker.reporters.json import as_dict
from checker.reporters.many import joined
from checker.reporters.rebuilt import rebuilt

Renderer = Callable[[View], str]


def of_run(name: str, reports: Sequence[Report]) -> Renderer:
    """What makes the format `name`, or a reporter's dotted path, of the reports of a run. Raises PlugError."""
    if name in SAVED:
        return of_saved(name, [as_dict(report) for report in reports])
    render = reporter(name)
    return lambda view: joined(name, [render(report, view) for report in reports])


def of_saved(name: str, saved: Sequence[Saved]) -> Renderer:
    """The same of saved reports, whose form `checker.reporters.saved` has seen to."""
    if name not in SAVED:
        return of_run(name, [rebuilt(one) for one in saved])
    if name in TOGETHER and len(saved) > 1:
        render_all: SavedReporterOfAll = resolve(name, TOGETHER, "format")
        return lambda view: render_all(saved, view)
    render: SavedReporter = resolve(name, SAVED, "format")
    return lambda view: joined(name, [render(one, view) for one in saved])


def reporter(name: str) -> Reporter:
    """The reporter of a format, or the one that a dotted path leads to; it takes a Report. Raises PlugError."""
    if name in SAVED:
        render: SavedReporter = resolve(name, SAVED, "format")
        return lambda report, view: render(as_dict(report), view)
    found: Reporter = resolve(name, TABLE, "format")
    return found
