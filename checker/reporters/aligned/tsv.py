"""Beads as lines: `source ids<TAB>target ids`, from 0, comma-separated, with an empty side for a null bead."""

from __future__ import annotations

from checker.model import Article, Side, Signature


def render(article: Article, signature: Signature) -> str:
    """One line a bead, in the order of the target."""
    lines = (
        "\t".join(",".join(str(one.index) for one in bead.side(side)) for side in (Side.SOURCE, Side.TARGET))
        for bead in article.beads
    )
    return "".join(f"{line}\n" for line in lines)
