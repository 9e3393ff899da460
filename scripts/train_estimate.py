"""Fits the estimate: linear weights, with hinges, on how people judged machine translations.

usage: python -m scripts.train_estimate EVAL [--cache FOLDER] [--out MODEL.json]

EVAL holds da/mlqe-pe.*.jsonl.gz (direct assessments; the rows marked train are used), mqm/wmt20.*.jsonl.gz and
mqm/biomqm.*.jsonl.gz (of the documents whose name has an even CRC-32). What has one judged translation a source teaches
the order among all of them; what has several teaches the order among those of one source, and very little of that
among all, so that the length and difficulty of a source are no reason to put one of its translations below another.
Printed is the agreement with rows that were kept apart: Pearson on the rows of MLQE-PE marked dev, and the pairwise
accuracy among translations of one source on the other documents. Features are kept in --cache from run to run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.estimate import ALONE, COMPARED, COMPARED_ALONE, FOREIGN, KNOTS, KNOWN, MODEL, UNREAD, Scales
from checker.measures.estimate_features import LETTERS, PAIR, REFERENCE, SOURCE, TARGET
from scripts.estimate_data import Floats, Judged, judged

DIRECT = ("en-de", "en-zh", "ru-en", "et-en", "ne-en", "ro-en", "si-en")
ERRORS = ("wmt20.en-de", "wmt20.zh-en", *(f"biomqm.{pair}" for pair in "de-en en-de en-es en-fr es-en fr-en".split()))
WITHIN, TOGETHER = 0.6, 0.05  # what the order in a set of errors weighs, among one source's translations and among all
RIDGE = {"compared": 0.02, "source": 0.08, "topic": 0.08}  # for standardised judgements
BESIDE = {"compared": 0.3, "source": 0.08, "topic": 0.08}  # the same beside a reference, which says more by itself
OWN = {"compared": 0.05, "source": 0.05, "topic": 1.0}  # how firmly the weights of a pair are held to the general ones
HELD = 7  # of so many direct assessments one is kept to fit the curves

_GROUPS = {"target": TARGET, "pair": PAIR, "reference": REFERENCE}
_COMPARED = sum(map(len, _GROUPS.values()))


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


def _scales(sets: Sequence[Judged]) -> Scales:
    """Means, deviations and knots over all sets in languages that the embedding knows, each weighing the same."""
    known = [one for one in sets if set(one.pair.split("-")) <= LANGUAGES]
    raw = np.concatenate(
        [np.concatenate(one.told[:4], axis=1)[:: max(1, len(one.judgements) // 1_000)] for one in known]
    )
    first = len(TARGET) + len(PAIR)
    raw[~raw[:, first:_COMPARED].any(axis=1), first:_COMPARED] = np.nan  # what has no reference
    means, deviations = np.nanmean(raw, axis=0), np.nanstd(raw, axis=0) + 1e-6
    compared = ((raw - means) / deviations)[:, :_COMPARED]
    knots = np.nanquantile(compared, np.linspace(0.1, 0.9, KNOTS), axis=0).T
    return Scales(means.round(4).astype(np.float64), deviations.round(4).astype(np.float64), knots.round(4))


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
    known = {one.pair: set(one.pair.split("-")) <= LANGUAGES for one in [*direct, *errors]}
    sourced = ("target", "pair", "source", "topic")
    models: Fitted = {}
    general: tuple[tuple[str, tuple[str, ...], list[Judged]], ...] = (
        (ALONE, ("target",), [*direct, *errors]),
        (FOREIGN, sourced, [one for one in direct if not known[one.pair]]),
        (KNOWN, sourced, [one for one in [*direct, *errors] if known[one.pair]]),
    )
    for name, groups, some in general:
        models[name] = _fitted(some, scales, _seen(groups), RIDGE)
    for one in direct:
        held_to = models[KNOWN if known[one.pair] else FOREIGN][0]
        beside = [more for more in errors if more.pair == one.pair]
        models[one.pair] = _fitted([one, *beside], scales, _seen(sourced), OWN, held_to)
    for name, groups in ((COMPARED, ("target", "pair", "reference")), (COMPARED_ALONE, ("target", "reference"))):
        straight = _seen(groups)
        straight[_COMPARED + len(SOURCE) :] = 0.0  # without hinges, which gained nothing
        models[name] = _fitted(errors, scales, straight, BESIDE)
    letters = [name in LETTERS for group in _GROUPS.values() for name in group]
    models[UNREAD] = _fitted(errors, scales, np.pad(letters, (0, len(straight) - len(letters))) * 1.0, BESIDE)
    return models


def _seen(groups: Sequence[str]) -> Floats:
    """(columns,): 1 for a column of one of some groups of features, 0 for another."""
    compared = [1.0 * (name in groups) for name, some in _GROUPS.items() for _ in some]
    source, topic = 1.0 * ("source" in groups), 1.0 * ("topic" in groups)
    hinges = [one for one in compared for _ in range(KNOTS)]
    return np.array([*compared, *[source] * len(SOURCE), *hinges, *[topic] * Embedding.shipped().dimensions])


def _firmness(of: dict[str, float]) -> Floats:
    """(columns,): how firmly the weights of each kind of column are held."""
    compared, source, topic = _seen(tuple(_GROUPS)), _seen(("source",)), _seen(("topic",))
    return compared * of["compared"] + source * of["source"] + topic * of["topic"]


def _fitted(
    some: Sequence[Judged],
    scales: Scales,
    seen: Floats,
    firmness: dict[str, float],
    general: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Weights, rounded as they are written, and curves. general: the weights that those of one pair are held to.

    The curves are of weights that have not seen the rows that are kept for them; then the weights are fitted anew on
    all rows. Where there are no direct assessments, the curves are of the rows that the weights have seen.
    """
    direct = [one for one in some if one.sources is None]
    kept = [np.arange(len(one.judgements)) % HELD == 0 for one in direct]
    held = [one.some(rows) for one, rows in zip(direct, kept, strict=True)]
    used = [one.some(~rows) for one, rows in zip(direct, kept, strict=True)]
    used += [one for one in some if one.sources is not None]
    curves = _curves(_weights(used, scales, seen, firmness, general), held or used, scales)
    return _weights(some, scales, seen, firmness, general), curves


def _weights(
    some: Sequence[Judged], scales: Scales, seen: Floats, firmness: dict[str, float], general: Floats | None
) -> Floats:
    equations = _Equations(len(seen))
    for one in some:
        equations.add(one, scales, 1.0 if one.sources is None else WITHIN, seen)
        if one.sources is not None:
            equations.add(one.together(), scales, TOGETHER, seen)
    return np.round(equations.solved(_firmness(firmness), general) * seen, 4)


def _curves(weights: Floats, held: Sequence[Judged], scales: Scales) -> Floats:
    """Of the tenth, mean and ninetieth of the ranks of judgements, 0..1, a line for their log odds: (3, 2)."""
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
    return np.array([np.polyfit(at, odds[:, column], 1)[::-1].round(4) for column in range(3)])


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
        ours, unread = (scales.basis(one.told) @ models[weights][0] for weights in (COMPARED, UNREAD))
        chrf = one.told.reference[:, REFERENCE.index("reference-chrf")].astype(np.float64)
        print(
            f"{name}: pairwise {_pairwise(one, told):.3f}, minus the length {_pairwise(one, length):.3f}; beside a "
            f"reference {_pairwise(one, ours):.3f}, by its letters alone {_pairwise(one, unread):.3f}, chrF "
            f"{_pairwise(one, chrf):.3f}"
        )


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
        "features": [*TARGET, *PAIR, *REFERENCE, *SOURCE],
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
