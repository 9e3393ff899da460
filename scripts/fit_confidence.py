"""Fits the map from the aligner's probabilities to those of `checker.align.confidence`, and shows how well it holds.

usage: python -m scripts.fit_confidence SET_DIR ...

Sets are as in `scripts.evaluate_omissions`: each is aligned as it is and with sentences left out, in both directions.
Prints slope and offset, and for each tenth of the beads what is promised, before and after, and what is right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from checker.align.confidence import OFFSET, SLOPE
from checker.align.pair import align_pair
from checker.align.similarity import FloatArray
from checker.measures.joint_similarity import JointSimilarity
from scripts.evaluate_omissions import AMOUNTS, Set, dropped_beads, read, read_set

STEPS = 50
TENTHS = 10


def main() -> None:
    """Read the command line, print the map and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    found = [bead for path in parser.parse_args().sets for one in harmed(read_set(path)) for bead in judged(one)]
    promised, right = np.array([bead[0] for bead in found]), np.array([bead[1] for bead in found], dtype=np.float64)
    # What the model says itself is wanted, not what the present map has made of it.
    odds = (log_odds(promised) - OFFSET) / SLOPE
    promised = 1 / (1 + np.exp(-odds))
    slope, offset = fitted(odds, right)
    mapped = 1 / (1 + np.exp(-(slope * odds + offset)))
    print(f"{len(found)} beads, slope {slope:.2f}, offset {offset:.2f}")
    print("promised  mapped  right")
    parts = np.array_split(np.argsort(promised, kind="stable"), TENTHS)
    for part in parts:
        print(f"{promised[part].mean():8.3f} {mapped[part].mean():7.3f} {right[part].mean():6.3f}")
    for name, chances in (("before", promised), ("after", mapped)):
        error = sum(len(part) * abs(chances[part].mean() - right[part].mean()) for part in parts) / len(found)
        print(f"mean distance {name}: {error:.3f}")


def harmed(found: Set) -> Iterator[Set]:
    """The set in both directions, as it is and with sentences of the target left out."""
    for one in (found, found.turned()):
        yield one
        for amount in AMOUNTS:
            yield one.without(frozenset(target[0] for _, target in dropped_beads(one, amount, Random(0))))


def judged(found: Set) -> Iterator[tuple[float, bool]]:
    """The probability of each bead, and whether it is one of the gold beads."""
    source, target = (read(text, language) for text, language in zip(found.texts, found.languages, strict=True))
    for one in align_pair(source, target, JointSimilarity()).pairings:
        yield one.confidence, (tuple(range(*one.source)), tuple(range(*one.target))) in found.gold


def log_odds(chances: FloatArray) -> FloatArray:
    """ln p / (1 - p); certainty is taken for nearly that."""
    near = np.clip(chances, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(near / (1 - near)))


def fitted(odds: FloatArray, right: FloatArray) -> tuple[float, float]:
    """Slope and offset of a logistic regression, by Newton's method."""
    inputs = np.stack([odds, np.ones(len(right))], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        curve = (inputs * (chances * (1 - chances))[:, None]).T @ inputs
        weights += np.linalg.solve(curve, inputs.T @ (right - chances))
    return float(weights[0]), float(weights[1])


if __name__ == "__main__":
    main()
