"""A tree of articles: which file of one folder translates which file of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from checker.config import Config
from checker.errors import CheckerError, LanguageError, ReadError

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
"""The files of a folder that are articles."""

LISTED = 5
"""Files that are named of those that may be meant."""


class Texts(NamedTuple):
    """The files of one article."""

    target: Path
    source: Path | None = None
    reference: Path | None = None


def is_directory(path: str) -> bool:
    """Whether a path is a directory; False for what is no path at all, which the reader will say."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def articles(target: Path, source: Path | None, reference: Path | None, settings: Config) -> list[Texts]:
    """The articles in a folder, by path. Their partners have the same path in the folder of sources, or the same
    path but for the language before the suffix: `news/flood.ar.txt` and `news/flood.en.txt`.

    Where both languages stand in one folder, the settings' languages say which files are translations. Raises
    CheckerError where a partner's folder is none, or where no file of it matches.
    """
    targets = _files(target, settings.target_lang if source and _same(target, source) else None)
    if not targets:
        raise ReadError(f"{target} holds no article: put files in it that end in {', '.join(sorted(SUFFIXES))}.")
    sources = {} if source is None else _partners(target, targets, source, settings.source_lang)
    references = {} if reference is None else _partners(target, targets, reference, settings.target_lang)
    return [Texts(path, sources.get(path), references.get(path)) for path in targets]


def _partners(root: Path, targets: list[Path], folder: Path, language: str | None) -> dict[Path, Path]:
    """The partner of each target that has one."""
    if not folder.is_dir():
        raise ReadError(f"{folder} is no directory, and {root} is one: name the directory of the other texts.")
    others: dict[Path, list[Path]] = {}
    for path in _files(folder, language if _same(root, folder) else None):
        others.setdefault(_key(path, folder), []).append(path)
    found = {}
    for path in targets:
        namesake = folder / path.relative_to(root)
        own = namesake.is_file() and not _same(namesake, path)
        partner = namesake if own else _only(others.get(_key(path, root), []), path, language)
        if partner is not None and not _same(partner, path):
            found[path] = partner
    if not found:
        raise CheckerError(
            f"No file of {folder} matches one of {root} by its path, such as a.txt or a.en.txt and a.ar.txt; where "
            f"both languages stand in one directory, say which with --target-lang and --source-lang."
        )
    return found


def _only(candidates: Sequence[Path], path: Path, language: str | None) -> Path | None:
    """Which file translates into another, or is translated from it: of several the one of the language that is asked
    for, else the one whose name tells no language. Raises CheckerError where that tells no single one.
    """
    if len(candidates) > 1:
        asked = [one for one in candidates if language and _language(one) == _normal(language)]
        candidates = asked or [one for one in candidates if _language(one) is None] or candidates
    if len(candidates) > 1:
        named = ", ".join(one.name for one in candidates[:LISTED])
        raise CheckerError(
            f"Several files may belong to {path} ({named}): say which languages are meant with --source-lang and "
            f"--target-lang."
        )
    return next(iter(candidates), None)


def _files(folder: Path, language: str | None) -> list[Path]:
    """The articles of a folder and of those in it, in the order of their paths; of one language where it is given."""
    return [path for path in sorted(folder.rglob("*")) if _is_article(path, folder, language)]


def _is_article(path: Path, folder: Path, language: str | None) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    if hidden or path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return language is None or _language(path) == _normal(language)


def _key(path: Path, folder: Path) -> Path:
    """A path in its folder, without its suffix and without the language before it."""
    relative = path.relative_to(folder).with_suffix("")
    return relative.with_suffix("") if _language(path) else relative


def _language(path: Path) -> str | None:
    """The language that a file's name says: "ar" of `flood.ar.txt`."""
    tag = Path(path.stem).suffix.removeprefix(".")
    return _normal(tag) if tag else None


def _normal(tag: str) -> str | None:
    from checker.lang.tags import normalise

    try:
        return normalise(tag)
    except LanguageError:
        return None


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def unpaired(found: list[Texts]) -> Iterator[str]:
    """A note on each article that lacks a partner which others have."""
    for name in ("source", "reference"):
        if any(getattr(texts, name) for texts in found):
            yield from (f"{texts.target} has no {name}." for texts in found if not getattr(texts, name))
