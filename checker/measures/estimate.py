"""An estimate of how people would judge a translation, from measures that need no download.

Three numbers of a bead, on one scale. `estimate`: of a hundred machine translations of the pair of languages that
people judged, how many they put below one that looks like this. `estimate-low`, `estimate-high`: eight judgements of
ten fall between them. They are far apart: what can be seen without a large model tells little of one sentence.

A linear model, hinges on the features of target and pair included, fitted by `scripts/train_estimate.py`; the card
beside the weights tells on what, and how far it can be trusted. It has one set of weights for each pair of languages
that was judged often enough, and three that fall back: for both languages known to the embedding, for a source that it
does not know, and for a target alone; and others beside a reference. A target in a language without a language model is
estimated only beside a reference, by how many letters they share.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.lang.tags import base
from checker.lang.words import words
from checker.measures import Measure
from checker.measures.embedded import LANGUAGES as EMBEDDED
from checker.measures.estimate_features import PAIR, REFERENCE, SOURCE, TARGET, Features, features
from checker.measures.surprisal import forget
from checker.measures.surprisal_model import LANGUAGES
from checker.model import Bead, Side

MODEL = Path(__file__).parent / "estimate" / "model.json"
KNOTS = 4
"""Hinges of each feature but those of the source."""

ALONE, FOREIGN, KNOWN = "alone", "foreign", "known"
"""The names of the weights that fall back: without a source; with one in a language that the embedding does not know;
with both languages known."""

COMPARED, COMPARED_ALONE, UNREAD = "reference", "reference-alone", "reference-unread"
"""The names of the weights where there is a reference: with a source, without one, and in a language that no model
reads, of which the letters alone are compared."""

NAMES = ("estimate", "estimate-low", "estimate-high")

LONGEST = 2_000
"""Characters of a side beyond which a bead is no sentence, and is not estimated."""

BATCH = 256
_SENTENCE = 4  # words from which a text that stays as it is was not translated; fewer may be a name
_PLAIN = 3  # of them without a capital, where there are capitals: line-ups and results are names throughout
_CLIP = 4.0  # standard deviations beyond which a feature says no more

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scales:
    """How features are brought to one scale.

    means, deviations: (n,). knots: (all but those of the source, KNOTS), on that scale.
    """

    means: Floats
    deviations: Floats
    knots: Floats

    def basis(self, told: Features) -> Floats:
        """Features scaled, hinges of all but the source's, and the topic: (beads, columns)."""
        raw = np.concatenate([told.target, told.pair, told.reference, told.source], axis=1)
        scaled = np.clip((raw - self.means) / self.deviations, -_CLIP, _CLIP)
        compared = scaled[:, : len(self.knots)]
        hinges = np.maximum(compared[:, :, None] - self.knots, 0.0).reshape(len(raw), -1)
        return np.concatenate([scaled, hinges, told.topic * np.sqrt(told.topic.shape[1])], axis=1)


@dataclass(frozen=True, eq=False)
class Weights:
    """One linear model. curves: of the estimate and of the ends of its interval a base and a slope, on the log odds."""

    weights: Floats
    curves: Floats

    def __call__(self, basis: Floats) -> Floats:
        """The three numbers of each bead, 0..100: (beads, 3), the low end first."""
        told = basis @ self.weights
        odds = self.curves[:, 0] + np.outer(told, self.curves[:, 1])
        found = 100.0 / (1.0 + np.exp(-odds))
        return np.asarray(np.sort(found, axis=1))


@dataclass(frozen=True, eq=False)
class Estimator:
    """The shipped model: scales for all, weights by name."""

    scales: Scales
    weights: Mapping[str, Weights]

    @staticmethod
    @cache
    def shipped() -> Estimator:
        """The model of the package, read once."""
        return read(json.loads(MODEL.read_text(encoding="utf-8")))

    def choose(self, source: str | None, target: str, compared: bool) -> Weights:
        """The weights for a pair of languages, by their base tags.

        source: None where there is no such text. compared: whether there is a reference.
        """
        if compared:
            return self.weights[
                UNREAD if target not in LANGUAGES else COMPARED if source in EMBEDDED else COMPARED_ALONE
            ]
        general = ALONE if source is None else KNOWN if source in EMBEDDED else FOREIGN
        return self.weights.get(f"{source}-{target}", self.weights[general])


def read(told: Mapping[str, Any]) -> Estimator:
    """A model from its JSON. Raises KeyError or ValueError where it is none of these features."""
    if told["features"] != [*TARGET, *PAIR, *REFERENCE, *SOURCE]:
        raise ValueError("the estimate was fitted on other features than those that are read")
    scales = Scales(*(np.array(told[name], np.float64) for name in ("means", "deviations", "knots")))
    weights = {
        name: Weights(np.array(one["weights"], np.float64), np.array(one["curves"], np.float64))
        for name, one in told["models"].items()
    }
    return Estimator(scales, weights)


def revision() -> str:
    """What tells one fit from another: eight hexadecimal digits of the SHA-256 of the model."""
    return sha256(MODEL.read_bytes()).hexdigest()[:8]


def _estimated(beads: Sequence[Bead]) -> Floats:
    """The three numbers of beads that can be estimated, in the same languages: (beads, 3)."""
    estimator = Estimator.shipped()
    source = beads[0].source[0].language if beads[0].source else None
    weights = estimator.choose(
        None if source is None else base(source), base(beads[0].target[0].language), bool(beads[0].reference)
    )
    parts = [beads[start : start + BATCH] for start in range(0, len(beads), BATCH)]
    return np.concatenate([weights(estimator.scales.basis(features(part))) for part in parts])


def _estimates(beads: Sequence[Bead]) -> list[dict[str, float] | None] | None:
    read = bool(beads) and base(beads[0].target[0].language) in LANGUAGES
    if not read and not any(bead.reference for bead in beads):
        return None
    told: list[dict[str, float] | None] = [None] * len(beads)
    sourced = any(bead.source is not None for bead in beads)
    for compared in (False, True) if read else (True,):
        # Of an article with a source the beads that lack theirs are additions, which nothing is known of.
        able = [
            index
            for index, bead in enumerate(beads)
            if bool(bead.reference) is compared and bool(bead.source) is sourced and _short(bead) and _said(bead)
        ]
        found = _estimated([beads[index] for index in able]).tolist() if able else ()
        for index, (low, middle, high) in zip(able, found, strict=True):
            values = (0.0, 0.0, 0.0) if _is_copy(beads[index]) else (middle, low, high)
            told[index] = dict(zip(NAMES, values, strict=True))
    return told


def _is_copy(bead: Bead) -> bool:
    """Whether a target is its source: it is no translation, and stands below all that were judged."""
    target, source = (" ".join(one.text.casefold() for one in bead.side(side)) for side in (Side.TARGET, Side.SOURCE))
    found = _said(bead)
    return target == source and len(found) >= _SENTENCE and sum(map(_is_plain, found)) >= _PLAIN


def _said(bead: Bead) -> list[str]:
    """The words of the target; an address or code has none, and nothing is known of it."""
    return [word.text for one in bead.target for word in words(one.prose)]


def _is_plain(word: str) -> bool:
    return word[0].isalpha() and not word[0].isupper()


def _short(bead: Bead) -> bool:
    sizes = [sum(len(one.text) for one in bead.side(side)) for side in Side]
    return max(sizes) <= LONGEST


ESTIMATE = Measure("estimate", (), _estimates, apart=True, tells=NAMES, forget=forget)
