"""Fits the weights in `checker/measures/gaps.py`: what a run of words that nothing answers looks like.

usage: python -m scripts.fit_gaps PATH/TO/mqm        (biomqm.*.jsonl.gz and wmt2*.jsonl.gz: src, ref, doc)

Reads human translations from the Apache-2.0 MQM sets (Google's, and bio-MQM), every second pair; adds each once more
with a clause or phrase of four to eleven words taken out of one side; and fits a logistic model by Newton's method on
the likeliest run of each pair, chosen anew in each round. Prints the weights to be copied.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from checker.lang.words import words
from checker.measures import gaps
from checker.measures.coverage import masked
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.wording import Wording, wording

SEED, ROUNDS, MOST, RIDGE = 1, 8, 700, 3.0
"""MOST: pairs of one file."""
FEWEST, LEAST, LONGEST, SHARE = 8, 4, 11, 0.6
"""Words of a text that is used; of what is taken out, at least and at most; and its share of the text at most."""
BREAK = regex.compile(
    r"[,،、，;؛；—–]|(?<=\s)(?=(?:in|of|for|with|after|from|by|at|during|because|who|which|when|while)\s)"
)
Array = npt.NDArray[Any]


class Example(NamedTuple):
    """The evidence on all runs of a text, (runs, features), and whether something was taken out."""

    evidence: Array
    gone: bool


def main() -> None:
    """Gather examples, fit, print."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names: list[str] = []
    examples = [example for pairs in _files(Path(sys.argv[1])) for example in _examples(pairs, names)]
    weights, base = fit(examples, names)
    print("_LOG_ODDS = {")
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.4g},')
    print(f"}}\n_BASE = {base:.4g}")


def _files(folder: Path) -> Iterator[list[tuple[str, str]]]:
    for path in sorted([*folder.glob("biomqm.*.gz"), *folder.glob("wmt2*.gz")]):
        found: dict[tuple[str, str], None] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("ref") and set(row["lp"].split("-")) <= LANGUAGES:
                    found[row["src"], row["ref"]] = None
        yield list(found)[::2][:MOST]


def _examples(pairs: list[tuple[str, str]], names: list[str]) -> Iterator[Example]:
    chance = random.Random(SEED)
    model = Embedding.shipped()
    read = [tuple(wording(model, masked(text)) for text in pair) for pair in pairs]
    for side in (0, 1):
        here, there = [both[side] for both in read], [both[1 - side] for both in read]
        ratios = [np.log((b.lengths.sum() + 1) / (a.lengths.sum() + 1)) for a, b in zip(here, there, strict=True)]
        ratio = float(np.median(ratios)) if ratios else 0.0
        for index, (one, other) in enumerate(zip(here, there, strict=True)):
            near = [there[place] for place in (index - 1, index + 1) if 0 <= place < len(there)]
            shortened = _shortened(pairs[index][1 - side], chance)
            cases = [(other, False)] + ([(wording(model, masked(shortened)), True)] if shortened else [])
            for text, gone in cases:
                if (evidence := _evidence(one, text, near, ratio, names)) is not None:
                    yield Example(evidence, gone)


def _evidence(one: Wording, other: Wording, near: list[Wording], ratio: float, names: list[str]) -> Array | None:
    if len(one.spans) < FEWEST or len(other.spans) < LEAST or gaps.too_short(one, other, ratio) > 0:
        return None
    features, there = gaps.evidence(one, other, gaps.cover(one, other, near), gaps.cover(other, one), ratio)
    if not there.any():
        return None
    names[:] = list(features)
    return np.stack([values[there] for values in features.values()], -1).astype(np.float32)


def _shortened(text: str, chance: random.Random) -> str | None:
    """The text without one clause or phrase; None where it has none of the right length."""
    body = regex.sub(r"[\s\p{P}]+$", "", text)
    cuts = sorted({0, len(body), *(match.start() for match in BREAK.finditer(body))})
    total = len(words(body))
    parts = [
        (start, end)
        for place, start in enumerate(cuts)
        for end in cuts[place + 1 :]
        if LEAST <= len(words(body[start:end])) <= min(LONGEST, SHARE * total)
    ]
    if not parts:
        return None
    start, end = chance.choice(parts)
    return regex.sub(r"^[,،、，;؛；—–\s]+", "", text[:start] + text[end:])


def fit(examples: list[Example], names: list[str]) -> tuple[Array, float]:
    """Weights and base of the logistic model on the likeliest run of each example."""
    evidence = np.concatenate([example.evidence for example in examples])
    starts = np.cumsum([0, *(len(example.evidence) for example in examples)])
    gone = np.array([example.gone for example in examples], dtype=float)
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-6
    weights, base = np.zeros(len(names)), 0.0
    for name, weight in (("cover", -2.0), ("gain", 2.0), ("weight", 0.7)):
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
