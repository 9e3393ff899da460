"""Bitext: aligned pairs, a row at a time, from TSV with a header, JSON Lines, or one file of lines for each text.

The file is never held as a whole. A row that cannot be read is a row with an error: it keeps its place.
"""

from __future__ import annotations

import codecs
import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from itertools import chain, count, zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from checker.errors import ReadError
from checker.rows import Row

COLUMNS = ("source", "target", "reference", "doc", "id")
"""What a row may hold; other columns and members are left alone."""

LONGEST = 1 << 20
"""Bytes of a row that are read."""

_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_PACKED = ".gz"
_LIST = re.compile(r"\s*\[\s*(?:\{|$)")


def read_bitext(path: str) -> Iterator[Row]:
    """The rows of a TSV file with a header or of a JSON Lines file, or of standard input where `path` is "-".

    The name tells which (.tsv, .jsonl, packed as .gz or not), else the first character does.
    Raises ReadError where the file cannot be read, holds no row, or its header names no target,
    and where its JSON is one list.
    """
    with _opened(path) as stream:
        lines = _lines(stream)
        first = next(lines, None)
        if first is None:
            raise ReadError(f"{path} is empty: give rows of aligned texts.")
        is_json = _is_json(path, first if isinstance(first, str) else "")
        if is_json and isinstance(first, str) and _LIST.match(first):
            raise ReadError(f"{path} is a list: give an object on each line, without brackets and commas around it.")
        found = _json_rows(chain([first], lines)) if is_json else _table_rows(path, first, lines)
        yield from _demand_rows(found, f"{path} holds no row: give rows of aligned texts.")


def read_lines(target: str, source: str | None, reference: str | None = None) -> Iterator[Row]:
    """Rows from files whose lines stand for each other. Raises ReadError where one has more lines than another."""
    paths = {"target": target, "source": source, "reference": reference}
    given = {name: path for name, path in paths.items() if path is not None}
    with ExitStack() as stack:
        texts = [_lines(stack.enter_context(_opened(path))) for path in given.values()]
        yield from _demand_rows(_line_rows(given, texts), f"{target} holds no line: give a text on each.")


def count_rows(path: str, header: bool = True) -> int | None:
    """How many rows `read_bitext` finds in a file, or `read_lines` where it has no header; None where it is no file.

    What can be read only once, such as a pipe, is left alone, and what is packed: that would be unpacked twice.
    """
    if path == "-" or not Path(path).is_file() or Path(path).suffix.lower() == _PACKED:
        return None
    with _opened(path) as stream:
        first = stream.readline().decode("utf-8-sig", "replace")
        if header and _is_json(path, first):
            return bool(first.strip()) + sum(1 for line in stream if not line.isspace())
        return (not header) + sum(1 for _ in stream)


def _is_json(path: str, first: str) -> bool:
    """Whether a bitext is JSON Lines, by its name, or else by its first line."""
    return _suffix(path) in _JSON or (_suffix(path) != ".tsv" and first.lstrip().startswith("{"))


def _line_rows(given: Mapping[str, str], texts: Sequence[Iterator[Line]]) -> Iterator[Row]:
    for number, cells in enumerate(zip_longest(*texts)):
        ended = [name for name, cell in zip(given, cells, strict=True) if cell is None]
        if ended:
            longer = next(path for name, path in given.items() if name not in ended)
            after = "1 line" if number == 1 else f"{number} lines"
            raise ReadError(
                f"{given[ended[0]]} ends after {after} and {longer} goes on: give files with as many lines."
            )
        yield _row(number, dict(zip(given, cells, strict=True)))


def _demand_rows(rows: Iterator[Row], otherwise: str) -> Iterator[Row]:
    """The rows. Raises ReadError, which says `otherwise`, where there is none."""
    first = next(rows, None)
    if first is None:
        raise ReadError(otherwise)
    yield first
    yield from rows


class _Unreadable(NamedTuple):
    """A line that is no text, and why."""

    reason: str


Line = str | _Unreadable


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with ExitStack() as stack:
            raw = stack.enter_context(Path(path).open("rb"))
            packed = Path(path).suffix.lower() == _PACKED
            yield cast(BinaryIO, stack.enter_context(gzip.open(raw))) if packed else raw
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}: check the path.") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path!r} cannot be read ({reason}): check that it is what its name says.") from error


def _suffix(path: str) -> str:
    name = Path(path)
    return Path(name.stem).suffix.lower() if name.suffix.lower() == _PACKED else name.suffix.lower()


def _lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines of a stream without their ends; only LF ends one. What is no UTF-8 or has no end is told as such.

    A byte-order mark before the first is no part of it.
    """
    mark = codecs.BOM_UTF8
    while raw := stream.readline(LONGEST + 1):
        raw, mark = raw.removeprefix(mark), b""
        if len(raw) > LONGEST and not raw.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield _Unreadable(f"The row is longer than {LONGEST >> 20} MiB.")
            continue
        try:
            yield codecs.decode(raw, "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield _Unreadable("The row is not in UTF-8.")


def _json_rows(lines: Iterator[Line]) -> Iterator[Row]:
    numbers = count()
    for line in lines:
        if isinstance(line, str) and not line.strip():
            continue
        yield _json_row(next(numbers), line)


def _json_row(number: int, line: Line) -> Row:
    if isinstance(line, _Unreadable):
        return Row(number, error=line.reason)
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, error="The row is not valid JSON.")
    if not isinstance(told, dict):
        return Row(number, error="The row is not a JSON object.")
    cells = {name: told[name] for name in COLUMNS if told.get(name) is not None}
    for name in ("id", "doc"):
        if isinstance(cells.get(name), int):
            cells[name] = str(cells[name])
    wrong = next((name for name, cell in cells.items() if not isinstance(cell, str)), None)
    if wrong:
        return Row(number, error=f"The row's {wrong} is not a text.")
    if "target" not in cells:
        named = cells.get("id")
        return Row(number, id=named, error="The row has no target.")
    return _row(number, cells)


def _table_rows(path: str, header: Line, lines: Iterator[Line]) -> Iterator[Row]:
    if isinstance(header, _Unreadable):
        raise ReadError(
            f"The first line of {path} names no columns ({header.reason.rstrip('.')}): "
            "give rows of aligned texts in UTF-8, with a header."
        )
    names = [name.strip().casefold() for name in header.split("\t")]
    if "target" not in names:
        raise ReadError(
            f'The header of {path} names no column "target" ({_meant(names)}): name the columns of the texts.'
        )
    for number, line in enumerate(lines):
        if isinstance(line, _Unreadable):
            yield Row(number, error=line.reason)
            continue
        cells = line.split("\t")
        if len(cells) != len(names):
            yield Row(number, error=f"The row has {len(cells)} cells, and the header {len(names)}.")
            continue
        yield _row(number, {name: cell for name, cell in zip(names, cells, strict=True) if name in COLUMNS})


def _meant(names: Sequence[str]) -> str:
    """What stands in a header instead of the target."""
    if any("target" in [part.strip(' "') for part in re.split("[,;|]", name)] for name in names):
        return "cells are parted by tabs, and stand without quotes"
    close = get_close_matches("target", names, n=1)
    return f"is it {close[0]!r}" if close else f"it has {', '.join(map(repr, names[:8]))}"


def _row(number: int, cells: Mapping[str, Line]) -> Row:
    bad = next((cell.reason for cell in cells.values() if isinstance(cell, _Unreadable)), None)
    texts = {name: cell for name, cell in cells.items() if isinstance(cell, str)}
    error = bad or next(
        (f"The {name} is empty." for name in ("target", "source") if name in texts and not texts[name].strip()), None
    )
    reference = texts.get("reference")
    return Row(
        number,
        texts.get("target", ""),
        texts.get("source"),
        reference if reference and reference.strip() else None,
        texts.get("doc") or None,
        texts.get("id"),
        error,
    )
