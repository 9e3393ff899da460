"""Trains the tables of `checker/measures/surprisal_pairs.py`.

    python -m scripts.train_pairs TRAIN [LANGUAGE ...]

Reads the sentences that `scripts.train_surprisal` learns from.
Writes `checker/measures/surprisal/pairs/<language>.npz`. The same text makes the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import LANGUAGES
from checker.measures.surprisal_pairs import FOLDER, LONGEST_END, MARK, STEP, Pairs, Table, tokens
from scripts.train_surprisal import sentences

UNSPACED = frozenset({"ja", "zh"})
"""Where words are not told apart, their characters tell nothing of their order."""
WORDS, ENDS = 250, 120
BELIEF = {"beside": 3.0, "near": 5.0}
"""How many pairs are believed to stand as chance has it."""
_LONGER = 0.5  # how much more an ending counts for each letter beyond the first


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("languages", nargs="*", default=sorted(LANGUAGES))
    given = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    texts = sentences(given.train, given.languages)
    for language in (one for one in given.languages if one not in UNSPACED):
        pairs = trained(texts[language][0])
        path = FOLDER / f"{language}.npz"
        names = {name: np.frombuffer("\n".join(getattr(pairs, name)).encode(), np.uint8) for name in ("words", "ends")}
        np.savez_compressed(path, allow_pickle=False, beside=pairs.beside, near=pairs.near, **names)
        print(f"{language} {path.stat().st_size:,} bytes", flush=True)


def trained(texts: list[str]) -> Pairs:
    """The tables of some sentences."""
    counts = Counter(word.casefold() for text in texts for word, _, _ in tokens(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    common = ranked[:WORDS]
    ends = Counter[str]()
    for word in ranked[WORDS:]:
        if word != MARK and not any(map(str.isdigit, word)):
            ends.update({word[-length:]: counts[word] for length in range(1, LONGEST_END + 1)})
    worth = {end: count * (1 + _LONGER * len(end)) for end, count in ends.items()}
    nothing = np.zeros((0, 0), np.int8)
    pairs = Pairs(common, sorted(worth, key=lambda end: (-worth[end], end))[:ENDS], nothing, nothing)
    rows = [pairs.row(tokens(text)) for text in texts]
    beside, near = (_counted(rows, far, pairs.size) for far in (1, 2))
    return Pairs(pairs.words, pairs.ends, _table(beside, BELIEF["beside"]), _table(near, BELIEF["near"]))


def _counted(rows: list[list[int]], far: int, size: int) -> npt.NDArray[np.float64]:
    """How often each class stands so far before each other."""
    before, after = (np.concatenate(parts) for parts in ([row[:-far] for row in rows], [row[far:] for row in rows]))
    counts = np.bincount(before.astype(np.int64) * size + after.astype(np.int64), minlength=size * size)
    return counts.reshape(size, size).astype(np.float64)


def _table(counts: npt.NDArray[np.float64], belief: float) -> Table:
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    steps = np.log((counts + belief) / (expected + belief)) / STEP
    return np.asarray(np.clip(np.rint(steps), -127, 127), dtype=np.int8)


if __name__ == "__main__":
    main()
