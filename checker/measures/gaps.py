"""Runs of words of one text that nothing in the other answers: what speaks for each, and the odds.

The evidence on a run: how well its words are answered and those outside it (see `answers`), by how much the two texts
are more alike without it, whether the other text is too short by about the run, how much of the other text answers
nothing in its turn (a paraphrase, not a gap). A logistic model weighs it, fitted by `scripts/fit_gaps.py` on human
translations in twenty languages with English against the same with clauses and phrases taken out; of each pair its
likeliest run, and of the whole translations only those that look most like torn ones. Its odds are relative to one in
two texts having a gap, so they must be far from even before they are trusted.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from checker.measures.answers import CONTENT, Answers
from checker.measures.embedded import FloatArray
from checker.measures.wording import Wording

Grid = npt.NDArray[Any]

LONGEST = 30
"""Words of the longest run that is looked at; longer ones are sentences, and the aligner's."""

LEAST = 3
"""Content words of the shortest run."""

_MOST = 0.65  # of a text's weight: with more of it gone the pair is no translation
_ALIKE = 0.28  # the least cosine of the rest of the text with the other: else they do not belong together
_FEW, _WELL = 3, 0.6
_KEPT, _MARKED = 20, 0.7  # how many runs are weighed, and what a mark at an end is worth in choosing them
_LOG_ODDS = {
    "gain": 4.572,
    "cosine": -3.134,
    "weight": 0.6022,
    "share": 2.792,
    "gain*share": -1.592,
    "share^2": 5.779,
    "weight^2": -0.2273,
    "cosine*gain": 9.506,
    "short": -0.335,
    "short^2": -0.0281,
    "over": -0.2027,
    "left": -0.2238,
    "left^2": -0.05074,
    "letters^2": 0.07344,
    "words": -0.1385,
    "other": 0.5465,
    "cover": 3.777,
    "odds": 0.2677,
    "absent": 0.8484,
    "odds-outside": 0.071,
    "absent-outside": -0.4496,
    "beside": 0.0338,
    "bounded": 0.5178,
    "rendered": -0.2149,
    "rendered-outside": -3.481,
    "rendered-margin": -1.455,
    "rendered-sum": -0.008671,
    "shared": -0.02424,
    "odds-back": -0.1892,
    "absent-back": 0.05176,
    "rendered-back": 4.944,
    "unanswered": 0.1091,
    "exchanged": 0.02583,
}
_BASE = -5.819

_ASIDE = regex.compile(r"[(（\[［][^()（）\[\]［］\n]{1,60}[)）\]］]")


class Side(NamedTuple):
    """One text of a pair, and what the other has for its words."""

    words: Wording
    answers: Answers


class Run(NamedTuple):
    """Words start..end of a text and the log odds that the other text has nothing for them."""

    start: int
    end: int
    log_odds: float


def _chances(answers: Answers) -> FloatArray:
    return np.asarray(1.0 / (1.0 + np.exp(-answers.odds)))


def too_short(words: Wording, others: Wording, ratio: float) -> float:
    """Standard deviations by which the other text is longer than this one lets expect; negative when shorter.

    ratio: the expected log of the other text's length over this one's. The spread is that of `checker.align.lengths`.
    """
    here, there = float(words.lengths.sum()) + 1.0, float(others.lengths.sum()) + 1.0
    return float((np.log(there / here) - ratio) / np.sqrt(0.012 + 1.1 / here))


def likeliest(here: Side, there: Side, ratio: float) -> Run | None:
    """The run of `here` that the other text most likely has nothing for; None where the text is too short for any.

    ratio: as in `too_short`.
    """
    features, exists = evidence(here, there, ratio)
    if not exists.any():
        return None
    runs = promising(features, exists)
    odds = np.full(len(runs), _BASE)
    for name, weight in _LOG_ODDS.items():
        odds += weight * features[name].ravel()[runs]
    best = int(np.argmax(odds))
    start, more = divmod(int(runs[best]), LONGEST)
    run = Run(start, start + more + 1, float(odds[best]))
    rest = float(features["cosine"][start, more] + features["gain"][start, more])
    return None if rest < _ALIKE or _repeats(here.words, run) else _to_marks(here, run)


def promising(features: dict[str, Grid], exists: Grid) -> Grid:
    """The few runs among which the likeliest is sought, as flat indices: least answered in all, and at marks."""
    promise = features["odds"] * np.exp(features["weight"]) + _MARKED * features["bounded"]
    best = np.argsort(-np.where(exists, promise, -np.inf), axis=None, kind="stable")
    return np.asarray(best[: min(_KEPT, int(exists.sum()))])


def _to_marks(here: Side, run: Run) -> Run:
    """The run, up to the punctuation that a few words before or behind it, themselves not well covered, lead to."""
    marks, covered, start, end = _marks(here.words), here.answers.cover, run.start, run.end
    for before in range(start, max(-1, start - _FEW - 1), -1):
        if marks[before] and (covered[before:start] < _WELL).all():
            start = before
            break
    for behind in range(end, min(len(covered), end + _FEW) + 1):
        if marks[behind] and (covered[end:behind] < _WELL).all():
            end = behind
            break
    return Run(start, end, run.log_odds)


class _Runs:
    """Sums over every run of a text's words: the run at [i, k] is the words i..i+k+1."""

    def __init__(self, count: int) -> None:
        self.starts = np.arange(count)[:, None]
        self.ends = np.minimum(self.starts + np.arange(1, LONGEST + 1), count)
        self.whole = self.starts + np.arange(1, LONGEST + 1) <= count

    def __call__(self, values: Grid) -> Grid:
        running = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return np.asarray(running[self.ends] - running[self.starts])


def evidence(here: Side, there: Side, ratio: float) -> tuple[dict[str, Grid], Grid]:
    """What speaks for each run of words, by name, each (n, LONGEST), and which runs count, bool (n, LONGEST)."""
    words, runs = here.words, _Runs(len(here.words.spans))
    inside = np.maximum(runs(words.weights), 1e-6)
    share = inside / (float(words.weights.sum()) + 1e-6)
    cosine, gain = _likeness(words, there.words, runs.starts, runs.ends)
    weight = np.log(np.maximum(inside, 0.2))
    features: dict[str, Grid] = {
        "gain": gain,
        "cosine": np.full_like(gain, cosine),
        "weight": weight,
        "share": share,
        "gain*share": gain * share,
        "share^2": share**2,
        "weight^2": weight**2,
        "cosine*gain": cosine * gain,
    }
    features |= _of_lengths(words, there.words, runs, ratio) | _of_answers(here, runs, inside)
    features |= {name: np.full_like(gain, value) for name, value in _of_others(there).items()}
    lone = float(there.words.lengths[there.answers.cover < 0.35].sum())
    features["unanswered"] = np.minimum(lone / np.maximum(runs(words.lengths), 4.0), 2.0)
    silent = float((_chances(there.answers) * there.words.weights).sum())
    features["exchanged"] = np.minimum(silent / np.maximum(features["absent"] * inside, 0.3), 2.0)
    sentences = np.array([words.text.count("\n", 0, start) for start, _ in words.spans])
    exists = runs.whole & (sentences[runs.starts] == sentences[runs.ends - 1])
    exists &= (runs(_barred(words)) == 0) & (runs(words.weights > CONTENT) >= LEAST) & (share < _MOST)
    return features, exists


def _of_lengths(words: Wording, others: Wording, runs: _Runs, ratio: float) -> dict[str, Grid]:
    """How well the lengths of both texts agree with each run and without it."""
    letters = runs(words.lengths)
    here, there = float(words.lengths.sum()) + 1.0, float(others.lengths.sum()) + 1.0
    spread = float(np.sqrt(0.012 + 1.1 / here))
    left = np.clip((np.log(there / np.maximum(here - letters, 1.0)) - ratio) / spread, -4.0, 4.0)
    short = too_short(words, others, ratio)
    same = np.ones_like(letters)
    return {
        "short": short * same,
        "short^2": min(short, 0.0) ** 2 * same,
        "over": np.maximum(left, 0.0),
        "left": left,
        "left^2": left**2,
        "letters^2": np.log(np.maximum(letters, 1.0)) ** 2,
        "words": float(np.log(len(words.spans))) * same,
        "other": float(np.log(there)) * same,
    }


def _of_answers(here: Side, runs: _Runs, inside: Grid) -> dict[str, Grid]:
    """How the words of each run are answered, and those beside and outside it; means by weight."""
    words, answers = here.words, here.answers
    outside = np.maximum(float(words.weights.sum()) - inside, 0.3)

    def within(values: FloatArray) -> Grid:
        return runs(words.weights * values) / inside

    def without(values: FloatArray) -> Grid:
        return np.asarray((float((words.weights * values).sum()) - runs(words.weights * values)) / outside)

    chances, marks = _chances(answers), _marks(words)
    beside = np.clip(np.concatenate([[-3.0], answers.odds, [-3.0]]), -4.0, 4.0)
    rendered = answers.column("rendered")
    return {
        "cover": within(answers.cover),
        "odds": within(answers.odds),
        "absent": within(chances),
        "odds-outside": without(answers.odds),
        "absent-outside": without(chances),
        "beside": beside[runs.starts] + beside[np.minimum(runs.ends + 1, len(beside) - 1)],
        "bounded": marks[runs.starts] + marks[runs.ends],
        "rendered": within(rendered),
        "rendered-outside": without(rendered),
        "rendered-margin": within(answers.column("rendered-margin")),
        "rendered-sum": within(answers.column("rendered-sum")),
        "shared": within(answers.column("share")),
    }


def _of_others(there: Side) -> dict[str, float]:
    """How the other text is answered in its turn."""
    weights = there.words.weights
    whole = float(weights.sum()) + 1e-6
    return {
        "odds-back": float((there.answers.odds * weights).sum()) / whole,
        "absent-back": float((_chances(there.answers) * weights).sum()),
        "rendered-back": float((there.answers.column("rendered") * weights).sum()) / whole,
    }


def _barred(words: Wording) -> Grid:
    """Of each word whether no run may hold it: what is in short brackets, which translators add and drop."""
    barred = np.zeros(len(words.spans))
    for match in _ASIDE.finditer(words.text):
        barred[[match.start() <= start < match.end() for start, _ in words.spans]] = 1.0
    return barred


def _repeats(words: Wording, run: Run) -> bool:
    """Whether half of what a run says is said elsewhere in the text, or twice in it: a repetition, not a gap."""
    said = [words.text[start:end].casefold() for start, end in words.spans]
    content = [at for at in range(run.start, run.end) if words.weights[at] > CONTENT]
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
