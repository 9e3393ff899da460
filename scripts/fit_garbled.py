"""Measures how odd good text looks to the language models: the section [garbled] of `checker/lang/facts/`.

    python -m scripts.fit_garbled PARALLEL [--files PATTERN] [LANGUAGE ...]

Reads PARALLEL/<x>-en/PATTERN, rows `x<TAB>en`, of which every second twenty is used; the others are left for measuring.
Prints a section a language.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checker.checks.garbled_words import read, worst
from checker.measures import measure, shipped
from checker.measures.embedded import LANGUAGES
from checker.model import Bead
from checker.segment import segment
from scripts.alarms import SENTENCES, joined
from scripts.evaluate_surprisal import sentences

MEASURES = tuple(one for one in shipped() if one.name in ("context-gain", "disorder"))


def main() -> None:
    """Print the sections."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("--files", default="flores*.tsv.gz")
    parser.add_argument("languages", nargs="*", default=sorted(LANGUAGES))
    given = parser.parse_args()
    for language in given.languages:
        level, ordinary = oddness(sentences(given.parallel, given.files, language), language)
        print(f"{language}\n[garbled]\nlevel = {level:.2f}\nordinary = {ordinary:.1f}\n", flush=True)


def oddness(texts: Sequence[str], language: str) -> tuple[float, float]:
    """The mean evidence of a word, and what the worst run of one sentence in a hundred has."""
    values: list[float] = []
    runs: list[float] = []
    for start in range(0, len(texts), 2 * SENTENCES):
        found = segment(joined(texts[start : start + SENTENCES], language))
        for bead in measure([Bead(one.index, (one,)) for one in found], MEASURES):
            for one in read(bead):
                values += one.evidence
                runs.append(worst(one.evidence).score)
    return float(np.mean(values)), float(np.quantile(runs, 0.99))


if __name__ == "__main__":
    main()
