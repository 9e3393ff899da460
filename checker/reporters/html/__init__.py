"""The report as one HTML file for an editor: everything in it, nothing loaded, readable without JavaScript."""

from __future__ import annotations

from checker.reporters import Saved, View


def render(saved: Saved, view: View | None = None) -> str:
    """The page of a saved report; ends with a line feed. The same report gives the same bytes."""
    from checker.reporters.html.page import page  # jinja2 is loaded when a page is made, and not before

    return page(saved)
