"""Options of measures: read from a table, told in a sentence where they are none."""

from __future__ import annotations

from typing import Any

import pytest

from checker.errors import ConfigError
from checker.measures.neural.options import ModelOptions, read


def test_a_table_becomes_a_value() -> None:
    found = read(ModelOptions, {"model": "owner/name", "batch": 4}, "comet")
    assert found == ModelOptions("owner/name", batch=4)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "needs a model"),
        ({"model": "m", "modle": "x"}, "did you mean 'model'"),
        ({"model": "m", "zzz": 1}, "it has model, revision"),
        ({"model": 3}, "such as ''|a value like ''"),
        ({"model": "m", "batch": "many"}, "a value like 16"),
        ({"model": "m", "batch": True}, "a value like 16"),
        ({"model": "m", "batch": 0}, "from 1"),
        ({"model": "m", "device": "tpu"}, "auto, cpu, cuda"),
        ({"model": "m", "dtype": "int8"}, "bfloat16"),
    ],
)
def test_what_is_no_option_is_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read(ModelOptions, given, "comet")
