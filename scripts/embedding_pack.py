"""Write a trained embedding as the files that `checker.measures.embedded` maps into memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt


def pack(vectors: npt.NDArray[np.float32], vocabulary: Path, out: Path) -> None:
    """vectors (pieces, dims) -> vectors.npy int8, scales.npy float16 (pieces,) and pieces.model in the folder `out`."""
    longest = np.sqrt((vectors**2).sum(1).max())
    vectors = (vectors / longest).astype(np.float32)
    scales = (np.abs(vectors).max(1) / 127).astype(np.float16)
    steps = np.where(scales > 0, scales, 1).astype(np.float32)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "vectors.npy", np.clip(np.rint(vectors / steps[:, None]), -127, 127).astype(np.int8))
    np.save(out / "scales.npy", scales)
    shutil.copyfile(vocabulary, out / "pieces.model")
