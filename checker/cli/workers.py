"""Batches of rows, scored here or in processes of their own."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING

from checker.cli import look_seldom_for_rings
from checker.config import Config

if TYPE_CHECKING:
    from checker.pairs import Languages, Scorer
    from checker.rows import Row, Scored


def scored(batches: Iterable[tuple[Row, ...]], scorer: Scorer, settings: Config) -> Iterator[Scored]:
    """The rows of all batches, in order; with several workers as many batches as they can hold are under way."""
    if settings.workers == 1:
        for batch in batches:
            yield from scorer.batch(batch)
        return
    with _processes(scorer, settings) as pool:
        under_way: deque[Future[tuple[Scored, ...]]] = deque()
        for batch in batches:
            with _interrupts_held():
                under_way.append(pool.submit(_work, batch))
            if len(under_way) > 2 * settings.workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


@contextmanager
def _processes(scorer: Scorer, settings: Config) -> Iterator[ProcessPoolExecutor]:
    """The workers. Where the run breaks off, so do they, and not when they are done with what they were given."""
    with ProcessPoolExecutor(settings.workers, get_context("spawn"), _begin_work, (scorer.spoken, settings)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in active_children():
                worker.terminate()
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Within it Ctrl-C waits. A worker that begins here never hears of it: ending it is up to this process alone."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_OF_WORKER: list[Scorer] = []
"""The scorer of a worker's process: what it holds cannot be sent there."""


def _begin_work(spoken: Languages, settings: Config) -> None:
    from checker.pairs import Scorer

    look_seldom_for_rings()
    _OF_WORKER.append(Scorer.of(spoken, settings))


def _work(batch: tuple[Row, ...]) -> tuple[Scored, ...]:
    return _OF_WORKER[0].batch(batch)
