"""Measures by any sentence encoder: the cosine of a target with its source and with its reference, -1..1.

Higher is nearer in meaning. A cosine is no grade: related sentences are near, too, and where a model's numbers begin
differs from model to model. For LaBSE (Feng et al. 2022), multilingual-e5 (Wang et al. 2024), BGE-M3 (Chen et al.
2024), and whatever the format of sentence-transformers (Reimers and Gurevych 2019) describes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from checker.measures import Measure, Refused, Told
from checker.measures.neural import batches, loading
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.options import ModelOptions, among, read
from checker.measures.neural.pooling import POOLINGS, Recipe, recipe
from checker.measures.neural.texts import text_of
from checker.model import Bead, Side

FloatArray = npt.NDArray[np.float32]

ALIGN = ("", "replace", "join")
_KEPT = 4096
"""Texts whose vectors are remembered: both measures and the aligner read the same ones."""


@dataclass(frozen=True, slots=True)
class Options(ModelOptions):
    """Of the encoder.

    pooling: "cls", "mean", "max", "last" or "pooler"; empty is what the model's own files say. prefix: what goes
    before each text; None is what the model was trained with. align: "replace" or "join" for the part that the encoder
    takes in alignment, in the place of the model of the package or beside it.
    """

    pooling: str = ""
    prefix: str | None = None
    align: str = ""


class Encoded(NamedTuple):
    """vectors: float32 (n, dimensions), of length 1, and 0 for a text that was not read. tokens: of each text."""

    vectors: FloatArray
    tokens: tuple[int, ...]


class Encoder:
    """A model with its recipe. Vectors of texts that were read lately are remembered."""

    def __init__(self, options: Options) -> None:
        """Raises CheckerError for what is no encoder."""
        self.recipe: Recipe = recipe(options)
        self._tokenizer, self._model, self._device = loading.model(
            options, "AutoModel", spare=() if self.recipe.pooling == "pooler" else ("pooler.",)
        )
        self._batch = options.batch
        self._layers = self.recipe.layers(self._device)
        self.longest = self.recipe.longest(self._tokenizer, self._model.config)
        self._known: dict[str, tuple[int, FloatArray]] = {}

    def encode(self, texts: Sequence[str]) -> Encoded:
        """The vectors of texts; those of more tokens than `longest` are not read."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if len(self._known) + len(new) > _KEPT:
            kept = set(texts)
            self._known = {text: told for text, told in self._known.items() if text in kept}
        self._known.update(zip(new, self._read(new), strict=True))
        told = [self._known[text] for text in texts]
        vectors = np.stack([vector for _, vector in told]) if told else np.zeros((0, 0), np.float32)
        return Encoded(vectors, tuple(tokens for tokens, _ in told))

    def _read(self, texts: Sequence[str]) -> list[tuple[int, FloatArray]]:
        """Of each text the number of its tokens and its vector."""
        numbers = [self._tokenizer(self.recipe.text(text), verbose=False)["input_ids"] for text in texts]
        lengths = [len(found) for found in numbers]
        able = [index for index, length in enumerate(lengths) if length <= self.longest]
        found = batches.run(
            [numbers[index] for index in able], [lengths[index] for index in able], self._compute, self._batch
        )
        nothing = np.zeros(self._dimensions, np.float32)
        vectors = dict(zip(able, found, strict=True))
        return [(length, vectors.get(index, nothing)) for index, length in enumerate(lengths)]

    @property
    def _dimensions(self) -> int:
        return int(self._layers[-1][0].weight.shape[0]) if self._layers else int(self._model.config.hidden_size)

    def _compute(self, batch: Sequence[list[int]]) -> Sequence[FloatArray]:
        """Unit vectors of texts, given as the numbers of their tokens."""
        torch = loading.torch()
        rows, marks = batches.padded(batch, self._tokenizer.pad_token_id or 0)
        numbers, mask = (torch.tensor(one, device=self._device) for one in (rows, marks))
        with torch.inference_mode():
            told = self._model(input_ids=numbers, attention_mask=mask)
            pooled = POOLINGS[self.recipe.pooling](told, mask)
            for layer in self._layers:
                pooled = layer(pooled)
            units = torch.nn.functional.normalize(pooled, dim=-1)
        return list(units.cpu().numpy())


@lru_cache(maxsize=2)
def encoder(options: Options) -> Encoder:
    """The encoder that options name, read once."""
    return Encoder(options)


def options(given: Mapping[str, Any]) -> Options:
    """The options of a table of settings. Raises ConfigError for those that are none."""
    found = read(Options, given, "embedding")
    among(found.pooling, ("", *POOLINGS), "[measures.embedding] pooling")
    among(found.align, ALIGN, "[measures.embedding] align")
    return found


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures `embedding` (target and source) and `embedding-reference` (target and reference)."""
    found = options(given)
    loading.demand(found)
    how = recipe(found)
    told = {"pooling": how.pooling, "prefix": how.prefix.strip(), "align": found.align}
    line = loading.signature(found, **{name: value for name, value in told.items() if value})
    return tuple(
        Measure(name, (side,), partial(_cosines, found, side), apart=True, signature=line)
        for name, side in (("embedding", Side.SOURCE), ("embedding-reference", Side.REFERENCE))
    )


def _cosines(found: Options, side: Side, beads: Sequence[Bead]) -> Sequence[Told]:
    """The cosine of each bead's target with the other side."""
    told: list[Told] = list(refusals(beads, (side,)))
    able = [index for index, refused in enumerate(told) if refused is None]
    if not able:
        return told
    model = encoder(found)
    texts = [text_of(beads[index], which) for which in (Side.TARGET, side) for index in able]
    vectors, tokens = model.encode(texts)
    for place, index in enumerate(able):
        other = place + len(able)
        long: Refused | None = too_long(max(tokens[place], tokens[other]), model.longest)
        told[index] = long or float(vectors[place] @ vectors[other])
    return told
