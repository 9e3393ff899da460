"""Machine translations that people judged, with the features of the estimate: what it is fitted on and tried on."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.measures.estimate import BATCH, LONGEST
from checker.measures.estimate_features import Features, features
from checker.pairs import Languages, article_of
from checker.rows import Row

MOST = 5_000
"""Translations of a set with several translations a source that are read; whole sources."""

WORST = 25.0
"""MQM points of a segment beyond which it is no worse."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Judged:
    """Translations and their judgements, higher is better. sources: of each its source, where one has several."""

    name: str
    told: Features
    judgements: Floats
    sources: npt.NDArray[np.int64] | None = None

    @property
    def pair(self) -> str:
        """Source and target language."""
        return self.name.split(".")[1]

    def together(self) -> Judged:
        """The same, as if nothing were known of what translates the same source."""
        return replace(self, sources=None)

    def some(self, chosen: npt.NDArray[np.bool_]) -> Judged:
        """Some of the rows."""
        told = Features(*(group[chosen] for group in self.told))
        return replace(
            self,
            told=told,
            judgements=self.judgements[chosen],
            sources=None if self.sources is None else self.sources[chosen],
        )


def judged(data: Path, name: str, part: str, cache: Path | None) -> Judged:
    """One set. part: "train" or "dev" of direct assessments, "even" or "odd" documents of others."""
    kept = cache / f"{name}.{part}.npz" if cache else None
    if kept is None or not kept.exists():
        rows = list(_rows(data, name, part))
        pair = name.split(".")[1].split("-")
        told = _features([row for row, _ in rows], Languages(pair[1], pair[0]))
        sources = np.unique([row.source or "" for row, _ in rows], return_inverse=True)[1]
        found = {"judgements": np.array([value for _, value in rows]), "sources": sources, **told._asdict()}
        if kept is None:
            return _judged(name, found)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, **found)
    with np.load(kept) as found:
        return _judged(name, dict(found))


def _judged(name: str, found: dict[str, Any]) -> Judged:
    told = Features(*(found[group] for group in Features._fields))
    return Judged(name, told, found["judgements"], None if name.startswith("mlqe") else found["sources"])


def _rows(data: Path, name: str, part: str) -> Iterator[tuple[Row, float]]:
    """Rows, several judgements of one translation as their mean; of many whole sources, evenly."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    references: dict[str, str] = {}
    folder = "da" if name.startswith("mlqe") else "mqm"
    with gzip.open(data / folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["src"].strip() or not row["mt"].strip() or max(len(row["src"]), len(row["mt"])) > LONGEST:
                continue
            if folder == "da" and row["set"] == f"mlqe-pe-{part}":
                values[row["src"], row["mt"]].append(row["da_mean"])
            if folder == "mqm" and row["ref"] and row["ref"].strip():
                references[row["src"]] = row["ref"]
            if folder == "mqm" and (zlib.crc32(str(row["doc"]).encode()) % 2 == 0) is (part == "even"):
                values[row["src"], row["mt"]].append(-np.log1p(min(-row["mqm_score"], WORST)))
    sources = sorted({source for source, _ in values})
    step = max(1, -(-len(values) // MOST)) if folder == "mqm" else 1
    chosen = set(sources[::step])
    numbered = (one for one in values.items() if one[0][0] in chosen)
    for number, ((source, target), found) in enumerate(numbered):
        yield Row(number, target, source, references.get(source)), float(np.mean(found))


def _features(rows: Sequence[Row], spoken: Languages) -> Features:
    parts = []
    for start in range(0, len(rows), BATCH):
        article, _ = article_of(rows[start : start + BATCH], spoken)
        parts.append(features(article.beads))
    return Features(*(np.concatenate(group) for group in zip(*parts, strict=True)))
