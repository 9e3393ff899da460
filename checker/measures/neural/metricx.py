"""MetricX-24: a regression that was taught to tell how many MQM errors a translation has. 0 is none, 25 the worst.

`metricx` reads target and source, `metricx-reference` a reference beside them. Lower is better: it is an error.
Juraska et al. 2024, "MetricX-24: The Google Submission to the WMT 2024 Metrics Shared Task"; the models are
google/metricx-24-hybrid-large-v2p6 and its like, the vocabulary is that of google/mt5-xl. Outside of the languages of
the WMT it was hardly ever judged.

The models are of mT5's stock architecture: the decoder takes one step, and the logit of one token is the score. The
row of that token is read from the weights' own file, since current libraries tie the output layer of mT5 to the
embeddings of the input, and what a tied layer tells is noise. For the same reason the states are not scaled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from checker.errors import CheckerError, ConfigError
from checker.measures import Measure, Told
from checker.measures.neural import batches, loading
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.options import ModelOptions, read
from checker.measures.neural.texts import text_of
from checker.model import Bead, Side

WORST = 25.0
LONGEST = 1_536
"""Tokens that the models were trained to read at most, the end of the text not counted."""

_VOCABULARY = "google/mt5-xl"
_HEAD, _EMBEDDINGS = "lm_head.weight", ("shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")


@dataclass(frozen=True, slots=True)
class Options(ModelOptions):
    """Of MetricX.

    tokenizer: a folder or a model of the hub that has the vocabulary; empty is the model's own folder where it has
    one, else google/mt5-xl. logit: the token whose logit is the score. reference: whether it reads references.
    """

    tokenizer: str = ""
    logit: int = 250_089
    reference: bool = True


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures `metricx` (target and source) and `metricx-reference` (a reference, too)."""
    options = read(Options, given, "metricx")
    if options.logit < 0:
        raise ConfigError(f"[measures.metricx] logit cannot be {options.logit}: it takes the number of a token.")
    loading.demand(options)
    line = loading.signature(options, **({} if options.logit == Options().logit else {"logit": options.logit}))
    sides = {"metricx": (Side.SOURCE,), "metricx-reference": (Side.SOURCE, Side.REFERENCE)}
    return tuple(
        Measure(name, needs, partial(_errors, options, needs), apart=True, signature=line)
        for name, needs in sides.items()
        if options.reference or Side.REFERENCE not in needs
    )


def prompt(target: str, source: str, reference: str | None = None) -> str:
    """What the model reads: the form that it was trained with."""
    asked = f"source: {source} candidate: {target}"
    return asked if reference is None else f"{asked} reference: {reference}"


class Scorer:
    """A model and the one row of its output layer that tells the score."""

    def __init__(self, options: Options) -> None:
        """Raises CheckerError for a model whose output layer is missing, or one with the embeddings of its input."""
        place = loading.folder(options.model, options.revision)
        self._tokenizer, self._model, self._device = loading.model(
            options, "MT5ForConditionalGeneration", _vocabulary(options, place)
        )
        self._row = _row(place, self._model, options.logit).float().to(self._device)
        # The other quarter of a million rows are never asked for.
        self._model.lm_head = loading.torch().nn.Identity()
        self._batch = options.batch

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's tokens, without the one that ends a text: the models were trained so."""
        found: list[int] = self._tokenizer(text, verbose=False)["input_ids"]
        return found[:-1] if found and found[-1] == self._tokenizer.eos_token_id else found

    def errors(self, texts: Sequence[list[int]]) -> list[float]:
        """The score of each text, given as numbers of tokens, 0..25."""
        return batches.run(texts, [len(text) for text in texts], self._compute, self._batch)

    def _compute(self, batch: Sequence[list[int]]) -> Sequence[float]:
        torch = loading.torch()
        rows, marks = batches.padded(batch, self._tokenizer.pad_token_id)
        numbers, mask = (torch.tensor(one, device=self._device) for one in (rows, marks))
        start = torch.zeros((len(batch), 1), dtype=torch.long, device=self._device)
        with torch.inference_mode():
            states = self._model.encoder(input_ids=numbers, attention_mask=mask).last_hidden_state
            told = self._model.decoder(
                input_ids=start, encoder_hidden_states=states, encoder_attention_mask=mask, use_cache=False
            ).last_hidden_state[:, 0]
            scores = (told.float() @ self._row).clamp(0.0, WORST)
        found: list[float] = scores.cpu().tolist()
        return found


@lru_cache(maxsize=2)
def scorer(options: Options) -> Scorer:
    """The model that options name, read once."""
    return Scorer(options)


def _errors(options: Options, sides: tuple[Side, ...], beads: Sequence[Bead]) -> Sequence[Told]:
    """The score of each bead."""
    told: list[Told] = list(refusals(beads, sides))
    able = [index for index, refused in enumerate(told) if refused is None]
    if not able:
        return told
    model = scorer(options)
    asked = [[text_of(beads[index], side) for side in (Side.TARGET, *sides)] for index in able]
    numbers = [model.numbers(prompt(*texts)) for texts in asked]
    for index, text in zip(able, numbers, strict=True):
        told[index] = too_long(len(text), LONGEST)
    read_ones = [(index, text) for index, text in zip(able, numbers, strict=True) if told[index] is None]
    scores = model.errors([text for _, text in read_ones])
    for (index, _), score in zip(read_ones, scores, strict=True):
        told[index] = score
    return told


def _vocabulary(options: Options, place: Path) -> str:
    """The tokenizer to read; empty for the model's own."""
    own = any((place / name).is_file() for name in ("tokenizer.json", "spiece.model", "tokenizer_config.json"))
    return options.tokenizer or ("" if own else _VOCABULARY)


def _row(place: Path, model: Any, logit: int) -> Any:
    """The row of the output layer that tells the score, from the file: (d,)."""
    row = _weight_row(place, _HEAD, logit)
    if row is None:
        raise CheckerError(f"The model in {place} is no MetricX: it has no output layer of its own with a row {logit}.")
    torch, embedded = loading.torch(), model.get_input_embeddings().weight[logit].cpu()
    named = next((own for name in _EMBEDDINGS if (own := _weight_row(place, name, logit)) is not None), None)
    if named is None or not torch.equal(named.to(embedded.dtype), embedded) or torch.equal(named, row):
        raise CheckerError(
            f"The model in {place} is no MetricX, or was saved wrongly: its output layer and the embeddings of its "
            f"input are one."
        )
    return row


def _weight_row(place: Path, name: str, row: int) -> Any:
    """One row of a weight as the files of a model have it, on the CPU; None where there is none."""
    for path in sorted(place.glob(loading.WEIGHTS[0])):
        try:
            with import_module("safetensors").safe_open(path, "pt") as weights:
                if name in weights.keys():  # noqa: SIM118 (it is no mapping)
                    found = weights.get_slice(name)
                    return found[row : row + 1][0] if row < found.get_shape()[0] else None
        except Exception as error:
            raise CheckerError(f"The weights {path} cannot be read: {loading.first_line(error)}.") from None
    for path in sorted(place.glob(loading.WEIGHTS[1])):
        found = loading.tensors(path).get(name)
        if found is not None:
            return found[row] if row < len(found) else None
    return None
