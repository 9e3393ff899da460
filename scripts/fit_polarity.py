"""Fits the weights in `checker/measures/polarity.py`: what a denial looks like that the other text does not answer.

usage: python -m scripts.fit_polarity PATH/TO/train

Reads human translations, PATH/TO/train/parallel/<x>-en/*.tsv.gz with rows `x<TAB>en`. Their denials are the examples of
good translations. Wrong ones are made of them: of pairs that deny once on either side, one denial is taken out; into
English sentences of pairs that deny nothing, one is put. A logistic model for what denies a verb, and one for what
denies by itself, by Newton's method. Prints the weights to be copied.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from checker.lang.polarity import polarity
from checker.measures.polarity_evidence import EVIDENCE, Unanswered, unanswered
from scripts.alarms import rows

ROWS, SHORTEST, LONGEST = 4500, 12, 600
"""Rows of a language that are read, evenly spread, and the characters of a text that is."""

RIDGE, STEPS = 1.0, 60
AFFIXED = frozenset("cs fa ja ko tr".split())
"""Languages that deny by an affix of the verb, so that a denial cannot be taken out as a word."""

PUT_IN = (
    (regex.compile(r"\b(is|are|was|were|can|could|will|would|should|must|may|has|have|had)\b(?= \p{Ll})"), r"\1 not"),
    (regex.compile(r"\balways\b"), "never"),
    (regex.compile(r"\bwith\b"), "without"),
)

Array = npt.NDArray[Any]
Example = tuple[Unanswered, bool]


def main() -> None:
    """Gather examples, fit, print."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    gathered = list(examples(Path(sys.argv[1])))
    for alone in (False, True):
        some = [(one.evidence, wrong) for one, wrong in gathered if one.alone is alone]
        gone = np.array([wrong for _, wrong in some], float)
        weights, base = fit(np.array([one for one, _ in some]), gone)
        print(f"alone: {alone}; {len(gone)} examples, {int(gone.sum())} of them wrong; base {base:.2f}")
        for name, weight in zip(EVIDENCE, weights, strict=True):
            print(f"    {name} {weight:.2f}")


def examples(train: Path) -> Iterator[Example]:
    """Denials that seem to have no answer, and whether they have none."""
    for folder in sorted(train.glob("parallel/*-en")):
        language = folder.name.removesuffix("-en")
        read = list(rows(sorted(folder.glob("*.tsv.gz"))))
        for x, en in read[:: max(1, len(read) // ROWS)][:ROWS]:
            if SHORTEST <= len(en) <= LONGEST:
                yield from _right(x, en, language)
                yield from _taken_out(x, en, language, "en")
                yield from _taken_out(en, x, "en", language)
                yield from _put_in(en, x, language)


def _right(x: str, en: str, language: str) -> Iterator[Example]:
    for here, there, one, other in ((x, en, language, "en"), (en, x, "en", language)):
        yield from ((found, False) for found in unanswered(here, there, one, other))


def _taken_out(here: str, there: str, language: str, other_language: str) -> Iterator[Example]:
    """The denial of a text, where the only one of the other text is taken out."""
    ours, theirs = polarity(here, language), polarity(there, other_language)
    if ours is None or theirs is None or other_language in AFFIXED:
        return
    if not len({*ours.denials, *ours.alone}) == len({*theirs.denials, *theirs.alone}) == 1:
        return
    start, end = [*theirs.denials, *theirs.alone][0]
    bare = (there[:start] + there[end:]).replace("  ", " ")
    yield from ((found, True) for found in unanswered(here, bare, language, other_language))


def _put_in(en: str, there: str, language: str) -> Iterator[Example]:
    """A denial that is put into an English text, where neither text denies near."""
    for pattern, wrong in PUT_IN:
        place = pattern.search(en)
        known = polarity(en, "en")
        if place is None or known is None or any(abs(lack.start - place.start()) < CLEAR for lack in known.lacks):
            continue
        put = pattern.sub(wrong, en, count=1)
        for found in unanswered(put, there, "en", language):
            if abs(found.denial.start - place.start()) < CLOSE:
                yield found, True


CLEAR, CLOSE = 40, 12
"""Characters around a place into which a denial is put that hold no other, and in which the new one is found."""


def fit(evidence: Array, gone: Array) -> tuple[Array, float]:
    """Weights and base of the log odds."""
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-9
    inputs = np.c_[(evidence - mean) / spread, np.ones(len(evidence))]
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(slope, inputs.T @ (chance - gone) + RIDGE * weights)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


if __name__ == "__main__":
    main()
