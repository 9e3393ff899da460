"""Measures the language models in `checker/measures/surprisal/` on human translations, with and without spoilt runs.

    python -m scripts.evaluate_surprisal PARALLEL [--files PATTERN] [LANGUAGE ...]

Reads PARALLEL/<x>-en/PATTERN, rows `x<TAB>en`. Prints a row a language: nats a piece after the pieces before it and
alone; how often a sentence is less surprising than itself with a run of five to eight words in another order; how
often the words of a run gain more from their context than words taken from other sentences in their place.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from checker.lang.writing import writing
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.surprisal import surprisal
from scripts.alarms import rows
from scripts.train_surprisal import encoded, mean_nats

Range = tuple[int, int]
SHORTEST, LONGEST = 5, 8


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("--files", default="flores*.tsv.gz")
    parser.add_argument("languages", nargs="*", default=sorted(LANGUAGES))
    given = parser.parse_args()
    print("| language | nats a piece | alone | in order | in place |\n| --- | --- | --- | --- | --- |")
    for language in given.languages:
        texts = sentences(given.parallel, given.files, language)
        after, alone = mean_nats(language, encoded(texts))
        print(f"| {language} | {after:.2f} | {alone:.2f} | {in_order(texts, language):.3f} |", end=" ")
        print(f"{in_place(texts, language):.3f} |", flush=True)


def sentences(parallel: Path, files: str, language: str) -> list[str]:
    """One side of the rows; English is read beside German."""
    folder, side = ("de-en", 1) if language == "en" else (f"{language}-en", 0)
    return [row[side] for row in rows(sorted((parallel / folder).glob(files)))]


def in_order(texts: Sequence[str], language: str) -> float:
    """The share of sentences that are likelier than with a run of words in another order."""
    pairs = list(spoilt(texts, language, taken=False))
    right, wrong = (surprisal([pair[side][0] for pair in pairs], language) for side in (0, 1))
    return float(np.mean([a.nats.sum() < b.nats.sum() for a, b in zip(right, wrong, strict=True)]))


def in_place(texts: Sequence[str], language: str) -> float:
    """The share of runs that gain more from their context than the words that were put in their place."""
    pairs = list(spoilt(texts, language, taken=True))
    gains = []
    for side in (0, 1):
        told = surprisal([pair[side][0] for pair in pairs], language)
        gains.append(
            [
                np.mean([b - a for (s, e), a, b in zip(*one, strict=True) if s >= begin and e <= end] or [0.0])
                for one, pair in zip(told, pairs, strict=True)
                for begin, end in [pair[side][1]]
            ]
        )
    return float(np.mean([right > wrong for right, wrong in zip(*gains, strict=True)]))


Marked = tuple[str, Range]


def spoilt(
    texts: Sequence[str], language: str, taken: bool, whole: bool = False, seed: int = 1
) -> Iterator[tuple[Marked, Marked]]:
    """Each sentence that is long enough and itself with a spoilt run, each with the range of code points of the run.

    taken: the words come from other sentences; else the run's own stand in another order. whole: all words. Marks keep
    their places.
    """
    chance = np.random.default_rng(seed)
    places = [movable(text, language) for text in texts]
    bag = [text[start:end] for text, found in zip(texts, places, strict=True) for start, end in found]
    for text, found in zip(texts, places, strict=True):
        size = int(chance.integers(SHORTEST, LONGEST + 1))
        if len(found) < size + 2:
            continue
        size = len(found) if whole else size
        first = int(chance.integers(len(found) - size + 1))
        run = found[first : first + size]
        words = [text[start:end] for start, end in run]
        if taken:
            words = [bag[int(at)] for at in chance.integers(len(bag), size=size)]
        else:
            words = [words[at] for at in _disordered(size, chance)]
        begin, end, made = run[0][0], run[-1][1], ""
        for word, (_, stop), (start, _) in zip(words, run, [*run[1:], (end, end)], strict=True):
            made += word + text[stop:start]
        yield (text, (begin, end)), (text[:begin] + made + text[end:], (begin, begin + len(made)))


def _disordered(size: int, chance: np.random.Generator) -> list[int]:
    """An order in which at most one word follows the word that it followed."""
    while True:
        order = chance.permutation(size)
        if (np.diff(order) == 1).sum() <= 1:
            return [int(at) for at in order]


def movable(text: str, language: str) -> list[Range]:
    """The words between spaces without the marks around them; in scripts without word spaces the pieces."""
    facts = writing(language)
    if facts is not None and not facts.spaced:
        return [(start, end) for start, end in Embedding.shipped().pieces(text).spans if text[start:end].isalnum()]
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = end = start + len(word)
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not (text[end - 1].isalnum() or text[end - 1].isidentifier()):
            end -= 1
        if start < end:
            found.append((start, end))
    return found


if __name__ == "__main__":
    main()
