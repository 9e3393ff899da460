"""Which findings have to do with what has changed since a revision."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from checker.model import Article, Finding, Passage, Span


def unchanged(finding: Finding, article: Article) -> bool:
    """Whether a finding, its evidence and the sentences it is about all stand in lines that have not changed.

    False where no revision was asked for.
    """
    if article.target.change is None:
        return False
    return not any(_changed(article, passage) for passage in _passages(finding, article))


def _passages(finding: Finding, article: Article) -> Iterator[Passage]:
    yield Passage(finding.hit.side, finding.hit.span)
    yield from finding.hit.related
    if finding.bead is not None:
        bead = article.beads[finding.bead]
        for side in article.sentences:
            yield from (Passage(side, sentence.span) for sentence in bead.side(side))


def _changed(article: Article, passage: Passage) -> bool:
    document = article.document(passage.side)
    if document is None or document.change is None:
        return False
    return touched(document.change.lines, passage.span)


def touched(lines: tuple[tuple[int, int], ...], span: Span) -> bool:
    """Whether a span meets one of the spans of changed lines, which are in order and apart."""
    end = max(span.end, span.start + 1)
    at = bisect_right(lines, (end - 1, 1 << 62))
    return at > 0 and lines[at - 1][1] > span.start
