"""The views of a run or of saved reports: which formats are asked for, and where each goes."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import is_step_summary, on_terminal, write
from checker.config import Config
from checker.errors import ConfigError

if TYPE_CHECKING:
    from checker.reporters import View
    from checker.reporters.rendering import Renderer

Output = tuple[str, str | None]
"""A format, and the path it goes to; None is standard output."""


def outputs(settings: Config) -> list[Output]:
    """Format and path of each view: the main one first.

    Raises ConfigError, PlugError for a format there is none of, and where one view would overwrite another.
    """
    main = settings.format or ("terminal" if on_terminal(settings.output) else "json")
    views: list[Output] = [(main, settings.output)]
    for view in settings.report:
        name, equals, path = view.partition("=")
        if not equals or not name or not path:
            raise ConfigError(f"--report takes NAME=FILE, such as markdown=report.md, and not {view!r}.")
        views.append((name, path))
    for name, _ in views:
        _demand(name)
    _demand_apart([path for _, path in views if path not in (None, "-")])
    return views


def _demand_apart(paths: Sequence[str | None]) -> None:
    """Raises ConfigError where two results would go to one file that neither is added to; devices take any number."""
    counts = Counter(Path(str(path)).absolute() for path in paths if not is_step_summary(path))
    for path, count in counts.items():
        if count > 1 and (path.is_file() or not path.exists()):
            raise ConfigError(
                f"{count} results would go to {path}, and one overwrites the other: name a file for each."
            )


def _demand(name: str) -> None:
    from checker.reporters import FORMATS
    from checker.reporters.rendering import reporter

    if name not in FORMATS and ":" not in name:
        near = get_close_matches(name, FORMATS, n=1)
        meant = f"; did you mean {near[0]}" if near else ""
        raise ConfigError(f"There is no format {name!r}{meant}; those there are: {', '.join(FORMATS)}.")
    reporter(name)


def write_views(views: Sequence[Output], settings: Config, renderer: Callable[[str], Renderer]) -> None:
    """Writes each view; renderer gives what makes a format."""
    for name, path in views:
        write(renderer(name)(view_of(settings, path)), path)


def view_of(settings: Config, path: str | None) -> View:
    """How the reader of `path` looks at it."""
    from checker.reporters import View

    terminal = on_terminal(path)
    width = shutil.get_terminal_size((100, 24)).columns if path in (None, "-") else 100
    root, directory = _repository(Path.cwd())
    return View(
        width=width,
        color=_colored(settings.color, path),
        isolate=terminal,
        verbose=settings.verbose,
        quiet=settings.quiet,
        root=root,
        directory=directory,
        taken=_size(path) if path and is_step_summary(path) else 0,
    )


def _size(path: str) -> int:
    """Bytes of a file; 0 of one that is not there yet."""
    file = Path(path)
    return file.stat().st_size if file.is_file() else 0


def _colored(when: str, path: str | None) -> bool:
    """Whether colours are used. "auto" heeds NO_COLOR, FORCE_COLOR and CLICOLOR, of standard output alone."""
    if when != "auto" or path not in (None, "-"):
        return when == "always"
    told = os.environ.get
    if told("NO_COLOR"):
        return False
    if told("FORCE_COLOR", "0") not in ("", "0") or told("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return on_terminal(path) and told("TERM") != "dumb" and told("CLICOLOR") != "0"


def _repository(here: Path) -> tuple[str, str]:
    """The path of the repository that a directory stands in, and where in it; without one it is a root itself."""
    root = next((path for path in (here, *here.parents) if (path / ".git").exists()), here)
    inside = here.relative_to(root).as_posix()
    return str(root), "" if inside == "." else inside
