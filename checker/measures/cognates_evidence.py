"""Pairs of units that are one word in two languages: equal, or alike once both are romanised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

import numpy as np
import numpy.typing as npt
import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from checker.lang.names import ALIKE, key, skeleton
from checker.measures.dictionary_evidence import IntArray

Pairs = tuple[list[int], list[int], list[float]]
"""Indices into the source's units, into the target's, and P(the one is translated by the other)."""

Scores = npt.NDArray[np.float32]

_EQUAL_WORD = 0.6
_EQUAL_SHORT_WORD = 0.3
_EQUAL_NUMBER = 0.85
_EQUAL_MARK = 0.5
_COGNATE = 0.5
_COGNATES_ALIKE = 0.87
_SHORTEST = 4
_SHORTEST_SKELETON = 2
_HAN = regex.compile(r"\p{sc=Han}")


def equal(source: Sequence[str], target: Sequence[str]) -> Pairs:
    """The units that both texts have."""
    places = {unit: index for index, unit in enumerate(target)}
    found: Pairs = ([], [], [])
    for index, unit in enumerate(source):
        if unit in places:
            _add(found, index, places[unit], _trust(unit))
    return found


def _trust(unit: str) -> float:
    if unit[0].isdigit():
        return _EQUAL_NUMBER
    if not unit[0].isalpha():
        return _EQUAL_MARK
    return _EQUAL_WORD if len(unit) >= _SHORTEST or _HAN.match(unit) else _EQUAL_SHORT_WORD


def _add(pairs: Pairs, source: int, target: int, trust: float) -> None:
    pairs[0].append(source)
    pairs[1].append(target)
    pairs[2].append(trust)


def cognates(source: Sequence[str], target: Sequence[str], names: tuple[Set[str], Set[str]]) -> Pairs:
    """Unequal units that sound alike (see `checker.lang.names`), each the other's best.

    Compared where their first two consonants agree. names: the units that are names, of either text; between names
    less likeness is asked for.
    """
    rows, columns, scores = _alike(source, target)
    best = np.zeros(len(source)), np.zeros(len(target))
    np.maximum.at(best[0], rows, scores)
    np.maximum.at(best[1], columns, scores)
    found: Pairs = ([], [], [])
    for at in np.flatnonzero((scores == best[0][rows]) & (scores == best[1][columns])):
        one, other, score = int(rows[at]), int(columns[at]), float(scores[at])
        sure = score >= _COGNATES_ALIKE or (source[one] in names[0] and target[other] in names[1])
        if sure and source[one] != target[other]:
            _add(found, one, other, _COGNATE * min(1.0, (score - 0.6) / 0.4))
    return found


def _alike(source: Sequence[str], target: Sequence[str]) -> tuple[IntArray, IntArray, Scores]:
    """All pairs of units that are `ALIKE`: their places, and how much they are."""
    rows, columns, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    right = _by_bones(target)
    for bones, lefts in _by_bones(source).items():
        rights = right.get(bones)
        if rights:
            scores = _scores([source[index] for index in lefts], [target[index] for index in rights])
            at = np.flatnonzero(scores >= ALIKE)
            rows.append(np.array(lefts)[at // len(rights)])
            columns.append(np.array(rights)[at % len(rights)])
            found.append(scores.ravel()[at])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(found)


def _by_bones(units: Sequence[str]) -> dict[str, list[int]]:
    found = defaultdict(list)
    for index, unit in enumerate(units):
        if (
            unit[0].isalpha()
            and not _HAN.match(unit)
            and len(key(unit)) >= _SHORTEST
            and len(skeleton(unit)) >= _SHORTEST_SKELETON
        ):
            found[skeleton(unit)[:2]].append(index)
    return found


def _scores(left: Sequence[str], right: Sequence[str]) -> Scores:
    keys = [key(unit) for unit in left], [key(unit) for unit in right]
    bones = [skeleton(unit) for unit in left], [skeleton(unit) for unit in right]
    sound = 0.3 * cdist(*keys, scorer=JaroWinkler.similarity, workers=1)
    return np.asarray(sound + 0.0025 * cdist(*keys, scorer=fuzz.ratio) + 0.0045 * cdist(*bones, scorer=fuzz.ratio))
