"""Fits the estimate: linear weights, with hinges, on how people judged machine translations.

usage: python -m scripts.train_estimate EVAL [--cache FOLDER] [--out MODEL.json]

EVAL holds da/mlqe-pe.*.jsonl.gz (direct assessments; the rows marked train are used), mqm/wmt20.*.jsonl.gz and
mqm/biomqm.*.jsonl.gz (of the documents whose name has an even CRC-32). What has one judged translation a source teaches
the order among all of them; what has several teaches the order among those of one source alone, so that the length and
difficulty of a source are no reason to put one of its translations below another. Printed is the agreement with rows
that were kept apart: Pearson on the rows of MLQE-PE marked dev, and the pairwise accuracy among translations of one
source on the other documents of bio-MQM. Features are kept in --cache from one run to the next.
"""

from __future__ import annotations

import argparse
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

from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.estimate import ALONE, BATCH, FOREIGN, KNOTS, KNOWN, LONGEST, MODEL, Scales
from checker.measures.estimate_features import PAIR, SOURCE, TARGET, Features, features
from checker.pairs import Languages, article_of
from checker.rows import Row

DIRECT = ("en-de", "en-zh", "ru-en", "et-en", "ne-en", "ro-en", "si-en")
ERRORS = ("wmt20.en-de", "wmt20.zh-en", *(f"biomqm.{pair}" for pair in "de-en en-de en-es en-fr es-en fr-en".split()))
MOST = 5_000
"""Translations of a set with several translations a source that are read; whole sources."""

WORST = 25.0  # MQM points of a segment beyond which it is no worse
WITHIN = 0.3  # what all sets of errors together weigh against one of direct assessments
RIDGE = {"compared": 0.02, "source": 0.08, "topic": 0.08}  # for standardised judgements
OWN = {"compared": 0.05, "source": 0.05, "topic": 1.0}  # how firmly the weights of a pair are held to the general ones
HELD = 7  # of so many direct assessments one is kept to fit the curves

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

    def some(self, chosen: npt.NDArray[np.bool_]) -> Judged:
        """Some of the rows."""
        told = Features(*(group[chosen] for group in self.told))
        return replace(
            self,
            told=told,
            judgements=self.judgements[chosen],
            sources=None if self.sources is None else self.sources[chosen],
        )


def main() -> None:
    """Read the command line, fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="EVAL")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    direct = [judged(given.data, f"mlqe-pe.{pair}", "train", given.cache) for pair in DIRECT]
    errors = [judged(given.data, name, "even", given.cache) for name in ERRORS]
    scales = _scales([*direct, *errors])
    models = _models(direct, errors, scales)
    _print_figures(given, scales, models)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(_json(scales, models), encoding="utf-8")


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
    folder = "da" if name.startswith("mlqe") else "mqm"
    with gzip.open(data / folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["src"].strip() or not row["mt"].strip() or max(len(row["src"]), len(row["mt"])) > LONGEST:
                continue
            if folder == "da" and row["set"] == f"mlqe-pe-{part}":
                values[row["src"], row["mt"]].append(row["da_mean"])
            elif folder == "mqm" and (zlib.crc32(str(row["doc"]).encode()) % 2 == 0) is (part == "even"):
                values[row["src"], row["mt"]].append(-np.log1p(min(-row["mqm_score"], WORST)))
    sources = sorted({source for source, _ in values})
    step = max(1, -(-len(values) // MOST)) if folder == "mqm" else 1
    chosen = set(sources[::step])
    numbered = (one for one in values.items() if one[0][0] in chosen)
    for number, ((source, target), found) in enumerate(numbered):
        yield Row(number, target, source), float(np.mean(found))


def _features(rows: Sequence[Row], spoken: Languages) -> Features:
    parts = []
    for start in range(0, len(rows), BATCH):
        article, _ = article_of(rows[start : start + BATCH], spoken)
        parts.append(features(article.beads))
    return Features(*(np.concatenate(group) for group in zip(*parts, strict=True)))


def _scales(sets: Sequence[Judged]) -> Scales:
    """Means, deviations and knots over all sets in languages that the embedding knows, each weighing the same."""
    known = [one for one in sets if set(one.pair.split("-")) <= LANGUAGES]
    raw = np.concatenate(
        [np.concatenate(one.told[:3], axis=1)[:: max(1, len(one.judgements) // 1_000)] for one in known]
    )
    means, deviations = raw.mean(axis=0), raw.std(axis=0) + 1e-6
    compared = ((raw - means) / deviations)[:, : len(TARGET) + len(PAIR)]
    knots = np.quantile(compared, np.linspace(0.1, 0.9, KNOTS), axis=0).T
    return Scales(*(np.round(one, 4).astype(np.float64) for one in (means, deviations, knots)))


class _Equations:
    """Normal equations of a ridge regression, to which sets add up."""

    def __init__(self, columns: int) -> None:
        self.left, self.right = np.zeros((columns, columns)), np.zeros(columns)

    def add(self, one: Judged, scales: Scales, weight: float, seen: Floats) -> None:
        """Adds a set. seen: (columns,), 0 for a column that is not to be looked at."""
        basis, judgements = scales.basis(one.told) * seen, one.judgements.copy()
        groups = np.zeros(len(judgements), np.int64) if one.sources is None else one.sources
        counts = np.bincount(groups)[:, None]
        for column in range(0, basis.shape[1], 64):
            part = basis[:, column : column + 64]
            sums = np.zeros((len(counts), part.shape[1]))
            np.add.at(sums, groups, part)
            part -= (sums / np.maximum(counts, 1))[groups]
        judgements -= (np.bincount(groups, judgements) / np.maximum(counts[:, 0], 1))[groups]
        judgements /= judgements.std()
        self.left += weight / len(judgements) * basis.T @ basis
        self.right += weight / len(judgements) * basis.T @ judgements

    def solved(self, ridge: Floats, held_to: Floats | None = None) -> Floats:
        """The weights. ridge: (columns,), how firmly each is held to `held_to`, or to nought."""
        right = self.right if held_to is None else self.right + ridge * held_to
        return np.asarray(np.linalg.solve(self.left + np.diag(ridge), right))


Fitted = dict[str, tuple[Floats, Floats]]
"""By name the weights and the curves."""


def _models(direct: Sequence[Judged], errors: Sequence[Judged], scales: Scales) -> Fitted:
    rows = [np.arange(len(one.judgements)) % HELD == 0 for one in direct]
    held = [one.some(some) for one, some in zip(direct, rows, strict=True)]
    used = [one.some(~some) for one, some in zip(direct, rows, strict=True)]
    compared = len(TARGET) + len(PAIR)
    topic = Embedding.shipped().dimensions
    kinds = ["compared"] * compared + ["source"] * len(SOURCE) + ["compared"] * (compared * KNOTS) + ["topic"] * topic
    ridge, own = (np.array([firmness[kind] for kind in kinds]) for firmness in (RIDGE, OWN))
    everything = np.ones(len(ridge))
    only_target = np.zeros(len(ridge))
    only_target[: len(TARGET)] = 1.0
    only_target[compared + len(SOURCE) :][: len(TARGET) * KNOTS] = 1.0
    known = {one.pair: set(one.pair.split("-")) <= LANGUAGES for one in [*direct, *errors]}
    models: Fitted = {}
    for name, seen, some in (
        (ALONE, only_target, [*used, *errors]),
        (FOREIGN, everything, [one for one in used if not known[one.pair]]),
        (KNOWN, everything, [one for one in [*used, *errors] if known[one.pair]]),
    ):
        equations = _Equations(len(ridge))
        for one in some:
            equations.add(one, scales, 1.0 if one.sources is None else WITHIN, seen)
        pairs = {one.pair for one in some if one.sources is None}
        models[name] = _with_curves(equations.solved(ridge), [one for one in held if one.pair in pairs], scales, seen)
    for one, other in zip(used, held, strict=True):
        general = models[KNOWN if known[one.pair] else FOREIGN][0]
        equations = _Equations(len(ridge))
        equations.add(one, scales, 1.0, everything)
        models[one.pair] = _with_curves(equations.solved(own, general), [other], scales, everything)
    return models


def _with_curves(weights: Floats, held: Sequence[Judged], scales: Scales, seen: Floats) -> tuple[Floats, Floats]:
    """Weights, rounded as they are written, and their curves: the tenth, mean and ninetieth of the ranks, 0..1."""
    weights = np.round(weights * seen, 4)
    told, ranks = [], []
    for one in held:
        found = scales.basis(one.told) @ weights
        told.append(found)
        ranks.append((np.argsort(np.argsort(one.judgements, kind="stable"), kind="stable") + 0.5) / len(found))
    predicted, rank = np.concatenate(told), np.concatenate(ranks)
    order = np.argsort(predicted, kind="stable")
    bins = np.array_split(order, 20)
    at = np.array([predicted[some].mean() for some in bins])
    levels = np.array(
        [[np.quantile(rank[some], 0.1), rank[some].mean(), np.quantile(rank[some], 0.9)] for some in bins]
    )
    levels = np.clip(levels, 0.02, 0.98)
    odds = np.log(levels / (1.0 - levels))
    curves = np.array([np.polyfit(at, odds[:, column], 1)[::-1] for column in range(3)])
    return weights, np.round(curves, 4)


def _print_figures(given: argparse.Namespace, scales: Scales, models: Fitted) -> None:
    agreed = []
    for pair in DIRECT:
        one = judged(given.data, f"mlqe-pe.{pair}", "dev", given.cache)
        general = KNOWN if set(pair.split("-")) <= LANGUAGES else FOREIGN
        by_name = {
            name: _pearson(scales.basis(one.told) @ models[name][0], one.judgements) for name in (pair, general, ALONE)
        }
        agreed.append(by_name[pair])
        print(f"{pair}: " + ", ".join(f"{name} {value:.3f}" for name, value in by_name.items()))
    print(f"mean Pearson: {np.mean(agreed):.3f}")
    for name in ERRORS:
        one = judged(given.data, name, "odd", given.cache)
        told = scales.basis(one.told) @ models[one.pair if one.pair in models else KNOWN][0]
        length = -one.told.target[:, TARGET.index("target-letters")].astype(np.float64)
        print(f"{name}: pairwise {_pairwise(one, told):.3f}, minus the length {_pairwise(one, length):.3f}")


def _pearson(one: Floats, other: Floats) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _pairwise(one: Judged, told: Floats) -> float:
    """The share of pairs of translations of one source, judged differently, that are in the right order."""
    if one.sources is None:
        return float("nan")
    right = total = 0.0
    for source in np.unique(one.sources):
        some = np.flatnonzero(one.sources == source)
        judged, ours = one.judgements[some], told[some]
        apart = np.sign(judged[:, None] - judged[None, :])
        right += float(((np.sign(ours[:, None] - ours[None, :]) * apart + 1.0) / 2.0)[apart != 0].sum())
        total += float((apart != 0).sum())
    return right / total


def _json(scales: Scales, models: Fitted) -> str:
    """One line a list, so that a change can be read."""
    head = {
        "features": [*TARGET, *PAIR, *SOURCE],
        "means": scales.means.tolist(),
        "deviations": scales.deviations.tolist(),
        "knots": scales.knots.tolist(),
    }
    lines = [f'"{name}": {json.dumps(value)}' for name, value in head.items()]
    inner = [
        f'"{name}": {{"curves": {json.dumps(curves.tolist())}, "weights": {json.dumps(weights.tolist())}}}'
        for name, (weights, curves) in models.items()
    ]
    return "{\n" + ",\n".join([*lines, '"models": {\n' + ",\n".join(inner) + "\n}"]) + "\n}\n"


if __name__ == "__main__":
    main()
