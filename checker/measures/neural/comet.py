"""COMET: how good a translation is, learnt from people's judgements, by the source and, for most models, a reference.

For wmt22-comet-da (Rei et al. 2022), whose scores lie near 0..1, and wmt20-comet-qe-da (Rei et al. 2020), which needs
no reference and whose scores are z-scores, near -1..1; higher is better, and scores of two models do not compare.
Other checkpoints of https://github.com/Unbabel/COMET of the kinds regression_metric and referenceless_regression_metric
over XLM-R are read alike. Their package is not needed, and cannot live beside a current transformers.

It differs from that package in that a text of more tokens than the encoder takes (512) has no score: the package would
cut it. On a GPU the encoder computes in bfloat16 by default, which moves a score in its third decimal or so;
dtype = "float32" gives those of the package.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.measures import Measure, Refused, Told
from checker.measures.neural import batches, loading
from checker.measures.neural.comet_assembly import assembled, configuration
from checker.measures.neural.comet_checkpoint import Checkpoint, find, hyperparameters
from checker.measures.neural.comet_checkpoint import read as read_checkpoint
from checker.measures.neural.comet_network import Network, recipe
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.options import ModelOptions, read
from checker.measures.neural.texts import text_of
from checker.model import Bead, Side

_HUB_NAMES = {name: f"FacebookAI/{name}" for name in ("xlm-roberta-base", "xlm-roberta-large")}
"""Names of encoders in checkpoints that are older than the owners' names of the hub."""

_NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")


@dataclass(frozen=True, slots=True)
class Options(ModelOptions):
    """Of the checkpoint.

    encoder: a folder, or a name on the hub, with the tokenizer and the configuration of the encoder; empty is the
    checkpoint's own folder where it holds them, else what the checkpoint names. Its weights are not read.
    """

    encoder: str = ""
    encoder_revision: str = ""


class Comet(NamedTuple):
    """A network with what cuts texts into tokens, and the most tokens that it reads, special ones included."""

    network: Network
    tokenizer: Any
    device: Any
    longest: int


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measure `comet`, of target and source, and of the reference where the model reads one."""
    options = read(Options, given, "comet")
    checkpoint = find(options.model, options.revision)
    told = recipe(hyperparameters(checkpoint.place))
    needs = (Side.SOURCE, Side.REFERENCE) if told.reads_reference else (Side.SOURCE,)
    line = _signature(options, checkpoint)
    return (Measure("comet", needs, partial(_scores, options, needs), apart=True, signature=line),)


@lru_cache(maxsize=2)
def loaded(options: Options) -> Comet:
    """The model that options name, read once. Raises CheckerError, in one sentence, for what is none."""
    checkpoint = find(options.model, options.revision)
    settings = hyperparameters(checkpoint.place)
    words = _encoder_place(options, checkpoint)
    config = configuration(words)
    device = loading.device(options.device)
    weights, trained = read_checkpoint(checkpoint.weights)
    # What the checkpoint itself tells goes first, as in the authors' package; hparams.yaml tells the kind.
    told = recipe({**settings, **trained, "class_identifier": settings.get("class_identifier")})
    network = assembled(weights, told, config, checkpoint.weights, device, options.dtype)
    tokenizer = _tokenizer(words, config)
    return Comet(network, tokenizer, device, config.max_position_embeddings - config.pad_token_id - 1)


def encode(model: Comet, texts: Sequence[Sequence[int]], size: int) -> Any:
    """float32 (texts, width): the vectors of texts given as the numbers of their tokens, on the model's device."""
    torch = loading.torch()

    def compute(batch: Sequence[Sequence[int]]) -> Sequence[Any]:
        rows, marks = batches.padded(batch, model.tokenizer.pad_token_id)
        numbers, mask = (torch.tensor(one, device=model.device) for one in (rows, marks))
        return list(model.network.vectors(numbers, mask).unbind())

    return torch.stack(batches.run(texts, [len(text) for text in texts], compute, size))


def _scores(options: Options, needs: tuple[Side, ...], beads: Sequence[Bead]) -> Sequence[Told]:
    """The score of each bead, or why it has none."""
    told: list[Told] = list(refusals(beads, needs))
    asked = [index for index, refused in enumerate(told) if refused is None]
    if not asked:
        return told
    model = loaded(options)
    sides = (Side.TARGET, *needs)
    texts = {index: tuple(text_of(beads[index], side) for side in sides) for index in asked}
    # A source that many translations share is read once.
    tokens = {text: model.tokenizer(text, verbose=False)["input_ids"] for said in texts.values() for text in said}
    for index in asked:
        told[index] = too_long(max(len(tokens[text]) for text in texts[index]), model.longest)
    able = [index for index in asked if told[index] is None]
    for index, score in zip(
        able, _computed(model, [texts[index] for index in able], tokens, options.batch), strict=True
    ):
        told[index] = score if isfinite(score) else Refused("The model's score is no number: try another dtype.")
    return told


def _computed(
    model: Comet, rows: Sequence[tuple[str, ...]], tokens: Mapping[str, Sequence[int]], size: int
) -> list[float]:
    """The score of each row: target, source and, where the model reads it, reference."""
    if not rows:
        return []
    known = {text: place for place, text in enumerate(dict.fromkeys(text for row in rows for text in row))}
    with loading.torch().inference_mode():
        vectors = encode(model, [tokens[text] for text in known], size)
        target, source, *reference = (vectors[[known[text] for text in side]] for side in zip(*rows, strict=True))
        scores = model.network.scores(target, source, reference[0] if reference else None)
    return [float(score) for score in scores.cpu()]


def _encoder_place(options: Options, checkpoint: Checkpoint) -> Path:
    """The folder with the encoder's configuration and tokenizer."""
    named = options.encoder
    if not named and (checkpoint.place / "config.json").is_file():
        return checkpoint.place
    if not named:
        told = hyperparameters(checkpoint.place).get("pretrained_model")
        named = _HUB_NAMES.get(str(told), str(told))
        if not _NAME.fullmatch(named):
            raise CheckerError(
                f"The checkpoint in {checkpoint.place} does not tell its encoder: name the folder with its config.json "
                "and tokenizer, or its name on the hub, with encoder in [measures.comet]."
            )
    return loading.folder(named, options.encoder_revision, weights=False)


def _tokenizer(place: Path, config: Any) -> Any:
    """The tokenizer in a folder. Raises CheckerError where it is not that of the encoder."""
    library = loading.transformers()
    with loading.silenced(library):
        try:
            tokenizer = library.AutoTokenizer.from_pretrained(place, local_files_only=True, trust_remote_code=False)
        except Exception as error:
            raise CheckerError(f"The tokenizer in {place} cannot be read: {loading.first_line(error)}.") from None
    if len(tokenizer) > config.vocab_size or tokenizer.pad_token_id != config.pad_token_id:
        raise CheckerError(
            f"The tokenizer in {place} is not that of the encoder: it knows {len(tokenizer)} tokens and pads with the "
            f"number {tokenizer.pad_token_id}, the encoder {config.vocab_size} and {config.pad_token_id}."
        )
    return tokenizer


def _signature(options: Options, checkpoint: Checkpoint) -> str:
    """The checkpoint, which of a folder's where one is named, and its encoder where that stands elsewhere."""
    told: dict[str, object] = {"file": checkpoint.weights.name} if checkpoint.named else {}
    words = _encoder_place(options, checkpoint)
    if words != checkpoint.place:
        copied = words.parent.name == "snapshots"  # from the hub, in a folder models--owner--name
        name = words.parents[1].name.removeprefix("models--").replace("--", "/")
        told["encoder"] = f"{name}@{words.name[:12]}" if copied else loading.digest(words)
    at = replace(options, model=str(checkpoint.place), revision="") if checkpoint.named else options
    return loading.signature(at, **told)
