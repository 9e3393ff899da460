"""The pages of checks, found by name."""

from __future__ import annotations

from importlib import import_module

from checker.checks import TABLE, Check
from checker.errors import PlugError
from checker.explain import Page, page
from checker.plug import resolve


def needs(check: Check) -> str:
    """What a check needs, in a few words; "" where it can always run. Facts of a language are not told."""
    words = [_need(need) for need in check.needs if not need.startswith("facts:")]
    return ", ".join(dict.fromkeys(words))


def _need(need: str) -> str:
    if need.startswith("measure:"):
        return "languages of the model"
    return {"witness": "source or reference"}.get(need, need)


def check_and_page(name: str) -> tuple[Check, Page]:
    """A check of the table, or one at a dotted path, and the page in its module's docstring.

    Raises PlugError where there is none.
    """
    check: Check = resolve(name, TABLE, "check")
    module = import_module(TABLE.get(name, name).partition(":")[0])
    try:
        return check, page(check.name, module.__doc__ or "")
    except ValueError as error:
        raise PlugError(f"The check {check.name!r} has no page that can be read: {error}.") from None
