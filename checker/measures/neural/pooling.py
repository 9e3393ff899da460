"""How an encoder's states become one vector: as its files say, or as is known of its kind.

The files are those of sentence-transformers: `modules.json` lists transformer, pooling, dense layers, each with a
folder and a `config.json` of its own. LaBSE, for one, has a dense layer behind its first state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from checker.errors import CheckerError, ConfigError
from checker.measures.neural import loading

if TYPE_CHECKING:
    from checker.measures.neural.embedding import Options

_KNOWN = {"e5": ("mean", "query: "), "labse": ("pooler", ""), "bge-m3": ("cls", "")}
"""Pooling and prefix by a part of the model's name, where its files do not tell them. Of e5 that is for texts that are
compared as equals; the models with instructions have other prefixes."""

_NAMES = {"cls_token": "cls", "mean_tokens": "mean", "max_tokens": "max", "lasttoken": "last"}
_NO_PREFIX = ("instruct",)


def _cls(told: Any, mask: Any) -> Any:
    return told.last_hidden_state[:, 0].float()


def _mean(told: Any, mask: Any) -> Any:
    # In 32 bits: sums over many tokens lose too much in fewer.
    weights = mask[..., None].float()
    return (told.last_hidden_state.float() * weights).sum(1) / weights.sum(1)


def _max(told: Any, mask: Any) -> Any:
    return told.last_hidden_state.float().masked_fill(mask[..., None] == 0, float("-inf")).amax(1)


def _last(told: Any, mask: Any) -> Any:
    rows = loading.torch().arange(len(mask), device=mask.device)
    return told.last_hidden_state[rows, mask.sum(1) - 1].float()


def _pooler(told: Any, mask: Any) -> Any:
    return told.pooler_output.float()


POOLINGS: Mapping[str, Callable[[Any, Any], Any]] = {
    "cls": _cls,
    "mean": _mean,
    "max": _max,
    "last": _last,
    "pooler": _pooler,
}
"""By name what makes float32 vectors (n, d) of a model's output and the mask (n, tokens), padded on the right."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is done with a text and with the states of its tokens.

    most: tokens of a text that the files allow, 0 where they say nothing. lower: whether it is read in lower case.
    dense: the folders of the layers behind the pooling.
    """

    pooling: str
    prefix: str
    most: int = 0
    lower: bool = False
    dense: tuple[Path, ...] = ()

    def text(self, text: str) -> str:
        """What the model is given to read."""
        return self.prefix + (text.lower() if self.lower else text)

    def longest(self, tokenizer: Any, config: Any) -> int:
        """The tokens of the longest text that the model can read, those at its ends included."""
        limits = [self.most, getattr(config, "max_position_embeddings", 0) or 0, tokenizer.model_max_length]
        if config.model_type in ("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl"):
            limits[1] -= config.pad_token_id + 1  # their positions begin behind the padding's
        return int(min((limit for limit in limits if limit > 0), default=512))

    def layers(self, device: Any) -> list[Any]:
        """The layers behind the pooling. Raises CheckerError where one is damaged or of a kind that is not known."""
        return [_dense(place).float().to(device).eval() for place in self.dense]


def recipe(options: Options) -> Recipe:
    """The recipe of a model: what the options say, then its files, then its name.

    Raises ConfigError where none of them tells the pooling.
    """
    place = loading.folder(options.model, options.revision)
    told = _of_files(place)
    known = _of_name(options.model, place)
    pooling = options.pooling or (told.pooling if told else "") or (known[0] if known else "")
    if not pooling:
        raise ConfigError(
            f"Neither files nor name of the model {options.model!r} tell how its vectors are made: say it with pooling "
            f"in [measures.embedding], one of {', '.join(POOLINGS)}."
        )
    prefix = options.prefix
    if prefix is None:
        prefix = (told.prefix if told else "") or (known[1] if known else "")
    if not isinstance(prefix, str):
        raise ConfigError(f"[measures.embedding] prefix cannot be {prefix!r}: it takes a text.")
    if told is None:
        return Recipe(pooling, prefix)
    return Recipe(pooling, prefix, told.most, told.lower, told.dense)


def _of_name(name: str, place: Path) -> tuple[str, str] | None:
    lowered = f"{name}/{place.resolve().name}".lower()
    for part, known in _KNOWN.items():
        if re.search(rf"(?<![a-z0-9]){part}(?![a-z0-9])", lowered.replace("_", "-")):
            return (known[0], "") if any(word in lowered for word in _NO_PREFIX) else known
    return None


def _of_files(place: Path) -> Recipe | None:
    """What the files of sentence-transformers say; None where there are none."""
    if not (place / "modules.json").is_file():
        return None
    pooling, dense = "", []
    for module in _modules(place):
        kind, folder = str(module.get("type", "")).rpartition(".")[2], _part(place, str(module.get("path", "")))
        if kind == "Pooling":
            pooling = _pooling(loading.settings(folder), folder)
        elif kind == "Dense":
            dense.append(folder)
        elif kind not in ("Transformer", "Normalize"):
            raise CheckerError(f"The model in {place} has a part of the kind {kind!r}, which is not read here.")
    own = loading.settings(place, "sentence_bert_config.json")
    prompts = loading.settings(place, "config_sentence_transformers.json")
    chosen = prompts.get("default_prompt_name")
    prefix = str(prompts.get("prompts", {}).get(chosen, "")) if chosen else ""
    return Recipe(pooling, prefix, int(own.get("max_seq_length") or 0), bool(own.get("do_lower_case")), tuple(dense))


def _part(place: Path, path: str) -> Path:
    """The folder of a part, which is one of the model's own. Raises CheckerError for any other."""
    if PurePath(path).is_absolute() or ".." in PurePath(path).parts:
        raise CheckerError(f"The model in {place} names the part {path!r}, which is none of its own folders.")
    return place / path


def _modules(place: Path) -> list[dict[str, Any]]:
    told = loading.parsed(place / "modules.json")
    if not isinstance(told, list) or not all(isinstance(module, dict) for module in told):
        raise CheckerError(f"The file {place / 'modules.json'} of the model cannot be read: it holds no list of parts.")
    return told


def _pooling(told: Mapping[str, Any], folder: Path) -> str:
    modes = [name.removeprefix("pooling_mode_") for name, on in told.items() if on is True and "pooling_mode_" in name]
    if "pooling_mode" in told:
        modes = [str(told["pooling_mode"])]
    if len(modes) != 1 or _NAMES.get(modes[0], modes[0]) not in POOLINGS:
        raise CheckerError(f"The pooling that {folder} asks for, {', '.join(modes) or 'none'}, is not read here.")
    return _NAMES.get(modes[0], modes[0])


def _dense(place: Path) -> Any:
    """A linear layer and what follows it."""
    nn = loading.torch().nn
    told = loading.settings(place)
    kind = str(told.get("activation_function", "")).rpartition(".")[2]
    if kind not in ("Tanh", "Identity", "ReLU", "GELU"):
        raise CheckerError(f"The layer in {place} has an activation that is not read here: {kind or 'none'}.")
    path = next((path for path in (place / "model.safetensors", place / "pytorch_model.bin") if path.is_file()), None)
    if path is None:
        raise CheckerError(f"The layer in {place} has no weights: model.safetensors is missing.")
    weights = loading.tensors(path)
    try:
        linear = nn.Linear(int(told["in_features"]), int(told["out_features"]), bias="linear.bias" in weights)
        linear.load_state_dict({name.removeprefix("linear."): weight for name, weight in weights.items()})
    except (KeyError, ValueError, RuntimeError) as error:
        raise CheckerError(f"The layer in {place} is damaged: {loading.first_line(error)}.") from None
    return nn.Sequential(linear, getattr(nn, kind)())
