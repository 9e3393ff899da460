"""How well an embedding finds translations: retrieval among the rows of FLORES-200 devtest.

    python -m scripts.evaluate_embeddings build/model --data PATH/TO/eval/parallel

For each language into and out of English, and for pairs of other languages joined by their English row: the share of
rows whose translation comes first by cosine, by the ratio margin (cosine over the mean cosine with the four nearest
neighbours of both), and the mean cosine of true and of random pairs.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import Embedding
from scripts.embedding_corpus import corpora

FloatArray = npt.NDArray[np.float32]
OTHERS = ("de-fr", "ar-es", "zh-ja", "ru-uk", "hi-fa")
NEIGHBOURS = 4
DEVTEST = "flores200-devtest.tsv.gz"


def rows(data: Path, language: str) -> list[tuple[str, str]]:
    """Pairs (foreign, English)."""
    with gzip.open(data / f"{language}-en" / DEVTEST, "rt", encoding="utf-8", newline="\n") as lines:
        return [tuple(line.rstrip("\n").split("\t")[:2]) for line in lines]  # type: ignore[misc]


def held_out(train: Path) -> dict[str, list[tuple[str, str]]]:
    """For each language, the distinct pairs of its corpora that no training saw."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for corpus in corpora(train):
        if corpus.kind == "parallel":
            seen = {english for _, english in corpus.train}
            found.setdefault(corpus.language, {}).update({pair[1]: pair for pair in corpus.dev if pair[1] not in seen})
    return {language: list(pairs.values()) for language, pairs in sorted(found.items())}


def margin(cosines: FloatArray) -> FloatArray:
    """The ratio margin of every pair (Artetxe and Schwenk 2019)."""
    down = np.sort(cosines, axis=0)[-NEIGHBOURS:].mean(0)
    across = np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(1)
    scaled: FloatArray = cosines / np.maximum((down[None, :] + across[:, None]) / 2, 1e-3)
    return scaled


def figures(one: FloatArray, other: FloatArray) -> list[float]:
    """Accuracy both ways by cosine and by margin; the cosine of true pairs, of random pairs, and its deviation."""
    cosines = one @ other.T
    truth = np.arange(len(cosines))
    found = []
    for scores in (cosines, margin(cosines)):
        found += [float((scores.argmax(1) == truth).mean()), float((scores.argmax(0) == truth).mean())]
    apart = cosines[~np.eye(len(cosines), dtype=bool)]
    return [*found, float(np.diag(cosines).mean()), float(apart.mean()), float(apart.std())]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="the folder of the model: vectors.npy, scales.npy, pieces.model")
    measured = parser.add_mutually_exclusive_group(required=True)
    measured.add_argument("--data", type=Path, help="the folder that holds de-en/flores200-devtest.tsv.gz and so on")
    measured.add_argument("--held-out", type=Path, help="the training folder: measure on the part that was kept apart")
    given = parser.parse_args()
    embedding = Embedding(given.model)
    if given.held_out:
        texts = held_out(given.held_out)
    else:
        languages = sorted(path.parent.name[:-3] for path in given.data.glob(f"*-en/{DEVTEST}"))
        texts = {language: rows(given.data, language) for language in languages}
    if not texts:
        parser.error(f"no texts to measure on in {given.held_out or given.data}")

    print("pair    cos x>y  y>x  margin x>y  y>x    true  random (sd)")
    sums, english = [], {}
    for language in sorted(texts):
        found = figures(
            embedding.encode([r[0] for r in texts[language]]), embedding.encode([r[1] for r in texts[language]])
        )
        sums.append(found)
        _print(f"{language}-en", found)
        english[language] = {row[1]: row[0] for row in texts[language]}
    _print("mean", list(np.mean(sums, axis=0)))
    for pair in () if given.held_out else OTHERS:
        one, other = pair.split("-")
        shared = [text for text in english[one] if text in english[other]]
        _print(
            pair,
            figures(
                embedding.encode([english[one][t] for t in shared]),
                embedding.encode([english[other][t] for t in shared]),
            ),
        )


def _print(name: str, found: list[float]) -> None:
    cosine, ratio, rest = found[:2], found[2:4], found[4:]
    print(f"{name:7} {cosine[0]:7.3f} {cosine[1]:.3f}    {ratio[0]:.3f} {ratio[1]:.3f}", end="    ")
    print(f"{rest[0]:.3f}  {rest[1]:.3f} ({rest[2]:.3f})")


if __name__ == "__main__":
    main()
