"""Which words of one side nothing on the other side answers, by the embedding that ships with the package.

A word measure of each bead: at most one run of words a side whose chance of being covered is low, and beside it,
covered for certain, the words of the other side between which it would stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
import regex

from checker.lang.names import likeness
from checker.lang.tags import base
from checker.measures import Measure
from checker.measures.answers import Answers, answers
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.gaps import Run, likeliest, too_short
from checker.measures.gaps import Side as Text
from checker.measures.wording import Wording, wording
from checker.model import MARKUP, OBJECT, Bead, Sentence, Side, Span, WordMeasure

_EVEN, _STEEP = 3.45, 2.8
"""Log odds of the model at which a gap is as likely as not where nobody took anything out, and how fast it is surer:
of 12,000 pairs of human translations 26 runs reach a chance of .3, 11 one of .6, one of .9 and none of .95."""

_TERSE = {"ja": 0.7, "zh": 1.0}
"""How much more is asked where a side is in a language that says in four characters what takes a clause elsewhere."""

LONGER = 0.3
"""Standard deviations by which the other text may be too long, and a part may still be missing from it."""

_WORTH = 0.3  # the least chance of a gap that is told
_LEAST_WORDS, _FEWEST = 8, 6  # of the side with the gap, and of the other: less is no evidence
_LONGEST_BEAD = 160  # words; what is longer is a paragraph, not a sentence
_SURE = 0.5  # the aligner's confidence below which a bead is not read
_LONGEST_NAME = 12  # words of an institution's full name
_SOUND = 0.76  # likeness from which two words are one name
_BELIEF = 8.0  # beads' worth of belief that texts are as long as each other, in weighed letters
_ENTITY = regex.compile(r"&#?\w{2,8};")
_IN_LATIN = regex.compile(r"[(（\[［][\p{Latin}\p{Zs}\p{N}\p{P}]*?[)）\]］]")
_LETTERS = regex.compile(r"\p{Lu}{2,6}")
_LATIN = regex.compile(r"\p{Latin}")
_OTHER = regex.compile(r"[^\P{L}\p{Latin}]")


class _Pair:
    """A bead's words on both sides, with where they stand."""

    def __init__(self, bead: Bead, witness: Side) -> None:
        self.sides = (witness, Side.TARGET)
        self.sentences = (bead.side(witness), bead.target)
        self.words = tuple(_words(side) for side in self.sentences)
        self.sure = bead.confidence >= _SURE

        self.answers: tuple[Answers, ...] = ()

    def read(self, around: Sequence[_Pair]) -> None:
        """Lets both sides answer each other. around: the beads before and behind."""
        self.answers = tuple(
            answers(self.words[side], self.words[1 - side], [one.words[1 - side] for one in around]) for side in (0, 1)
        )

    def text(self, side: int) -> Text:
        """One side, as the measure of gaps reads it."""
        return Text(self.words[side], self.answers[side])

    @property
    def comparable(self) -> bool:
        """Whether both sides are there, and neither is a paragraph."""
        return self.sure and all(_FEWEST <= len(words.spans) <= _LONGEST_BEAD for words in self.words)


def _coverage(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]] | None:
    """Gaps and their places; None where there is no witness or the embedding does not know a language."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    spoken = {base(one.language) for bead in beads for side in Side for one in bead.side(side)[:1]}
    if witness is None or not spoken <= LANGUAGES:
        return None
    pairs = [_Pair(bead, witness) for bead in beads]
    near = [[pairs[at] for at in (index - 1, index + 1) if 0 <= at < len(pairs)] for index in range(len(pairs))]
    for pair, around in zip(pairs, near, strict=True):
        if pair.comparable:
            pair.read(around)
    ratio = _ratio(pairs)
    return [
        _gap(pair, around, 0, ratio) + _gap(pair, around, 1, -ratio) if pair.comparable else ()
        for pair, around in zip(pairs, near, strict=True)
    ]


def _gap(pair: _Pair, around: Sequence[_Pair], side: int, ratio: float) -> tuple[WordMeasure, ...]:
    """The gap of one side and its place on the other, or nothing."""
    words, others = pair.words[side], pair.words[1 - side]
    if len(words.spans) < _LEAST_WORDS or too_short(words, others, ratio) > LONGER:
        return ()
    demand = sum(_TERSE.get(base(one[0].language), 0.0) for one in pair.sentences)
    here, there = pair.text(side), pair.text(1 - side)
    run = likeliest(here, there, ratio)
    if run is None or _chance(run, demand) < _WORTH:
        return ()
    named = _names(here, run, (others, *(one.words[1 - side] for one in around)))
    if named:
        run = likeliest(here._replace(answers=here.answers.answered(named)), there, ratio)
        if run is None or _chance(run, demand) < _WORTH:
            return ()
    if _spelt_out(words, run, there):
        return ()
    gap = _at(pair.sentences[side], words, run.start, run.end)
    first, last = _place(words, others, run)
    place = _at(pair.sentences[1 - side], others, first, last)
    return (
        WordMeasure(pair.sides[side], gap, 1.0 - _chance(run, demand)),
        WordMeasure(pair.sides[1 - side], place, 1.0),
    )


def _chance(run: Run, demand: float) -> float:
    return 1.0 / (1.0 + exp(-_STEEP * (run.log_odds - _EVEN - demand)))


def _spelt_out(words: Wording, run: Run, there: Text) -> bool:
    """Whether a run may be what letters on the other side stand for, which this side lacks: an institution's name."""
    if run.end - run.start > _LONGEST_NAME:
        return False
    spans = zip(there.words.spans, there.answers.cover, strict=True)
    letters = (there.words.text[start:end] for (start, end), found in spans if found < _SURE)
    return any(_LETTERS.fullmatch(word) and word not in words.text for word in letters)


def _names(here: Text, run: Run, others: Sequence[Wording]) -> list[int]:
    """Which words of a run and around it are names that something on the other side sounds like."""
    heard = {other.text[start:end] for other in others for start, end in other.spans if end - start > 2}
    words, cover, found = here.words, here.answers.cover, []
    for at in range(max(0, run.start - 2), min(len(words.spans), run.end + 2)):
        start, end = words.spans[at]
        word = words.text[start:end]
        may_be_name = end - start > 2 and not word.islower()
        if may_be_name and cover[at] < _SOUND and any(likeness(word, other) > _SOUND for other in heard):
            found.append(at)
    return found


def _place(words: Wording, others: Wording, run: Run) -> tuple[int, int]:
    """The words of the other text between which the run would stand, by what its neighbours are answered by."""
    likely = words.windows(1) @ others.windows(1).T
    count = len(others.spans)
    before = [int(likely[at].argmax()) for at in range(max(0, run.start - 3), run.start) if likely[at].max() > 0.4]
    after = [int(likely[at].argmax()) for at in range(run.end, min(len(likely), run.end + 3)) if likely[at].max() > 0.4]
    first = before[-1] if before else (after[0] if after else 0)
    last = after[0] if after else (before[-1] if before else count - 1)
    first, last = min(first, last), max(first, last)
    return (first, last + 1) if last - first <= 8 else (first, first + 1)


def _at(sentences: Sequence[Sentence], words: Wording, first: int, last: int) -> Span:
    """The document's span of words first..last of sentences in a row; their texts are joined by a line feed."""
    found = []
    begin = 0
    start, end = words.spans[first][0], words.spans[last - 1][1]
    for sentence in sentences:
        length = sentence.span.end - sentence.span.start
        low, high = max(start - begin, 0), min(end - begin, length)
        if low < high:
            found.append(sentence.at(low, high))
        begin += length + 1
    return Span(found[0].start, found[-1].end)


def _words(sentences: Sequence[Sentence]) -> Wording:
    text = "\n".join(sentence.prose for sentence in sentences)
    return wording(Embedding.shipped(), masked(text.replace(MARKUP, " ").replace(OBJECT, " ")))


def masked(text: str) -> str:
    """The text, as long as before, without entities, and without names repeated in Latin letters in brackets."""
    text = _ENTITY.sub(_blank, text)
    if text.isascii() or len(_OTHER.findall(text)) < len(_LATIN.findall(text)):
        return text
    return _IN_LATIN.sub(_blank, text)


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match.group())


def _ratio(pairs: Sequence[_Pair]) -> float:
    """The log of the target's length over the witness's: the median of the beads, shrunk towards none."""
    logs = [
        float(np.log((pair.words[1].lengths.sum() + 1.0) / (pair.words[0].lengths.sum() + 1.0)))
        for pair in pairs
        if pair.comparable
    ]
    return len(logs) / (len(logs) + _BELIEF) * float(np.median(logs)) if logs else 0.0


COVERAGE = Measure("coverage", (), _coverage)
