"""Fits `checker/measures/surprisal/disorder/joining.npz`: which full stops tear a sentence in two.

    python -m scripts.fit_joining PATH/TO/train [--out FILE]

Reads parallel/<x>-en/*.tsv.gz, both sides, without the rows kept apart. Half of what it learns from are sentences that
follow each other in a corpus, half are sentences torn by a full stop between two of their words. A logistic regression
by Newton's method, with a constant for each language. Prints by language, on the rows kept apart, what share of tears
is told at the odds that one whole pair in a hundred reaches.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import Embedding
from checker.measures.surprisal_joining import FILE, LANGUAGES, REACH, Joining, Seam, features
from scripts.evaluate_surprisal import movable
from scripts.train_surprisal import pieces, sentences

Reals = npt.NDArray[np.float32]

SHORTEST = {"ja": 12, "zh": 12}
"""Characters of a sentence that is read; of other languages 35."""
PARTS, ROWS = 8, 550
"""Places of the text from which sentences in a row are taken, and how many at each."""
FEWEST = 8
"""Words of a sentence that is torn; two at least stand on each side."""
STOPS = {"hi": "\N{DEVANAGARI DANDA}", "ja": "\N{IDEOGRAPHIC FULL STOP}", "zh": "\N{IDEOGRAPHIC FULL STOP}"}
PENALTY, STEPS = 5.0, 7
CHUNK = 20_000


def main() -> None:
    """Read the text, fit, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, help="the folder with parallel/")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args()
    codes = sorted(LANGUAGES)
    texts = sentences(given.train, codes)
    made = [examples(_chosen(texts[code][0], code), code) for code in codes]
    languages = np.concatenate([np.full(len(labels), at) for at, (_, labels) in enumerate(made)])
    weights, biases = fitted(
        np.concatenate([one for one, _ in made]), languages, np.concatenate([labels for _, labels in made])
    )
    np.savez(given.out, weights=weights, languages=np.array(codes), biases=biases)
    joining = Joining(given.out)
    for code in codes:
        apart = [text for text in texts[code][1] if len(text) >= SHORTEST.get(code, 35)]
        whole, torn = (joining.tell(seams(apart, code, tears), code) for tears in (False, True))
        print(f"{code}: {np.mean(torn > np.quantile(whole, 0.99)):.2f} of {len(torn)}")


def _chosen(texts: Sequence[str], language: str) -> list[str]:
    long = [text for text in texts if len(text) >= SHORTEST.get(language, 35)]
    if len(long) <= PARTS * ROWS:
        return long
    return [text for part in range(PARTS) for text in long[len(long) // PARTS * part :][:ROWS]]


def examples(texts: Sequence[str], language: str) -> tuple[Reals, Reals]:
    """Features of whole pairs and of tears, and labels, 1 for a tear."""
    both = [features(seams(texts, language, torn), language) for torn in (False, True)]
    labels = [np.full(len(one), torn, np.float32) for torn, one in enumerate(both)]
    return np.concatenate(both).astype(np.float16), np.concatenate(labels)


def seams(texts: Sequence[str], language: str, torn: bool) -> list[Seam]:
    """One for each text, torn or followed by the next, where it is long enough; the text before it stands before."""
    chance = np.random.default_rng(int(torn) + 1)
    stop = STOPS.get(language, ".")
    rows = [_numbers(text) for text in texts]
    found = []
    for at in range(1, len(texts) - 2):
        text = texts[at].rstrip()
        if torn:
            place = _place(text, language, chance)
            if place is None:
                continue
            head, tail = _numbers(text[:place].rstrip() + stop), _numbers(text[place:])
        else:
            head, tail = (
                _numbers(text if text[-1] in ".!?\N{IDEOGRAPHIC FULL STOP}" + stop else text + stop),
                rows[at + 1],
            )
        before = np.concatenate([rows[at - 1], head])[-REACH - 1 :]
        behind = np.concatenate([tail, rows[at + 1 if torn else at + 2]])[:REACH]
        if len(before) > 3 and len(behind) > 2:
            found.append(Seam(before, behind, _digits()[before], _digits()[behind]))
    return found


def _place(text: str, language: str, chance: np.random.Generator) -> int | None:
    """Where a text may be torn: between two words that nothing but a space parts."""
    words = movable(text, language)
    places = [
        start
        for (_, end), (start, _) in pairwise(words[1:-1])
        if text[end - 1].isalpha() and text[start].isalpha() and not text[end:start].strip()
    ]
    return places[int(chance.integers(len(places)))] if places and len(words) >= FEWEST else None


@cache
def _digits() -> npt.NDArray[np.bool_]:
    return pieces()[1]


def _numbers(text: str) -> npt.NDArray[np.int64]:
    return Embedding.shipped().pieces(text).numbers


def fitted(found: Reals, languages: npt.NDArray[np.int64], labels: Reals) -> tuple[Reals, Reals]:
    """The weights of the features, and a constant for each language."""
    mean, spread = found.mean(0, np.float64), found.std(0, np.float64) + 1e-3
    size = found.shape[1]
    constants = np.eye(int(languages.max()) + 1, dtype=np.float32)
    weights = np.zeros(size + len(constants))
    for _ in range(STEPS):
        slope = PENALTY * weights
        bend = PENALTY * np.eye(len(weights))
        for start in range(0, len(found), CHUNK):
            part = slice(start, start + CHUNK)
            rows = np.concatenate([(found[part] - mean) / spread, constants[languages[part]]], 1).astype(np.float32)
            chance = 1 / (1 + np.exp(-(rows @ weights)))
            slope += rows.T @ (chance - labels[part])
            bend += (rows * (chance * (1 - chance))[:, None].astype(np.float32)).T @ rows
        weights -= np.linalg.solve(bend, slope)
    own = weights[:size] / spread
    return own.astype(np.float32), (weights[size:] - own @ mean).astype(np.float32)


if __name__ == "__main__":
    main()
