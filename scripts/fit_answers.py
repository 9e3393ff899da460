"""Fits the network in `checker/measures/answers.py`: whether a word is answered by the other text.

usage: python -m scripts.fit_answers PATH/TO/train PATH/TO/mqm OUT.json

A clause or phrase is taken out of one side of a human translation. A word of the other side whose best counterpart
was in it, by far, is not answered any more; one whose best counterpart stands elsewhere still is; others are left out.
Needs torch.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from checker.measures.answers import observed
from checker.measures.wording import Wording
from scripts.gap_examples import Article, articles, cut, usable, without

SEED, BLOCKS, HIDDEN, EPOCHS, BATCH, RATE, SLOWER = 1, 6, 16, 12, 2000, 0.01, 0.8
FAR, SOME, CLEAR = 0.12, 0.05, 0.45
"""By how much the counterpart in the clause must be better, or worse, than all others; and its least cosine."""

Array = npt.NDArray[Any]


def main() -> None:
    """Gather words, train, write the weights."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    chance = random.Random(SEED)
    found = [
        one for article in articles(Path(sys.argv[1]), Path(sys.argv[2]), BLOCKS) for one in words(article, chance)
    ]
    evidence, gone = np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])
    print(f"{len(gone)} words, {gone.mean():.3f} not answered")
    Path(sys.argv[3]).write_text(json.dumps(fit(evidence, gone)) + "\n", encoding="utf-8")


def words(article: Article, chance: random.Random) -> list[tuple[Array, Array]]:
    """The evidence on the words of each row that are clear, and whether they are not answered."""
    found = []
    for row, pair in enumerate(article.rows):
        side = chance.randrange(2)
        here, there = pair[side], pair[1 - side]
        part = cut(there, chance) if usable(here) and usable(there) else None
        if part is not None:
            labels = _labels(here, there, *part)
            evidence = observed(here, without(there, *part), article.near(row, 1 - side))
            found.append((evidence[labels >= 0], labels[labels >= 0]))
    return found


def _labels(here: Wording, there: Wording, start: int, end: int) -> Array:
    """Of each word 1 where the part answers it, 0 where the rest does, -1 where that is not clear."""
    inside, outside = (_best(here, there, start, end, which) for which in (True, False))
    labels = np.full(len(here.spans), -1)
    labels[inside < outside - SOME] = 0
    labels[(inside > outside + FAR) & (inside > CLEAR)] = 1
    return labels


def _best(here: Wording, there: Wording, start: int, end: int, which: bool) -> Array:
    phrases = []
    for size in (1, 2, 3):
        windows = there.windows(size)
        touching = np.array([at < end and at + size > start for at in range(len(windows))], dtype=bool)
        phrases.append(windows[touching == which])
    answers = np.concatenate(phrases)
    if not len(answers):
        return np.zeros(len(here.spans))
    best = (here.windows(1) @ answers.T).max(axis=1)
    pairs = (here.windows(2) @ answers.T).max(axis=1)
    best[:-1] = np.maximum(best[:-1], pairs)
    best[1:] = np.maximum(best[1:], pairs)
    return np.asarray(best)


def fit(evidence: Array, gone: Array) -> dict[str, Any]:
    """The weights of the network, for evidence as it is measured."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-6
    inputs = torch.from_numpy(((evidence - mean) / spread).astype(np.float32))
    truth = torch.from_numpy(gone.astype(np.float32))
    inner, outer = torch.nn.Linear(inputs.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, 1)
    optimiser = torch.optim.Adam([*inner.parameters(), *outer.parameters()], RATE)
    for _ in range(EPOCHS):
        losses = []
        for rows in torch.randperm(len(inputs)).split(BATCH):
            optimiser.zero_grad()
            odds = outer(torch.tanh(inner(inputs[rows]))).squeeze(1)
            loss = functional.binary_cross_entropy_with_logits(odds, truth[rows])
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
        optimiser.param_groups[0]["lr"] *= SLOWER
        print(f"loss {np.mean(losses):.4f}")
    weights = inner.weight.detach().numpy() / spread
    return {
        "inner": [_short(row) for row in weights],
        "bias": _short(inner.bias.detach().numpy() - weights @ mean),
        "outer": _short(outer.weight.detach().numpy()[0]),
        "base": _short(outer.bias.detach().numpy())[0],
    }


def _short(values: Array) -> list[float]:
    return [float(f"{value:.5g}") for value in values]


if __name__ == "__main__":
    main()
