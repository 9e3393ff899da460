"""Fits the weights in `checker/measures/gaps.py`: what a run of words that nothing answers looks like.

usage: python -m scripts.fit_gaps PATH/TO/train PATH/TO/mqm

Reads human translations (see `scripts/gap_examples.py`) in blocks of twenty rows; adds each once more with a clause or
phrase of four to eleven words taken out of one side; and fits a logistic model by Newton's method on the likeliest run
of each pair, chosen anew in each round. Prints the weights to be copied.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from checker.measures import gaps
from checker.measures.answers import answers
from checker.measures.coverage import LONGER
from checker.measures.runs import Side
from checker.measures.wording import Wording
from scripts.gap_examples import Article, articles, cut, usable, without

SEED, BLOCKS, ROUNDS, RIDGE, EASY = 2, 8, 8, 100.0, 0.7
"""EASY: the share of the whole translations that nobody would take for torn, which are left out of a second fit."""

Array = npt.NDArray[Any]


class Example(NamedTuple):
    """The evidence on the runs of a text, (runs, features), and whether something was taken out."""

    evidence: Array
    gone: bool


def main() -> None:
    """Gather examples, fit, print."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    names: list[str] = []
    chance = random.Random(SEED)
    read = articles(Path(sys.argv[1]), Path(sys.argv[2]), BLOCKS)
    examples = [example for article in read for example in _examples(article, chance, names)]
    weights, base = fit(hard(examples, *fit(examples, names)), names)
    print(f"{len(examples)} examples\n_LOG_ODDS = {{")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.4g},')
    print(f"}}\n_BASE = {base:.4g}")


def _examples(article: Article, chance: random.Random, names: list[str]) -> Iterator[Example]:
    rows = [row for row, pair in enumerate(article.rows) if all(map(usable, pair))]
    told = {
        (row, side): Side(words, answers(words, article.rows[row][1 - side], article.near(row, 1 - side)))
        for row in rows
        for side, words in enumerate(article.rows[row])
    }
    logs = [_length(article.rows[row][1]) - _length(article.rows[row][0]) for row in rows]
    ratio = len(logs) / (len(logs) + 8.0) * float(np.median(logs)) if logs else 0.0
    for row in rows:
        side = chance.randrange(2)
        here, there = told[row, side], told[row, 1 - side]
        cases = [(here, there, False)]
        if part := cut(there.words, chance):
            torn = without(there.words, *part)
            near, back = article.near(row, 1 - side), article.near(row, side)
            left = Side(torn, answers(torn, here.words, back))
            cases.append((here._replace(answers=answers(here.words, torn, near)), left, True))
        for one, other, gone in cases:
            if (evidence := _evidence(one, other, -ratio if side else ratio, names)) is not None:
                yield Example(evidence, gone)


def _length(words: Wording) -> float:
    return float(np.log(words.lengths.sum() + 1.0))


def _evidence(here: Side, there: Side, ratio: float, names: list[str]) -> Array | None:
    if gaps.too_short(here.words, there.words, ratio) > LONGER:
        return None
    runs, features = gaps.evidence([gaps.Case(here, there, ratio)])
    if not runs.exists.any():
        return None
    names[:] = list(features)
    return np.stack([values[runs.exists] for values in features.values()], -1).astype(np.float32)


def hard(examples: list[Example], weights: Array, base: float) -> list[Example]:
    """The torn translations, and those whole ones that a first fit finds the likeliest to be torn."""
    scores = [float((example.evidence @ weights).max() + base) for example in examples]
    whole = [score for score, example in zip(scores, examples, strict=True) if not example.gone]
    least = np.quantile(whole, EASY)
    return [example for score, example in zip(scores, examples, strict=True) if example.gone or score > least]


def fit(examples: list[Example], names: list[str]) -> tuple[Array, float]:
    """Weights and base of the logistic model on the likeliest run of each example."""
    evidence = np.concatenate([example.evidence for example in examples])
    starts = np.cumsum([0, *(len(example.evidence) for example in examples)])
    gone = np.array([example.gone for example in examples], dtype=float)
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-6
    weights, base = np.zeros(len(names)), 0.0
    for name, weight in (("absent", 2.0), ("gain", 2.0), ("weight", 0.7)):
        weights[names.index(name)] = weight
    for _ in range(ROUNDS):
        scores = (evidence - mean) / spread @ weights + base
        best = [start + int(np.argmax(scores[start:end])) for start, end in pairwise(starts)]
        weights, base = _newton((evidence[best] - mean) / spread, gone)
    return weights / spread, float(base - (weights * mean / spread).sum())


def _newton(features: Array, gone: Array) -> tuple[Array, float]:
    design = np.concatenate([features, np.ones((len(features), 1))], 1)
    weights = np.zeros(design.shape[1])
    ridge = np.diag([*[RIDGE] * features.shape[1], 0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        spread = chance * (1 - chance) + 1e-6
        slope = design.T @ (chance - gone) + ridge @ weights
        weights -= np.linalg.solve((design * spread[:, None]).T @ design + ridge, slope)
    return weights[:-1], float(weights[-1])


if __name__ == "__main__":
    main()
