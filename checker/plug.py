"""One door for everything that is looked up by name: checks, readers, measures, reporters.

A table maps names to dotted paths, "module:attribute". It is listed by hand, in a deliberate order, and listing
it imports nothing; an entry is imported when it is asked for. A dotted path given by a user goes the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from checker.errors import PlugError


def resolve(name: str, table: Mapping[str, str], noun: str = "name") -> Any:
    """The object that `name` stands for in `table`, or that a dotted path "module:attribute" leads to.

    Raises PlugError, with the closest names, where there is none.
    """
    path = table.get(name, name if ":" in name else None)
    if path is None:
        raise PlugError(f"There is no {noun} named {name!r}; {_advice(name, table)}")
    module, _, attribute = path.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise PlugError(f"The {noun} {name!r} could not be loaded from {path!r}: {error}.") from error


def _advice(name: str, table: Mapping[str, str]) -> str:
    written = name.casefold().replace("_", "-")
    close = get_close_matches(written, table, n=3) or [known for known in table if written and written in known][:3]
    if close:
        return f"did you mean {', '.join(close)}?"
    return f"choose one of: {', '.join(table)}."
