"""Builds `checker/lang/vocabularies/` from word counts and openly licensed text.

    python -m scripts.train_vocabulary PATH/TO/train

Reads freq/<lang>*.50k.txt.gz (word, count) and parallel/<lang>-en/*.tsv.gz. A word that another language uses far more
often is taken for a quotation from there, and dropped: fifty times as often where it is one of that language's
commonest words, three hundred times among its commonest ten thousand. Same data: same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.lang.vocabulary import Vocabulary, fold, pack, word_set
from checker.lang.words import words

LANGUAGES = "ar cs de en es fa fr he hi id it ko nl pl pt ru tr uk vi".split()
"""Languages whose words can be told apart by spaces; Chinese and Japanese are known by their scripts."""
KNOWN, COMMON, CORE = 60_000, 3_000, 200
QUOTED = ((CORE, 50.0), (10_000, 300.0))
"""(rank in the other language, how many times as often it has the word) of a word that is only quoted from there."""
OUT = Path(__file__).parent.parent / "checker" / "lang" / "vocabularies"


def main() -> None:
    """Count, clean, write one file a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, help="the folder of the training text: freq/ and parallel/")
    parser.add_argument("--out", type=Path, default=OUT, help="where <lang>.bin are written (default: %(default)s)")
    given = parser.parse_args()
    if not (given.train / "parallel").is_dir():
        parser.error(f"{given.train} holds no folder parallel/")
    shares = {language: _shares(given.train, language) for language in LANGUAGES}
    given.out.mkdir(parents=True, exist_ok=True)
    ranks = {language: {word: rank for rank, word in enumerate(counts)} for language, counts in shares.items()}
    for language, counts in shares.items():
        kept = [word for word, share in counts.items() if not _quoted(word, share, language, shares, ranks)]
        packed = pack(Vocabulary(*(word_set(kept[:size]) for size in (KNOWN, COMMON, CORE))))
        (given.out / f"{language}.bin").write_bytes(packed)
        print(f"{language}: {min(len(kept), KNOWN)} words, {len(counts) - len(kept)} dropped, {len(packed)} bytes")


def _shares(train: Path, language: str) -> dict[str, float]:
    """Word -> share of running text, the commonest first: the mean of its share in subtitles and in parallel text."""
    total: Counter[str] = Counter()
    for source in (_subtitles(train, language), _parallel(train, language)):
        tokens = sum(source.values())
        for word, count in source.items():
            total[word] += count / tokens / 2  # type: ignore[assignment]  # shares, not counts
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))


def _subtitles(train: Path, language: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in sorted((train / "freq").glob(f"{language}*.50k.txt.gz")):
        for line in _lines(path):
            word, _, count = line.rpartition(" ")
            counts[fold(word)] += int(count)
    return counts


def _parallel(train: Path, language: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    folder, column = ("*-en", 1) if language == "en" else (f"{language}-en", 0)
    for path in sorted((train / "parallel").glob(f"{folder}/*.tsv.gz")):
        for line in _lines(path):
            cells = line.split("\t")
            if len(cells) > 1:
                counts.update(fold(word.text) for word in words(cells[column]) if not any(map(str.isdigit, word.text)))
    return Counter({word: count for word, count in counts.items() if count > 1})


def _quoted(
    word: str, share: float, language: str, shares: dict[str, dict[str, float]], ranks: dict[str, dict[str, int]]
) -> bool:
    return any(
        ranks[other].get(word, rank) < rank and shares[other][word] > ratio * share
        for other in shares
        if other != language
        for rank, ratio in QUOTED
    )


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


if __name__ == "__main__":
    main()
