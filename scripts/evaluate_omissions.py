"""How well sentences that were left out are told, and what they do to the beads of the others.

usage: python -m scripts.evaluate_omissions SET_DIR|ROWS.tsv.gz ... [--rows N] [--trials N]

A set is a folder whose name holds `.<source>-<target>.`, with src.txt and tgt.txt, a sentence a line, and gold.txt,
`source ids<TAB>target ids`; or the first N rows `x<TAB>en` of a file in a folder `<x>-en`, which are beads.
From the target, and in turn from the source, sentences of its 1-1 beads are dropped: 5 % one by one, 10 % in blocks of
five, 30 % in blocks of fifteen. Printed are precision, recall and F1 of the sentences of the other text that are alone
then (those that were before count as well), and strict F1 of the other beads, before and after.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from checker.align.pair import align_pair
from checker.measures.joint_similarity import JointSimilarity
from checker.model import Sentence
from checker.readers import read_bytes
from checker.segment import lines

AMOUNTS = ((0.05, 1), (0.10, 5), (0.30, 15))
"""The share of the text's sentences that is dropped, and how many in a row."""

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Beads = frozenset[Bead]


@dataclass(frozen=True, slots=True)
class Set:
    """Two texts, a sentence a line, and their beads."""

    languages: tuple[str, str]
    texts: tuple[tuple[str, ...], tuple[str, ...]]
    gold: Beads

    def turned(self) -> Set:
        """Source and target exchanged."""
        return Set(self.languages[::-1], self.texts[::-1], frozenset((target, source) for source, target in self.gold))

    def without(self, dropped: frozenset[int]) -> Set:
        """The set with these target sentences missing."""
        kept = [index for index in range(len(self.texts[1])) if index not in dropped]
        place = {index: at for at, index in enumerate(kept)}
        gold = frozenset((source, tuple(place[at] for at in target if at in place)) for source, target in self.gold)
        texts = (self.texts[0], tuple(self.texts[1][index] for index in kept))
        return Set(self.languages, texts, frozenset(bead for bead in gold if any(bead)))


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=500, metavar="N")
    parser.add_argument("--trials", type=int, default=3, metavar="N")
    given = parser.parse_args()
    print(f"{'set':34}{'dropped':>12}   null P/R/F1          strict F1 of the rest")
    totals: dict[tuple[float, int], Counter[str]] = {amount: Counter() for amount in AMOUNTS}
    for path in given.paths:
        found = read_rows(path, given.rows) if path.is_file() else read_set(path)
        for amount in AMOUNTS:
            counts = Counter[str]()
            for one in (found, found.turned()):
                for trial in range(given.trials):
                    counts += judged(one, amount, Random(trial))
            totals[amount] += counts
            print_line(f"{path.parent.name}/{path.name}"[-33:], amount, counts)
    for amount, counts in totals.items():
        print_line("all", amount, counts)


def read_set(folder: Path) -> Set:
    """A set of src.txt, tgt.txt and gold.txt."""
    match = re.search(r"\.([a-z]{2,3})-([a-z]{2,3})", folder.name)
    if match is None:
        raise SystemExit(f"{folder.name}: no languages in the name, as in name.de-fr.dev")
    texts = [(folder / name).read_text("utf8").splitlines() for name in ("src.txt", "tgt.txt")]
    gold = set()
    for line in (folder / "gold.txt").read_text("utf8").splitlines():
        sides = [tuple(int(number) for number in re.findall(r"\d+", side)) for side in line.split("\t")[:2]]
        if any(sides):
            gold.add((sides[0], sides[1]))
    return Set((match[1], match[2]), (tuple(texts[0]), tuple(texts[1])), frozenset(gold))


def read_rows(path: Path, count: int) -> Set:
    """Rows that are beads as they stand."""
    language = path.parent.name.removesuffix("-en")
    with gzip.open(path, "rt", encoding="utf8") as file:
        pairs = [line.rstrip("\n").split("\t")[:2] for line in islice(file, count)]
    gold = frozenset(((index,), (index,)) for index in range(len(pairs)))
    return Set((language, "en"), (tuple(row[0] for row in pairs), tuple(row[1] for row in pairs)), gold)


def judged(found: Set, amount: tuple[float, int], random: Random) -> Counter[str]:
    """Counts for one trial: null beads of the source found, asked for and right; the same of the other beads."""
    dropped = dropped_beads(found, amount, random)
    harmed = found.without(frozenset(target[0] for _, target in dropped))
    lonely = {source for source, _ in dropped}
    counts = Counter[str]()
    before, after = aligned(found), aligned(harmed)
    nulls, told = lone(harmed.gold), lone(after)
    counts.update(null_right=len(nulls & told), null_told=len(told), null_gold=len(nulls))
    for name, gold, beads in (("before", found.gold, before), ("after", harmed.gold, after)):
        gold_rest, rest = ([bead for bead in side if bead[0] not in lonely] for side in (gold, beads))
        right = len(set(gold_rest) & set(rest))
        counts.update({f"{name}_right": right, f"{name}_told": len(rest), f"{name}_gold": len(gold_rest)})
    return counts


def lone(beads: Beads) -> frozenset[Bead]:
    """The sentences of the source that stand alone, each a bead by itself."""
    return frozenset(((index,), ()) for source, target in beads if not target for index in source)


def dropped_beads(found: Set, amount: tuple[float, int], random: Random) -> frozenset[Bead]:
    """Runs of 1-1 beads, none beside another, until they hold the share of the target's sentences."""
    share, run = amount
    single = {source[0]: (source, target) for source, target in found.gold if len(source) == len(target) == 1}
    length = len(found.texts[1])
    starts = [first for first in range(len(found.texts[0])) if all(first + step in single for step in range(run))]
    random.shuffle(starts)
    taken: set[int] = set()
    for first in starts:
        if len(taken) + run > max(run, share * length):
            break
        if not taken & set(range(first - 1, first + run + 1)):
            taken.update(range(first, first + run))
    return frozenset(single[index] for index in taken)


def aligned(found: Set) -> Beads:
    """The beads that the aligner makes."""
    source, target = (read(text, language) for text, language in zip(found.texts, found.languages, strict=True))
    pairings = align_pair(source, target, JointSimilarity()).pairings
    return frozenset((tuple(range(*one.source)), tuple(range(*one.target))) for one in pairings)


def read(text: Sequence[str], language: str) -> tuple[Sentence, ...]:
    """The lines of a text as sentences."""
    return lines(read_bytes("\n".join(text).encode(), "lines", language, "text"))


def print_line(name: str, amount: tuple[float, int], counts: Counter[str]) -> None:
    """One line of the table."""
    nulls, before, after = (rates(counts, kind) for kind in ("null", "before", "after"))
    share = f"{amount[0]:.0%} by {amount[1]}"
    line = f"{name:34}{share:>12}   {nulls[0]:.3f} {nulls[1]:.3f} {nulls[2]:.3f}    {before[2]:.3f} -> {after[2]:.3f}"
    print(line, flush=True)


def rates(counts: Counter[str], kind: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = counts[f"{kind}_right"]
    precision, recall = right / max(1, counts[f"{kind}_told"]), right / max(1, counts[f"{kind}_gold"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
