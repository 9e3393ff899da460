"""Every setting in one frozen value: defaults, then a file, then the environment, then flags; the later wins.

The file is the one that is named, else the nearest `checker.toml`, or `pyproject.toml` with a `[tool.checker]`
table, from the working folder upwards. The environment's names are `CHECKER_FAIL_ON` and the like.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.errors import ConfigError

PREFIX = "CHECKER_"
FAIL_ON = ("minor", "major", "critical", "never")
COLOR = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. `origins` says where each came from: "default", a file, a variable, a flag.

    format: None is the terminal view on a terminal, and json elsewhere. output: None is standard output.
    report: further views, "NAME=FILE". select: names of the checks to run; empty is all of them.
    glossary: files of terms. decisions: the file of what editors decided. baseline: the file of what is known already;
    update_baseline writes it anew. prune_decisions takes out of the decisions what holds for nothing any more.
    changed_since: a revision of git; what has not changed since is not reported.
    min_sentence: the least score that each sentence must have. strict: whether what cannot be judged fails the run.
    workers: processes that score rows. estimate_only: rows are scored without checks. measure: further measures,
    "NAME=MODEL"; measures: their options, by name. checks: the options of each check, by its name.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    format: str | None = None
    output: str | None = None
    report: tuple[str, ...] = ()
    fail_on: str = "major"
    fail_under: float | None = None
    min_sentence: float | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    decisions: str | None = None
    baseline: str | None = None
    update_baseline: bool = False
    prune_decisions: bool = False
    changed_since: str | None = None
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    strict: bool = False
    workers: int = 1
    estimate_only: bool = False
    measure: tuple[str, ...] = ()
    measures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    checks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("it takes a text")
    return value.strip()


def _names(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError("it takes a list of names")
    return tuple(name.strip() for part in parts for name in part.split(",") if name.strip())


def _texts(value: object) -> tuple[str, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError("it takes a list of texts")
    return tuple(parts)


def _score(value: object) -> float:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ValueError("it takes a number from 0 to 100")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1024:
        raise ValueError("it takes a whole number from 1 to 1024")
    return value


def _flag(value: object) -> bool:
    if isinstance(value, str):
        value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(value.lower())
    if not isinstance(value, bool):
        raise ValueError("it takes true or false")
    return value


def _choice(choices: tuple[str, ...]) -> Callable[[object], str]:
    def choose(value: object) -> str:
        if value not in choices:
            raise ValueError(f"it takes one of {', '.join(choices)}")
        return str(value)

    return choose


def _tables(value: object) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(options, dict) for options in value.values()):
        raise ValueError("it takes tables of options, such as [checks.torn-sentence] or [measures.metricx]")
    return value


SETTINGS: Mapping[str, Callable[[object], Any]] = {
    "source-lang": _text,
    "target-lang": _text,
    "format": _text,
    "output": _text,
    "report": _texts,
    "fail-on": _choice(FAIL_ON),
    "fail-under": _score,
    "min-sentence": _score,
    "select": _names,
    "ignore": _names,
    "glossary": _texts,
    "decisions": _text,
    "baseline": _text,
    "update-baseline": _flag,
    "prune-decisions": _flag,
    "changed-since": _text,
    "color": _choice(COLOR),
    "quiet": _flag,
    "verbose": _flag,
    "strict": _flag,
    "workers": _count,
    "estimate-only": _flag,
    "measure": _texts,
    "measures": _tables,
    "checks": _tables,
}
"""Every setting as a file names it, and what reads its value."""

TABLES = ("checks", "measures")
"""Settings that only a file can give."""

PATHS = ("glossary", "decisions", "baseline")
"""Settings that name files; in a file they are relative to it."""

DECISIONS = "checker.decisions.json"
"""The file of decisions that is read where none is named: in the folder of the settings' file, or the nearest."""


def load(
    flags: Mapping[str, object], *, file: Path | None, environment: Mapping[str, str], folder: Path | None
) -> Config:
    """The settings of a run.

    flags: by the setting's name; None is a flag that was not given. file: the file that was named, or None.
    folder: where to begin looking for a file when none was named, or None to look for none.

    Raises ConfigError for a file that cannot be read, an unknown name, a value that a setting cannot take.
    """
    found = _named(file) if file is not None else _nearest(folder) if folder is not None else None
    values: dict[str, Any] = {}
    origins = dict.fromkeys(SETTINGS, "default")
    layers = [(str(found[0]), found[1])] if found else []
    for origin, layer in (*layers, ("environment", _environment(environment)), ("flag", _given(flags))):
        for name, value in layer.items():
            values[_field(name)] = _read(name, value, origin)
            if name in PATHS and origin not in ("environment", "flag"):
                values[_field(name)] = _beside(origin, values[_field(name)])
            if name == "measures":
                values[name] = _models_beside(Path(origin).parent, values[name])
            origins[name] = _origin(name, origin)
    if "decisions" not in values and folder is not None and (near := _decisions(found[0].parent if found else folder)):
        values["decisions"], origins["decisions"] = near, "found"
    return Config(**values, origins=origins)


def _beside(file: str, paths: Any) -> Any:
    """Paths that a file names, from its own folder."""
    if isinstance(paths, str):
        return str(Path(file).parent / paths)
    return tuple(str(Path(file).parent / path) for path in paths)


def _models_beside(folder: Path, options: Any) -> Any:
    """Options of measures, where files that they name, and models that are folders, begin at the settings' folder."""
    if not isinstance(options, Mapping):
        return options
    found = {name: _models_beside(folder, value) for name, value in options.items()}
    for name, path in found.items():
        if isinstance(path, str) and (name == "file" or (name == "model" and (folder / path).exists())):
            found[name] = str(folder / path)
    return found


def _decisions(folder: Path) -> str | None:
    """The nearest file of decisions upwards, as short as it can be written."""
    for place in (folder, *folder.parents):
        if (place / DECISIONS).is_file():
            return DECISIONS if place == Path.cwd() else str(place / DECISIONS)
    return None


def _field(name: str) -> str:
    return name.replace("-", "_")


def _given(flags: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in flags.items() if value is not None}


def _origin(name: str, origin: str) -> str:
    if origin == "environment":
        return _variable(name)
    return f"--{name}" if origin == "flag" else origin


def _read(name: str, value: object, origin: str) -> Any:
    if name not in SETTINGS:
        raise ConfigError(f"{origin}: there is no setting {name!r}{_meant(name, value)}.")
    try:
        return SETTINGS[name](value)
    except ValueError as error:
        where = _origin(name, origin)
        subject = where if origin in ("environment", "flag") else f"{where}: {name!r}"
        raise ConfigError(f"{subject} cannot be {value!r}: {error}.") from None


def _meant(name: str, value: object) -> str:
    if isinstance(value, dict) and not get_close_matches(name, TABLES, cutoff=0.8):
        return f"; the options of a check stand in [checks.{name}], those of a measure in [measures.{name}]"
    close = get_close_matches(name.replace("_", "-"), SETTINGS, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?"[:-1] if close else f"; those there are: {', '.join(SETTINGS)}"


def _variable(name: str) -> str:
    return PREFIX + name.replace("-", "_").upper()


def _environment(environment: Mapping[str, str]) -> dict[str, object]:
    """The settings among the variables. One that resembles a setting is a slip; any other is another program's."""
    settings = {_variable(name): name for name in SETTINGS if name not in TABLES}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable in settings:
            continue
        close = get_close_matches(variable, settings, n=1, cutoff=0.8)
        if close:
            raise ConfigError(f"The variable {variable} names no setting; did you mean {close[0]}.")
    return {name: environment[variable] for variable, name in settings.items() if environment.get(variable)}


def _nearest(folder: Path) -> tuple[Path, dict[str, object]] | None:
    for place in (folder, *folder.parents):
        for name in ("checker.toml", "pyproject.toml"):
            path = place / name
            if path.is_file():
                settings = _settings(path)
                if settings is not None:
                    return path, settings
    return None


def _named(path: Path) -> tuple[Path, dict[str, object]]:
    settings = _settings(path)
    if settings is None:
        raise ConfigError(f"{path} has no [tool.checker] table: add one, or name another file with --config.")
    return path, settings


def _settings(path: Path) -> dict[str, object] | None:
    try:
        # The byte-order mark that some editors write is no part of the settings.
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"The configuration file {path} cannot be read: {reason}.") from None
    if path.name != "pyproject.toml":
        return table
    settings = table.get("tool", {}).get("checker")
    if settings is not None and not isinstance(settings, dict):
        raise ConfigError(f"{path}: tool.checker takes a table of settings.")
    return settings
