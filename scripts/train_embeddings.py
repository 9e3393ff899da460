"""Train the cross-lingual embedding that ships with the package: one vector a piece, a sentence is their sum.

    python -m scripts.embedding_vocabulary --data PATH/TO/train --out build/pieces
    python -m scripts.train_embeddings --data PATH/TO/train --vocabulary build/pieces.model --out build/model

The loss is contrastive (InfoNCE, both directions) within batches of one language pair, English as the hub. A piece's
vector is its own plus those of the character n-grams of its romanised form, so that rare pieces, inflected forms and
names in other scripts start from what they resemble; the sum is written out at the end, and use costs nothing.
The length of a vector is the weight of the piece. Same data, seed, libraries and kind of processor: same bytes.
"""

from __future__ import annotations

import argparse
import time
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch
from anyascii import anyascii
from torch.nn import functional

from scripts.embedding_pack import pack
from scripts.embedding_pools import IntArray, Pool, pools


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what the model becomes, but the data and the vocabulary."""

    seed: int = 1
    steps: int = 12000
    dims: int = 320
    batch: int = 1024
    rate: float = 0.01
    temperature: float = 0.05
    run: int = 8  # neighbours in their document that come into one batch together: hard negatives
    corpus_power: float = 0.7
    language_power: float = 0.4
    need: float = 0.5
    shares: str = "parallel:4,lexicon:3,glossed:2,pivot:2"
    glossed: int = 80_000
    joined: int = 4  # dictionary entries in a row of a lexicon batch: 1 to this many
    drop: float = 0.1  # of the pieces of a batch
    buckets: int = 300_000  # of character n-grams; 0 does without them


class Table:
    """Vectors updated row by row; rows that a batch does not hold stay as they are.

    The rule is Adam's without momentum, with one mean square a row: a third of the memory traffic, which is the cost.
    """

    def __init__(self, rows: int, dims: int, scale: float, generator: torch.Generator) -> None:
        self.values = torch.randn(rows, dims, generator=generator) * scale
        self.square = torch.zeros(rows)
        self.seen = torch.zeros(rows)

    def update(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """One step on some rows, no row twice."""
        seen = self.seen[rows] + 1
        square = (
            self.square[rows]
            .mul_(0.99)
            .add_(torch.linalg.vector_norm(gradient, dim=1).square(), alpha=0.01 / gradient.shape[1])
        )
        self.square[rows], self.seen[rows] = square, seen
        factor = -rate / ((square / (1 - 0.99**seen)).sqrt() + 1e-10)
        self.values.index_add_(0, rows, gradient.mul_(factor[:, None]))


class Model:
    """Piece vectors composed of three tables: own vectors, n-gram vectors and the logarithm of the weight."""

    def __init__(self, recipe: Recipe, pieces: list[str], counts: npt.NDArray[np.float64]) -> None:
        generator = torch.Generator().manual_seed(recipe.seed)
        self.recipe = recipe
        self.own = Table(len(pieces), recipe.dims, recipe.dims**-0.5, generator)
        self.weight = Table(len(pieces), 1, 0.0, generator)
        share = counts / counts.sum()
        self.weight.values[:, 0] = torch.from_numpy(np.log(1e-3 / (1e-3 + share))).float()
        self.grams, self.starts = ngrams(pieces, recipe.buckets)
        self.shared = Table(max(1, recipe.buckets), recipe.dims, recipe.dims**-0.5, generator)

    def vectors(
        self, rows: torch.Tensor, learn: bool = False
    ) -> tuple[torch.Tensor, list[tuple[Table, torch.Tensor, torch.Tensor]]]:
        """The vectors of some pieces (rows, dims), and the leaves (table, rows, values) that they were made of."""
        own, weight = self.own.values[rows].requires_grad_(learn), self.weight.values[rows].requires_grad_(learn)
        leaves, vectors = [(self.own, rows, own), (self.weight, rows, weight)], own
        if self.recipe.buckets:
            lengths = self.starts[rows + 1] - self.starts[rows]
            offsets = torch.cumsum(lengths, 0) - lengths
            at = torch.arange(int(lengths.sum())) + torch.repeat_interleave(self.starts[rows] - offsets, lengths)
            grams, inverse = torch.unique(self.grams[at], return_inverse=True)
            shared = self.shared.values[grams].requires_grad_(learn)
            leaves.append((self.shared, grams, shared))
            summed = functional.embedding_bag(inverse, shared, offsets, mode="sum")
            vectors = own + summed / lengths.clamp(min=1).sqrt()[:, None]
        return vectors * weight.exp(), leaves

    def step(self, sides: list[tuple[IntArray, IntArray]], same: torch.Tensor, rate: float) -> float:
        """Learn from one batch; `same` marks pairs that are no true negatives of each other. Returns the loss."""
        rows, inverse = torch.unique(torch.from_numpy(np.concatenate([side[0] for side in sides])), return_inverse=True)
        vectors, leaves = self.vectors(rows, learn=True)
        cut = len(sides[0][0])
        foreign = functional.embedding_bag(inverse[:cut], vectors, torch.from_numpy(sides[0][1]), mode="sum")
        english = functional.embedding_bag(inverse[cut:], vectors, torch.from_numpy(sides[1][1]), mode="sum")
        logits = functional.normalize(foreign) @ functional.normalize(english).T / self.recipe.temperature
        logits = logits.masked_fill(same, -1e4)
        truth = torch.arange(len(logits))
        loss = (functional.cross_entropy(logits, truth) + functional.cross_entropy(logits.T, truth)) / 2
        loss.backward()
        with torch.no_grad():
            for table, at, values in leaves:
                assert values.grad is not None
                table.update(at, values.grad, rate)
        return float(loss.detach())


def ngrams(pieces: list[str], buckets: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Each piece's n-grams as bucket numbers, one piece after another, and where each piece starts."""
    found: list[int] = []
    starts = [0]
    for piece in pieces:
        found.extend(zlib.crc32(gram.encode()) % max(1, buckets) for gram in sorted(_grams(piece)))
        starts.append(len(found))
    return torch.tensor(found, dtype=torch.int64), torch.tensor(starts, dtype=torch.int64)


def _grams(piece: str) -> set[str]:
    body = piece.lstrip("\N{LOWER ONE EIGHTH BLOCK}")
    if any("\N{CJK UNIFIED IDEOGRAPH-4E00}" <= char <= "\N{CJK UNIFIED IDEOGRAPH-9FFF}" for char in body):
        return {body, *body}
    roman = anyascii(body).lower()
    bound = ("<" if body != piece else "") + roman
    skeleton = "".join(char for char in roman if char not in "aeiouyhw'")
    whole = {"=" + roman, bound} | ({"_" + skeleton} if len(skeleton) > 2 else set())
    return whole | {bound[at : at + size] for size in (3, 4) for at in range(len(bound) - size + 1)}


class Batches:
    """Endless batches, each of one kind and one language."""

    def __init__(self, recipe: Recipe, found: dict[tuple[str, str], Pool]) -> None:
        self.recipe, self.found = recipe, found
        self.random = np.random.default_rng(recipe.seed)
        shares = {kind: float(share) for kind, share in (part.split(":") for part in recipe.shares.split(","))}
        self.keys = [key for key in sorted(found) if key[0] in shares]
        sizes = np.array([self._weight(*key) for key in self.keys])
        kinds = np.array([key[0] for key in self.keys])
        totals = {kind: sizes[kinds == kind].sum() for kind in shares}
        chance = np.array([shares[kind] / totals[kind] for kind in kinds]) * sizes
        self.chance = chance / chance.sum()

    def _weight(self, kind: str, language: str) -> float:
        if kind == "glossed":  # the fewer human translations a language has, the more its glosses help
            return float(self.found["parallel", language].size ** -self.recipe.need)
        return float(self.found[kind, language].size ** self.recipe.language_power)

    def next(self) -> tuple[list[tuple[IntArray, IntArray]], torch.Tensor]:
        """The two sides (pieces, row starts) and the mask of false negatives (batch, batch)."""
        recipe, random = self.recipe, self.random
        kind, language = self.keys[int(random.choice(len(self.keys), p=self.chance))]
        pool = self.found[kind, language]
        group = int(random.integers(1, recipe.joined + 1)) if kind == "lexicon" else 1
        run = 1 if kind == "lexicon" else recipe.run
        rows = pool.draw(random, min(recipe.batch * group, pool.size // 2), run, recipe.corpus_power)
        if kind == "lexicon":
            rows = random.permutation(rows)
            rows = rows[: len(rows) // group * group]
        sides, hashes = [], []
        for side in (pool.foreign, pool.english):
            ids, starts = side.take(rows)
            ends = np.append(starts, len(ids))[group::group]
            sides.append((ids, ends))
            hashes.append(
                np.add.reduceat(np.append(ids * 7919 % 1000003 * ids, 0), starts)[: len(rows)].reshape(-1, group).sum(1)
            )
        same = torch.from_numpy((hashes[0][:, None] == hashes[0]) | (hashes[1][:, None] == hashes[1]))
        return [self._drop(*side) for side in sides], same.fill_diagonal_(False)

    def _drop(self, ids: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
        kept = self.random.random(len(ids)) >= self.recipe.drop
        before = np.concatenate([[0], np.cumsum(kept)])
        return ids[kept], before[np.concatenate([[0], ends[:-1]])]


def train(recipe: Recipe, data: Path, vocabulary: Path, out: Path) -> None:
    """Learn, and write the packed model to the folder `out`."""
    began = time.monotonic()
    found = pools(data, vocabulary, recipe.glossed, recipe.seed)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    names = [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())]
    counts = np.zeros(len(names))
    for (kind, _), pool in found.items():
        for side in (pool.foreign, pool.english) if kind != "pivot" else ():
            counts += np.bincount(side.ids, minlength=len(names))
    model, batches = Model(recipe, names, counts + 0.5), Batches(recipe, found)
    print(
        f"{time.monotonic() - began:.0f} s: read; {int(counts.sum())} pieces, {int((counts == 0).sum())} never seen",
        flush=True,
    )
    recent = 0.0
    for step in range(recipe.steps):
        sides, same = batches.next()
        progress = step / recipe.steps
        rate = recipe.rate * min(1.0, step / 100, (1 - progress) / 0.8 + 0.01)
        recent += model.step(sides, same, rate)
        if (step + 1) % 200 == 0:
            print(f"{time.monotonic() - began:.0f} s: step {step + 1}, loss {recent / 200:.3f}", flush=True)
            recent = 0.0
    with torch.no_grad():
        blocks = [model.vectors(rows)[0] for rows in torch.arange(len(names)).split(8192)]
    # A space alone says nothing; with a vector it would make all sentences of an unknown script alike.
    known = (counts > 0) & (np.array(names) != "\N{LOWER ONE EIGHTH BLOCK}")
    pack(torch.cat(blocks).numpy() * known[:, None], vocabulary, out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training text: parallel/, lexicon/")
    parser.add_argument(
        "--vocabulary", type=Path, required=True, help="what scripts.embedding_vocabulary wrote: a .model"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the model to; made if missing")
    parser.add_argument(
        "--threads", type=int, default=1, help="of torch (default: %(default)s, as for the shipped model)"
    )
    for name, value in asdict(Recipe()).items():
        parser.add_argument(
            "--" + name.replace("_", "-"),
            type=type(value),
            default=value,
            help="of the recipe; the shipped model: %(default)s",
        )
    given = vars(parser.parse_args())
    if not (given["data"] / "parallel").is_dir():
        parser.error(f"{given['data']} holds no folder parallel/")
    torch.set_num_threads(given.pop("threads"))
    paths = {name: given.pop(name) for name in ("data", "vocabulary", "out")}
    train(Recipe(**given), **paths)
