"""How fast two texts are aligned, from a hundred sentences a side to twenty thousand, and in how much memory.

usage: python -m scripts.benchmark_align ROWS [--languages de-en] [--sizes 100,1000,10000]

ROWS: lines of `source<TAB>target`, gzipped or not; where a size asks for more rows than there are, they are repeated
with a number in front, so that no two sentences are one. Processor time counts, of all threads: reading words and
vectors, and aligning. Each size runs in a process of its own, with one thread for matrix products.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SIZES = "100,200,500,1000,2000,5000,10000,20000"
LONG_ENOUGH = 1.0  # seconds; shorter runs are repeated, on texts not read before, and the mean is taken


def main() -> None:
    """Read the command line; print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--languages", default="de-en")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(*measured(options.rows, options.languages, options.alone))
        return
    print(f"{'a side':>8} {'seconds':>8} {'sentences/s':>12} {'per sentence':>13} {'peak MB':>8} {'in place':>9}")
    smallest: float | None = None
    for size in map(int, options.sizes.split(",")):
        seconds, memory, right = alone(options.rows, options.languages, size)
        smallest = smallest or seconds / size
        ratio = seconds / size / smallest
        print(f"{size:>8} {seconds:>8.2f} {2 * size / seconds:>12.0f} {ratio:>12.2f}x {memory:>8.0f} {right:>9.4f}")


def alone(rows: Path, languages: str, size: int) -> tuple[float, float, float]:
    """What `measured` says in a fresh process: peak memory and caches are a process's own."""
    command = [sys.executable, "-m", "scripts.benchmark_align", str(rows), "--languages", languages]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*command, "--alone", str(size)], env=environment, capture_output=True, text=True, check=True)
    seconds, memory, right = map(float, done.stdout.split())
    return seconds, memory, right


def measured(path: Path, languages: str, size: int) -> tuple[float, float, float]:
    """Seconds of processor time, peak memory in MB, and the share of sentences that are put where they belong."""
    from checker.align.pair import align_pair
    from checker.measures.joint_similarity import JointSimilarity
    from checker.readers import read_bytes
    from checker.segment import lines

    rows = read_rows(path)
    align_pair((), (), JointSimilarity())
    spent, runs, right = 0.0, 0, 0
    while spent < LONG_ENOUGH:
        part = numbered(rows, runs * size, size)
        source, target = (
            lines(read_bytes("\n".join(row[side] for row in part).encode(), name, name, "text"))
            for side, name in enumerate(languages.split("-"))
        )
        began = time.process_time()
        found = align_pair(source, target, JointSimilarity())
        spent += time.process_time() - began
        runs += 1
        right += sum(one.source == one.target and one.source[1] - one.source[0] == 1 for one in found.pairings)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return spent / runs, memory, right / (size * runs)


def read_rows(path: Path) -> list[list[str]]:
    """The rows that have something on both sides."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    rows = [line.split("\t")[:2] for line in text.split("\n")]
    return [row for row in rows if len(row) == 2 and all(side.strip() for side in row)]


def numbered(rows: Sequence[list[str]], first: int, count: int) -> list[list[str]]:
    """So many rows from a place on; from the second time round each with a number that tells it from the first."""
    found = []
    for index in range(first, first + count):
        again, at = divmod(index, len(rows))
        found.append([f"{again}: {side}" if again else side for side in rows[at]])
    return found


if __name__ == "__main__":
    main()
