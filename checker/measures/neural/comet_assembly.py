"""The weights of a COMET checkpoint are sorted into its encoder, its mix of layers and its feed-forward.

Every weight must be there in the size that the others ask for; none is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.errors import CheckerError
from checker.measures.neural import loading
from checker.measures.neural.batches import is_memory
from checker.measures.neural.comet_network import KINDS, Network, Recipe, Tensor, sparsemax

_ENCODER, _LINEAR, _SHARE, _GAMMA = (
    "encoder.model.",
    "estimator.ff.",
    "layerwise_attention.scalar_parameters.",
    "layerwise_attention.gamma",
)
_UNREAD = ("embeddings.position_ids", "embeddings.token_type_ids", "pooler.")
"""Beginnings of names in the encoder that older versions saved and nothing reads."""

_PLACES = frozenset(map(str, range(64)))
_NUMBERS = ("hidden_size", "num_hidden_layers", "vocab_size", "max_position_embeddings", "pad_token_id")


def configuration(place: Path) -> Any:
    """The configuration of the encoder in a folder. Raises CheckerError where it is no XLM-R."""
    found = loading.settings(place)
    if found.get("model_type") != "xlm-roberta":
        raise CheckerError(
            f"The encoder in {place} is of the type {found.get('model_type')!r}, where the type 'xlm-roberta' is read: "
            "name its folder, or its name on the hub, with encoder in [measures.comet]."
        )
    try:
        told = loading.transformers().XLMRobertaConfig.from_dict(dict(found))
    except Exception as error:
        raise CheckerError(f"The settings in {place} cannot be read: {loading.first_line(error)}.") from None
    for name in _NUMBERS:
        if not isinstance(getattr(told, name), int):
            raise CheckerError(f"The settings in {place} cannot be read: {name} is no whole number.")
    return told


def assembled(
    weights: Mapping[str, Tensor], recipe: Recipe, settings: Any, path: Path, device: Any, precision: str
) -> Network:
    """The network of a checkpoint's weights, in evaluation mode on a device.

    settings: the configuration of its encoder. path: of the checkpoint, for what is said of it. precision: the dtype of
    the encoder; all that comes after it is computed in float32.

    Raises CheckerError where weights are missing or of another size.
    """
    linear = _linear(weights, KINDS[recipe.kind] * settings.hidden_size, path)
    shares = _shares(weights, recipe, settings.num_hidden_layers + 1, path)
    if recipe.layer is not None and recipe.layer > settings.num_hidden_layers:
        raise _damaged(path, f"it reads the layer {recipe.layer} of an encoder with {settings.num_hidden_layers}")
    try:
        encoder = _encoder(weights, settings, path, loading.dtype(precision, device)).to(device).eval()
        moved = tuple((weight.to(device), bias.to(device)) for weight, bias in linear)
        return Network(recipe, encoder, None if shares is None else shares.to(device), moved)
    except (RuntimeError, MemoryError) as error:
        if not is_memory(error):
            raise
        raise CheckerError(
            f"The checkpoint {path} does not fit the memory of the device {device}: choose a smaller one."
        ) from None


def _encoder(weights: Mapping[str, Tensor], settings: Any, path: Path, dtype: Any) -> Any:
    found = {name.removeprefix(_ENCODER): value for name, value in weights.items() if name.startswith(_ENCODER)}
    found = {name: value for name, value in found.items() if not name.startswith(_UNREAD)}
    library = loading.transformers()
    with loading.silenced(library):
        try:
            encoder, report = library.XLMRobertaModel.from_pretrained(
                None,
                config=settings,
                state_dict=found,
                add_pooling_layer=False,
                dtype=dtype,
                ignore_mismatched_sizes=True,  # told by the report, in a sentence
                output_loading_info=True,
            )
        except Exception as error:
            if is_memory(error):
                raise
            raise _damaged(path, f"its encoder cannot be built, {loading.first_line(error)}") from None
    wrong = [str(one[0] if isinstance(one, tuple) else one) for one in report["mismatched_keys"]]
    troubled = sorted([*report["missing_keys"], *report["unexpected_keys"], *wrong])
    if troubled:
        raise _damaged(path, f"{len(troubled)} of its encoder's weights do not match its settings, as {troubled[0]}")
    return encoder


def _linear(weights: Mapping[str, Tensor], width: int, path: Path) -> tuple[tuple[Tensor, Tensor], ...]:
    """The linear layers in order, the first one over `width` features and the last one telling one number."""
    parts = [name.removeprefix(_LINEAR).split(".") for name in weights if name.startswith(_LINEAR)]
    places = sorted({int(place) for place, *_ in parts if place in _PLACES})
    layers = []
    for place in places:
        weight, bias = (weights.get(f"{_LINEAR}{place}.{part}") for part in ("weight", "bias"))
        if weight is None or bias is None or tuple(weight.shape[1:]) != (width,) or bias.shape != weight.shape[:1]:
            raise _damaged(
                path, f"layer {place} of its feed-forward does not read the {width} numbers that it is given"
            )
        layers.append((weight.float(), bias.float()))
        width = len(bias)
    if not layers or width != 1:
        raise _damaged(path, "its feed-forward does not end in one number")
    return tuple(layers)


def _shares(weights: Mapping[str, Tensor], recipe: Recipe, layers: int, path: Path) -> Tensor | None:
    """What each of the layers counts in the mix; None where one layer is read alone."""
    if recipe.layer is not None:
        return None
    told = [weights.get(f"{_SHARE}{place}") for place in range(layers)]
    gamma = weights.get(_GAMMA)
    missing = gamma is None or gamma.numel() != 1 or any(one is None or one.numel() != 1 for one in told)
    if gamma is None or missing or f"{_SHARE}{layers}" in weights:
        raise _damaged(path, f"it does not tell the shares of the {layers} layers of its encoder")
    scores = loading.torch().cat([one.float().flatten() for one in told if one is not None])
    return gamma.float() * (sparsemax(scores) if recipe.shares == "sparsemax" else scores.softmax(0))


def _damaged(path: Path, why: str) -> CheckerError:
    return CheckerError(f"The checkpoint {path} is damaged or of another kind: {why}.")
