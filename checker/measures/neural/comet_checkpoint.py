"""Checkpoints in the layout of COMET's authors, hparams.yaml beside checkpoints/model.ckpt, read without running them.

A .ckpt is a pickle, and a pickle can run code. torch's loader for weights alone builds tensors and plain values, and
nothing else. Old training libraries left values of their own classes in it, which nobody needs here: those are read as
empty values, and any other class or function is a reason to refuse the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from checker.errors import CheckerError
from checker.measures.neural import loading

SETTINGS = "hparams.yaml"

_WEIGHTS = ("checkpoints/*.safetensors", "checkpoints/*.ckpt", "*.ckpt")
"""Where a folder keeps its weights; the first pattern with a file counts."""

_LEFT_BEHIND = ("pytorch_lightning.", "lightning.", "lightning_fabric.", "torchmetrics.", "omegaconf.", "numpy.")
"""Libraries whose classes stand in old checkpoints beside the weights."""


class Checkpoint(NamedTuple):
    """place: the folder that holds the settings. weights: the file. named: whether the user named that file."""

    place: Path
    weights: Path
    named: bool


class _Empty(dict[Any, Any]):
    """Stands for a value of a class that is not loaded."""

    def __init__(self, *told: object, **more: object) -> None:
        super().__init__()

    def __setstate__(self, state: object) -> None:
        pass


def find(model: str, revision: str = "") -> Checkpoint:
    """The checkpoint that is meant by a folder, a .ckpt file or a name of the hub. Raises CheckerError for none."""
    path = Path(model).expanduser()
    if path.is_file():
        place = next((one for one in path.resolve().parents[:2] if (one / SETTINGS).is_file()), path.parent)
        return _demand_settings(Checkpoint(place, path, named=True))
    place = loading.folder(model, revision)
    for pattern in _WEIGHTS:
        found = sorted(place.glob(pattern))
        if len(found) > 1:
            raise CheckerError(f"The folder {place} holds {len(found)} checkpoints: name one, such as {found[0]}.")
        if found:
            return _demand_settings(Checkpoint(place, found[0], named=False))
    raise CheckerError(f"The folder {place} holds no COMET checkpoint: checkpoints/model.ckpt is missing.")


def hyperparameters(place: Path) -> Mapping[str, Any]:
    """What hparams.yaml says. Raises CheckerError where it is no table of plain values."""
    path = place / SETTINGS
    try:
        told = import_module("yaml").safe_load(path.read_text(encoding="utf-8"))
    except ImportError:
        raise CheckerError(
            "The package pyyaml is not installed: measures by models need the extra, "
            "pip install 'translation-checker[neural]'."
        ) from None
    except Exception as error:
        raise CheckerError(f"The file {path} of the model cannot be read: {loading.first_line(error)}.") from None
    if not isinstance(told, dict) or not all(isinstance(name, str) for name in told):
        raise CheckerError(f"The file {path} of the model cannot be read: it holds no table of settings.")
    return told


def read(path: Path) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The weights in a checkpoint, by name, and the hyperparameters that it was trained with, where it tells them.

    Raises CheckerError where the file is damaged, would run code, or holds no weights.
    """
    found = loading.tensors(path) if path.suffix == ".safetensors" else _unpickled(path)
    weights = found.get("state_dict", found)
    told = found.get("hyper_parameters")
    if not isinstance(weights, Mapping) or not weights:
        raise CheckerError(f"The checkpoint {path} holds no table of weights.")
    for name, value in weights.items():
        if not isinstance(name, str) or not _is_plain(value):
            raise CheckerError(f"The checkpoint {path} is damaged: {name!r} among its weights is none.")
    return weights, told if isinstance(told, Mapping) else {}


def _is_plain(value: Any) -> bool:
    """Whether a value is a dense tensor that holds its numbers."""
    torch = loading.torch()
    plain = isinstance(value, torch.Tensor) and value.layout is torch.strided and value.device.type == "cpu"
    return bool(plain and not value.is_quantized and not value.is_complex())


def _unpickled(path: Path) -> Mapping[str, Any]:
    serialization = loading.torch().serialization
    try:
        foreign = serialization.get_unsafe_globals_in_checkpoint(path)
    except Exception:  # no archive: an old format that the loader itself judges, or a damaged file
        return loading.tensors(path)
    refused = sorted(name for name in foreign if not name.startswith(_LEFT_BEHIND))
    if refused:
        raise CheckerError(
            f"The checkpoint {path} is refused: to read it would call {refused[0]}, and weights need no such thing."
        )
    with serialization.safe_globals([(_Empty, name) for name in foreign]):
        return loading.tensors(path)


def _demand_settings(found: Checkpoint) -> Checkpoint:
    if not (found.place / SETTINGS).is_file():
        raise CheckerError(f"The checkpoint {found.weights} cannot be used: its {SETTINGS} is missing.")
    return found
