"""What became of a file since a revision of git: its text there, and the lines that have changed.

git is called without a shell, with the revision as a hash that git itself has told, with paths taken literally, and
without what a repository's settings may run: pagers, file monitors, external diffs, text converters.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from checker.errors import ConfigError, LanguageError, ReadError
from checker.model import Document, Span
from checker.readers import read_bytes

SECONDS = 60
"""How long one call of git may take."""

_SAFE = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color")
_DIFF = (*_PLAIN, "--find-renames", "--unified=0", "--inter-hunk-context=0")
_RENAMES = (*_PLAIN, "--find-renames", "--diff-filter=R", "--name-status", "-z")
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_BINARY = re.compile(rb"^Binary files ", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


def since(document: Document, revision: str) -> tuple[Document | None, tuple[Span, ...]]:
    """What a file held at a revision, None where it was not there or is no text, and where its changed lines stand now.

    A file that git knows to be another one renamed is compared with that; of one that was not there every line has
    changed. Raises ConfigError, in one sentence.
    """
    path = Path(document.name)
    if not path.is_file():
        raise ConfigError(f"--changed-since asks git, and {document.name} is no file: check a file of a repository.")
    path = path.resolve()
    commit = _commit(str(path.parent), revision)
    top, prefix = (
        os.fsdecode(_git(path.parent, "rev-parse", one)[:-1]) for one in ("--show-toplevel", "--show-prefix")
    )
    name = f"{prefix}{path.name}"
    there = _git(Path(top), "ls-tree", "-z", commit, "--", name)
    earlier = name if there else _renames(top, commit).get(name)
    if earlier is None:
        return None, (Span(0, len(document.text)),)
    former = _git(Path(top), "cat-file", "blob", f"{commit}:{earlier}")
    diff = _git(Path(top), "diff", *_DIFF, commit, "--", *dict.fromkeys((earlier, name)))
    return _read(former, document), tuple(_changed(diff, document.text))


@lru_cache(maxsize=8)
def _renames(top: str, commit: str) -> Mapping[str, str]:
    """The names that files had at a commit, by those that they have now; both from the top of the repository."""
    told = os.fsdecode(_git(Path(top), "diff", *_RENAMES, commit)).split("\0")
    return dict(zip(told[2::3], told[1::3], strict=False))


def _read(data: bytes, document: Document) -> Document | None:
    try:
        return read_bytes(data, document.name, document.language, document.format)
    except (ReadError, LanguageError):
        return None


@lru_cache(maxsize=64)
def _commit(folder: str, revision: str) -> str:
    """The hash of a revision, which stands in no danger of being taken for an option."""
    place = Path(folder)
    try:
        _git(place, "rev-parse", "--is-inside-work-tree")
    except _GitError as error:
        raise ConfigError(f"--changed-since asks git, and git refuses {folder} ({error}).") from None
    try:
        told = _git(place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _GitError:
        shallow = _git(place, "rev-parse", "--is-shallow-repository").strip() == b"true"
        advice = (
            "the clone is shallow, so fetch the whole history first (fetch-depth: 0 in GitHub, GIT_DEPTH: 0 in GitLab)"
            if shallow
            else "name a branch, a tag or a commit, and fetch it first"
        )
        raise ConfigError(f"git knows no revision {revision!r} in {folder}: {advice}.") from None
    return told.decode("ascii", "replace").strip()


class _GitError(ConfigError):
    """git has failed, and this is what it said."""


def _git(folder: Path, *arguments: str) -> bytes:
    """What git writes. Raises _GitError, which is a ConfigError."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    # A hook's GIT_DIR is none of the folder that the file stands in; settings such as safe.directory are.
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise _GitError("git is not installed") from None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise _GitError(f"git cannot be run: {error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitError(said[0].removeprefix("fatal: ") if said else f"git {arguments[0]} failed")
    return done.stdout


def _changed(diff: bytes, text: str) -> Iterator[Span]:
    """The spans of the lines that a diff says are new, in order and apart; all of a text that git takes for no text.

    Where lines were only taken out, the filled lines around the gap count as changed: they have another neighbour.
    """
    if _BINARY.search(diff):
        yield Span(0, len(text))
        return
    lines = [Span(*ends) for ends in pairwise((0, *(match.end() for match in _LINE.finditer(text))))]
    numbers: set[int] = set()
    for match in _HUNK.finditer(diff):
        first, count = int(match[1]), int(match[2] or 1)
        numbers.update(range(first - 1, first - 1 + count) if count else _around(first, lines, text))
    yield from (lines[number] for number in sorted(numbers) if number < len(lines))


def _around(gap: int, lines: Sequence[Span], text: str) -> Iterator[int]:
    """The numbers of the filled lines next to a gap in front of line `gap`, from 0."""
    for numbers in (range(min(gap, len(lines)) - 1, -1, -1), range(gap, len(lines))):
        filled = (number for number in numbers if text[slice(*lines[number])].strip())
        yield from (number for number in [next(filled, -1)] if number >= 0)
