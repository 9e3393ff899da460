"""Options that a user changes: a table of settings, laid over a frozen value that holds the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from checker.errors import ConfigError

Options = TypeVar("Options")


def changed(defaults: Options, given: Mapping[str, Any], owner: str, table: str) -> Options:
    """The options with some of them changed; names are written as in a file, "least-words".

    defaults: a frozen dataclass, or None where there are no options; the kind of a default is the kind of its option.
    owner: whose options they are, such as "check 'glossary'". table: where they are set, such as "[checks.glossary]".

    Raises ConfigError where there is no such option or a value is of another kind than its default.
    """
    known = () if defaults is None else fields(defaults)  # type: ignore[arg-type]
    names = {one.name.replace("_", "-"): one.name for one in known}
    changes = {}
    for name, value in given.items():
        if name not in names:
            raise ConfigError(f"The {owner} has no option {name!r}; {_meant(name, names)}.")
        changes[names[name]] = _like(getattr(defaults, names[name]), value, f"{table} {name}")
    return cast(Options, replace(cast(Any, defaults), **changes)) if changes else defaults


def _meant(name: str, names: Mapping[str, str]) -> str:
    close = get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]!r}"
    return f"it has {', '.join(names)}" if names else "it has none"


def _like(default: Any, value: Any, where: str) -> Any:
    """`value` as the type of `default`; None as a default takes anything."""
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    several = isinstance(default, tuple | frozenset)
    if several and isinstance(value, list):
        return type(default)(value)
    if default is not None and type(value) is not type(default):
        kind = f"{type(default).__name__}, such as" if several else "value like"
        raise ConfigError(f"{where} cannot be {value!r}: it takes a {kind} {default!r}.")
    return value
