"""Words in a row that make no sentence: thrown together, or in no order.

Why it matters
    A decoder that has lost its thread, or a tool that pasted the wrong pieces, leaves words that a reader takes for the
    language and cannot read. Each of them is a good word, so that a spelling checker is content.
What it looks at
    A run of at least four words with no mark between them. Three witnesses: a language model of the target says of each
    word by how much those before it make it likelier than its frequency alone; a table of which common words and word
    endings stand side by side; and a small network which has been shown sentences with spoilt runs. All are held
    against the article's other sentences. Numbers, names and words that the source has too are no evidence. Beside
    that, words in a row that the language's vocabulary does not have, nor the article elsewhere, nor the source: the
    more words of the article are unknown, the less each counts.
Limits
    Old or poetic order of words may be taken for salad: in King James's Bible 3 sentences in 1,000 are, in translated
    news fewer than one. Only what is sure is told: many short runs are missed, and most in Arabic, Hebrew, Japanese,
    Korean and Vietnamese (the card of the models gives figures). A word or two in the wrong place is not seen, nor is
    grammatical nonsense. Headings, table cells and short list items are not read. Czech is only read for broken words,
    Japanese and Chinese only for their order.
Example
    language: en
    bad: The council met. The roof ⟦to the by were because repaired of leaking the had that⟧ school. Nobody objected.
    good: The council met. The roof of the school had to be repaired because it was leaking. Nobody objected.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from checker.checks import Check
from checker.lang.coordination import coordinated
from checker.lang.garbled import SHORTEST, Run, oddness, worst
from checker.lang.names import ALIKE, likeness
from checker.lang.unknown_words import Unknown
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import MARKUP, Article, Bead, BlockKind, Hit, Sentence, Severity, Side, Span, WordMeasure


@dataclass(frozen=True, slots=True)
class Options:
    """least: how much more evidence than one good sentence in a hundred has, in log odds, makes a major error."""

    least: float = 12.0


_ODDS, _GAIN, _EVEN, _LOWEST, _HIGHEST = 0.5, 1.0, 0.5, -2.0, 3.0
"""What the network's log odds weigh, and a nat of context gain; the gain that says nothing; what is cut off."""
_PAIRS, _PAIRS_EVEN = 4.0, 0.15
"""What a nat of the pairs weighs, and what says nothing of it: half way from good text to words in no order."""
_TOLD = 0.9
"""The most that order alone is told with: at the least evidence, good sentences were told as often as broken ones."""
_BELIEF = 150
"""Words' worth of belief that an article is like others."""
_MARGIN, _UNPAIRED_MARGIN, _UNKNOWN_MARGIN = 0.5, 1.5, 0.5
"""Log odds that each word of a run has to bring with it: of disorder, with pairs and without; and of being broken."""
_UNPAIRED = 2.0
"""What the rest weighs more where there are no pairs."""
READ = 8
"""Words of a sentence or list item that is read."""
_SURER = 12.0
"""Evidence beyond the least that leaves a third of the doubt."""
_FAINT = 8.5
"""How much less evidence than for a major error makes a minor one, where the run is longer than the shortest."""
_BROKEN, _BROKEN_FAINT, _BROKEN_SURER = 6.0, 1.5, 3.0
"""The same three of runs of words that the language does not have."""

_JOINS = " \t-'\N{RIGHT SINGLE QUOTATION MARK}\N{HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{NO-BREAK SPACE}" + MARKUP
"""What stands between two words and parts nothing."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the evidence of each of its words, where they stand in the document, and where marks part them.

    margin: log odds that each word of a run has to bring with it.
    """

    sentence: Sentence
    bead: Bead
    spans: tuple[Span, ...]
    evidence: tuple[float, ...]
    parted: tuple[bool, ...]
    margin: float

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they are written."""
        text = self.sentence.document.prose
        return tuple(text[span.start : span.end] for span in self.spans)

    @property
    def witness(self) -> tuple[str, ...]:
        """The words of the source."""
        return tuple(word.text for sentence in self.bead.source or () for word in words(sentence.prose))


def find(article: Article, options: Options) -> Iterator[Hit]:
    """At most one hit a sentence: the run that has most evidence against it."""
    usual = oddness(article.target.language)
    if usual is None:
        return
    unknown = Unknown.of(article.sentences[Side.TARGET])
    sentences = [one for bead in article.beads for one in read(bead)]
    total, count = sum(sum(one.evidence) for one in sentences), sum(len(one.evidence) for one in sentences)
    for one in sentences:
        own, size = sum(one.evidence), len(one.evidence)
        if size < READ or one.sentence.kind not in _PROSE:
            continue
        level = _level(total - own, count - size, usual.level)
        hits = (_broken(one, unknown), _disordered(one, level, usual.ordinary + options.least))
        yield from sorted((hit for hit in hits if hit is not None), key=lambda hit: -hit.confidence)[:1]


def _disordered(one: Read, level: float, least: float) -> Hit | None:
    """The run that makes no sense to the models."""
    if worst(one.evidence, one.parted, level + one.margin).score < least - _FAINT:
        return None
    run = worst(_witnessed(one), one.parted, level + one.margin)
    beyond = run.score - least
    if beyond >= 0.0 or (beyond >= -_FAINT and run.end - run.start > SHORTEST):
        doubt = 0.35 * exp(-beyond / _SURER) if beyond >= 0.0 else 0.55
        return _hit(one, run, "each is hardly likelier here than anywhere else", _TOLD - doubt)
    return None


def _broken(one: Read, unknown: Unknown | None) -> Hit | None:
    """The run of words that the language does not have."""
    if unknown is None:
        return None
    found = one.words
    if worst(unknown.evidence(found, ()), one.parted, _UNKNOWN_MARGIN).score < _BROKEN - _BROKEN_FAINT:
        return None
    run = worst(unknown.evidence(found, one.witness), one.parted, _UNKNOWN_MARGIN)
    beyond = run.score - _BROKEN
    if beyond < -_BROKEN_FAINT:
        return None
    doubt = 0.35 * exp(-beyond / _BROKEN_SURER) if beyond >= 0.0 else 0.55
    return _hit(one, run, "most of them are words that the language does not have", 0.95 - doubt)


def read(bead: Bead) -> Iterator[Read]:
    """The bead's sentences with what the measures say of their words; a model that the user names before n-grams."""
    gains = bead.word_measures.get("neural-context-gain") or bead.word_measures.get("context-gain", ())
    odds = bead.word_measures.get("disorder", ())
    pairs = {one.span.start: _PAIRS_EVEN - one.value for one in bead.word_measures.get("word-pairs", ())}
    weight, margin = (1.0, _MARGIN) if pairs else (_UNPAIRED, _UNPAIRED_MARGIN)
    for sentence in bead.target:
        inside = [_of(sentence, measures) for measures in (gains, odds)]
        values = tuple(
            weight * (_ODDS * odd.value + _GAIN * (_EVEN - _cut(gain.value))) + _PAIRS * pairs.get(odd.span.start, 0.0)
            for gain, odd in zip(*inside, strict=True)
        )
        spans = tuple(one.span for one in inside[1])
        yield Read(sentence, bead, spans, values, _parted(sentence, spans), margin)


def _parted(sentence: Sentence, spans: Sequence[Span]) -> tuple[bool, ...]:
    """Of each word whether there is a mark between it and the word before."""
    prose = sentence.document.prose
    gaps = (prose[one.end : other.start] for one, other in pairwise(spans))
    return (False, *(not (gap.isspace() or gap.strip(_JOINS) == "") for gap in gaps))[: len(spans)]


def _of(sentence: Sentence, measures: Sequence[WordMeasure]) -> Sequence[WordMeasure]:
    """Those of a sentence; measures: of a bead, in the order of its words."""
    first, last = (bisect_left(measures, at, key=lambda one: one.span.start) for at in sentence.span)
    return measures[first:last]


def _cut(gain: float) -> float:
    return min(_HIGHEST, max(_LOWEST, gain))


def _level(total: float, count: int, usual: float) -> float:
    """By how much the other sentences of the article are odder than usual; nothing where they are not."""
    return max(0.0, (total - usual * count) / (count + _BELIEF))


def _witnessed(one: Read) -> list[float]:
    """The evidence without what speaks for a number, a name, a word that the source has too, or one said twice.

    A word said twice is `repeated-words`: it is odd where it stands, and tears nothing around it. Prepositions that
    share their noun, "flights to and from the islands", are odd to models that see few words, and to nobody else.
    """
    others = set(one.witness)
    folded = {fold(word) for word in others}
    facts = writing(one.sentence.language)
    names = facts is not None and facts.cased and not facts.capital_nouns
    folds = [None, *map(fold, one.words), None]
    joined = coordinated([word.lower() for word in one.words], one.sentence.language)
    found = []
    for at, (word, value) in enumerate(zip(one.words, one.evidence, strict=True)):
        excused = (
            any(map(str.isdigit, word))
            or at in joined
            or folds[at + 1] in (folds[at], folds[at + 2])
            or (names and at > 0 and word[0].isupper())
            or fold(word) in folded
            or (len(word) > 3 and any(likeness(word, other) > ALIKE for other in others if other[0].isupper()))
        )
        found.append(min(value, 0.0) if excused else value)
    return found


def _hit(one: Read, run: Run, reason: str, confidence: float) -> Hit:
    return Hit(
        span=Span(one.spans[run.start].start, one.spans[run.end - 1].end),
        message=f"These words make no sentence: {reason}.",
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
