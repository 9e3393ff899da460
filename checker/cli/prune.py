"""`--prune-decisions`: decisions that hold for nothing any more go from the file that git keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import write
from checker.config import DECISIONS, Config
from checker.errors import ConfigError

if TYPE_CHECKING:
    from checker.model import Report

LISTED = 5
"""Articles that a note names at most."""


def demand_decisions(settings: Config) -> None:
    """Raises ConfigError where decisions should be pruned, and there is no file of them."""
    if settings.prune_decisions and not (settings.decisions and Path(settings.decisions).is_file()):
        named = settings.decisions or DECISIONS
        raise ConfigError(f"--prune-decisions takes decisions out of {named}, and there is no such file: name it.")


def orphans(settings: Config, folder: str | None) -> Iterator[str]:
    """A note on decisions whose articles are no longer in the folder that was read."""
    if settings.decisions and folder and not settings.prune_decisions:
        from checker.suppress.prune import orphaned

        paths = list(dict.fromkeys(one.path for one in orphaned(settings.decisions, folder)))
        if paths:
            named = ", ".join(paths[:LISTED]) + (f" and {len(paths) - LISTED} more" if len(paths) > LISTED else "")
            yield f"{settings.decisions}: it has decisions on what is gone, {named}; --prune-decisions puts that right."


def prune(settings: Config, reports: Sequence[Report], folder: str | None) -> str:
    """Writes the file without them where there are any, and gives a note on it. folder: the one that was read."""
    from checker.suppress.decisions import rewritten
    from checker.suppress.prune import pruned

    file = settings.decisions or DECISIONS
    found = pruned(file, reports, folder)
    kinds = {
        "stale": found.stale,
        "of what is no longer found": found.unused,
        "of what was mended": found.done,
        "on articles that are gone": found.orphaned,
    }
    if found.ids or found.moved:
        write(rewritten(file, without=found.ids, moved=found.moved), file)
    told = [f"{len(gone)} {name}" for name, gone in kinds.items() if gone]
    taken = f"{_count(len(found.ids))} ({', '.join(told)})" if told else "nothing"
    moved = f"; {_count(len(found.moved))} moved with the article" if found.moved else ""
    return f"Taken out of {file}: {taken}{moved}."


def _count(number: int) -> str:
    return f"{number} decision{'' if number == 1 else 's'}"
