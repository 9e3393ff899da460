"""Renderings: vectors of pieces of words that stand beside those of their translations, word for word.

The embedding of sentences puts what is said together: all words of a hospital are near each other. Here a word is
near those that it is rendered by, and near no others: the contrastive form of IBM model 1, which asks of each word
that it be answered in its own sentence pair rather than in any other. `rendering/README.md` tells how it was trained.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import FloatArray

MODEL = Path(__file__).parent / "rendering"


class Renderings:
    """The vectors, mapped into memory: one for each piece of the vocabulary of `Embedding`."""

    @staticmethod
    @cache
    def shipped() -> Renderings:
        """The vectors of the package, opened once."""
        return Renderings()

    def __init__(self, folder: Path = MODEL) -> None:
        """Raises OSError when a file of the model is missing."""
        self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self._scales: FloatArray = np.load(folder / "scales.npy").astype(np.float32)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def rows(self, pieces: npt.NDArray[np.int64]) -> FloatArray:
        """The vectors of some pieces, float32 (n, dimensions); those of neighbouring pieces add up to a word's."""
        rows: FloatArray = self._vectors[pieces].astype(np.float32)
        rows *= self._scales[pieces, None]
        return rows
