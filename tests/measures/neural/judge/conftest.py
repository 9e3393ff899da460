"""A judge behind a server of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest

from checker.measures import measure
from checker.measures.neural.judge import make
from checker.model import Article
from tests.measures.neural.judge.server import LANGUAGES, SOURCE, TARGET, Behaviour, Judged, Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.over.set()
        made.shutdown()
        thread.join()


@pytest.fixture
def judged(server: Server, article: Callable[..., Article]) -> Callable[..., Judged]:
    def judge(
        behave: Behaviour, target: str = TARGET, source: str = SOURCE, reference: str | None = None, **options: Any
    ) -> Judged:
        server.behave = behave
        waited: list[float] = []
        given = {"model": "m", "endpoint": server.url, "timeout": 2.0, **options}
        measures = make({name.replace("_", "-"): value for name, value in given.items()}, waited.append)
        return Judged(measure(article(target, source, reference, LANGUAGES).beads, measures), waited)

    return judge
