"""What is measured, and what is not."""

from __future__ import annotations

from math import inf, nan

import pytest

from checker.measures import NO_NUMBER, Measure, measure
from checker.model import Report
from checker.pipeline import check_article
from checker.readers import read_bytes

ENGLISH = "The town council passed the budget. Taxes will not rise this year. A school will be built near the station."
GERMAN = "Der Stadtrat hat den Haushalt beschlossen. Die Steuern steigen nicht. Am Bahnhof wird eine Schule gebaut."
SWAHILI = "Baraza la mji lilipitisha bajeti. Ushuru hautapanda mwaka huu. Shule itajengwa karibu na kituo."


def _report(target: str, language: str) -> Report:
    return check_article(read_bytes(target.encode(), "t", language), read_bytes(ENGLISH.encode(), "s", "en"))


def test_the_model_measures_the_languages_that_it_knows() -> None:
    beads = _report(GERMAN, "de").article.beads
    assert all({"similarity", "similarity-elsewhere", "length-ratio"} <= set(bead.measures) for bead in beads)


@pytest.mark.parametrize("check", ["wrong-document", "missing-text", "added-text"])
def test_a_language_that_the_model_does_not_know_is_not_measured_and_the_report_says_so(check: str) -> None:
    report = _report(SWAHILI, "sw")
    assert all("similarity" not in bead.measures and "length-ratio" in bead.measures for bead in report.article.beads)
    assert check in {skipped.check for skipped in report.skipped}


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    several = Measure("several", (), lambda beads: [{"a": 1.0, "b": value} for _ in beads])
    (bead,) = measure(_report(GERMAN, "de").article.beads[:1], (Measure("one", (), lambda beads: [value]), several))
    assert (bead.measures["a"], bead.refused) == (1.0, {"one": NO_NUMBER, "b": NO_NUMBER})
    assert not {"one", "b"} & set(bead.measures)
