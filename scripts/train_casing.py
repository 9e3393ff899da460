"""Builds the files of `checker/lang/casing_words/` from openly licensed text.

    python -m scripts.train_casing PATH/TO/train

Reads parallel/<lang>-en/*.tsv.gz and counts how often each word stands in the middle of a sentence with a capital and
without one; lines of titles are left out. Kept are the words that are all but always written the one way. Same data:
same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import regex

from checker.lang.facts import languages
from checker.lang.usual_case import FOLDER, UsualCase, keys, pack
from checker.lang.vocabulary import word_set
from checker.lang.writing import writing

FEWEST, LETTERS = 8, 3
"""Times that a word must have been seen, and its letters."""
SYLLABLES = ("vi",)
"""Languages that write syllables apart: whether one is a name is told by the words around it."""
ENOUGH = 500
"""Words without which a language has no file."""
RARE = 0.004
"""The share of the other case up to which a word is all but always written the one way."""
TITLE, TITLE_OF_NOUNS = 0.4, 0.65
"""The share of capitals from which a line is a title, in languages whose nouns have small letters, and in others."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_INNER = regex.compile(r"(?<=[\p{Ll}\p{M}],? )\p{L}[\p{L}\p{M}]*(?![\p{L}\p{M}'’.@/_-])")


def main() -> None:
    """Count, and write one file a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, help="the folder of the training text: parallel/")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where <lang>.bin are written (default: %(default)s)")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for language in languages():
        how = writing(language)
        if how is None or not how.cased or language in SYLLABLES:
            continue
        small, large = _counts(_texts(given.train, language), TITLE_OF_NOUNS if how.capital_nouns else TITLE)
        sets = [_usual(one, other) for one, other in ((small, large), (large, small))]
        if len(sets[0]) < ENOUGH:
            continue
        packed = pack(UsualCase(*(word_set(key for word in one for key in keys(word)) for one in sets)))
        (given.out / f"{language}.bin").write_bytes(packed)
        print(f"{language}: {len(sets[0])} small, {len(sets[1])} large, {len(packed)} bytes")


def _counts(texts: Iterator[str], title: float) -> tuple[Counter[str], Counter[str]]:
    small, large = Counter[str](), Counter[str]()
    for text in texts:
        firsts = [word[0].isupper() for word in _WORD.findall(text)]
        if len(firsts) < LETTERS or sum(firsts) > title * len(firsts):
            continue
        for word in _INNER.findall(text):
            if word.islower():
                small[word] += 1
            elif word[0].isupper() and (len(word) == 1 or word[1:].islower()):
                large[word.lower()] += 1
    return small, large


def _usual(often: Counter[str], seldom: Counter[str]) -> list[str]:
    return sorted(
        word
        for word, count in often.items()
        if count >= FEWEST and len(word) >= LETTERS and seldom[word] <= RARE * (count + seldom[word])
    )


def _texts(train: Path, language: str) -> Iterator[str]:
    folder, column = ("*-en", 1) if language == "en" else (f"{language}-en", 0)
    for path in sorted((train / "parallel").glob(f"{folder}/*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) > 1:
                    yield cells[column]


if __name__ == "__main__":
    main()
