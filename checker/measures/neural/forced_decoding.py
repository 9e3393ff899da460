"""How likely a translation model finds the target as a translation of the source, 0 or less: higher is better.

Two measures. `forced-decoding`: the mean log probability, in nats, of a token of the target when the model is made to
write it, the end of the text counted as one. `forced-decoding-words`, of each word: the sum over its tokens. By forced
decoding, as Prism does (Thompson and Post 2020, "Automatic Machine Translation Evaluation in Many Languages via
Zero-Shot Paraphrasing"; there it is "Prism-src"): no text is made up, a given one is read.

For M2M100, NLLB, MADLAD-400 and Marian; see `checker.measures.neural.translators`. A model likes what it would write
itself: a free translation by a person may be less likely than a poor one by a machine. Numbers of two models, or of two
target languages, do not compare.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.measures import Measure, Refused, Told
from checker.measures.neural import batches, loading
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.options import ModelOptions, read
from checker.measures.neural.tokens import Tokens, logs, tokens, window
from checker.measures.neural.translators import FAMILIES, Frame
from checker.measures.neural.worded import Worded, by_word, worded
from checker.model import Bead, Side, WordMeasure

_OUTPUT, _COMPARED = "lm_head.weight", 64


@dataclass(frozen=True, slots=True)
class Options(ModelOptions):
    """Of the translation model."""


class Pair(NamedTuple):
    """A source and a target in their languages, as tags."""

    source: str
    target: Worded
    languages: tuple[str, str]


class Row(NamedTuple):
    """source: what the encoder reads. given: tokens that begin the target. told: the target, without its end."""

    source: list[int]
    given: tuple[int, ...]
    told: Tokens

    @property
    def written(self) -> list[int]:
        """What the decoder is made to write, without the end."""
        return [*self.given, *self.told.numbers]


class Judged(NamedTuple):
    """The mean log probability of a token, and the log probability of each word, None where it is not known."""

    mean: float
    words: list[float | None]


class Translator:
    """A model with its tokenizer."""

    def __init__(self, options: Options) -> None:
        """Raises CheckerError for a model of another family."""
        self._family = _family(options)
        with warnings.catch_warnings():
            # Marian's tokenizer recommends a package that it does not use.
            warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
            self._tokenizer, self._model, self._device = loading.model(options, "AutoModelForSeq2SeqLM")
        _demand_own_output(loading.folder(options.model, options.revision), self._model)
        config = self._model.config
        if config.decoder_start_token_id is None:
            raise CheckerError(f"The model {options.model!r} does not tell what its decoder begins with.")
        self._start, self._end = int(config.decoder_start_token_id), int(self._tokenizer.eos_token_id)
        self._padding = int(self._tokenizer.pad_token_id)
        self._batch = options.batch
        self.longest = window(self._tokenizer, config)
        self._frames: dict[tuple[str, str], Frame | Refused] = {}

    def judge(self, pairs: Sequence[Pair]) -> list[Judged | Refused]:
        """How likely each target is as a translation of its source."""
        rows = [self.row(pair) for pair in pairs]
        read_ones = [row for row in rows if isinstance(row, Row)]
        lengths = [len(row.source) + len(row.written) for row in read_ones]
        told = iter(batches.run(read_ones, lengths, self._compute, self._batch))
        return [
            self._judged(pair.target, row.told, next(told)) if isinstance(row, Row) else row
            for pair, row in zip(pairs, rows, strict=True)
        ]

    def frame(self, languages: tuple[str, str]) -> Frame | Refused:
        """What goes around the texts of a pair of languages, or which of them the model does not know."""
        if languages not in self._frames:
            self._frames[languages] = FAMILIES[self._family](self._tokenizer, *languages)
        return self._frames[languages]

    def row(self, pair: Pair) -> Row | Refused:
        """The tokens of both texts, or why the model cannot read them."""
        frame = self.frame(pair.languages)
        if isinstance(frame, Refused):
            return frame
        asked = self._tokenizer(pair.source, add_special_tokens=False, split_special_tokens=True, verbose=False)
        row = Row(
            [*frame.before, *asked["input_ids"], *frame.after], frame.target, tokens(self._tokenizer, pair.target.text)
        )
        return too_long(max(len(row.source), len(row.written) + 1), self.longest) or row

    def _judged(self, target: Worded, told: Tokens, values: Sequence[float]) -> Judged | Refused:
        """values: of the tokens of a target and of its end."""
        if not all(map(isfinite, values)):
            return Refused("What the model tells of it is no number.")
        unknown = self._tokenizer.unk_token_id
        known = [None if number == unknown else value for number, value in zip(told.numbers, values, strict=False)]
        counted = [value for value in known if value is not None]
        if not counted:
            return Refused("The vocabulary of the model knows nothing of the target.")
        counted.append(values[-1])
        return Judged(sum(counted) / len(counted), by_word(target, told.places, known))

    def _compute(self, batch: Sequence[Row]) -> list[list[float]]:
        """The log probability of each token of a target and of its end."""
        torch = loading.torch()
        sources, mask = batches.padded([row.source for row in batch], self._padding)
        entered, _ = batches.padded([[self._start, *row.written] for row in batch], self._padding)
        expected, _ = batches.padded([[*row.written, self._end] for row in batch], self._padding)
        read_ones, marks, before, after = (
            torch.tensor(one, device=self._device) for one in (sources, mask, entered, expected)
        )
        with torch.inference_mode():
            # The padding is on the right, where a decoder does not look.
            scores = self._model(
                input_ids=read_ones, attention_mask=marks, decoder_input_ids=before, use_cache=False
            ).logits
            if self._family == "marian":
                # The padding was added when the model was converted: in training it was no choice.
                scores[..., self._padding] = -torch.inf
            return [
                logs(scores[at, first:last], after[at, first:last])
                for at, (first, last) in enumerate((len(row.given), len(row.written) + 1) for row in batch)
            ]


@lru_cache(maxsize=2)
def translator(options: Options) -> Translator:
    """The model that options name, read once."""
    return Translator(options)


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures `forced-decoding` and `forced-decoding-words`."""
    options = read(Options, given, "forced-decoding")
    loading.demand(options)
    _family(options)
    line = loading.signature(options)
    return (
        Measure("forced-decoding", (Side.SOURCE,), partial(_mean, options), apart=True, signature=line),
        Measure("forced-decoding-words", (Side.SOURCE,), partial(_by_word, options), apart=True, signature=line),
    )


def _mean(options: Options, beads: Sequence[Bead]) -> Sequence[Told]:
    return [told.mean if isinstance(told, Judged) else told for told in _told(options, beads)]


def _by_word(options: Options, beads: Sequence[Bead]) -> Sequence[Told]:
    found: list[Told] = []
    for bead, told in zip(beads, _told(options, beads), strict=True):
        if isinstance(told, Refused):
            found.append(None)  # the mean tells the reason
            continue
        words = zip(worded(bead.target).spans, told.words, strict=True)
        found.append(tuple(WordMeasure(Side.TARGET, span, value) for span, value in words if value is not None))
    return found


def _told(options: Options, beads: Sequence[Bead]) -> list[Judged | Refused]:
    refused = refusals(beads, (Side.SOURCE,))
    pairs = tuple(_pair(bead) for bead, reason in zip(beads, refused, strict=True) if reason is None)
    judged = iter(_judgements(options, pairs) if pairs else ())
    return [reason or next(judged) for reason in refused]


@lru_cache(maxsize=2)
def _judgements(options: Options, pairs: tuple[Pair, ...]) -> list[Judged | Refused]:
    """Both measures ask for the same."""
    return translator(options).judge(pairs)


def _pair(bead: Bead) -> Pair:
    source, target = bead.side(Side.SOURCE), bead.target
    return Pair(worded(source).text, worded(target), (source[0].language, target[0].language))


def _demand_own_output(place: Path, model: Any) -> None:
    """Raises CheckerError where an output layer is not that of the files.

    Some releases of the library tie it to the embeddings of the input in any T5, and what it then tells is noise.
    """
    for path in sorted(place.glob(loading.WEIGHTS[0])):
        with import_module("safetensors").safe_open(path, "pt") as weights:
            if _OUTPUT not in weights.keys():  # noqa: SIM118 (it is no mapping)
                continue
            rows = weights.get_slice(_OUTPUT)[:_COMPARED]
        read_ones = model.get_output_embeddings().weight[:_COMPARED].detach().cpu()
        if not loading.torch().equal(rows.to(read_ones.dtype), read_ones):
            raise CheckerError(
                f"The output layer of the model in {place} was not read as its files have it: another release of "
                f"transformers reads it."
            )


def _family(options: Options) -> str:
    """The type of the model that options name. Raises CheckerError for one that is not read here."""
    found = str(loading.settings(loading.folder(options.model, options.revision)).get("model_type", ""))
    if found not in FAMILIES:
        raise CheckerError(
            f"The model {options.model!r} is of the type {found!r}; forced decoding reads M2M100, NLLB, MADLAD and "
            f"Marian: {', '.join(FAMILIES)}."
        )
    return found
