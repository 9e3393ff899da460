"""A checkpoint on disk, and an article that it can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.measures.neural import loading
from checker.measures.neural.comet import loaded
from checker.model import Article
from tests.measures.neural.comet.built import REFERENCE, SOURCE, TARGET, Built


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What was read in one test is not known in the next one."""
    yield
    loaded.cache_clear()
    loading.digest.cache_clear()


@pytest.fixture
def build(torch: Any, tmp_path: Path) -> Callable[..., Built]:
    """Builds a checkpoint with other hyperparameters."""

    def made(name: str = "comet", **changes: object) -> Built:
        return Built(tmp_path / name, **changes)

    return made


@pytest.fixture
def built(build: Callable[..., Built]) -> Built:
    return build()


@pytest.fixture
def news(article: Callable[..., Article]) -> Article:
    made = article(TARGET, SOURCE, REFERENCE)
    assert len(made.beads) == 3
    return made
