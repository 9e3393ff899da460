"""Rows of a glossary: tables with the columns source, target, kind.

Kind is required (when left out), forbidden or keep; several targets are parted by |. A header may put the columns in
another order.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Literal

from checker.errors import ConfigError
from checker.lang.terms import Kind, Term

COLUMNS = ("source", "target", "kind")


def parsed(lines: Iterable[str], where: str) -> tuple[Term, ...]:
    """The terms in lines "source,target,kind". Raises ConfigError, with `where`, for a line that is none."""
    if isinstance(lines, str) or not all(isinstance(line, str) for line in lines):
        raise ConfigError(f'{where} takes a list of lines, such as "Vertrag,agreement,required".')
    return tuple(read_rows("\n".join(lines), ",", where))


def read_rows(text: str, separators: str, where: str) -> Iterator[Term]:
    """The terms in a table. separators: the likelier of these parts its columns. where: names it in errors."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(separators, key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=separator, strict=True, quoting=_quoting(separator))
    order: Sequence[str] | None = None
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            while row and not row[-1]:
                row.pop()
            if not row:
                continue
            if order is None:
                header = _header(row)
                order = header or COLUMNS
                if header:
                    continue
            yield _term(row, order, f"{where}, line {reader.line_num}")
    except csv.Error as error:
        raise ConfigError(f"{where}, line {reader.line_num}: this is no row of a table ({error}).") from None


def _quoting(separator: str) -> Literal[0, 3]:
    """In TSV a quotation mark is a character like any other."""
    return csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL


def _header(row: Sequence[str]) -> list[str] | None:
    """The order of the columns, where the first row names them."""
    names = [cell.lower() for cell in row]
    return names if {"source", "target"} <= set(names) and len(set(names)) == len(names) else None


def _term(row: Sequence[str], order: Sequence[str], where: str) -> Term:
    if len(row) > len(order):
        raise ConfigError(
            f"{where}: there are {len(row)} columns and not {len(order)}; quote a cell that holds the mark."
        )
    cells: Mapping[str, str] = {**dict.fromkeys(COLUMNS, ""), **dict(zip(order, row, strict=False))}
    kind = cells["kind"].lower() or Kind.REQUIRED.value
    if kind not in set(Kind):
        close = get_close_matches(kind, list(Kind), n=1)
        meant = f"did you mean {close[0]}?" if close else f"those there are: {', '.join(Kind)}."
        raise ConfigError(f"{where}: there is no kind {cells['kind']!r}; {meant}")
    targets = tuple(one.strip() for one in cells["target"].split("|") if one.strip())
    if not cells["source"] and kind != Kind.FORBIDDEN:
        raise ConfigError(f"{where}: a term that is {kind} needs its source.")
    if not targets and kind != Kind.KEEP:
        raise ConfigError(
            f"{where}: a term that is {kind} needs a target; for one that stays as it is, the kind is keep."
        )
    return Term(cells["source"], targets, Kind(kind))
