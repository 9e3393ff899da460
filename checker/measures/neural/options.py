"""The options of a measure, read from a table of settings into a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from checker.errors import ConfigError
from checker.options import changed

DEVICES = ("auto", "cpu", "cuda")
DTYPES = ("auto", "float32", "bfloat16", "float16")


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What every measure by a transformers model can be told; one with more options extends it.

    model: a folder, or a name on the Hugging Face hub. revision: a commit, tag or branch of the hub's.
    device: "auto" is a GPU where there is one. dtype: "auto" is bfloat16 on a GPU that computes in it, else float32.
    batch: texts that are computed at once, at most.
    """

    model: str = ""
    revision: str = ""
    device: str = "auto"
    dtype: str = "auto"
    batch: int = 16


Options = TypeVar("Options")


def read(kind: type[Options], given: Mapping[str, Any], measure: str) -> Options:
    """The options of a measure; names are written as in a file, "least-words".

    kind: a frozen dataclass whose fields all have defaults; the kind of a default is the kind of its option.

    Raises ConfigError where there is no such option, where a value is of another kind, and where a measure by a model
    is told none.
    """
    options = changed(kind(), given, f"measure {measure!r}", f"[measures.{measure}]")
    if isinstance(options, ModelOptions):
        _demand_model(options, measure)
    return options


def among(value: str, choices: tuple[str, ...], where: str) -> str:
    """The value, where it is one of the choices. Raises ConfigError where it is none."""
    if value not in choices:
        raise ConfigError(f"{where} cannot be {value!r}: it takes one of {', '.join(choices)}.")
    return value


def _demand_model(options: ModelOptions, measure: str) -> None:
    if not options.model:
        raise ConfigError(
            f"The measure {measure!r} needs a model: name a folder or a model of the hub, as in "
            f"--measure {measure}=MODEL, or with model in [measures.{measure}]."
        )
    among(options.device, DEVICES, f"[measures.{measure}] device")
    among(options.dtype, DTYPES, f"[measures.{measure}] dtype")
    if options.batch < 1:
        raise ConfigError(f"[measures.{measure}] batch cannot be {options.batch}: it takes a whole number from 1.")
