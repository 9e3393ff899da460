"""How well findings and scores tell translations with a labelled fault from the others.

usage: python -m scripts.evaluate_hallucinations SET.jsonl.gz

Rows are JSON objects with `lp`, `src`, `mt` and `labels`, a mapping of faults to 0 or 1. Printed are, for each fault,
how many translations have it, the share of them with a finding, and the chance that one of them scores below one
without any fault (the area under the ROC curve); above it the share of faultless translations with a finding.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

from checker.config import Config
from checker.pairs import score_rows
from checker.rows import Row, Scored


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    for path in parser.parse_args().sets:
        _print_table(path)


def _print_table(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cells = [json.loads(line) for line in lines]
    source, target = cells[0]["lp"].split("-", 1)
    rows = [Row(number, one["mt"], one["src"]) for number, one in enumerate(cells)]
    scored = list(score_rows(rows, Config(source_lang=source, target_lang=target)))
    of_fault: dict[str, list[Scored]] = defaultdict(list)
    sound = []
    for one, told in zip(cells, scored, strict=True):
        faults = [fault for fault, labelled in one["labels"].items() if labelled]
        for fault in faults:
            of_fault[fault].append(told)
        if not faults:
            sound.append(told)
    print(f"{path.name}: {len(sound)} without a fault, {_found(sound):.3f} of them with a finding")
    for fault, some in sorted(of_fault.items()):
        print(f"{fault:20}{len(some):>6}  found {_found(some):.3f}  below {_below(some, sound):.3f}")


def _found(some: list[Scored]) -> float:
    return sum(bool(one.found) for one in some) / max(1, len(some))


def _below(some: list[Scored], sound: list[Scored]) -> float:
    values, others = ([0.0 if one.score is None else one.score.value for one in group] for group in (some, sound))
    below = sum((value < other) + (value == other) / 2 for value in values for other in others)
    return below / max(1, len(values) * len(others))


if __name__ == "__main__":
    main()
