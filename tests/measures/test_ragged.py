"""What is said of many rows at once is what numpy says of each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from checker.measures.ragged import Ragged

NUMBERS = st.floats(-100, 100, width=32)
ROWS = st.lists(st.lists(NUMBERS, max_size=7), min_size=1, max_size=6)


@given(ROWS)
def test_each_row_is_told_as_if_it_were_alone(rows: list[list[float]]) -> None:
    ragged = Ragged([len(row) for row in rows])
    values = np.array([value for row in rows for value in row], np.float32)
    ordered = ragged.ordered(values)
    told = np.stack(
        [
            *(ragged.sum(values), ragged.mean(values), ragged.mean(values > 0), ordered.least()),
            *(ordered.most(), ordered.most(3), ordered.median()),
        ],
        axis=1,
    )
    for row, found in zip(rows, told, strict=True):
        np.testing.assert_allclose(found, _alone(np.array(row, np.float32)), rtol=1e-4, atol=1e-3)


def _alone(row: npt.NDArray[np.float32]) -> list[float]:
    if not len(row):
        return [0.0] * 7
    shares = (row.sum(), row.mean(), (row > 0).mean(), row.min())
    return [float(one) for one in (*shares, row.max(), np.sort(row)[-3:].mean(), np.median(row))]
