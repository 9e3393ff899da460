"""A language model as a judge: error spans by MQM, of which only those count whose words stand in the texts.

`judge`: 0 where it finds no error, else minus the penalties of its errors, minor 1, major 5, critical 25: higher is
better, and there is no lower end. `judge-spans`: the errors, in the target or, for what was left out, in the source;
the value of a span is its penalty. `judge-dropped`: errors that it claimed and that could not be found. Beside them, as
far as they are told, `judge-tokens-in` and `judge-tokens-out`, of all tries.

The model answers behind an OpenAI-compatible endpoint, or is loaded from a folder. Nothing is sent unless settings name
an endpoint, and where it goes to is said. A text can keep a judge from finding its errors, as it can with a person; it
cannot make the judge say anything but spans of the text. Answers of one model to one question may still differ from one
server to another: the signature names model, server, the wording of the question and what limits the answer.

Method: GEMBA-MQM (Kocmi and Federmann 2023) and AutoMQM (Fernandes et al. 2023), with a prompt of our own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from logging import getLogger
from math import inf
from multiprocessing import parent_process
from pathlib import Path
from threading import Event
from typing import Any

from checker.errors import ConfigError
from checker.measures import Measure, Refused, Told
from checker.measures.neural import judge_endpoint, loading
from checker.measures.neural.judge_endpoint import Endpoint
from checker.measures.neural.judge_local import LocalModel
from checker.measures.neural.judge_prompt import REVISION
from checker.measures.neural.judge_verdicts import Asked, Judge, Judged, JudgeOptions
from checker.measures.neural.options import DEVICES, DTYPES, ModelOptions, among, read
from checker.model import Bead, Side

LOG = getLogger(__name__)
"""Is told where texts are sent to (a warning)."""

_OURS = frozenset({"model", "messages", "stream", "n", "tools"})
_RANGES = {
    "timeout": (0.001, 3_600.0),
    "retries": (0, 20),
    "concurrency": (1, 256),
    "max_tokens": (1, 1 << 20),
    "temperature": (0.0, 2.0),
    "price_in": (0.0, inf),
    "price_out": (0.0, inf),
    "longest": (1, 1 << 20),
}


def make(given: Mapping[str, Any], sleep: Callable[[float], object] | None = None) -> tuple[Measure, ...]:
    """The measures of a judge. sleep: what waits for some seconds between two tries, where not the judge's own.

    Raises ConfigError for options that make no judge, and where the variable with the key is not set.
    """
    options = _demanded(read(JudgeOptions, given, "judge"))
    stopped = Event()
    if options.endpoint:
        asked, signature = _endpoint(options, stopped, sleep)
    else:
        asked, signature = _local(options)
        options = replace(options, concurrency=1, body={})
    judge = Judge(options, asked, stopped)
    parts: tuple[tuple[str, Callable[[Judged], Told]], ...] = (
        ("judge", _score),
        ("judge-spans", lambda one: None if isinstance(one.verdict, Refused) else one.verdict.spans),
        ("judge-dropped", lambda one: None if isinstance(one.verdict, Refused) else one.verdict.dropped),
        ("judge-tokens-in", lambda one: one.tokens and one.tokens[0]),
        ("judge-tokens-out", lambda one: one.tokens and one.tokens[1]),
    )
    return tuple(
        Measure(
            name,
            (Side.SOURCE,),
            partial(_told, judge, part),
            apart=True,
            signature=signature if name == "judge" else "judge",
        )
        for name, part in parts
    )


def _told(judge: Judge, part: Callable[[Judged], Told], beads: Sequence[Bead]) -> list[Told]:
    return [part(one) for one in judge.judge(beads)]


def _score(one: Judged) -> Told:
    return one.verdict if isinstance(one.verdict, Refused) else one.verdict.score


def _endpoint(options: JudgeOptions, stopped: Event, sleep: Callable[[float], object] | None) -> tuple[Asked, str]:
    """A server to ask, and the signature of its answers."""
    address = judge_endpoint.address(options.endpoint)
    key = judge_endpoint.key(options.key_variable)
    _announce(str(address), options.model)
    fields = [options.model, address.place, f"prompt:{REVISION}", f"max-tokens:{options.max_tokens}"]
    fields += [f"temperature:{options.temperature:g}"] if options.temperature else []
    fields += [] if options.json_mode else ["text"]
    if options.body:
        told = json.dumps(options.body, sort_keys=True)
        fields.append(f"body:{sha256(told.encode()).hexdigest()[:8]}")
    signature = "".join(one if one.isprintable() and one != "|" else "_" for one in ",".join(fields))
    return Endpoint(address, key, options.timeout, options.retries, stopped, sleep), signature


def _local(options: JudgeOptions) -> tuple[Asked, str]:
    if not Path(options.model).expanduser().is_dir():
        raise ConfigError(
            f"The measure 'judge' needs a server or a folder: {options.model!r} is no folder with a model, and "
            "[measures.judge] endpoint names no address, such as http://localhost:8000/v1."
        )
    chosen = ModelOptions(model=options.model, device=options.device, dtype=options.dtype, batch=1)
    told = {"prompt": REVISION, "max-tokens": options.max_tokens}
    return LocalModel(chosen), loading.signature(chosen, **told)


@cache
def _announce(address: str, model: str) -> None:
    """Says once in a run that texts leave it; processes that work for another one stay silent."""
    if parent_process() is None:
        LOG.warning("The texts are sent to %s, to be judged by %s.", address, model)


def _demanded(options: JudgeOptions) -> JudgeOptions:
    """The options, where they can be. Raises ConfigError."""
    if not options.model.strip():
        raise ConfigError(
            "The measure 'judge' needs a model: name it as the server does, or a folder, as in --measure judge=MODEL, "
            "or with model in [measures.judge]."
        )
    for name, (least, most) in _RANGES.items():
        value = getattr(options, name)
        if not least <= value <= most:
            where = f"[measures.judge] {name.replace('_', '-')}"
            raise ConfigError(f"{where} cannot be {value}: it takes a number from {least:g} to {most:g}.")
    wrong = sorted(_OURS & set(options.body))
    if wrong:
        raise ConfigError(f"[measures.judge] body cannot hold {wrong[0]!r}: the measure itself sets it.")
    try:
        json.dumps(options.body, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"[measures.judge] body cannot be sent, since JSON has no such value: {error}.") from None
    among(options.device, DEVICES, "[measures.judge] device")
    among(options.dtype, DTYPES, "[measures.judge] dtype")
    return options
