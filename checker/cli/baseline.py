"""`--update-baseline`: what is found now becomes what is known already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.cli.output import write
from checker.config import Config
from checker.errors import ConfigError

if TYPE_CHECKING:
    from checker.model import Report


def demand_baseline(settings: Config) -> None:
    """Raises ConfigError where a baseline should be written, and nobody said where, or of what."""
    if settings.update_baseline and not settings.baseline:
        raise ConfigError("--update-baseline writes the file that --baseline names: name it.")
    if settings.update_baseline and settings.changed_since:
        raise ConfigError("--update-baseline takes all that is found, and --changed-since leaves most out: use one.")


def update(settings: Config, reports: Sequence[Report], folder: str | None) -> str:
    """Writes the baseline, and gives a note on it. folder: the one that was read, None for one article."""
    from checker.suppress.baseline import updated, written

    path = settings.baseline or ""
    known = set(updated(path, reports, folder))
    write(written(known), path)
    return f"The baseline {path} holds {len(known)} finding{'' if len(known) == 1 else 's'} now."
