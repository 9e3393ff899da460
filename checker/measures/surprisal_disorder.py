"""A small network that was shown good sentences and spoilt ones, and tells which words are out of order or place.

Vectors of the embedding's pieces, one table for all languages, and three layers of convolution: a piece is judged by
the ten before it and the ten behind it. numpy alone. The card beside the file tells how it was trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.surprisal_model import MODELS
from checker.measures.surprisal_ngrams import Floats, Integers

CODES = tuple("ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split())
"""The languages in the order of the network's own table."""

_LAYERS = (("near", 1), ("far", 2), ("wide", 4))
"""The layers and how many places apart they look."""

_GAP = 4  # empty places between two texts: no layer looks further
_CHUNK = 4096  # pieces that are read at a time
_ROWS = 128  # rows of a few pieces that are read at a time


class Disorder:
    """The network. One object may serve several threads."""

    @staticmethod
    @cache
    def shipped() -> Disorder:
        """The network of the package, read once."""
        return Disorder(MODELS / "disorder" / "network.npz")

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._vectors: npt.NDArray[np.int8] = file["vectors"]
            rest = {name: file[name].astype(np.float32) for name in file.files if name != "vectors"}
        self._scales: Floats = rest["scales"]
        self._language: Floats = rest["language.weight"]
        names = [name for name, _ in _LAYERS] + ["told"]
        # From (out, in, place) to (place x in, out): one product a layer.
        self._weights = {
            name: np.ascontiguousarray(rest[f"{name}.weight"].transpose(2, 1, 0).reshape(-1, len(rest[f"{name}.bias"])))
            for name in names
        }
        self._sizes = {name: rest[f"{name}.weight"].shape[2] for name in names}
        self._biases = {name: rest[f"{name}.bias"] for name in names}

    def tell(self, rows: Sequence[Integers], language: str) -> list[Floats]:
        """Of each piece of each row the log odds that it is out of order or out of place."""
        told: list[Floats] = []
        batch: list[Integers] = []
        for at, row in enumerate(rows):
            batch.append(row)
            if sum(map(len, batch)) > _CHUNK or at + 1 == len(rows):
                told += self._batch(batch, CODES.index(language))
                batch = []
        return told

    def seen(self, rows: Sequence[Integers], places: Integers, language: str) -> Floats:
        """What the last layer holds at some places of each row, float32 (rows, places, units).

        places: int64 (rows, places), each within its row.
        """
        found: list[Floats] = []
        for at in range(0, len(rows), _ROWS):
            some = rows[at : at + _ROWS]
            layer, starts = self._layers(some, CODES.index(language))
            found.append(layer[starts[:, None] + places[at : at + _ROWS]])
        return np.concatenate(found)

    def _batch(self, rows: Sequence[Integers], code: int) -> list[Floats]:
        layer, starts = self._layers(rows, code)
        found = self._convolved(layer, "told", 1)[:, 0]
        return [found[start : start + len(row)] for start, row in zip(starts, rows, strict=True)]

    def _layers(self, rows: Sequence[Integers], code: int) -> tuple[Floats, Integers]:
        """The last layer of rows one after another, and where each begins."""
        lengths = np.array([len(row) for row in rows])
        starts = _GAP + np.cumsum(lengths + _GAP) - lengths - _GAP
        total = int(starts[-1] + lengths[-1]) + _GAP
        places = np.concatenate([np.arange(start, start + size) for start, size in zip(starts, lengths, strict=True)])
        there = np.zeros((total, 1), np.float32)
        there[places] = 1.0
        pieces = np.concatenate(rows)
        layer = np.zeros((total, self._vectors.shape[1]), np.float32)
        layer[places] = self._vectors[pieces] * self._scales[pieces, None]
        for depth, (name, apart) in enumerate(_LAYERS):
            seen = self._convolved(layer, name, apart)
            seen += layer if depth else self._language[code]
            layer = np.maximum(seen, 0.0, out=seen)
            layer *= there
        return layer, starts

    def _convolved(self, layer: Floats, name: str, apart: int) -> Floats:
        """Each place with its neighbours, `apart` places from each other, times the layer's weights."""
        size, width = self._sizes[name], layer.shape[1]
        around = np.zeros((len(layer), size * width), np.float32)
        for at in range(size):
            shift = (at - size // 2) * apart
            since, until = max(0, -shift), len(layer) - max(0, shift)
            around[since:until, at * width : (at + 1) * width] = layer[since + shift : until + shift]
        return np.asarray(around @ self._weights[name] + self._biases[name], dtype=np.float32)
