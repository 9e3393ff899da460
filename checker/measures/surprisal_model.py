"""The language models that ship with the package: how surprising each piece of a text is after those before it.

Two tables of n-grams a language, mixed: one of the embedding's pieces, one of classes of pieces that are found in the
same company (Brown et al. 1992), which knows that an article comes before a noun where it never saw the noun. The
card beside the files tells how they were trained, on what, and where they are weak.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import Pieces
from checker.measures.surprisal_ngrams import STEP, Floats, Integers, NGrams, Told

MODELS = Path(__file__).parent / "surprisal"
LANGUAGES = frozenset(path.stem for path in MODELS.glob("*.npz"))
"""Base tags of the languages that have a model."""

_ENDS = 4_096


@cache
def revision(folder: Path = MODELS) -> str:
    """What tells one training of the models from another: eight hexadecimal digits of a SHA-256.

    Of each file its end is read, where a zip archive keeps the checksums of its parts.
    """
    found = sha256()
    for path in sorted(folder.rglob("*.npz")):
        with path.open("rb") as file:
            file.seek(-min(_ENDS, path.stat().st_size), SEEK_END)
            found.update(path.name.encode() + file.read())
    return found.hexdigest()[:8]


START, END, RARE, NUMBER, FIRST = range(5)
"""Symbols before a sentence and behind it, of a piece that the model does not know, of a run of digits, and the first
of those that stand for a piece."""
ORDERS = {"piece-": 3, "class-": 4}


class Read(NamedTuple):
    """A text as symbols. spans: half-open ranges of code points, in order."""

    symbols: Integers
    spans: tuple[tuple[int, int], ...]


class Model:
    """The model of one language. One object may serve several threads."""

    @staticmethod
    @cache
    def shipped(language: str) -> Model:
        """The package's model of a base tag, read once. Raises OSError where there is none."""
        return Model(MODELS / f"{language}.npz")

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files}
        self._known: npt.NDArray[np.uint16] = arrays["known"]
        self._classes: Integers = arrays["classes"].astype(np.int64)
        self._within: Floats = -STEP * arrays["within"].astype(np.float32)
        self._shares: Floats = arrays["shares"]
        self._pieces, self._groups = (NGrams(arrays, prefix, order) for prefix, order in ORDERS.items())

    def read(self, text: str, pieces: Pieces) -> Read:
        """The symbols of a text whose pieces are known; digits in a row are one symbol."""
        numeric = [text[start:end].isdecimal() for start, end in pieces.spans]
        symbols = self.symbols(pieces.numbers, np.array(numeric, np.bool_))
        kept: list[int] = []
        spans: list[tuple[int, int]] = []
        for symbol, (start, end) in zip(symbols.tolist(), pieces.spans, strict=True):
            if symbol == NUMBER and kept and kept[-1] == NUMBER and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                kept.append(symbol)
                spans.append((start, end))
        return Read(np.array(kept, np.int64), tuple(spans))

    def symbols(self, numbers: Integers, numeric: npt.NDArray[np.bool_]) -> Integers:
        """The symbols of pieces; numeric: which of them are digits."""
        at = np.minimum(np.searchsorted(self._known, numbers), len(self._known) - 1)
        found = np.where(self._known[at] == numbers, at + FIRST, RARE)
        return np.where(numeric, NUMBER, found).astype(np.int64)

    def tell(self, symbols: Integers, reach: Integers) -> Floats:
        """The log of each symbol's probability, in nats, after those before it, of which it may see `reach`."""
        pieces = self._pieces.tell(symbols, reach)
        groups = self.groups(symbols, reach)
        share = self._shares[pieces.orders - 1, groups.orders - 1]
        return np.asarray(np.logaddexp(np.log(share) + pieces.logs, np.log1p(-share) + groups.logs), dtype=np.float32)

    def groups(self, symbols: Integers, reach: Integers) -> Told:
        """The same by the classes alone."""
        told = self._groups.tell(self._classes[symbols], reach)
        return Told(told.logs + self._within[symbols], told.orders)


def padded(rows: Sequence[Integers]) -> tuple[Integers, Integers]:
    """Rows of symbols one after another, each between START and END, and how far back each place may see."""
    symbols = np.concatenate([np.concatenate([[START], row, [END]]) for row in rows])
    lengths = np.array([len(row) + 2 for row in rows])
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return symbols.astype(np.int64), np.arange(len(symbols)) - starts
