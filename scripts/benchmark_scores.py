"""How many sentence pairs a second are scored: by chrF, by the estimate, with all checks, by models.

usage: python -m scripts.benchmark_scores ROWS.tsv.gz X [--rows N] [--measure NAME=MODEL ...]

ROWS are lines `x<TAB>en`; X is scored as the target of its English source, each row an article of its own, as `checker
score` does, with the next row's target in place of a reference where a metric needs one. Printed are pairs a second of
processor time, after a first batch that loads what is loaded once, and the time a pair as a ratio to that of
sacrebleu's chrF alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from checker.cli import look_seldom_for_rings
from checker.config import Config
from checker.measures.reference_metrics import chrf
from checker.pairs import BATCH, Languages, Scorer
from checker.rows import Row
from scripts.alarms import rows


def main() -> None:
    """Read the command line, time each in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, metavar="ROWS.tsv.gz")
    parser.add_argument("language", metavar="X")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--measure", action="append", default=[], metavar="NAME=MODEL")
    given = parser.parse_args()
    texts = list(islice(rows([given.path]), given.rows + BATCH))
    pairs = [Row(at, target, source) for at, (target, source, *_) in enumerate(texts)]
    estimate = replace(Config(), estimate_only=True)
    look_seldom_for_rings()  # as the command line does
    first = rate(lambda some: [chrf(one.target, one.source or "") for one in some], pairs)
    print_rate("chrF and chrF++ by sacrebleu", first, first)
    settings = {
        "the estimate alone": estimate,
        **{f"the estimate and {one}": replace(estimate, measure=(one,)) for one in given.measure},
        "everything": Config(),
    }
    for name, config in settings.items():
        scorer = Scorer.of(Languages(given.language, "en"), config)
        print_rate(name, rate(scorer.batch, pairs), first)
    other = [row._replace(reference=next_one.target) for row, next_one in pairwise(pairs)]
    scorer = Scorer.of(Languages(given.language, "en"), estimate)
    print_rate("beside a reference: the estimate, BLEU, chrF, chrF++, TER", rate(scorer.batch, other), first)


def rate(work: Callable[[Sequence[Row]], object], pairs: Sequence[Row]) -> float:
    """Pairs a second of processor time, all but a first batch."""
    work(pairs[:BATCH])
    began = time.process_time()
    for start in range(BATCH, len(pairs), BATCH):
        work(pairs[start : start + BATCH])
    return (len(pairs) - BATCH) / (time.process_time() - began)


def print_rate(name: str, pairs_a_second: float, first: float) -> None:
    """One line."""
    print(f"{name:60}{pairs_a_second:>8.0f} pairs/s{first / pairs_a_second:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
