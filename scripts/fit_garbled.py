"""Measures how odd good text looks to the language models: the section [garbled] of `checker/lang/facts/`.

    python -m scripts.fit_garbled TRAIN [LANGUAGE ...]

Reads what the models did not learn from: the sentences that `scripts.train_surprisal` keeps apart, and open source
guides. Prints a section a language. The quantile of a few hundred sentences is drawn to the mean of all languages.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from checker.checks.garbled_words import READ, read
from checker.lang.garbled import worst
from checker.measures import measure, shipped
from checker.measures.embedded import LANGUAGES
from checker.model import Bead
from checker.segment import segment
from scripts.alarms import SENTENCES, joined, rows
from scripts.train_surprisal import sentences

BELIEF = 300
"""Sentences' worth of belief that a language is like the others."""
MEASURES = tuple(one for one in shipped() if one.name in ("context-gain", "disorder", "word-pairs"))


def main() -> None:
    """Print the sections."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("languages", nargs="*", default=sorted(LANGUAGES))
    given = parser.parse_args()
    texts = sentences(given.train, given.languages)
    fitted = {one: oddness(texts[one][1] + guides(given.train, one), one) for one in given.languages}
    usual = sum(fit.ordinary * fit.read for fit in fitted.values()) / sum(fit.read for fit in fitted.values())
    for language, fit in fitted.items():
        ordinary = (fit.ordinary * fit.read + usual * BELIEF) / (fit.read + BELIEF)
        print(f"{language} {fit}\n[garbled]\nlevel = {fit.level:.2f}\nordinary = {ordinary:.1f}\n", flush=True)


class Fit(NamedTuple):
    """read: how many sentences. level, ordinary: see `checker.lang.garbled`."""

    read: int
    level: float
    ordinary: float


def guides(train: Path, language: str) -> list[str]:
    """The open source guides in a language; English is read beside Spanish."""
    folder, side = ("es-en", 1) if language == "en" else (f"{language}-en", 0)
    return [row[side] for row in rows(sorted((train / "parallel" / folder).glob("opensource-guide*.tsv.gz")))]


def oddness(texts: Sequence[str], language: str) -> Fit:
    """The mean evidence of a word, and what the worst run of one sentence in a hundred has."""
    values: list[float] = []
    runs: list[float] = []
    for start in range(0, len(texts), SENTENCES):
        found = segment(joined(texts[start : start + SENTENCES], language))
        for bead in measure([Bead(one.index, (one,)) for one in found], MEASURES):
            for one in read(bead):
                if len(one.evidence) >= READ:
                    values += one.evidence
                    runs.append(worst(one.evidence, one.parted, one.margin).score)
    return Fit(len(runs), float(np.mean(values)), float(np.quantile(runs, 0.99)))


if __name__ == "__main__":
    main()
