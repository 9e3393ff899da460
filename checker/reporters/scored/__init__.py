"""The formats of scored rows. Pure functions: one row goes in, one line comes out, so that rows can stream."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checker.model import Signature
from checker.rows import Scored

TABLE = {
    "jsonl": "checker.reporters.scored.jsonl:FORMAT",
    "tsv": "checker.reporters.scored.tsv:FORMAT",
}
"""Every format of `checker score`."""


class Format(NamedTuple):
    """begin: the text before all rows. line: that of one row, with its line feed."""

    begin: Callable[[Signature], str]
    line: Callable[[Scored, Signature], str]
