"""Fits the weights in `checker/measures/polarity.py`: what a denial looks like that the other text does not answer.

usage: python -m scripts.fit_polarity PATH/TO/train

Reads human translations, PATH/TO/train/parallel/<x>-en/*.tsv.gz with rows `x<TAB>en`. Denials that seem to have no
answer there are the examples of good translations; those of pairs with one denial a side, where the other one has been
taken out, are the examples of wrong ones. A logistic model, by Newton's method. Prints the weights to be copied; the
last, of negators that the other sentence has, is set by hand, as the examples have none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.lang.polarity import polarity
from checker.measures.polarity import EVIDENCE, unanswered
from scripts.alarms import rows

ROWS, SHORTEST, LONGEST = 6000, 20, 600
"""Rows of a language that are read, evenly spread, and the characters of a text that is."""

RIDGE, STEPS = 1e-3, 60
AFFIXED = frozenset("cs fa ja ko tr".split())
"""Languages that deny by an affix of the verb, so that a denial cannot be taken out as a word."""

Array = npt.NDArray[Any]


def main() -> None:
    """Gather examples, fit, print."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    gathered = list(examples(Path(sys.argv[1])))
    evidence = np.array([one for one, _ in gathered])[:, :-1]
    gone = np.array([wrong for _, wrong in gathered], float)
    weights, base = fit(evidence, gone)
    print(f"{len(gone)} examples, {int(gone.sum())} of denials taken out; base {base:.2f}")
    for name, weight in zip(EVIDENCE, weights, strict=False):
        print(f"{name} {weight:.2f}")


def examples(train: Path) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The evidence on denials without an answer, and whether the answer was taken out."""
    for folder in sorted(train.glob("parallel/*-en")):
        language = folder.name.removesuffix("-en")
        read = list(rows(sorted(folder.glob("*.tsv.gz"))))
        for x, en in read[:: max(1, len(read) // ROWS)][:ROWS]:
            for here, there, one, other in ((x, en, language, "en"), (en, x, "en", language)):
                if SHORTEST <= len(here) <= LONGEST:
                    yield from ((evidence, False) for *_, evidence in unanswered(here, there, one, other))
                    bare = _without(here, there, one, other)
                    if bare is not None:
                        yield from ((evidence, True) for *_, evidence in unanswered(here, bare, one, other))


def _without(here: str, there: str, language: str, other_language: str) -> str | None:
    """The other text without its only denial, where both have exactly one."""
    ours, theirs = polarity(here, language), polarity(there, other_language)
    if ours is None or theirs is None or other_language in AFFIXED:
        return None
    if not len(ours.denials) == len(theirs.denials) == len(ours.negators) == len(theirs.negators) == 1:
        return None
    start, end = theirs.denials[0]
    return (there[:start] + there[end:]).replace("  ", " ")


def fit(evidence: Array, gone: Array) -> tuple[Array, float]:
    """Weights and base of the log odds."""
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-9
    inputs = np.c_[(evidence - mean) / spread, np.ones(len(evidence))]
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(slope, inputs.T @ (chance - gone))
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


if __name__ == "__main__":
    main()
