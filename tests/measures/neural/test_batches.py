"""Batches: every item once, in the order it came, whatever the memory holds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import CheckerError
from checker.measures.neural import batches


class OutOfMemoryError(RuntimeError):
    """As torch names it."""


@given(st.lists(st.integers(1, 50), max_size=40), st.integers(1, 9), st.integers(50, 400))
def test_the_order_is_kept_and_no_batch_that_failed_is_tried_again(lengths: list[int], size: int, room: int) -> None:
    failed: list[int] = []

    def compute(batch: Sequence[int]) -> Sequence[int]:
        cost = len(batch) * max(lengths[index] for index in batch)
        assert len(batch) <= size
        assert not failed or cost < min(failed)
        if cost > room:
            failed.append(cost)
            raise OutOfMemoryError("CUDA out of memory")
        return [index * 2 for index in batch]

    assert batches.run(range(len(lengths)), lengths, compute, size) == [index * 2 for index in range(len(lengths))]


def test_real_errors_of_torch_are_known() -> None:
    torch = pytest.importorskip("torch", reason="the extra neural is not installed")
    seen: list[int] = []

    def compute(batch: Sequence[str]) -> Sequence[str]:
        seen.append(len(batch))
        if len(batch) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")
        return batch

    assert batches.run(["a", "b", "c", "d", "e"], [1] * 5, compute, 5) == ["a", "b", "c", "d", "e"]
    assert seen == [5, 2, 2, 1]


def test_one_item_that_does_not_fit_ends_the_run() -> None:
    def compute(batch: Sequence[str]) -> Sequence[str]:
        raise MemoryError

    with pytest.raises(CheckerError, match="A text of 700 tokens is too much for the memory"):
        batches.run(["a"], [700], compute, 8)


def test_other_errors_are_not_swallowed() -> None:
    def compute(batch: Sequence[str]) -> Sequence[str]:
        raise RuntimeError("shapes differ")

    with pytest.raises(RuntimeError, match="shapes differ"):
        batches.run(["a", "b"], [1, 1], compute, 8)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    with batches.watched(lambda done, of: told.append((done, of))):
        batches.run("abcde", [1, 2, 3, 4, 5], list, 2)
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_padding_is_on_the_right_and_masked() -> None:
    assert batches.padded([[5, 6, 7], [8]], 1) == ([[5, 6, 7], [8, 1, 1]], [[1, 1, 1], [1, 0, 0]])
