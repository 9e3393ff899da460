"""Trains the network in `checker/measures/surprisal/disorder/network.npz`: which words stand where no writer put them.

    python -m scripts.train_disorder --data PATH/TO/train --out FOLDER [--steps N] [--seed N]

Good sentences of parallel/<x>-en/*.tsv.gz, both sides, and the same with a run of words spoilt: put in another order,
or taken from another sentence of the language. Needs torch; one thread, so that the same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import Embedding
from scripts.embedding_corpus import LANGUAGES
from scripts.train_surprisal import encoded, pieces, sentences

Integers = npt.NDArray[np.int64]

WIDTH, HIDDEN, REACH = 48, 128, 5
LONGEST = 56
"""Pieces of a row; sentences are joined up to it, and what is longer is cut."""
PAD = 0
POWER = 0.55
"""A language is as likely as its sentences to this power."""
SPOILT = 0.5
"""The share of rows with a spoilt run."""
REORDERED = 0.6
"""The share of spoilt runs that keep their words in another order; the others get words of other sentences."""
SHORTEST, RUN = 3, 9
DROPPED = 0.08
"""The share of pieces whose vectors the network doesn't see while it is trained."""


class Text:
    """The sentences of one language as pieces, and what each piece is: the start of a word, more of it, or neither."""

    def __init__(self, rows: list[Integers], starts: npt.NDArray[np.bool_], worded: npt.NDArray[np.bool_]) -> None:
        self.rows = [row for row in rows if len(row) > 2]
        self.starts, self.worded = starts, worded
        self.words = [self._words(row) for row in self.rows]

    def _words(self, row: Integers) -> list[tuple[int, int]]:
        """Half-open ranges of the pieces of each word; punctuation is none."""
        found: list[tuple[int, int]] = []
        for at, piece in enumerate(row.tolist()):
            if not self.worded[piece]:
                continue
            if found and found[-1][1] == at and not self.starts[piece]:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return found

    def row(self, chance: np.random.Generator) -> tuple[Integers, npt.NDArray[np.float32]]:
        """A row of pieces, and of each whether it was spoilt."""
        first = int(chance.integers(len(self.rows)))
        chosen = [first]
        while chance.random() < 0.5 and chosen[-1] + 1 < len(self.rows) and len(chosen) < 4:
            chosen.append(chosen[-1] + 1)
        made = [self._spoilt(at, chance) if chance.random() < SPOILT else self._whole(at) for at in chosen]
        row, labels = (np.concatenate([one[part] for one in made]) for part in (0, 1))
        begin = int(chance.integers(max(1, len(row) - LONGEST + 1)))
        return row[begin : begin + LONGEST], labels[begin : begin + LONGEST]

    def _whole(self, at: int) -> tuple[Integers, npt.NDArray[np.float32]]:
        return self.rows[at], np.zeros(len(self.rows[at]), np.float32)

    def _spoilt(self, at: int, chance: np.random.Generator) -> tuple[Integers, npt.NDArray[np.float32]]:
        row, words = self.rows[at], self.words[at]
        if len(words) < SHORTEST + 1:
            return self._whole(at)
        most = len(words) if chance.random() < 0.2 else RUN
        size = int(chance.integers(SHORTEST, min(len(words), most) + 1))
        start = int(chance.integers(len(words) - size + 1))
        run = words[start : start + size]
        if chance.random() < REORDERED:
            order = chance.permutation(size)
            put = [row[slice(*run[at])] for at in order]
            wrong = _misplaced(order)
        else:
            put, wrong = [self._word(chance) for _ in run], [True] * size
        parts, labels, end = [row[: run[0][0]]], [np.zeros(run[0][0], np.float32)], run[0][0]
        for (since, until), new, bad in zip(run, put, wrong, strict=True):
            parts += [row[end:since], new]
            labels += [np.zeros(since - end, np.float32), np.full(len(new), bad, np.float32)]
            end = until
        parts.append(row[end:])
        labels.append(np.zeros(len(row) - end, np.float32))
        return np.concatenate(parts), np.concatenate(labels)

    def _word(self, chance: np.random.Generator) -> Integers:
        """A word of any sentence."""
        while True:
            at = int(chance.integers(len(self.rows)))
            if self.words[at]:
                return self.rows[at][slice(*self.words[at][int(chance.integers(len(self.words[at])))])]


def _misplaced(order: Integers) -> list[bool]:
    """Which words of a permuted run follow another word than before, or are followed by another inside the run."""
    follows = np.diff(order, prepend=-1) != 1
    return [bool(follows[at] or follows[at + 1 : at + 2].any()) for at in range(len(order))]


def texts(data: Path) -> dict[str, Text]:
    """The training text of each language."""
    tokens, _ = pieces()
    names = [tokens.id_to_piece(at) for at in range(tokens.get_piece_size())]  # type: ignore[attr-defined]
    starts = np.array([name[0] == "\N{LOWER ONE EIGHTH BLOCK}" for name in names])
    worded = np.array([any(map(str.isalnum, name)) for name in names])
    made = {}
    for language, (known, _) in sentences(data, LANGUAGES).items():
        begins = np.ones(len(names), np.bool_) if language in ("ja", "zh") else starts
        made[language] = Text(encoded(known), begins, worded)
    return made


def batches(found: dict[str, Text], size: int, seed: int) -> Iterator[tuple[int, Integers, npt.NDArray[np.float32]]]:
    """Rows of one language: its number, pieces (size, LONGEST) padded with 0, and labels, 1 where spoilt."""
    chance = np.random.default_rng(seed)
    weights = np.array([len(text.rows) for text in found.values()], np.float64) ** POWER
    codes = list(found)
    while True:
        code = codes[int(chance.choice(len(codes), p=weights / weights.sum()))]
        ids, labels = np.zeros((size, LONGEST), np.int64), np.zeros((size, LONGEST), np.float32)
        for at in range(size):
            row, wrong = found[code].row(chance)
            ids[at, : len(row)], labels[at, : len(row)] = row, wrong
        yield LANGUAGES.index(code), ids, labels


def network(seed: int) -> Any:
    """The network: vectors of pieces, two layers that look two and four pieces to each side, a number a piece."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    shipped = Embedding.shipped().rows(np.arange(64_000))
    shipped = shipped / np.maximum(np.linalg.norm(shipped, axis=1, keepdims=True), 1e-6)
    _, directions = np.linalg.eigh(shipped.T @ shipped)
    begun = shipped @ directions[:, ::-1][:, :WIDTH]

    class Network(nn.Module):  # type: ignore[misc]  # torch has no types here
        def __init__(self) -> None:
            super().__init__()
            self.vectors = nn.Embedding(64_000, WIDTH, sparse=True)
            self.vectors.weight.data = torch.from_numpy(begun.astype(np.float32)) * 1.5
            self.language = nn.Embedding(len(LANGUAGES), HIDDEN)
            self.language.weight.data *= 0.1
            self.near = nn.Conv1d(WIDTH, HIDDEN, REACH, padding=REACH // 2)
            self.far = nn.Conv1d(HIDDEN, HIDDEN, REACH, padding=REACH // 2 * 2, dilation=2)
            self.wide = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=4, dilation=4)
            self.told = nn.Conv1d(HIDDEN, 1, 3, padding=1)

        def forward(self, ids: Any, code: int) -> Any:
            there = (ids != PAD).unsqueeze(1).float()
            kept = (torch.rand(ids.shape) >= DROPPED).unsqueeze(1) if self.training else 1.0
            vectors = self.vectors(ids).transpose(1, 2) * there * kept
            first = torch.relu(self.near(vectors) + self.language.weight[code][None, :, None]) * there
            second = torch.relu(self.far(first) + first) * there
            third = torch.relu(self.wide(second) + second) * there
            return self.told(third).squeeze(1)

    return Network()


def main() -> None:
    """Read the text, train, write the file."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    net = network(given.seed)
    dense = [value for name, value in net.named_parameters() if name != "vectors.weight"]
    steppers = [torch.optim.SparseAdam([net.vectors.weight], lr=2e-3), torch.optim.Adam(dense, lr=2e-3)]
    total = 0.0
    for step, (code, ids, labels) in enumerate(batches(texts(given.data), given.batch, given.seed), 1):
        for stepper in steppers:
            rate = 3e-3 * min(step / 100, 1.02 - step / given.steps, 1.0)
            stepper.param_groups[0]["lr"] = rate
            stepper.zero_grad()
        inside = torch.from_numpy(ids != PAD)
        told = net(torch.from_numpy(ids), code)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(told[inside], torch.from_numpy(labels)[inside])
        loss.backward()
        for stepper in steppers:
            stepper.step()
        total += loss.item()
        if step % 200 == 0:
            print(step, f"{total / 200:.4f}", flush=True)
            total = 0.0
        if step % 2000 == 0 or step == given.steps:
            save(net, given.out)
        if step == given.steps:
            return


def save(net: Any, folder: Path) -> None:
    """The vectors as bytes, the rest as halves."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    vectors = arrays.pop("vectors.weight")
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    arrays["vectors"] = np.rint(vectors / scales[:, None]).astype(np.int8)
    arrays["scales"] = scales.astype(np.float16)
    np.savez(
        folder / "disorder.npz",
        **{name: one if one.dtype != np.float32 else one.astype(np.float16) for name, one in arrays.items()},
    )


if __name__ == "__main__":
    main()
