"""Denials of one side that nothing on the other side answers: a "not" that vanished, or that was put in.

Only pairs of single sentences are read. The words around a denial are looked up on the other side by the vectors of
`Renderings`; where they are found, the words around those are searched for anything that may say the same. A word
measure of each bead: of each denial the probability that it has an answer, and beside it, answered for certain, the
words of the other side among which an answer was looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from checker.lang.tags import base
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES
from checker.measures.name_evidence import Text
from checker.measures.polarity_evidence import EVIDENCE, Unanswered, unanswered
from checker.model import Bead, Side, WordMeasure

_WEIGHTS = {
    "alike": (-3.85, -5.2),
    "beside": (-1.02, -0.72),
    "words": (0.09, -0.14),
    "lacks": (-0.86, -1.18),
    "hints": (-0.79, -0.28),
    "surplus": (0.27, 0.26),
    "lengths": (0.16, -1.51),
    "negators": (-0.91, -0.23),
    "after": (0.89, 1.75),
    "before": (0.07, 0.75),
    "around": (0.67, -0.04),
    "covered": (0.86, 0.01),
    "nearest_lacks": (-0.99, -0.54),
    "nearest_hints": (-0.46, -0.62),
    "unexplained": (-0.57, -0.81),
    "unexplained_far": (-3.71, -2.86),
    "unexplained_hints": (-1.66, -1.07),
}
_BASES = (3.38, 3.7)
"""Weights of the evidence and base of the log odds: of what denies a verb, and of what denies by itself. Fitted by
`scripts/fit_polarity.py` on human translations of the training data, into some of which a denial was put, or out of
some of which one was taken."""

_EVEN, _STEEP = 4.34, 1.14
"""Log odds at which a finding is as likely as not where next to nobody takes anything out, and how fast it is surer."""

_BARE = 0.7  # what it adds that the other text has no word at all that could be an answer
_TURNED = 3.6  # what it adds that the other text says "every" where this one says "none"
_ALIKE, _LIKE_NOTHING = EVIDENCE.index("alike"), 0.2
_LEAST = 0.3  # the chance from which a denial is told of
_SURE = 0.5  # the aligner's confidence below which a bead is not read


def odds(one: Unanswered) -> float:
    """The log odds that a denial has no answer, were as many of them wrong as right."""
    weights = (_WEIGHTS[name][one.alone] for name in EVIDENCE)
    found = _BASES[one.alone] + sum(weight * value for weight, value in zip(weights, one.evidence, strict=True))
    if one.turned:
        found += _TURNED
    if one.bare:
        # Where a verb denies by an ending, or the denial goes around it, the words that are alike are the verbs.
        found += _BARE - _WEIGHTS["alike"][one.alone] * max(0.0, one.evidence[_ALIKE] - _LIKE_NOTHING)
    return found


def chance(one: Unanswered) -> float:
    """The probability that a denial has no answer."""
    return 1.0 / (1.0 + exp(-_STEEP * (odds(one) - _EVEN)))


def _polarity(beads: Sequence[Bead]) -> list[tuple[WordMeasure, ...]] | None:
    """The denials of both sides without an answer; None where the embedding does not know a language."""
    spoken = {base(one.language) for bead in beads for side in Side for one in bead.side(side)[:1]}
    if not spoken <= LANGUAGES:
        return None
    return [
        (*_of(bead, Side.SOURCE, Side.TARGET), *_of(bead, Side.TARGET, Side.SOURCE))
        if bead.confidence >= _SURE and _plain(bead)
        else ()
        for bead in beads
    ]


def _plain(bead: Bead) -> bool:
    """Whether one sentence stands for one, or for two."""
    sizes = sorted((len(bead.target), len(bead.side(Side.SOURCE))))
    return sizes in ([1, 1], [1, 2])


def _of(bead: Bead, side: Side, other: Side) -> list[WordMeasure]:
    here, there = Text.of(bead.side(side)), Text.of(bead.side(other))
    told = []
    for one in unanswered(here.text, there.text, here.language, there.language):
        wrong = chance(one)
        if wrong >= _LEAST:
            told.append(WordMeasure(side, here.at(*one.denial), 1.0 - wrong))
            start, end = one.window
            cut = there.text.find("\n", start, end)
            told.append(WordMeasure(other, there.at(start, end if cut < 0 else cut), 1.0))
    return told


POLARITY = Measure("polarity", (Side.SOURCE,), _polarity)
