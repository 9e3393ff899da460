"""Pairs that are aligned already: rows in, scores out, in order, as a stream, by the same measures and checks.

Rows that follow each other and name the same `doc` are one article, so that its names and habits are known; every other
row is an article by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from checker import pipeline, scoring
from checker.checks import Check
from checker.config import Config
from checker.errors import LanguageError
from checker.lang.identify import identify
from checker.lang.tags import normalise
from checker.measures import Measure, measure_apart
from checker.model import Article, Bead, Document, Finding, Passage, Sentence, Side, Span
from checker.readers.stacked import stacked
from checker.rows import Found, Row, Scored
from checker.segment import segment

BATCH = 256
"""Rows that are measured at once."""

LONGEST_ARTICLE = 1_024
"""Rows of one `doc` that are read as one article; what follows is the next one, so that memory stays bounded."""

OWN_WORTH = frozenset("estimate similarity length-ratio reference".split())
"""Measures that say something by themselves, and not only to a check."""


class Languages(NamedTuple):
    """BCP-47 tags. source: None where the rows have none. detected: the sides that nobody named."""

    target: str
    source: str | None
    detected: tuple[Side, ...] = ()


def languages(rows: Sequence[Row], config: Config) -> Languages:
    """The languages of a bitext: those of the settings, else what its first rows are in. Raises LanguageError."""
    texts = {Side.TARGET: [row.target for row in rows], Side.SOURCE: [row.source or "" for row in rows]}
    named = {Side.TARGET: config.target_lang, Side.SOURCE: config.source_lang}
    needed = [Side.TARGET, *([Side.SOURCE] if any(row.source is not None for row in rows) else [])]
    found: dict[Side, str] = {}
    for side in needed:
        tag = named[side]
        told = normalise(tag) if tag else identify("\n".join(texts[side])).language
        if told is None:
            raise LanguageError(f"The language of the {side} cannot be told from its rows: name it with --{side}-lang.")
        found[side] = told
    if found.get(Side.SOURCE) == found[Side.TARGET]:
        raise LanguageError(
            f"Source and target are both in {found[Side.TARGET]!r}, so neither translates the other: "
            "name the languages with --source-lang and --target-lang."
        )
    detected = tuple(side for side in needed if named[side] is None)
    return Languages(found[Side.TARGET], found.get(Side.SOURCE), detected)


def batches(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Rows in batches of at least 256 that do not part an article, so that each can be scored by itself."""
    batch: list[Row] = []
    for article in _articles(rows):
        if len(batch) >= BATCH:
            yield tuple(batch)
            batch = []
        batch += article
    if batch:
        yield tuple(batch)


def score_rows(rows: Iterable[Row], config: Config) -> Iterator[Scored]:
    """Each row with its score, in order; the languages are those of the settings, or of the first rows."""
    scorer = None
    for batch in batches(rows):
        scorer = scorer or Scorer.of(languages(batch, config), config)
        yield from scorer.batch(batch)


def score_batch(rows: Sequence[Row], spoken: Languages, config: Config) -> tuple[Scored, ...]:
    """Each row of one batch with its score, in order."""
    return Scorer.of(spoken, config).batch(rows)


@dataclass(frozen=True, slots=True)
class Scorer:
    """What the rows of a bitext are scored by: chosen once for all, since glossaries and models are read for it."""

    spoken: Languages
    checks: tuple[Check, ...]
    taken: tuple[Measure, ...]

    @staticmethod
    def of(spoken: Languages, config: Config) -> Scorer:
        """The checks and measures that the settings ask for. Raises CheckerError for what cannot be had."""
        taken = pipeline.choose_measures(config)
        if config.estimate_only:
            return Scorer(spoken, (), tuple(one for one in taken if one.name in OWN_WORTH or one.signature))
        return Scorer(spoken, pipeline.choose_for(spoken.target, spoken.source, config), taken)

    def batch(self, rows: Sequence[Row]) -> tuple[Scored, ...]:
        """Each row of a batch with its score, in order."""
        able = [row if row.error else _demand_words(row) for row in rows]
        # Where nothing looks beyond a bead, all rows are one article, which costs less than many.
        together = not self.checks and all(one.apart for one in self.taken)
        groups = list(_articles((row for row in able if not row.error), together))
        articles = [article_of(group, self.spoken) for group in groups]
        measured = measure_apart([article.beads for article, _ in articles], self.taken)
        scored = chain.from_iterable(
            _scored(group, replace(article, beads=beads), spans, self.checks)
            for group, (article, spans), beads in zip(groups, articles, measured, strict=True)
        )
        # By their places and not by their numbers, which are the caller's, and may be all the same.
        return tuple(Scored(row, None, {}, error=row.error) if row.error else next(scored) for row in able)


def _demand_words(row: Row) -> Row:
    """The row, with an error where one of its texts has nothing to read: marks alone."""
    for side, text in ((Side.TARGET, row.target), (Side.SOURCE, row.source)):
        if text is not None and not any(map(str.isalnum, text)):
            return row._replace(error=f"The {side} holds marks alone, and no word.")
    return row


def _articles(rows: Iterable[Row], together: bool = False) -> Iterator[tuple[Row, ...]]:
    """Rows that are one article: those in a row that have the same doc and the same texts beside the target.

    together: whether they need not have the same doc, nor any.
    """
    article: list[Row] = []
    for row in rows:
        if article and not (_goes_on(article[-1], row, together) and len(article) < LONGEST_ARTICLE):
            yield tuple(article)
            article = []
        article.append(row)
    if article:
        yield tuple(article)


def _goes_on(last: Row, row: Row, together: bool) -> bool:
    if (row.source is None, row.reference is None) != (last.source is None, last.reference is None):
        return False
    return together or (row.doc is not None and row.doc == last.doc)


Spans = dict[Side, tuple[Span, ...]]


def article_of(rows: Sequence[Row], spoken: Languages) -> tuple[Article, Spans]:
    """The article of some rows, a bead for each, and where the text of each row stands in its documents."""
    texts: dict[Side, list[str]] = {Side.TARGET: [row.target for row in rows]}
    if rows[0].source is not None:
        texts[Side.SOURCE] = [row.source or "" for row in rows]
    if rows[0].reference is not None:
        texts[Side.REFERENCE] = [row.reference or "" for row in rows]
    tags = {Side.TARGET: spoken.target, Side.SOURCE: spoken.source or "und", Side.REFERENCE: spoken.target}
    documents: dict[Side, Document] = {}
    spans: Spans = {}
    for side, some in texts.items():
        documents[side], spans[side] = stacked(some, f"<{side}>", tags[side])
    sentences = {side: segment(document) for side, document in documents.items()}
    blocks = {side: _by_block(found) for side, found in sentences.items()}
    beads = tuple(
        Bead(
            index,
            tuple(blocks[Side.TARGET][index]),
            tuple(blocks[Side.SOURCE][index]) if Side.SOURCE in blocks else None,
            tuple(blocks[Side.REFERENCE][index]) if Side.REFERENCE in blocks else None,
            row=row.number,
            key=row.id or "",
        )
        for index, row in enumerate(rows)
    )
    article = Article(
        documents[Side.TARGET], documents.get(Side.SOURCE), documents.get(Side.REFERENCE), sentences, beads
    )
    return article, spans


def _by_block(sentences: Sequence[Sentence]) -> defaultdict[int, list[Sentence]]:
    found: defaultdict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.block].append(sentence)
    return found


def _scored(rows: Sequence[Row], article: Article, spans: Spans, checks: Sequence[Check]) -> Iterator[Scored]:
    """The rows of one article with their scores, in order."""
    findings, _ = pipeline.check(article, checks)
    of_bead: list[list[Finding]] = [[] for _ in rows]
    for finding in findings:
        if finding.bead is not None:
            of_bead[finding.bead].append(finding)
    for row, bead, found in zip(rows, article.beads, of_bead, strict=True):
        yield Scored(
            row,
            scoring.score_bead(bead, found),
            bead.measures,
            tuple(_found(finding, rows, article, spans) for finding in found),
            refused=bead.refused,
        )


def _found(finding: Finding, rows: Sequence[Row], article: Article, spans: Spans) -> Found:
    hit = finding.hit
    _, own, text = _within(Passage(hit.side, hit.span), rows, article, spans)
    related = []
    for passage in hit.related:
        number, span, words = _within(Passage(*passage), rows, article, spans)
        related.append((number, Passage(passage[0], span), words))
    return Found(finding, own, text, tuple(related))


def _within(passage: Passage, rows: Sequence[Row], article: Article, spans: Spans) -> tuple[int, Span, str]:
    """The row that a passage stands in, its place in the row's own text, and its words."""
    side, (start, end) = passage
    document = article.document(side)
    if document is None:
        raise ValueError(f"a finding stands in the {side}, which the rows do not have")
    at = bisect_right(spans[side], start, key=lambda span: span.start) - 1
    base = spans[side][at].start
    end = min(end, spans[side][at].end)
    return rows[at].number, Span(start - base, end - base), document.text[start:end]
