"""Sentences that end elsewhere in the translation than in the source, and what only looks like it."""

from __future__ import annotations

import numpy as np
import pytest

from checker.align import align
from checker.align.pairings import Pairing
from checker.align.straddles import joined
from checker.measures.joint_similarity import JointSimilarity
from tests.align.texts import lines

GERMAN = (
    "Der Hafen von Halden liegt seit drei Wochen still.",
    "Die Fischer warten auf Eis und Diesel.",
    "Am Montag verhandelte der Bürgermeister mit der Reederei.",
    "Sie verlangt zwei Millionen Kronen im Jahr.",
    "Niemand weiß, woher das Geld kommen soll.",
)
ENGLISH = (
    "The port of Halden has been silent for three weeks.",
    "The fishermen are waiting for ice and diesel.",
    "On Monday the mayor negotiated with the shipping company.",
    "It demands two million crowns a year.",
    "Nobody knows where the money is to come from.",
)


def _kinds(source: tuple[str, ...], target: tuple[str, ...]) -> list[str]:
    beads = align(lines(target), lines(source, "de"), None, JointSimilarity())
    return [bead.kind for bead in beads]


def test_sentences_that_correspond_are_left_apart() -> None:
    assert _kinds(GERMAN, ENGLISH) == ["1-1"] * 5


def test_sentences_cut_elsewhere_are_one_bead() -> None:
    source = (
        "Der Hafen von Halden liegt seit drei Wochen still, und die Fischer warten auf besseres Wetter.",
        "Sie brauchen Eis und Diesel für ihre Boote.",
        *GERMAN[2:],
    )
    target = (
        "The port of Halden has been silent for three weeks.",
        "The fishermen are waiting for better weather, and they need ice and diesel for their boats.",
        *ENGLISH[2:],
    )
    assert _kinds(source, target) == ["2-2", "1-1", "1-1", "1-1"]


def test_a_name_repeated_in_one_text_alone_joins_nothing() -> None:
    source = (
        "Das Ministerium für Wirtschaft und Handel (MWH) meldete 27 Unfälle.",
        "Das Ministerium für Wirtschaft und Handel (MWH) will alle Geräte nun im eigenen Labor prüfen.",
        *GERMAN[2:],
    )
    target = (
        "The Ministry of Economy and Trade (MWH) reported 27 accidents.",
        "MWH now wants to test all the devices in its own laboratory.",
        *ENGLISH[2:],
    )
    assert _kinds(source, target) == ["1-1"] * 5


def test_beads_join_where_the_evidence_is_and_doubt_stays_with_the_others() -> None:
    pairings = [Pairing((index, index + 1), (index, index + 1), 0.9) for index in range(4)]
    found = joined(pairings, np.array([0.0, 9.0, 3.5]))
    assert [(one.source, one.target) for one in found] == [((0, 1), (0, 1)), ((1, 3), (1, 3)), ((3, 4), (3, 4))]
    assert found[0].confidence > 0.88
    assert found[2].confidence == pytest.approx(0.9 / (1 + np.exp(-1.0)))


def test_what_has_no_partner_joins_nothing() -> None:
    pairings = [Pairing((0, 1), (0, 1), 0.9), Pairing((1, 2), (0, 0), 0.9), Pairing((2, 3), (1, 2), 0.9)]
    assert joined(pairings, np.array([9.0, 9.0])) == pairings


def test_many_beads_do_not_become_one() -> None:
    pairings = [Pairing((index, index + 1), (index, index + 1), 0.9) for index in range(40)]
    found = joined(pairings, np.full(39, 20.0))
    assert max(one.source[1] - one.source[0] for one in found) == 8
