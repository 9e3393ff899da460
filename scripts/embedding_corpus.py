"""The texts from which the cross-lingual embedding is trained, read in one fixed order."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = tuple("ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split())
UNSPACED = frozenset({"ja", "zh"})
HELD_OUT = 100  # the last 1 in 100 lines of a corpus is kept apart; in a dictionary, sorted by word, every 100th
MEASURED = frozenset({"opensource-guide"})  # the aligner is measured on these very articles: never trained on


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs (foreign, English) of one origin. `kind` is "parallel" (sentences, in document order) or "lexicon"."""

    language: str
    name: str
    kind: str
    train: tuple[tuple[str, str], ...]
    dev: tuple[tuple[str, str], ...]


def corpora(data: Path) -> Iterator[Corpus]:
    """Every corpus below `data` (the folder with `parallel/` and `lexicon/`)."""
    for path in sorted(data.glob("parallel/*-en/*.tsv.gz")):
        if path.name.split(".")[0] in MEASURED:
            continue
        pairs = tuple(_pairs(path))
        cut = len(pairs) - max(1, len(pairs) // HELD_OUT)
        yield Corpus(path.parent.name[:-3], path.name.split(".")[0], "parallel", pairs[:cut], pairs[cut:])
    for path in sorted(data.glob("lexicon/*-en.*.tsv.gz")):
        pairs = tuple(_pairs(path))
        train = tuple(pair for at, pair in enumerate(pairs) if (at + 1) % HELD_OUT)
        yield Corpus(path.name[:2], "wiktionary", "lexicon", train, pairs[HELD_OUT - 1 :: HELD_OUT])


def frequencies(data: Path, language: str) -> dict[str, int]:
    """Word counts of film subtitles; empty where there is no list."""
    counts: dict[str, int] = {}
    for path in sorted(data.glob(f"freq/{language}[._]*.txt.gz")):
        for line in _lines(path):
            word, _, count = line.rpartition(" ")
            counts[word] = counts.get(word, 0) + int(count)
    return counts


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        foreign, _, rest = line.partition("\t")
        english = rest.partition("\t")[0]
        if foreign.strip() and english.strip():
            yield foreign.strip(), english.strip()


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n")
