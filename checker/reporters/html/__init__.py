"""The report as one HTML file for an editor: everything in it, nothing loaded, readable without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reporters import Saved, View


def render(saved: Saved, view: View | None = None) -> str:
    """The page of a saved report; ends with a line feed. The same report gives the same bytes."""
    from checker.reporters.html.page import page  # jinja2 is loaded when a page is made, and not before

    return page(saved)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """One page of several reports: a comparison of two on one article, or an index."""
    from checker.reporters.html.many import together

    return together(reports)
