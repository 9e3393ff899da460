"""Which words of one side nothing on the other side answers, by the embedding that ships with the package.

A word measure of each bead: at most one run of words a side whose chance of being covered is low, and beside it,
covered for certain, the words of the other side between which it would stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import numpy as np
import regex

from checker.lang.names import likeness
from checker.lang.tags import base
from checker.measures import Measure
from checker.measures.answers import Question, answered
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.gaps import Case, Run, likeliest, settled, too_short
from checker.measures.runs import Side as Text
from checker.measures.wording import Cut, Wording, cut, wordings
from checker.model import MARKUP, OBJECT, Bead, Sentence, Side, Span, WordMeasure

_EVEN, _STEEP = 3.05, 2.8
"""Log odds of the model at which a gap is as likely as not in a machine's translation, and how fast it is surer. Of
3,200 human translations in twenty languages with English, both ways, 6 reach a chance of .3, 3 one of .7; of 2,400
with a clause of six to fourteen words taken out 56 and 43 in 100."""

_TERSE = {"ja": 0.7, "zh": 1.0, "ko": 0.4, "vi": 0.4, "pl": 0.2}
"""How much more is asked where a side is in a language that says in four characters what takes a clause elsewhere, or
where human translations are as free as that."""

LONGER = 0.3
"""Standard deviations by which the other text may be too long, and a part may still be missing from it."""

_WORTH = 0.3  # the least chance of a gap that is told
_LEAST_WORDS, _FEWEST = 8, 6  # of the side with the gap, and of the other: less is no evidence
_LONGEST_BEAD = 160  # words; what is longer is a paragraph, not a sentence
_SURE = 0.5  # the aligner's confidence below which a bead is not read
_LONGEST_NAME = 12  # words of an institution's full name
_SOUND = 0.76  # likeness from which two words are one name
_CHUNK = 256  # beads whose vectors are in memory at a time
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
        self.cuts = tuple(_cut(side) for side in self.sentences)
        self.demand = sum(_TERSE.get(base(one[0].language), 0.0) for one in self.sentences if one)
        # Whether both sides are there, and neither is a paragraph.
        self.comparable = bead.confidence >= _SURE and all(
            _FEWEST <= len(cut.spans) <= _LONGEST_BEAD for cut in self.cuts
        )

    def doubtful(self, ratio: float) -> list[int]:
        """The sides that may say more than the other, by their lengths. ratio: see `_ratio`."""
        if not self.comparable:
            return []
        return [
            side
            for side, cut in enumerate(self.cuts)
            if len(cut.spans) >= _LEAST_WORDS
            and too_short(cut, self.cuts[1 - side], -ratio if side else ratio) <= LONGER
        ]


class _Text(NamedTuple):
    """A side of a pair that may say more than the other. near: what stands around the other."""

    pair: _Pair
    side: int
    case: Case
    near: Sequence[Wording]


def _coverage(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]] | None:
    """Gaps and their places; None where there is no witness or the embedding does not know a language."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if any(bead.side(side) for bead in beads)), None)
    spoken = {base(one.language) for bead in beads for side in Side for one in bead.side(side)[:1]}
    if witness is None or not spoken <= LANGUAGES:
        return None
    pairs = [_Pair(bead, witness) for bead in beads]
    ratio = _ratio(pairs)
    found: list[tuple[WordMeasure, ...]] = [()] * len(pairs)
    for start in range(0, len(pairs), _CHUNK):
        texts = _texts(pairs, range(start, min(start + _CHUNK, len(pairs))), ratio)
        for (index, text), run in zip(texts, likeliest([text.case for _, text in texts]), strict=True):
            found[index] += _gap(text, run)
    return found


def _texts(pairs: Sequence[_Pair], chunk: range, ratio: float) -> list[tuple[int, _Text]]:
    """The texts among some pairs that may say more than their other side, with the numbers of their pairs."""
    doubtful = {index: sides for index in chunk if (sides := pairs[index].doubtful(ratio))}
    near = {index: [at for at in (index - 1, index + 1) if 0 <= at < len(pairs)] for index in doubtful}
    needed = sorted({at for index in doubtful for at in (index, *near[index])})
    read = iter(wordings(Embedding.shipped(), [cut for at in needed for cut in pairs[at].cuts]) if needed else ())
    words = {at: (next(read), next(read)) for at in needed}
    around = {(index, side): [words[at][side] for at in near[index]] for index in doubtful for side in (0, 1)}
    asked = [
        Question(words[index][side], words[index][1 - side], around[index, 1 - side])
        for index in doubtful
        for side in (0, 1)
    ]
    told = iter(answered(asked))
    texts = []
    for index, sides in doubtful.items():
        both = [Text(words[index][side], next(told)) for side in (0, 1)]
        for side in sides:
            case = Case(both[side], both[1 - side], -ratio if side else ratio)
            texts.append((index, _Text(pairs[index], side, case, around[index, 1 - side])))
    return texts


def _gap(text: _Text, run: Run | None) -> tuple[WordMeasure, ...]:
    """The gap of one side and its place on the other, or nothing."""
    pair, side, (here, there, ratio), near = text
    words, others = here.words, there.words
    if run is None or _chance(run, pair.demand) < _WORTH or (run := settled(here, run)) is None:
        return ()
    named = _names(here, run, (others, *near))
    if named:
        here = here._replace(answers=here.answers.answered(named))
        run = likeliest([Case(here, there, ratio)])[0]
        if run is None or _chance(run, pair.demand) < _WORTH or (run := settled(here, run)) is None:
            return ()
    if _spelt_out(words, run, there) or _counted(words, run):
        return ()
    gap = _at(pair.sentences[side], words, run.start, run.end)
    first, last = _place(words, others, run)
    place = _at(pair.sentences[1 - side], others, first, last)
    return (
        WordMeasure(pair.sides[side], gap, 1.0 - _chance(run, pair.demand)),
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


def _counted(words: Wording, run: Run) -> bool:
    """Whether a run is mostly figures: an hour or a sum may be said by others, which other checks compare."""
    figures = words.figures[run.start : run.end]
    return 2 * sum(map(bool, figures)) > len(figures)


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


def _cut(sentences: Sequence[Sentence]) -> Cut:
    text = "\n".join(sentence.prose for sentence in sentences)
    return cut(Embedding.shipped(), masked(text.replace(MARKUP, " ").replace(OBJECT, " ")))


def masked(text: str) -> str:
    """The text, as long as before, without entities, and without names repeated in Latin letters in brackets."""
    text = _ENTITY.sub(_blank, text)
    if text.isascii() or not _IN_LATIN.search(text) or len(_OTHER.findall(text)) < len(_LATIN.findall(text)):
        return text
    return _IN_LATIN.sub(_blank, text)


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match.group())


def _ratio(pairs: Sequence[_Pair]) -> float:
    """The log of the target's length over the witness's: the median of the beads, shrunk towards none."""
    logs = [
        float(np.log((pair.cuts[1].lengths.sum() + 1.0) / (pair.cuts[0].lengths.sum() + 1.0)))
        for pair in pairs
        if pair.comparable
    ]
    return len(logs) / (len(logs) + _BELIEF) * float(np.median(logs)) if logs else 0.0


COVERAGE = Measure("coverage", (), _coverage)
