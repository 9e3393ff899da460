"""Trains the vectors in `checker/measures/rendering`: pieces of words beside those of their translations.

usage: python -m scripts.train_renderings --data PATH/TO/train --out FOLDER

Starts from the principal directions of the shipped embedding, and reads sentence pairs and dictionary entries of one
language with English at a time. A word's vector is the sum of its pieces'. The loss is that of IBM model 1 made
contrastive: of each word, how much likelier it is to be answered by some word of any pair of the batch than by one of
its own. Rows that follow each other in a corpus come together, so that what is near in topic is told apart.
Needs torch.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch
from torch.nn import functional

from checker.measures.embedded import MODEL, Embedding
from scripts.embedding_corpus import UNSPACED, corpora

Array = npt.NDArray[Any]
START = "\N{LOWER ONE EIGHTH BLOCK}"  # how the vocabulary writes the space before a word


@dataclass(frozen=True)
class Recipe:
    """What decides the outcome. sentences, following, entries: of each batch."""

    dims: int = 96
    steps: int = 20_000
    rate: float = 0.008
    temperature: float = 0.1
    sentences: int = 26
    following: int = 4
    entries: int = 90
    most: int = 12_000  # sentence pairs of a corpus
    dictionary: int = 30_000  # entries of a language
    longest: int = 90  # pieces of a sentence
    seed: int = 0


class Vocabulary:
    """Which pieces begin a word, and which are none."""

    def __init__(self) -> None:
        self.tokens = sentencepiece.SentencePieceProcessor(model_file=str(MODEL / "pieces.model"))
        pieces = [self.tokens.id_to_piece(number) for number in range(self.tokens.get_piece_size())]
        self.begins = np.array([piece.startswith(START) for piece in pieces])
        self.speaks = np.array([any(map(str.isalnum, piece)) for piece in pieces])
        self.speaks[0] = False

    def rows(self, texts: list[str]) -> list[Array]:
        """The pieces of each text."""
        return [np.array(row, np.int32) for row in self.tokens.encode([text[:600] for text in texts])]

    def words(self, rows: list[Array], spaced: bool) -> tuple[Array, Array, Array]:
        """Pieces of all rows, where each word begins in them, and the row of each word."""
        pieces, offsets, owners, total = [], [], [], 0
        for owner, row in enumerate(rows):
            kept = self.speaks[row]
            word = np.cumsum(self.begins[row] | (not spaced))[kept]
            if not len(word):
                continue
            first = np.concatenate([[True], word[1:] != word[:-1]])
            pieces.append(row[kept])
            offsets.append(total + np.flatnonzero(first))
            owners.append(np.full(int(first.sum()), owner))
            total += len(word)
        return np.concatenate(pieces), np.concatenate(offsets), np.concatenate(owners)


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    given = parser.parse_args()
    write(train(Recipe(steps=given.steps), given.data), given.out)


def read(recipe: Recipe, data: Path, vocabulary: Vocabulary) -> dict[str, list[list[Array]]]:
    """Of each language: sentences, their English, dictionary entries, and theirs."""
    chance = np.random.default_rng(recipe.seed)
    texts: dict[str, list[list[str]]] = defaultdict(lambda: [[], [], [], []])
    for corpus in corpora(data):
        sentences = corpus.kind == "parallel"
        count, most = len(corpus.train), recipe.most if sentences else recipe.dictionary
        chosen = range(count) if count <= most else np.sort(chance.permutation(count)[:most]).tolist()
        for side in (0, 1):
            texts[corpus.language][side if sentences else 2 + side] += [corpus.train[at][side] for at in chosen]
    return {language: [vocabulary.rows(side) for side in sides] for language, sides in sorted(texts.items())}


def train(recipe: Recipe, data: Path) -> Array:
    """The vectors, float32 (pieces, dims)."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)
    chance, vocabulary = np.random.default_rng(recipe.seed), Vocabulary()
    pools = read(recipe, data, vocabulary)
    table = torch.nn.EmbeddingBag(*(start := _start(recipe)).shape, mode="sum", sparse=True)
    table.weight.data = torch.from_numpy(start)
    optimiser = torch.optim.SparseAdam(list(table.parameters()), lr=recipe.rate)
    languages, sizes = list(pools), np.array([len(pool[0]) for pool in pools.values()]) ** 0.5
    mean = 0.0
    for step in range(1, recipe.steps + 1):
        language = languages[chance.choice(len(languages), p=sizes / sizes.sum())]
        foreign, english = _batch(recipe, pools[language], chance)
        sides = []
        for rows, spaced in ((foreign, language not in UNSPACED), (english, True)):
            pieces, offsets, owners = vocabulary.words([row[: recipe.longest] for row in rows], spaced)
            vectors = table(torch.from_numpy(pieces).long(), torch.from_numpy(offsets))
            sides.append((functional.normalize(vectors), torch.from_numpy(owners)))
        found = loss(*sides[0], *sides[1], recipe.temperature)
        optimiser.zero_grad()
        found.backward()
        optimiser.param_groups[0]["lr"] = recipe.rate * (1 - 0.95 * step / recipe.steps)
        optimiser.step()
        mean += 0.01 * (float(found.detach()) - mean)
        if step % 500 == 0:
            print(step, f"{mean:.3f}", flush=True)
    return np.asarray(table.weight.detach().numpy() * vocabulary.speaks[:, None])


def loss(
    here: torch.Tensor, mine: torch.Tensor, there: torch.Tensor, yours: torch.Tensor, warmth: float
) -> torch.Tensor:
    """Unit vectors of the words of both sides, and the pair that each belongs to."""
    scores = here @ there.T / warmth
    own = mine[:, None] == yours[None, :]
    inside = scores.masked_fill(~own, -1e4)
    found = [(torch.logsumexp(scores, side) - torch.logsumexp(inside, side))[own.any(side)].mean() for side in (1, 0)]
    return found[0] + found[1]


def _start(recipe: Recipe) -> Array:
    """The shipped embedding in its principal directions, so long that a piece is 1 on average."""
    model = Embedding.shipped()
    full = np.asarray(model.rows(np.arange(len(model._vectors))))
    units = full / np.maximum(np.linalg.norm(full, axis=1, keepdims=True), 1e-6)
    _, directions = np.linalg.eigh(np.cov(units.T))
    start = (full @ directions[:, ::-1][:, : recipe.dims]).astype(np.float32)
    return np.asarray(start / np.linalg.norm(start, axis=1).mean())


def _batch(recipe: Recipe, pool: list[list[Array]], chance: np.random.Generator) -> tuple[list[Array], list[Array]]:
    at = chance.integers(len(pool[0]) - 1, size=recipe.sentences)
    rows = [*at, *(at[: recipe.following] + 1)]
    entries: list[int] = chance.integers(len(pool[2]), size=recipe.entries).tolist() if pool[2] else []
    foreign, english = ([pool[side][row] for row in rows] + [pool[2 + side][row] for row in entries] for side in (0, 1))
    return foreign, english


def write(vectors: Array, out: Path) -> None:
    """vectors.npy int8, scales.npy float16: a vector is its row times its scale."""
    scales = (np.abs(vectors).max(1) / 127).astype(np.float16)
    steps = np.where(scales > 0, scales, 1).astype(np.float32)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "vectors.npy", np.clip(np.rint(vectors / steps[:, None]), -127, 127).astype(np.int8))
    np.save(out / "scales.npy", scales)


if __name__ == "__main__":
    main()
