"""Denials of one side that nothing on the other side answers: a "not" that vanished, or that was put in.

Only pairs of single sentences are read. The words around a denial are looked up on the other side by the vectors of
`Renderings`; where they are found, the words around those are searched for anything that may say the same. A word
measure of each bead: of each denial without an answer the probability that it has one, and beside it, answered for
certain, the words of the other side among which an answer was looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np

from checker.lang.polarity import Place, Polarity, asks, polarity
from checker.lang.tags import base
from checker.lang.words import words
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES, Embedding, FloatArray
from checker.measures.wording import Wording, wording
from checker.model import MARKUP, OBJECT, Bead, Sentence, Side, WordMeasure

EVIDENCE = "anchors best mean negator alike cancels words lacks distance negators".split()
"""What is known of a denial: how many of the words around it are found, the best and the mean of their cosines, the
cosine of its own negator, and of both sentences; how much else around it denies, the log of the words, how much the
other sentence lacks, how far the nearest word is that is found, how many negators the other sentence has."""

_LOG_ODDS, _BASE = (0.7, -1.08, 1.75, -0.31, 0.87, -0.72, -0.55, -0.48, -0.23, -1.0), 2.43
"""Fitted by `scripts/fit_polarity.py` on human translations of the training data, in some of which the answer was taken
out; the last weight, of what these examples do not have, was set by hand."""

_EVEN, _STEEP = 2.5, 1.3
"""Log odds at which a finding is as likely as not where nobody took anything out, and how fast it is surer."""

_SURE = 0.5  # the aligner's confidence below which a bead is not read
_AROUND = 4  # words on either side of a denial that are looked up
_CONTENT = 0.45  # the least weight of a content word
_FOUND = 0.5  # the cosine from which a word counts as found
_NEAREST = 3  # words around a denial, the nearest ones, that say where its answer would stand
_BESIDE, _FAR = 3, 12  # words around those that are searched, for whatever may deny and for what does so by itself
_CURLY = ("\N{RIGHT SINGLE QUOTATION MARK}", "'")
_FEWEST, _MOST = 3, 160  # words of a sentence that is read


class _Text:
    """A sentence, its words and what denies in it."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.denying: Polarity | None = polarity(text, language)
        self._words: Wording | None = None

    @property
    def words(self) -> Wording:
        """The words, read when they are asked for."""
        if self._words is None:
            text = self.text.replace(MARKUP, " ").replace(OBJECT, " ")
            self._words = wording(Embedding.shipped(), text)
        return self._words

    def within(self, first: int, last: int) -> Place:
        """The range of the words first..last, as far as there are such."""
        spans = self.words.spans
        return Place(spans[max(0, first)][0], spans[min(len(spans) - 1, last)][1])


def unanswered(
    here: str, there: str, language: str, other_language: str
) -> list[tuple[Place, Place, tuple[float, ...]]]:
    """The denials of a text that a text that says the same has no answer for, as far as words around them are found.

    Each with the words of the other text among which it was looked for, and with its `EVIDENCE`.
    """
    if asks(here) or asks(there):
        return []
    one, other = _Text(here, language), _Text(there, other_language)
    ours, theirs = one.denying, other.denying
    if ours is None or theirs is None or not ours.denials or len(ours.negators) <= len(theirs.negators):
        return []
    if not all(_FEWEST <= len(text.words.spans) <= _MOST for text in (one, other)):
        return []
    cosines = one.words.rendered(1) @ other.words.rendered(1).T
    found = ((denial, _evidence(denial, one, other, cosines)) for denial in ours.denials)
    return [(denial, *told) for denial, told in found if told is not None]


def _evidence(denial: Place, one: _Text, other: _Text, cosines: FloatArray) -> tuple[Place, tuple[float, ...]] | None:
    """Where the answer of a denial would stand, and the evidence that there is none; None where there may be one."""
    ours, theirs = one.denying, other.denying
    inside = [at for at, span in enumerate(one.words.spans) if _touch(Place(*span), denial)]
    if ours is None or theirs is None or not inside or _kept(one.text[denial.start : denial.end], other.text):
        return None
    if any(denial.end <= lack.start <= denial.end + 1 for lack in ours.lacks):
        return None  # not impossible
    first, last = inside[0], inside[-1]
    around = [at for at in range(first - _AROUND, last + 1 + _AROUND) if 0 <= at < len(cosines) and at not in inside]
    found = [at for at in around if one.words.weights[at] >= _CONTENT and cosines[at].max() >= _FOUND]
    nearest = sorted(found, key=lambda at: min(abs(at - first), abs(at - last)))[:_NEAREST]
    if not nearest:
        return None
    places = [int(cosines[at].argmax()) for at in nearest]
    scale = max(1.0, len(other.words.spans) / len(one.words.spans))  # a word of some scripts is a character
    windows = [
        other.within(min(places) - round(reach * scale), max(places) + round(reach * scale))
        for reach in (_BESIDE, _BESIDE + _FAR)
    ]
    if any(_touch(hint, windows[0]) for hint in theirs.hints) or any(_touch(hint, windows[1]) for hint in theirs.lacks):
        return None
    reach = one.within(first - 3, last + 3)
    both = float(one.words.total @ other.words.total)
    best = [float(cosines[at].max()) for at in nearest]
    return windows[0], (
        float(len(nearest)),
        max(best),
        sum(best) / len(best),
        float(cosines[inside].max()),
        both / float(np.linalg.norm(one.words.total) * np.linalg.norm(other.words.total)),
        float(sum(_touch(hint, reach) and not _touch(hint, denial) for hint in ours.hints)),
        log(len(one.words.spans)),
        float(len(theirs.lacks)),
        float(min(abs(nearest[0] - first), abs(nearest[0] - last))),
        float(len(theirs.negators)),
    )


def _kept(denial: str, text: str) -> bool:
    """Whether the other text has the very word, as in a title that is left as it is."""
    return denial.lower().replace(*_CURLY) in {word.text.lower().replace(*_CURLY) for word in words(text)}


def _touch(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def chance(evidence: Sequence[float]) -> float:
    """The probability that a denial has no answer."""
    odds = _BASE + sum(weight * value for weight, value in zip(_LOG_ODDS, evidence, strict=True))
    return 1.0 / (1.0 + exp(-_STEEP * (odds - _EVEN)))


def _polarity(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]] | None:
    """The denials of both sides without an answer; None where the embedding does not know a language."""
    spoken = {base(one.language) for bead in beads for side in Side for one in bead.side(side)[:1]}
    if not spoken <= LANGUAGES:
        return None
    return [
        (*_of(bead, Side.SOURCE, Side.TARGET), *_of(bead, Side.TARGET, Side.SOURCE))
        if bead.confidence >= _SURE and len(bead.target) == len(bead.side(Side.SOURCE)) == 1
        else ()
        for bead in beads
    ]


def _of(bead: Bead, side: Side, other: Side) -> list[WordMeasure]:
    here: Sentence = bead.side(side)[0]
    there: Sentence = bead.side(other)[0]
    told = []
    for denial, window, evidence in unanswered(here.prose, there.prose, here.language, there.language):
        told.append(WordMeasure(side, here.at(*denial), 1.0 - chance(evidence)))
        told.append(WordMeasure(other, there.at(*window), 1.0))
    return told


POLARITY = Measure("polarity", (Side.SOURCE,), _polarity)
