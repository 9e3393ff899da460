"""What may be given to an option or an argument, for a shell that completes it; nothing heavy is imported for it."""

from __future__ import annotations

from collections.abc import Iterable

from checker.checks import TABLE
from checker.config import COLOR, FAIL_ON
from checker.reporters import FORMATS

SHELLS = ("bash", "zsh", "fish")

Choices = Iterable[tuple[str, str]]
"""Each choice, and a few words on it; those that do not begin with what is typed are left out by the caller."""


def check_names() -> Choices:
    """The checks, each with its summary."""
    from checker.explain import built_in

    for name in TABLE:
        found = built_in(name)
        yield name, found.summary if found else ""


def check_lists(incomplete: str) -> Choices:
    """The checks, after those that stand before a comma already."""
    before, comma, _ = incomplete.rpartition(",")
    taken = set(before.split(","))
    return ((f"{before}{comma}{name}", summary) for name, summary in check_names() if name not in taken)


def formats() -> Choices:
    """The formats of a report."""
    return _bare(FORMATS)


def views() -> Choices:
    """The formats of a report, each to be followed by the file that it goes to."""
    return _bare(f"{name}=" for name in FORMATS)


def aligned_formats() -> Choices:
    """The formats of an alignment."""
    from checker.reporters.aligned import TABLE

    return _bare(TABLE)


def scored_formats() -> Choices:
    """The formats of scored rows."""
    from checker.reporters.scored import TABLE

    return _bare(TABLE)


def list_formats() -> Choices:
    """The formats of a list or a page."""
    return _bare(("text", "json"))


def severities() -> Choices:
    """What a run may fail on."""
    return _bare(FAIL_ON)


def colors() -> Choices:
    """When colours are used."""
    return _bare(COLOR)


def measures() -> Choices:
    """The measures that a model can be named for, each to be followed by its path."""
    from checker.measures import CONFIGURED

    return _bare(f"{name}=" for name in CONFIGURED)


def languages() -> Choices:
    """The languages that there are facts of; any other code of BCP-47 may be given, too."""
    from checker.lang import facts, tags

    return ((tag, tags.name(tag)) for tag in sorted(facts.languages()))


def shells() -> Choices:
    """The shells that there is a script for."""
    return _bare(SHELLS)


def _bare(names: Iterable[str]) -> Choices:
    return ((name, "") for name in names)
