"""A baseline: the findings that were there when a team began, which no later run fails on.

    {"schema": "checker.baseline/1", "findings": [{"path": "a.en.txt", "id": "...", "check": "..."}, ...]}

one finding a line, sorted. A finding is known by its id alone; its path tells whose run can see it gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from checker.errors import ConfigError
from checker.model import Report
from checker.suppress.decisions import entries, file_of
from checker.suppress.standing import gone_from, own_paths, path_from

SCHEMA = "checker.baseline/1"


class Known(NamedTuple):
    """A finding of a baseline."""

    path: str
    check: str
    id: str


def read_baseline(path: str) -> tuple[Known, ...]:
    """The findings of a baseline. Raises ConfigError, in one sentence, where there is none or the file is no such."""
    file = Path(path)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"There is no baseline {path}: make it with --update-baseline.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"The baseline {path} cannot be read: {reason}.") from None
    return _parsed(data, path)


@lru_cache(maxsize=4)
def _parsed(data: bytes, path: str) -> tuple[Known, ...]:
    subject = f"The baseline {path}"
    rows = entries(data, SCHEMA, "findings", subject)
    found = tuple(Known(*(row.get(name, "") for name in Known._fields)) for row in rows)
    if not all(isinstance(value, str) for one in found for value in one) or not all(one.id for one in found):
        raise ConfigError(f"{subject}: an entry names no finding; make it again with --update-baseline.")
    return found


def written(found: Iterable[Known]) -> str:
    """A baseline as the text of a file, each finding once."""
    rows = sorted(set(found))
    return file_of(SCHEMA, "findings", ({name: getattr(one, name) for name in _ORDER} for one in rows))


_ORDER = ("path", "id", "check")


def updated(baseline: str, reports: Iterable[Report], folder: str | None = None) -> tuple[Known, ...]:
    """The findings of a baseline after a run: those that count now, and of the old ones what the run could not see.

    The run could not see other articles, nor what checks would say that did not run. folder: the one whose articles
    were read, None for one article; what is no longer in it is not there for others either.
    """
    old = read_baseline(baseline) if Path(baseline).exists() else ()
    old = tuple(one for one in old if not (folder and gone_from(folder, one.path, baseline)))
    found: list[Known] = []
    for report in reports:
        own, ran = own_paths(report.article.target.name, baseline), set(report.ran)
        old = tuple(one for one in old if one.path not in own or one.check not in ran)
        path = path_from(report.article.target.name, baseline)
        found += [Known(path, one.check, one.fingerprint) for one in report.findings]
    return (*old, *found)
