"""How fast an article is checked, by stage and by length.

usage: python -m scripts.benchmark ROWS.tsv.gz X [SENTENCES ...]      (rows `x<TAB>en`; default 1000 10000)

Joins the first rows into one article in X and its English source, and prints for each length the seconds of each stage
(processor time of this process), sentences a second after start-up, and the time a sentence as a ratio to the first
length: 1.0 is linear growth.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from checker import pipeline
from checker.cli import look_seldom_for_rings
from checker.config import Config
from checker.model import Document, Side
from scripts.alarms import joined, rows


def main() -> None:
    """Time each length in turn, after one short run that loads what is loaded once."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    path, language = Path(sys.argv[1]), sys.argv[2]
    lengths = [int(given) for given in sys.argv[3:]] or [1_000, 10_000]
    look_seldom_for_rings()  # as the command line does
    timed(*article(path, language, 40))
    first = None
    for length in lengths:
        target, source = article(path, language, length)
        stages, sentences = timed(target, source)
        total = sum(stages.values())
        first = first or total / sentences
        shares = "  ".join(f"{name} {seconds:.2f}" for name, seconds in stages.items())
        rate = f"{sentences / total:.0f} sentences/s, time a sentence {total / sentences / first:.2f} of the first"
        print(f"{sentences} sentences: {total:.2f} s ({shares}), {rate}", flush=True)


def article(path: Path, language: str, length: int) -> tuple[Document, Document]:
    """An article of so many rows, and its source."""
    some = list(islice(rows([path]), length))
    return joined((row[0] for row in some), language), joined((row[1] for row in some), "en")


def timed(target: Document, source: Document) -> tuple[dict[str, float], int]:
    """Seconds of each stage, and how many target sentences there were."""
    stages: dict[str, float] = {}

    def stage(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        made = work()
        stages[name] = time.process_time() - began
        return made

    documents = {Side.TARGET: target, Side.SOURCE: source}
    checks, taken = pipeline.choose(documents, Config()), pipeline.choose_measures(Config())
    sentences = stage("segment", lambda: pipeline.segment(documents))
    aligned = stage("align", lambda: pipeline.align(documents, sentences))
    measured = stage("measure", lambda: pipeline.measure(aligned, taken))
    findings, _ = stage("check", lambda: pipeline.check(measured, checks))
    stage("score", lambda: pipeline.score(measured, findings))
    return stages, len(sentences[Side.TARGET])


if __name__ == "__main__":
    main()
