"""Runs of words of one text that nothing in the other answers: what speaks for each, and the odds.

The evidence on a run: how well its words are covered (the best cosine with words and phrases of the other text), by
how much the two texts are more alike without it, and whether the other text is too short by about the run. A
logistic model weighs it, fitted by `scripts/fit_gaps.py` on human translations (the references of Google's MQM sets and
of bio-MQM, Apache-2.0, every second pair: German, Spanish, French, Russian and Chinese with English) against the same
with clauses and phrases taken out; of each pair its likeliest run. Its odds are relative to one in two texts having a
gap, so they must be far from even before they are trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from checker.measures.embedded import FloatArray
from checker.measures.wording import Wording

Grid = npt.NDArray[Any]

LONGEST = 30
"""Words of the longest run that is looked at; longer ones are sentences, and the aligner's."""

LEAST = 3
"""Content words of the shortest run."""

_CONTENT = 0.45  # the least weight of a content word
_MOST = 0.65  # of a text's weight: with more of it gone the pair is no translation
_ALIKE = 0.28  # the least cosine of the rest of the text with the other: else they do not belong together
_FEW, _WELL = 3, 0.6
_PHRASES = (1, 2, 3)
_NEAR = 0.85  # what a word of a neighbouring bead counts
_LOG_ODDS = {
    "cover": -1.88,
    "gain": 18.22,
    "cosine": 0.8306,
    "short": 0.03423,
    "over": -1.52,
    "weight": 6.128,
    "share": 7.488,
    "bounded": 0.7256,
    "other": 0.2867,
    "gain*share": -41.08,
    "share^2": 2.202,
    "letters^2": -0.1091,
    "weight^2": -1.564,
    "cosine*gain": 33.13,
    "unanswered": -0.1985,
}
_BASE = -7.499


_ASIDE = regex.compile(r"[(（\[［][^()（）\[\]［］\n]{1,60}[)）\]］]")


class Run(NamedTuple):
    """Words start..end of a text and the log odds that the other text has nothing for them."""

    start: int
    end: int
    log_odds: float


def cover(words: Wording, others: Wording, near: Sequence[Wording] = ()) -> FloatArray:
    """Of each word the best cosine, 0..1, with one to three words in a row of the other text.

    Two words in a row are compared as a phrase as well; the same digits are the same number. near: what stands
    around the other text, which counts less.
    """
    best = _best(words, np.concatenate([others.windows(size) for size in _PHRASES]))
    around = [one.windows(1) for one in near if len(one.spans)]
    if around:
        best = np.maximum(best, _NEAR * _best(words, np.concatenate(around)))
    if any(words.figures):
        there = {figures for one in (others, *near) for figures in one.figures} - {""}
        best[[figures in there for figures in words.figures]] = 1.0
    return np.clip(best, 0.0, 1.0)


def _best(words: Wording, answers: FloatArray) -> FloatArray:
    if not len(answers):
        return np.zeros(len(words.spans), np.float32)
    best = (words.windows(1) @ answers.T).max(axis=1)
    if len(words.spans) > 1:
        pairs = (words.windows(2) @ answers.T).max(axis=1)
        best[:-1] = np.maximum(best[:-1], pairs)
        best[1:] = np.maximum(best[1:], pairs)
    return np.asarray(best, dtype=np.float32)


def too_short(words: Wording, others: Wording, ratio: float) -> float:
    """Standard deviations by which the other text is longer than this one lets expect; negative when shorter.

    ratio: the expected log of the other text's length over this one's. The spread is that of `checker.align.lengths`.
    """
    here, there = float(words.lengths.sum()) + 1.0, float(others.lengths.sum()) + 1.0
    return float((np.log(there / here) - ratio) / np.sqrt(0.012 + 1.1 / here))


def likeliest(words: Wording, others: Wording, covered: FloatArray, back: FloatArray, ratio: float) -> Run | None:
    """The run that the other text most likely has nothing for; None where the text is too short for any.

    covered, back: the cover of both texts' words. ratio: as in `too_short`.
    """
    features, exists = evidence(words, others, covered, back, ratio)
    if not exists.any():
        return None
    odds = np.full(exists.shape, _BASE)
    for name, weight in _LOG_ODDS.items():
        odds += weight * features[name]
    start, more = np.unravel_index(int(np.argmax(np.where(exists, odds, -np.inf))), odds.shape)
    run = Run(int(start), int(start + more + 1), float(odds[start, more]))
    rest = float(features["cosine"][start, more] + features["gain"][start, more])
    return None if rest < _ALIKE or _repeats(words, run) else _to_marks(words, run, covered)


def _to_marks(words: Wording, run: Run, covered: FloatArray) -> Run:
    """The run, up to the punctuation that a few words before or behind it, themselves not well covered, lead to."""
    marks, start, end = _marks(words), run.start, run.end
    for before in range(start, max(-1, start - _FEW - 1), -1):
        if marks[before] and (covered[before:start] < _WELL).all():
            start = before
            break
    for behind in range(end, min(len(covered), end + _FEW) + 1):
        if marks[behind] and (covered[end:behind] < _WELL).all():
            end = behind
            break
    return Run(start, end, run.log_odds)


def evidence(
    words: Wording, others: Wording, covered: FloatArray, back: FloatArray, ratio: float
) -> tuple[dict[str, Grid], Grid]:
    """What speaks for each run of words, by name, each (n, LONGEST), and which runs count, bool (n, LONGEST).

    The run at [i, k] is the words i..i+k+1.
    """
    count = len(words.spans)
    starts = np.arange(count)[:, None]
    ends = np.minimum(starts + np.arange(1, LONGEST + 1), count)

    def of(values: Grid) -> Grid:
        running = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return np.asarray(running[ends] - running[starts])

    inside = np.maximum(of(words.weights), 1e-6)
    share = inside / (float(words.weights.sum()) + 1e-6)
    cosine, gain = _likeness(words, others, starts, ends)
    letters = of(words.lengths)
    here, there = float(words.lengths.sum()) + 1.0, float(others.lengths.sum()) + 1.0
    left = np.log(there / np.maximum(here - letters, 1.0)) - ratio
    marks = _marks(words)
    lone = float(others.lengths[back < 0.35].sum())
    size, weight = np.log(np.maximum(letters, 1.0)), np.log(np.maximum(inside, 0.2))
    features: dict[str, Grid] = {
        "cover": of(words.weights * covered) / inside,
        "gain": gain,
        "cosine": np.full_like(gain, cosine),
        "short": np.full_like(gain, too_short(words, others, ratio)),
        "over": np.maximum(left, 0.0) / np.sqrt(0.012 + 1.1 / here),
        "weight": weight,
        "share": share,
        "bounded": marks[starts] + marks[ends],
        "other": np.full_like(gain, np.log(there)),
        "gain*share": gain * share,
        "share^2": share**2,
        "letters^2": size**2,
        "weight^2": weight**2,
        "cosine*gain": cosine * gain,
        "unanswered": np.minimum(lone / np.maximum(letters, 4.0), 2.0),
    }
    sentences = np.array([words.text.count("\n", 0, start) for start, _ in words.spans])
    whole = starts + np.arange(1, LONGEST + 1) <= count
    whole &= sentences[starts] == sentences[ends - 1]
    whole &= (of(_barred(words)) == 0) & (of(words.weights > _CONTENT) >= LEAST) & (share < _MOST)
    return features, whole


def _barred(words: Wording) -> Grid:
    """Of each word whether no run may hold it: what is in short brackets, which translators add and drop."""
    barred = np.zeros(len(words.spans))
    for match in _ASIDE.finditer(words.text):
        barred[[match.start() <= start < match.end() for start, _ in words.spans]] = 1.0
    return barred


def _repeats(words: Wording, run: Run) -> bool:
    """Whether half of what a run says is said elsewhere in the text, or twice in it: a repetition, not a gap."""
    said = [words.text[start:end].casefold() for start, end in words.spans]
    content = [at for at in range(run.start, run.end) if words.weights[at] > _CONTENT]
    return sum(said.count(said[at]) > 1 for at in content) >= 0.5 * len(content)


def _likeness(words: Wording, others: Wording, starts: Grid, ends: Grid) -> tuple[float, Grid]:
    """The cosine of both texts, and by how much it rises when a run is left out."""
    count = len(words.spans)
    gram = np.zeros((count + 1, count + 1))
    gram[1:, 1:] = np.cumsum(np.cumsum(words.vectors @ words.vectors.T, axis=0), axis=1)
    squares = gram[ends, ends] - gram[starts, ends] - gram[ends, starts] + gram[starts, starts]
    products = np.concatenate([[0.0], np.cumsum(words.vectors @ others.total)])
    with_other, with_whole = products[ends] - products[starts], gram[count, ends] - gram[count, starts]
    size = float(np.linalg.norm(others.total)) + 1e-6
    cosine = products[-1] / (np.sqrt(gram[count, count]) * size + 1e-6)
    left = np.sqrt(np.maximum(gram[count, count] - 2 * with_whole + squares, 1e-6))
    return float(cosine), np.asarray((products[-1] - with_other) / (left * size) - cosine)


def _marks(words: Wording) -> FloatArray:
    """Of each gap between words, 1 where punctuation stands in it or the text begins or ends."""
    spans, text = words.spans, words.text
    marked = [bool(text[left[1] : right[0]].strip()) for left, right in pairwise(spans)]
    return np.array([True, *marked, True], np.float32)
