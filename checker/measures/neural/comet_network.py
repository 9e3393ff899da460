"""The network of COMET: a mix of an encoder's layers, the mean of its tokens, features of the pair, a feed-forward.

After Rei et al. 2020 and 2022 and the behaviour of their package, https://github.com/Unbabel/COMET. The mix of layers
is that of ELMo (Peters et al. 2018), its weights by softmax or by sparsemax (Martins and Astudillo 2016).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.errors import CheckerError
from checker.measures.neural import loading

KINDS = {"regression_metric": 6, "referenceless_regression_metric": 4}
"""The kinds of checkpoints that are read, and how many times the encoder's width their features have."""

ACTIVATIONS = ("tanh", "sigmoid", "relu", "gelu", "leaky_relu", "elu", "silu")
POOLINGS = ("avg", "max", "cls")
_SHARES = {"softmax": "softmax", "sparsemax": "sparsemax", "sparsemax_patch": "softmax"}
"""How the weights of layers are made by the name that hparams.yaml gives; the last is what the package makes of it."""

Tensor = Any


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a checkpoint's weights are put together.

    layer: the number of the one layer that is read, from 0, the embeddings; None where all are mixed. shares: "softmax"
    or "sparsemax". normalised: whether each layer is brought to mean 0 and variance 1 over a sentence before the mix.
    final: the activation after the last linear layer, or empty.
    """

    kind: str
    layer: int | None
    shares: str
    normalised: bool
    pooling: str
    activation: str
    final: str

    @property
    def reads_reference(self) -> bool:
        """Whether the model compares with a reference, too."""
        return self.kind == "regression_metric"


def recipe(told: Mapping[str, Any]) -> Recipe:
    """The recipe that hyperparameters describe; what they leave out is as the authors' package has it.

    Raises CheckerError for one that is not read here.
    """
    layer = told.get("layer", "mix")
    if layer != "mix" and (not isinstance(layer, int) or isinstance(layer, bool) or layer < 0):
        raise _unread("layer", layer, ("mix", "a number from 0"))
    normalised = told.get("layer_norm", True)
    if not isinstance(normalised, bool):
        raise _unread("layer_norm", normalised, ("true", "false"))
    _choice(told, "encoder_model", "XLM-RoBERTa", ("XLM-RoBERTa",))
    return Recipe(
        _choice(told, "class_identifier", "", tuple(KINDS)),
        None if layer == "mix" else layer,
        _SHARES[_choice(told, "layer_transformation", "softmax", tuple(_SHARES))],
        normalised,
        _choice(told, "pool", "avg", POOLINGS),
        _activation(told, "activations", "Tanh"),
        _activation(told, "final_activation", "") if told.get("final_activation") is not None else "",
    )


@dataclass(frozen=True, slots=True)
class Network:
    """A checkpoint that is ready to compute.

    encoder: XLM-R of transformers. shares: float32 (layers,), what each layer counts in the mix, gamma included.
    linear: the weight and the bias of each layer of the feed-forward, float32, in order.
    """

    recipe: Recipe
    encoder: Any
    shares: Tensor | None
    linear: tuple[tuple[Tensor, Tensor], ...]

    def vectors(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """float32 (texts, width) of texts given as numbers of tokens and mask, (texts, tokens) both."""
        told = self.encoder(input_ids=numbers, attention_mask=mask, output_hidden_states=True)
        return pooled(self._mixed(told.hidden_states, mask), mask, self.recipe.pooling)

    def scores(self, target: Tensor, source: Tensor, reference: Tensor | None) -> Tensor:
        """(texts,) of the vectors of each side, (texts, width)."""
        activation = getattr(loading.torch().nn.functional, self.recipe.activation)
        values = features(target, source, reference)
        for place, (weight, bias) in enumerate(self.linear):
            values = loading.torch().nn.functional.linear(activation(values) if place else values, weight, bias)
        if self.recipe.final:
            values = getattr(loading.torch().nn.functional, self.recipe.final)(values)
        return values.squeeze(-1)

    def _mixed(self, layers: Sequence[Tensor], mask: Tensor) -> Tensor:
        if self.recipe.layer is not None:
            return layers[self.recipe.layer].float()
        return mixed(layers, self.shares, mask if self.recipe.normalised else None)


def sparsemax(scores: Tensor) -> Tensor:
    """The point of the simplex that is nearest to scores (n,): sums to 1, and most of it may be exactly 0."""
    ordered = scores.sort(descending=True).values
    totals = ordered.cumsum(0)
    ranks = loading.torch().arange(1, len(scores) + 1, dtype=scores.dtype, device=scores.device)
    size = int((1 + ranks * ordered > totals).sum())
    return (scores - (totals[size - 1] - 1) / size).clamp(min=0)


def mixed(layers: Sequence[Tensor], shares: Tensor, mask: Tensor | None) -> Tensor:
    """The sum of layers (texts, tokens, width) by their shares, in float32; with a mask each is normalised first."""
    total = loading.torch().zeros_like(layers[0], dtype=loading.torch().float32)
    for share, layer in zip(shares, layers, strict=True):
        if share != 0:
            total += share * (layer.float() if mask is None else normalised(layer.float(), mask))
    return total


def normalised(layer: Tensor, mask: Tensor) -> Tensor:
    """A layer with mean 0 and variance 1 over all the numbers of each text's tokens, padding left out."""
    inside = mask.unsqueeze(-1).float()
    count = (mask.sum(1) * layer.shape[-1]).view(-1, 1, 1)
    mean = (layer * inside).sum((1, 2), keepdim=True) / count
    variance = (((layer - mean) * inside) ** 2).sum((1, 2), keepdim=True) / count
    return (layer - mean) / (variance + 1e-12).sqrt()


def pooled(tokens: Tensor, mask: Tensor, pooling: str) -> Tensor:
    """A vector a text, (texts, width), of its tokens (texts, tokens, width), the special ones included."""
    inside = mask.unsqueeze(-1).bool()
    if pooling == "cls":
        return tokens[:, 0]
    if pooling == "max":
        return tokens.masked_fill(~inside, float("-inf")).amax(1)
    return tokens.masked_fill(~inside, 0).sum(1) / mask.sum(1, keepdim=True)


def features(target: Tensor, source: Tensor, reference: Tensor | None) -> Tensor:
    """What the feed-forward reads, in the order of its training: (texts, 6 widths), or 4 without a reference."""
    beside_source = (target * source, (target - source).abs())
    if reference is None:
        return loading.torch().cat((target, source, *beside_source), 1)
    beside = (target * reference, (target - reference).abs())
    return loading.torch().cat((target, reference, *beside, *beside_source), 1)


def _activation(told: Mapping[str, Any], name: str, default: str) -> str:
    """The name of the function for the name of a class of torch: "LeakyReLU", "Tanh"."""
    known = {one.replace("_", ""): one for one in ACTIVATIONS}
    value = told.get(name, default)
    if not isinstance(value, str) or value.lower() not in known:
        raise _unread(name, value, tuple(known))
    return known[value.lower()]


def _choice(told: Mapping[str, Any], name: str, default: str, choices: tuple[str, ...]) -> str:
    value = told.get(name, default)
    if not isinstance(value, str) or value not in choices:
        raise _unread(name, value, choices)
    return value


def _unread(name: str, value: object, choices: tuple[str, ...]) -> CheckerError:
    return CheckerError(
        f"The checkpoint is of a kind that is not read: its {name} is {str(value)[:80]!r}, where one of "
        f"{', '.join(choices)} is expected."
    )
