"""The embedding that ships with the package: sentences of 21 languages as points in one space, and their pieces too.

A sentence is the normalised sum of the vectors of its pieces (a sentencepiece vocabulary of all languages together).
The length of a piece's vector is its weight: little for what every sentence has. Needs numpy and sentencepiece only.
The model card beside the files tells how it was trained, on what, and where it is weak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

FloatArray = npt.NDArray[np.float32]

MODEL = Path(__file__).parent / "embedding"
LANGUAGES = frozenset("ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split())
"""Base tags of the languages that the model was trained on; of others it knows what they share with these."""
TEXTS = 2048  # texts whose pieces are remembered, since several measures read the same ones
CHUNK = 512  # sentences that are summed at a time, so that memory stays small


def revision(folder: Path = MODEL) -> str:
    """What tells one training of the model from another: eight hexadecimal digits of the SHA-256 of its scales."""
    return sha256((folder / "scales.npy").read_bytes()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of one text.

    spans: n half-open ranges of code points of the text, in order. White space and what the model does not know are
    left out.
    numbers: int64 (n,), the places of the pieces in the vocabulary; `Embedding.rows` has their vectors.
    """

    spans: tuple[tuple[int, int], ...]
    numbers: npt.NDArray[np.int64]


class Embedding:
    """The model, mapped into memory. One object may serve several threads."""

    @staticmethod
    @cache
    def shipped() -> Embedding:
        """The model of the package, read once."""
        return Embedding()

    def __init__(self, folder: Path = MODEL) -> None:
        """Raises OSError (vectors) or RuntimeError (vocabulary) when a file of the model is missing or broken."""
        self._tokens = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
        self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self._scales: FloatArray = np.load(folder / "scales.npy").astype(np.float32)
        self._units: dict[str, FloatArray] = {}

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors, float32 (len(texts), dimensions); the cosine of two texts is the product of their rows.

        A text without any known piece is the zero vector. All languages are read alike: taking each language's mean
        away gained nothing. Some texts are remembered, since several measures read the same ones; a text's vector does
        not depend on those beside it.
        """
        units = {text: unit for text in texts if (unit := self._units.get(text)) is not None}
        new = [text for text in dict.fromkeys(texts) if text not in units]
        sums = self.sums(new)
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        units.update(zip(new, sums, strict=True))
        if len(self._units) + len(new) > TEXTS:
            self._units.clear()
        self._units.update((text, units[text].copy()) for text in new[-TEXTS:])
        return np.array([units[text] for text in texts], np.float32).reshape(len(texts), self.dimensions)

    def sums(self, texts: Sequence[str]) -> FloatArray:
        """The summed vectors of each text's pieces, float32 (len(texts), dimensions): spans of texts add up."""
        sums = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), CHUNK):
            rows = self._tokens.encode(list(texts[start : start + CHUNK]), return_type="numpy")
            full = [at for at, row in enumerate(rows) if len(row)]
            if full:
                ids, places = np.unique(np.concatenate([rows[at] for at in full]), return_inverse=True)
                vectors, begin = self.rows(ids)[places], 0
                for at in full:
                    end = begin + len(rows[at])
                    np.add.reduce(vectors[begin:end], axis=0, out=sums[start + at])
                    begin = end
        return sums

    def pieces(self, text: str) -> Pieces:
        """The pieces of a text, each with its place."""
        return _pieces(self._tokens, text)

    def rows(self, numbers: npt.NDArray[np.int64]) -> FloatArray:
        """The vectors of some pieces, float32 (n, dimensions).

        The length is the weight of a piece, the direction what it means. The vectors of neighbouring pieces add up: a
        word's vector is the sum of its pieces'.
        """
        rows: FloatArray = self._vectors[numbers].astype(np.float32)
        rows *= self._scales[numbers, None]
        return rows


@lru_cache(maxsize=TEXTS)
def _pieces(tokens: sentencepiece.SentencePieceProcessor, text: str) -> Pieces:
    found = tokens.encode(text, return_type="offset_mapping")
    spans: list[tuple[int, int]] = []
    numbers: list[int] = []
    for number, (start, end) in zip(found["ids"], found["offsets"], strict=True):
        # The vocabulary counts the space before a word to the word's first piece.
        begin = start
        while begin < end and text[begin].isspace():
            begin += 1
        if number and begin < end:
            spans.append((begin, end))
            numbers.append(number)
    return Pieces(tuple(spans), np.array(numbers, np.int64))
