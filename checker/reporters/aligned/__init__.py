"""The formats of an alignment, for who wants the beads alone. A pure function: an Article goes in, text comes out."""

from __future__ import annotations

from collections.abc import Callable

from checker.model import Article, Signature

TABLE = {
    "tsv": "checker.reporters.aligned.tsv:render",
    "json": "checker.reporters.aligned.json:render",
    "tmx": "checker.reporters.aligned.tmx:render",
}
"""Every format of `checker align`, the plainest first."""

Aligned = Callable[[Article, Signature], str]
