"""The estimate: what it can be made of, and what it must tell apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from checker.measures import estimate
from checker.measures.estimate import ALONE, COMPARED, FOREIGN, KNOWN, LONGEST, MODEL, UNREAD, Estimator, read
from checker.measures.estimate_features import PAIR, REFERENCE, SOURCE, TARGET, features
from checker.model import Bead
from checker.pairs import Languages, article_of
from checker.rows import Row

SOURCES = [
    "Der Stadtrat hat am Montag den Haushalt für die Schulen beschlossen.",
    "Die Ärzte behandelten die Verletzten im Krankenhaus der Stadt.",
    "Im nächsten Jahr soll am Bahnhof eine neue Brücke gebaut werden.",
    "Die Ministerin lehnte den Vorschlag der Opposition ab.",
]
GOOD = [
    "On Monday the town council passed the budget for the schools.",
    "The doctors treated the injured in the city's hospital.",
    "A new bridge is to be built at the station next year.",
    "The minister rejected the opposition's proposal.",
]
SCRAMBLED = [" ".join(sorted(text.split(), key=lambda word: word[::-1])) for text in GOOD]
OTHERS = [*GOOD[1:], GOOD[0]]


def beads(
    targets: Sequence[str],
    sources: Sequence[str] | None = None,
    references: Sequence[str] | None = None,
    languages: tuple[str, str] = ("en", "de"),
) -> tuple[Bead, ...]:
    rows = [
        Row(at, target, sources[at] if sources else None, references[at] if references else None)
        for at, target in enumerate(targets)
    ]
    return article_of(rows, Languages(*languages))[0].beads


def values(made: Sequence[Bead], name: str = "estimate") -> list[float]:
    told = estimate.ESTIMATE.compute(made)
    assert told is not None
    numbers = [one for one in told if isinstance(one, Mapping)]
    assert len(numbers) == len(told)
    assert all(tuple(one) == estimate.ESTIMATE.tells for one in numbers)
    return [one[name] for one in numbers]


@pytest.mark.parametrize("worse", [SCRAMBLED, OTHERS], ids=["scrambled", "of another source"])
def test_a_bad_translation_is_put_below_a_good_one(worse: Sequence[str]) -> None:
    good, bad = values(beads(GOOD, SOURCES)), values(beads(worse, SOURCES))
    assert np.mean(good) > np.mean(bad) + 4


def test_a_copy_of_the_source_stands_below_all() -> None:
    assert values(beads(SOURCES, SOURCES)) == [0.0] * len(SOURCES)
    assert values(beads(["Nordbahnhof Halden"], ["Nordbahnhof Halden"]))[0] > 0


@pytest.mark.parametrize("same", ["Neuer, Pavard, Boateng, Alaba, Davies", "Halden SC \N{EN DASH} FC Norden Brunn 2:1"])
def test_names_and_results_stay_as_they_are(same: str) -> None:
    assert values(beads([same], [same]))[0] > 0


def test_an_address_is_no_copy_and_has_no_estimate() -> None:
    rows = beads(["https://example.org/a/b", GOOD[0]], ["https://example.org/a/b", SOURCES[0]])
    told = estimate.ESTIMATE.compute(rows)
    assert told is not None
    assert [one is None for one in told] == [True, False]


def test_without_a_source_the_reading_alone_is_judged() -> None:
    assert np.mean(values(beads(GOOD))) > np.mean(values(beads(SCRAMBLED))) + 2


def test_a_reference_tells_more() -> None:
    others = [text.replace("the ", "a ") for text in GOOD]
    near, far = values(beads(GOOD, SOURCES, others)), values(beads(GOOD, SOURCES, OTHERS))
    assert np.mean(near) > np.mean(far) + 10


def test_an_interval_holds_its_estimate() -> None:
    made = beads([*GOOD, *SCRAMBLED], [*SOURCES, *SOURCES])
    told = np.array([values(made, name) for name in ("estimate-low", "estimate", "estimate-high")])
    assert (np.diff(told, axis=0) > 0).all()
    assert (told > 0).all()
    assert (told < 100).all()


def test_a_target_without_a_language_model_is_not_estimated() -> None:
    assert estimate.ESTIMATE.compute(beads(["Ninapenda kusoma vitabu."], languages=("sw", "en"))) is None


def test_beside_a_reference_letters_tell_of_a_language_that_no_model_reads() -> None:
    said, near = "Ninapenda kusoma vitabu vya zamani.", "Ninapenda kusoma vitabu vipya."
    other = "Mvua kubwa ilinyesha jana usiku mjini."
    made = beads([said, said], ["I love to read old books."] * 2, [near, other], ("sw", "en"))
    told = values(made)
    assert told[0] > told[1] + 10


def test_what_is_no_sentence_is_not_estimated() -> None:
    made = beads([GOOD[0], "word " * LONGEST], [SOURCES[0], SOURCES[1]])
    told = estimate.ESTIMATE.compute(made)
    assert told is not None
    assert [one is None for one in told] == [False, True]


def test_weights_are_those_of_the_pair_or_fall_back() -> None:
    model = Estimator.shipped()
    assert model.choose("en", "de", False) is model.weights["en-de"]
    assert model.choose("fr", "de", False) is model.weights[KNOWN]
    assert model.choose("sw", "de", False) is model.weights[FOREIGN]
    assert model.choose(None, "de", False) is model.weights[ALONE]
    assert model.choose("en", "de", True) is model.weights[COMPARED]
    assert model.choose("en", "sw", True) is model.weights[UNREAD]


def test_features_have_the_shapes_that_they_promise() -> None:
    told = features(beads(GOOD, SOURCES, GOOD))
    assert [group.shape[1] for group in told[:4]] == [len(names) for names in (TARGET, PAIR, REFERENCE, SOURCE)]
    assert all(np.isfinite(group).all() for group in told)
    alone = features(beads(GOOD))
    assert not alone.pair.any()
    assert not alone.reference.any()


def test_a_model_of_other_features_is_refused() -> None:
    told = json.loads(MODEL.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="other features"):
        read({**told, "features": told["features"][1:]})
