"""Fits the weights in `checker/measures/term_evidence.py`: whether a word stands for a term that has another rendition.

usage: python -m scripts.fit_terms PATH/TO/train [EVERY]

In human translations of articles some renditions of terms that recur are exchanged for other words that a dictionary
has for the term (see `term_examples`). What the checker knows of the words of a bead that lacks the usual rendition is
gathered for these, and for all such beads of the whole translations. The weights of a logistic regression are fitted
on two thirds of the documents and printed, to be copied; and on the last third, for them and for those that stand, how
many exchanged words are found above each score, and how many alarms whole translations raise. EVERY: one in how many
articles is read; all where it is left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from checker.measures.term_evidence import BASE, WEIGHTS, Place, candidates
from checker.measures.terms import odd_places
from scripts.term_examples import Article, Lexicon, Put, articles, planted

SEED, KEPT = 1, 3
"""The seed of chance; and of how many documents one is kept to see how good the weights are."""

RIDGE, STEPS = 3.0, 40
SCORES = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Read:
    """A bead that lacks the usual rendition of a term.

    evidence: (n, k), of each word that may stand there. put: n, whether it was put there; of a bead of a whole
    translation none was. changed: whether one was put into the bead.
    """

    evidence: Array
    put: Array
    changed: bool


@dataclass
class Gathered:
    """Beads of some articles that lack a usual rendition, how many words were put in, and how many beads there are."""

    read: list[Read] = field(default_factory=list)
    put: int = 0
    beads: int = 0

    def add(self, article: Article, words: Lexicon, chance: random.Random) -> None:
        """Reads an article as it is, and with words put in."""
        self.beads += len(article.target)
        self.read += [read(place) for _, _, place in odd_places(article.source, article.target)]
        changed, put = planted(article, words, chance)
        self.put += len(put)
        left = {one.bead: one for one in put}
        for found, bead, place in odd_places(changed.source, changed.target) if put else ():
            if bead in left and not set(left[bead].usual).isdisjoint(found.usual.forms):
                self.read.append(read(place, left.pop(bead)))


def main() -> None:
    """Gather examples, fit, print."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    learnt, kept = gather(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 1)
    weights, base = fit(learnt.read)
    print(f"{learnt.put} words put into {learnt.beads} beads, and {kept.put} into {kept.beads} others")
    print(dict(zip(WEIGHTS, weights.round(3).tolist(), strict=True)), round(base, 3))
    report("fitted", kept, weights, base)
    report("as they stand", kept, np.array(list(WEIGHTS.values())), BASE)


def gather(train: Path, every: int) -> tuple[Gathered, Gathered]:
    """What is learnt from, and what is kept to see how good it is; no document is in both, in whatever language."""
    chance, learnt, kept = random.Random(SEED), Gathered(), Gathered()
    for article, words in articles(train):
        if chance.randrange(every) == 0:
            held = crc32(article.document.encode()) % KEPT == 0
            (kept if held else learnt).add(article, words, chance)
    return learnt, kept


def read(place: Place, put: Put | None = None) -> Read:
    """What is known of the words of a place."""
    found = list(candidates(place))
    spans = [place.words.spans[at] for at, _ in found]
    there = [put is not None and start < put.end and end > put.start for start, end in spans]
    evidence = np.array([one for _, one in found], float).reshape(len(found), len(WEIGHTS))
    return Read(evidence, np.array(there, bool), put is not None)


def fit(found: Sequence[Read]) -> tuple[Array, float]:
    """Weights and base of the log odds, by Newton's method."""
    evidence, put = np.concatenate([one.evidence for one in found]), np.concatenate([one.put for one in found])
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-9
    inputs = np.c_[(evidence - mean) / spread, np.ones(len(evidence))]
    weights, ridge = np.zeros(inputs.shape[1]), np.diag([RIDGE] * evidence.shape[1] + [0.0])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        slope = (inputs * (likely * (1 - likely) + 1e-6)[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(slope, inputs.T @ (likely - put) + ridge @ weights)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


def report(name: str, kept: Gathered, weights: Array, base: float) -> None:
    """How many of the words put in score best in their bead, and above what; and how many others do as much."""
    print(name)
    best = [(one, one.evidence @ weights + base) for one in kept.read if len(one.evidence)]
    right = np.array([odds.max() for one, odds in best if one.changed and one.put[odds.argmax()]])
    wrong = np.array([odds.max() for one, odds in best if not one.changed])
    for least in SCORES:
        recall, alarms = (right >= least).sum() / kept.put, 100 * (wrong >= least).sum() / kept.beads
        print(f"{least:5.1f}: {recall:.3f} of the words put in; {alarms:.2f} alarms in 100 beads of whole translations")


if __name__ == "__main__":
    main()
