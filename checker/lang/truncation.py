"""Sentences that break off before their end, and how sure that is: what stops them, and what is left unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log
from typing import NamedTuple

from checker.lang.breaks import breaks
from checker.lang.closed import Closed, closed, licensed
from checker.lang.counterparts import Counterparts
from checker.lang.endings import Ending, Stop, ending, ends_prose, is_listed, is_prose, marks_ends, properly
from checker.lang.tears import POINTS, evidence, joinings
from checker.lang.wholes import Wholes
from checker.model import Article, Bead, BlockKind, Passage, Sentence, Side

UNSAID = "unsaid"
"""Word measure of a bead: of the last words of source or reference, the probability that the target says them."""

_ALONE = {Stop.NEVER: 2.0, Stop.COMMA: 0.9, Stop.OPENER: 0.9, Stop.HYPHEN: 0.6}
"""Log odds of a broken-off sentence by the way it stops, where there is no other text."""

_BESIDE = {
    Stop.NEVER: 2.8,
    Stop.SELDOM: -1.6,
    Stop.STRANDED: -2.8,
    Stop.COMMA: 2.2,
    Stop.OPENER: 2.2,
    Stop.HYPHEN: 1.8,
    Stop.CUT: 0.3,
    Stop.UNMARKED: -1.8,
    Stop.NO_PREDICATE: -3.0,
}
"""The same where the other text has a sentence that ends properly; what is left unsaid is added."""

_NO_MARK = 1.8
"""What is added for the words of `_DOUBTFUL` where no full stop stands behind them."""

_DOUBTFUL = frozenset({Stop.SELDOM, Stop.STRANDED, Stop.NO_PREDICATE})

_LICENSED, _LISTED = 2.0, 2.0
"""What is taken off where a clause before the word allows it to be last, and where a neighbour has no mark either."""
LEAST = 0.3
"""The least chance of a sentence that breaks off, and of a stop that tears one in two."""

_SURE = 0.5  # the aligner's confidence below which a bead is not read


class Truncation(NamedTuple):
    """A sentence that breaks off at an ending; what of the other text is unsaid; the chance that it is so."""

    sentence: Sentence
    ending: Ending
    unsaid: Passage | None
    chance: float


def truncations(article: Article) -> Iterator[Truncation]:
    """The target sentences that break off and are not torn, in order, with a chance of at least `LEAST`."""
    language = closed(article.target.language)
    if language is None:
        return
    sentences = article.sentences[Side.TARGET]
    beads = {bead.target[-1].index: bead for bead in article.beads if bead.target}
    torn = Torn(article, language)
    habit = marks_ends(article.target, sentences)
    for sentence in sentences:
        stops = ending(sentence, language)
        if stops is None or not sentence.prose[: stops.start].strip():
            continue
        odds, unsaid = _odds(article, sentence, stops, beads.get(sentence.index), habit)
        chance = 1 / (1 + exp(-odds))
        if chance >= LEAST and not torn(sentence):
            yield Truncation(sentence, stops, unsaid, chance)


def _odds(
    article: Article, sentence: Sentence, stops: Ending, bead: Bead | None, habit: bool
) -> tuple[float, Passage | None]:
    """The log odds that a sentence breaks off, and what of the other text is left unsaid."""
    nothing = float("-inf"), None
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if article.document(side) is not None), None)
    if witness is None or bead is None or not bead.side(witness):
        sure = stops.stop in _ALONE and ends_prose(sentence) and (habit or stops.stop is Stop.NEVER)
        return (_ALONE[stops.stop], None) if sure else nothing
    other = bead.side(witness)[-1]
    if bead.confidence < _SURE or not _whole(other) or not (is_prose(sentence) or _is_prose_there(sentence, other)):
        return nothing
    measured = next(iter(bead.word_measures.get(UNSAID, ())), None)
    if measured is None:
        return (_ALONE[stops.stop], None) if stops.stop in _ALONE else nothing
    chance = min(0.99, max(0.01, 1.0 - measured.value))
    odds = _BESIDE[stops.stop] + log(chance / (1.0 - chance))
    if stops.stop in _DOUBTFUL and not stops.marked:
        odds += _NO_MARK
    if stops.stop in (Stop.SELDOM, Stop.STRANDED) and licensed(sentence.prose[: stops.start], sentence.language):
        odds -= _LICENSED
    if stops.stop is Stop.UNMARKED and is_listed(sentence):
        odds -= _LISTED
    return odds, Passage(measured.side, measured.span)


def _whole(other: Sentence) -> bool:
    """Whether a sentence of the other text ends in an end mark, and does not trail off."""
    bare = other.prose.rstrip()
    return bool(bare) and properly(bare, other.language) and bare[-1] not in "…‥—–―:：;；~" and not bare.endswith("..")


def _is_prose_there(sentence: Sentence, other: Sentence) -> bool:
    """Whether what looks like a heading or an item here is a sentence of a paragraph there."""
    return sentence.kind is not BlockKind.TABLE_CELL and other.kind is BlockKind.PARAGRAPH


class Torn:
    """Whether a sentence ends at a stop that tears it in two; what is needed for that is read when it is."""

    def __init__(self, article: Article, language: Closed) -> None:
        self._article, self._language = article, language
        self._read = joinings(article)
        self._wholes: Wholes | None = None
        self._counterparts: Counterparts | None = None

    def __call__(self, sentence: Sentence) -> bool:
        """Whether torn-sentence has something to say on the end of this sentence."""
        sentences = self._article.sentences[Side.TARGET]
        pair = sentences[sentence.index : sentence.index + 2]
        if self._wholes is None or self._counterparts is None:
            texts = ((side, self._article.sentences.get(side, ())) for side in (Side.TARGET, Side.REFERENCE))
            self._wholes, self._counterparts = Wholes(self._language, texts), Counterparts(self._article)
        for found in breaks(pair):
            if found.left is not sentence or found.inside:
                continue
            joining = self._read.get(found.mark.start)
            speaks = evidence(found, self._language, self._counterparts, self._wholes, sentences, joining)
            if speaks is not None and 1 / (1 + exp(-sum(POINTS[name] for name in speaks[0]))) >= LEAST:
                return True
        return False
