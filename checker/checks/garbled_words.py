"""Words in a row that make no sentence: thrown together, or in no order.

Why it matters
    A decoder that has lost its thread, or a tool that pasted the wrong pieces, leaves words that a reader takes for the
    language and cannot read. Each of them is a good word, so that a spelling checker is content.
What it looks at
    A run of at least four words. A language model of the target says of each by how much the words before it make it
    likelier than its frequency alone: in good text they do, in word salad not. A small network, which has been
    shown sentences with spoilt runs, says how likely it is that the word is out of order or out of place. Both are
    held against the article's other sentences. Numbers, names and words that the source has too are no evidence.
Limits
    Old or poetic order of words may be taken for salad: in King James's Bible 3 sentences in 1,000 are, in translated
    news fewer than one. Only what is sure is told: most short runs are missed, and nearly all in Hebrew, Polish and
    Turkish (the card of the models gives figures). A word or two in the wrong place is not seen. Headings, table cells
    and short list items are not read. Languages whose order of words no model here knows, as Czech, are not judged.
Example
    language: en
    bad: The council met. The roof to ⟦the by were because repaired of leaking the had that⟧ school. Nobody objected.
    good: The council met. The roof of the school had to be repaired because it was leaking. Nobody objected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from checker.checks import Check
from checker.lang.garbled import oddness
from checker.lang.names import ALIKE, likeness
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import Article, Bead, BlockKind, Hit, Sentence, Severity, Side, Span, WordMeasure


@dataclass(frozen=True, slots=True)
class Options:
    """least: how much more evidence than one good sentence in a hundred has, in log odds, makes a major error."""

    least: float = 9.0


_GAIN, _EVEN, _LOWEST, _HIGHEST = 2.0, 0.5, -2.0, 3.0
"""What a nat of context gain weighs against the network's log odds; the gain that says nothing; what is cut off."""
_BELIEF = 150
"""Words' worth of belief that an article is like others."""
_MARGIN = 1.5
"""Log odds that each word of a run has to bring with it."""
_SHORTEST, _READ = 4, 8
"""Words of a run, and of a sentence or list item that is read."""
_SURER = 12.0
"""Evidence beyond the least that leaves a third of the doubt."""
_FAINT = 5.5
"""How much less evidence than for a major error makes a minor one, where the run is longer than the shortest."""

_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the evidence of each of its words, and where they stand in the document."""

    sentence: Sentence
    bead: Bead
    spans: tuple[Span, ...]
    evidence: tuple[float, ...]


class Run(NamedTuple):
    """Words start..end of a sentence and the sum of their evidence."""

    score: float
    start: int
    end: int


def find(article: Article, options: Options) -> Iterator[Hit]:
    """At most one hit a sentence: the run that has most evidence against it."""
    usual = oddness(article.target.language)
    if usual is None:
        return
    sentences = [one for bead in article.beads for one in read(bead)]
    total, count = sum(sum(one.evidence) for one in sentences), sum(len(one.evidence) for one in sentences)
    for one in sentences:
        own, size = sum(one.evidence), len(one.evidence)
        if size < _READ or one.sentence.kind not in _PROSE:
            continue
        level = _level(total - own, count - size, usual.level)
        beyond = worst(one.evidence, level).score - usual.ordinary - options.least
        if beyond < -_FAINT:
            continue
        run = worst(_witnessed(one), level)
        beyond = run.score - usual.ordinary - options.least
        if beyond >= 0 or (beyond >= -_FAINT and run.end - run.start > _SHORTEST):
            yield _hit(one, run, beyond)


def read(bead: Bead) -> Iterator[Read]:
    """The bead's sentences with what the measures say of their words; a model that the user names before n-grams."""
    gains = bead.word_measures.get("neural-context-gain") or bead.word_measures.get("context-gain", ())
    odds = bead.word_measures.get("disorder", ())
    for sentence in bead.target:
        inside = [_of(sentence, measures) for measures in (gains, odds)]
        values = tuple(odd.value + _GAIN * (_EVEN - _cut(gain.value)) for gain, odd in zip(*inside, strict=True))
        yield Read(sentence, bead, tuple(one.span for one in inside[1]), values)


def _of(sentence: Sentence, measures: Sequence[WordMeasure]) -> list[WordMeasure]:
    return [one for one in measures if sentence.span.start <= one.span.start < sentence.span.end]


def _cut(gain: float) -> float:
    return min(_HIGHEST, max(_LOWEST, gain))


def _level(total: float, count: int, usual: float) -> float:
    """By how much the other sentences of the article are odder than usual; nothing where they are not."""
    return max(0.0, (total - usual * count) / (count + _BELIEF))


def worst(evidence: Sequence[float], level: float = 0.0) -> Run:
    """The run of words with the largest sum of evidence beyond the level; none where none is long enough."""
    best, since, running = Run(0.0, 0, 0), 0, 0.0
    for at, value in enumerate(evidence):
        if running <= 0.0:
            since, running = at, 0.0
        running += value - level - _MARGIN
        if running > best.score and at + 1 - since >= _SHORTEST:
            best = Run(running, since, at + 1)
    return best


def _witnessed(one: Read) -> list[float]:
    """The evidence without what speaks for a number, a name, or a word that the source has too."""
    text = one.sentence.document.text
    others = {word.text for sentence in one.bead.source or () for word in words(sentence.prose)}
    folded = {fold(word) for word in others}
    facts = writing(one.sentence.language)
    names = facts is not None and facts.cased and not facts.capital_nouns
    found = []
    for at, (span, value) in enumerate(zip(one.spans, one.evidence, strict=True)):
        word = text[span.start : span.end]
        excused = (
            any(map(str.isdigit, word))
            or (names and at > 0 and word[0].isupper())
            or fold(word) in folded
            or (len(word) > 3 and any(likeness(word, other) > ALIKE for other in others if other[0].isupper()))
        )
        found.append(min(value, 0.0) if excused else value)
    return found


def _hit(one: Read, run: Run, beyond: float) -> Hit:
    span = Span(one.spans[run.start].start, one.spans[run.end - 1].end)
    confidence = 0.95 - 0.35 * exp(-beyond / _SURER) if beyond >= 0 else 0.4
    return Hit(
        span=span,
        message="These words make no sentence: each is hardly likelier here than anywhere else.",
        side=Side.TARGET,
        confidence=round(confidence, 2),
    )


CHECK = Check(
    name="garbled-words",
    category="fluency/grammar",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:garbled", "measure:context-gain", "measure:disorder"),
    options=Options(),
)
