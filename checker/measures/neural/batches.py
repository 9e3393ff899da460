"""Batches of texts of like length, so that little is padded; what is too much for the memory is halved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from checker.errors import CheckerError

Item = TypeVar("Item")
Result = TypeVar("Result")

Progress = Callable[[int, int], None]
"""Is told how many items of a run are done, and of how many."""

_PROGRESS: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """Within it, every run tells how far it is."""
    token = _PROGRESS.set(progress)
    try:
        yield
    finally:
        _PROGRESS.reset(token)


def tell(done: int, count: int) -> None:
    """Tells whoever watches how many items are done, of how many."""
    progress = _PROGRESS.get()
    if progress is not None:
        progress(done, count)


def run(
    items: Sequence[Item], lengths: Sequence[int], compute: Callable[[Sequence[Item]], Sequence[Result]], size: int
) -> list[Result]:
    """What `compute` tells of each item, in the order of the items.

    lengths: of each item, in tokens. compute: takes a batch, tells one result an item. size: items of a batch at most.

    The longest come first, so that what does not fit shows at once. A batch that is too much for the memory is halved,
    and none that is as large (items times its longest) is tried again. Raises CheckerError where one item is too much.
    """
    order = sorted(range(len(items)), key=lambda index: (-lengths[index], index))
    results: dict[int, Result] = {}
    most: int | None = None
    while len(results) < len(order):
        done = len(results)
        longest = max(1, lengths[order[done]])
        count = min(size, len(order) - done) if most is None else max(1, min(size, len(order) - done, most // longest))
        batch = order[done : done + count]
        told = _computed([items[index] for index in batch], compute)
        if told is None:
            if count == 1:
                raise CheckerError(
                    f"A text of {longest} tokens is too much for the memory that the model leaves: choose a smaller "
                    f'model, or device = "cpu".'
                )
            most = longest * (count // 2)
            continue
        results.update(zip(batch, told, strict=True))
        tell(len(results), len(order))
    return [results[index] for index in range(len(items))]


def _computed(batch: Sequence[Item], compute: Callable[[Sequence[Item]], Sequence[Result]]) -> Sequence[Result] | None:
    """The results of a batch, or None where the memory did not suffice."""
    try:
        return compute(batch)
    except (RuntimeError, MemoryError) as error:
        if not is_memory(error):
            raise
    # Outside of the handler: as long as the error lives, so do the tensors of the frames that it came through.
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
    return None


def padded(rows: Sequence[Sequence[int]], padding: int) -> tuple[list[list[int]], list[list[int]]]:
    """Numbers of tokens, filled up on the right to one length, and the mask: 1 where a token is, 0 in the padding."""
    longest = max(map(len, rows))
    return (
        [[*row, *[padding] * (longest - len(row))] for row in rows],
        [[1] * len(row) + [0] * (longest - len(row)) for row in rows],
    )


def is_memory(error: Exception) -> bool:
    """Whether an error says that memory ran out, on a GPU or elsewhere."""
    message = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or "out of memory" in message
        or "can't allocate memory" in message
    )
