"""Sentences that have no partner on the other side: which they are, and how much they would be missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from checker.lang.bylines import is_byline
from checker.lang.length import length_in_words
from checker.model import MARKUP, Article, Bead, BlockKind, Sentence, Side

WITHOUT_SOURCE = "without-source"
"""Word measure of a bead: of each target sentence, the probability that it has no partner in the source."""

WITHOUT_REFERENCE = "without-reference"
"""Word measure of a bead: of each target sentence, the probability that it has no partner in the reference."""

WITHOUT_TARGET = "without-target"
"""Word measure of a bead: of each source or reference sentence, the probability that it has none in the target."""

_WITHOUT = {Side.SOURCE: WITHOUT_SOURCE, Side.REFERENCE: WITHOUT_REFERENCE, Side.TARGET: WITHOUT_TARGET}

_EVEN = 0.5
_MOST = 0.4
_FEW = 4
_CREDIT = 6

_END = regex.compile(r"[\p{STerm}\N{HORIZONTAL ELLIPSIS}:]['\"\p{Pe}\p{Pf}\p{Pi}»«\s]*$")
_LETTERS = regex.compile(r"\p{L}")
_ASIDE = regex.compile(r"^\s*[(\[（［【].*[)\]）］】]\s*$")
_TITLES = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.TABLE_CELL)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Sentences in a row, of one text, without a partner in the other.

    chance: the probability that they have none. weight: 0..1, how sure it is that a translator owes them a partner.
    neighbours: how sure the beads around are. before, after: the nearest sentences of the other text, if any.
    """

    sentences: tuple[Sentence, ...]
    chance: float
    weight: float
    neighbours: float
    before: Sentence | None
    after: Sentence | None

    @property
    def confidence(self) -> float:
        """The chance that an editor agrees that something is wrong here."""
        return self.chance * self.weight * min(1.0, 0.4 + 0.8 * self.neighbours)


def unmatched(article: Article, side: Side, other: Side) -> tuple[Unmatched, ...]:
    """The runs of sentences of `side` that more likely than not have no partner in `other`, in order."""
    lone: list[tuple[Sentence, float, int]] = []
    for place, bead in enumerate(article.beads):
        for sentence, chance in _chances(bead, side, other):
            if chance >= _EVEN:
                lone.append((sentence, chance, place))
    runs: list[list[tuple[Sentence, float, int]]] = []
    for found in sorted(lone, key=lambda found: found[0].index):
        if runs and runs[-1][-1][0].index + 1 == found[0].index:
            runs[-1].append(found)
        else:
            runs.append([found])
    return tuple(_described(article.beads, run, other) for run in runs)


@dataclass(frozen=True, slots=True)
class Bulk:
    """So much of a text without a partner that each sentence is not worth a word.

    share: of its words, 0..1. count, total: sentences without a partner, and all. longest: the longest run.
    """

    share: float
    count: int
    total: int
    longest: Unmatched


def bulk(article: Article, side: Side, runs: Sequence[Unmatched]) -> Bulk | None:
    """What the runs of a text come to, where that is most of it; else None."""
    sentences = article.sentences.get(side, ())
    lone = [sentence for run in runs for sentence in run.sentences]
    if len(lone) < _FEW:
        return None
    words = sum(length_in_words(sentence.prose) for sentence in sentences)
    share = sum(length_in_words(sentence.prose) for sentence in lone) / max(1.0, words)
    if share < _MOST:
        return None
    return Bulk(share, len(lone), len(sentences), max(runs, key=lambda run: len(run.sentences)))


def _chances(bead: Bead, side: Side, other: Side) -> Iterator[tuple[Sentence, float]]:
    """Each sentence of one side of a bead, and how likely it has no partner."""
    name = _WITHOUT[other]
    known = {value.span: value.value for value in bead.word_measures.get(name, ()) if value.side is side}
    for sentence in bead.side(side):
        yield sentence, known.get(sentence.span, 0.0 if bead.side(other) else bead.confidence)


def _described(beads: Sequence[Bead], run: Sequence[tuple[Sentence, float, int]], other: Side) -> Unmatched:
    first, last = run[0][2], run[-1][2]
    left = next((bead for bead in reversed(beads[: first + 1]) if bead.side(other)), None)
    right = next((bead for bead in beads[last + 1 :] if bead.side(other)), None)
    return Unmatched(
        tuple(sentence for sentence, _, _ in run),
        sum(chance for _, chance, _ in run) / len(run),
        max(_weight(sentence) for sentence, _, _ in run),
        min(left.confidence if left else 1.0, right.confidence if right else 1.0),
        left.side(other)[-1] if left else None,
        right.side(other)[0] if right else None,
    )


def _weight(sentence: Sentence) -> float:
    """Less for what a translator may leave out or fold into a neighbour: titles, credits, bylines, "No."."""
    if is_byline(sentence):
        return 0.0
    text = sentence.prose.replace(MARKUP, "").strip()
    words = length_in_words(text)
    if not _LETTERS.search(text):
        return 0.2
    if words < _CREDIT and _ASIDE.match(text):
        return 0.25
    if sentence.kind in _TITLES or _ASIDE.match(text):
        return 0.55
    if words < 3:
        return 0.3
    if not _END.search(text) and words < 15:
        return 0.55
    return 0.6 if words < 6 else 1.0
