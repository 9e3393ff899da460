"""Runs of words of one text that nothing in the other answers: what speaks for each, and the odds.

The evidence on a run: how well its words are answered and those outside it (see `answers`), by how much the two texts
are more alike without it, whether the other text is too short by about the run, how much of the other text answers
nothing in its turn (a paraphrase, not a gap). A logistic model weighs it, fitted by `scripts/fit_gaps.py` on human
translations in twenty languages with English against the same with clauses and phrases taken out; of each pair its
likeliest run, and of the whole translations only those that look most like torn ones. Its odds are relative to one in
two texts having a gap, so they must be far from even before they are trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from checker.measures.answers import CONTENT
from checker.measures.padding import Grid, alike
from checker.measures.runs import LONGEST, Runs, Side, chances, marks
from checker.measures.wording import Cut, Wording

_ALIKE = 0.28  # the least cosine of the rest of the text with the other: else they do not belong together
_FEW, _WELL = 3, 0.6
_UNANSWERED = 0.35  # the cover below which nothing answers a word
_CELLS = 40_000  # runs that are read at a time
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


class Case(NamedTuple):
    """A text that may say more than the other. ratio: the expected log of the other's length over this one's."""

    here: Side
    there: Side
    ratio: float


class Run(NamedTuple):
    """Words start..end of a text and the log odds that the other text has nothing for them.

    rest: the cosine of the other words of the text with the other text.
    """

    start: int
    end: int
    log_odds: float
    rest: float


def too_short(words: Wording | Cut, others: Wording | Cut, ratio: float) -> float:
    """Standard deviations by which the other text is longer than this one lets expect; negative when shorter.

    ratio: the expected log of the other text's length over this one's. The spread is that of `checker.align.lengths`.
    """
    here, there = float(words.lengths.sum()) + 1.0, float(others.lengths.sum()) + 1.0
    return float((np.log(there / here) - ratio) / np.sqrt(0.012 + 1.1 / here))


def likeliest(cases: Sequence[Case]) -> list[Run | None]:
    """Of each text the run that the other text most likely has nothing for; None where it is too short for any."""
    found: list[Run | None] = [None] * len(cases)
    for batch in alike([(len(case.here.words.spans), LONGEST) for case in cases], _CELLS):
        runs, features = evidence([cases[index] for index in batch])
        odds = np.full(runs.starts.shape, _BASE)
        for name, weight in _LOG_ODDS.items():
            odds += weight * features[name]
        best = np.where(runs.exists, odds, -np.inf).argmax(axis=1)
        rests = features["cosine"] + features["gain"]
        for row, (index, at) in enumerate(zip(batch, best.tolist(), strict=True)):
            if runs.exists[row, at]:
                start, end = int(runs.starts[row, at]), int(runs.ends[row, at])
                found[index] = Run(start, end, float(odds[row, at]), float(rests[row, at]))
    return found


def settled(here: Side, run: Run) -> Run | None:
    """The run up to the marks around it; None where the texts do not belong together, or it repeats what is said."""
    return None if run.rest < _ALIKE or _repeats(here.words, run) else _to_marks(here, run)


def _to_marks(here: Side, run: Run) -> Run:
    """The run, up to the punctuation that a few words before or behind it, themselves not well covered, lead to."""
    marked, covered, start, end = marks(here.words), here.answers.cover, run.start, run.end
    for before in range(start, max(-1, start - _FEW - 1), -1):
        if marked[before] and (covered[before:start] < _WELL).all():
            start = before
            break
    for behind in range(end, min(len(covered), end + _FEW) + 1):
        if marked[behind] and (covered[end:behind] < _WELL).all():
            end = behind
            break
    return run._replace(start=start, end=end)


def evidence(cases: Sequence[Case]) -> tuple[Runs, dict[str, Grid]]:
    """The promising runs of each text, and what speaks for each of them, by name, (b, r)."""
    runs = Runs([case.here for case in cases])
    inside = runs.inside
    share = inside / (runs.whole("weights") + 1e-6)
    cosine, gain = _likeness(cases, runs)
    weight = np.log(np.maximum(inside, 0.2))
    features: dict[str, Grid] = {
        "gain": gain,
        "cosine": cosine,
        "weight": weight,
        "share": share,
        "gain*share": gain * share,
        "share^2": share**2,
        "weight^2": weight**2,
        "cosine*gain": cosine * gain,
    }
    features |= _of_lengths(cases, runs) | _of_answers(runs)
    others = [_of_other(case.there) for case in cases]
    features |= {name: np.array([one[name] for one in others])[:, None] for name in others[0]}
    features["unanswered"] = np.minimum(features.pop("lone") / np.maximum(runs.sum("lengths"), 4.0), 2.0)
    features["exchanged"] = np.minimum(features["absent-back"] / np.maximum(features["absent"] * inside, 0.3), 2.0)
    return runs, {name: np.broadcast_to(values, inside.shape) for name, values in features.items()}


def _of_lengths(cases: Sequence[Case], runs: Runs) -> dict[str, Grid]:
    """How well the lengths of both texts agree with each run and without it."""
    letters = runs.sum("lengths")
    here = runs.whole("lengths") + 1.0
    there = np.array([[float(case.there.words.lengths.sum()) + 1.0] for case in cases])
    ratio = np.array([[case.ratio] for case in cases])
    spread = np.sqrt(0.012 + 1.1 / here)
    left = np.clip((np.log(there / np.maximum(here - letters, 1.0)) - ratio) / spread, -4.0, 4.0)
    short = (np.log(there / here) - ratio) / spread
    return {
        "short": short,
        "short^2": np.minimum(short, 0.0) ** 2,
        "over": np.maximum(left, 0.0),
        "left": left,
        "left^2": left**2,
        "letters^2": np.log(np.maximum(letters, 1.0)) ** 2,
        "words": np.log(runs.words.counts)[:, None],
        "other": np.log(there),
    }


def _of_answers(runs: Runs) -> dict[str, Grid]:
    """How the words of each run are answered, and those beside and outside it; means by weight."""
    within = ("cover", "odds", "absent", "rendered", "rendered-margin", "rendered-sum", "shared")
    found = {name: runs.within(name) for name in within}
    found |= {f"{name}-outside": runs.without(name) for name in ("odds", "absent", "rendered")}
    return found | {"beside": runs.beside, "bounded": runs.bounded}


def _of_other(there: Side) -> dict[str, float]:
    """How the other text is answered in its turn; lone: the letters of its words that nothing answers."""
    weights = there.words.weights
    whole = float(weights.sum()) + 1e-6
    return {
        "odds-back": float(there.answers.odds @ weights) / whole,
        "absent-back": float(chances(there.answers.odds) @ weights),
        "rendered-back": float(there.answers.column("rendered") @ weights) / whole,
        "lone": float(there.words.lengths[there.answers.cover < _UNANSWERED].sum()),
    }


def _repeats(words: Wording, run: Run) -> bool:
    """Whether half of what a run says is said elsewhere in the text, or twice in it: a repetition, not a gap."""
    said = [words.text[start:end].casefold() for start, end in words.spans]
    content = [at for at in range(run.start, run.end) if words.weights[at] > CONTENT]
    return sum(said.count(said[at]) > 1 for at in content) >= 0.5 * len(content)


def _likeness(cases: Sequence[Case], runs: Runs) -> tuple[Grid, Grid]:
    """The cosine of both texts, (b, 1), and by how much it rises when each run is left out, (b, r)."""
    size = runs.words.there.shape[1] + 1
    gram, products = np.zeros((len(cases), size, size), np.float32), np.zeros((len(cases), size), np.float32)
    for row, case in enumerate(cases):
        vectors = case.here.words.vectors
        count = len(vectors)
        gram[row, 1 : count + 1, 1 : count + 1] = vectors @ vectors.T
        products[row, 1 : count + 1] = vectors @ case.there.words.total
    gram = gram.cumsum(axis=1, out=gram).cumsum(axis=2, out=gram).reshape(len(cases), -1).astype(np.float64)
    products = products.cumsum(axis=1, out=products).astype(np.float64)

    def at(rows: Grid, columns: Grid) -> Grid:
        return np.take_along_axis(gram, rows * size + columns, 1)

    starts, ends, last = runs.starts, runs.ends, np.full_like(runs.ends, size - 1)
    squares = at(ends, ends) - at(starts, ends) - at(ends, starts) + at(starts, starts)
    with_other = np.take_along_axis(products, ends, 1) - np.take_along_axis(products, starts, 1)
    with_whole, whole = at(last, ends) - at(last, starts), gram[:, -1:]
    other = np.array([[float(np.linalg.norm(case.there.words.total)) + 1e-6] for case in cases])
    cosine = products[:, -1:] / (np.sqrt(whole) * other + 1e-6)
    left = np.sqrt(np.maximum(whole - 2 * with_whole + squares, 1e-6))
    return cosine, (products[:, -1:] - with_other) / (left * other) - cosine
