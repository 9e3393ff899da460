"""The budget of false alarms and the least recall, on our own articles."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from checker.checks import TABLE
from checker.model import Report, Severity, Side
from checker.pipeline import check_article
from scripts.evaluate import Judged, artifacts, configured, documents, folders, is_kept, judged

FOLDERS = folders()
GROUPS = {kept: tuple(folder for folder in FOLDERS if is_kept(folder) is kept) for kept in (False, True)}
"""The articles that checks may be made by, and those that are kept for measuring."""

MAJOR_BUDGET, MINOR_BUDGET = {False: 0.5, True: 2.0}, 3.0
"""Alarms per 100 sentences of good translations. Those of the articles kept are full of what fools a checker."""
LEAST_RECALL, LEAST_PRECISION = {False: 0.8, True: 0.6}, {False: 0.9, True: 0.8}
NOT_YET: frozenset[str] = frozenset()
"""Kinds that no check of the table looks for."""
EITHER_GROUP = pytest.mark.parametrize("kept", [False, True], ids=["to work with", "kept"])


@cache
def _report(folder: Path, kind: str) -> Report:
    return check_article(*documents(folder, kind), config=configured(folder))


@cache
def _judged(folder: Path) -> Judged:
    return judged(_report(folder, "flawed"), artifacts(folder))


def test_there_are_articles() -> None:
    assert len(GROUPS[False]) >= 8
    assert len(GROUPS[True]) >= 8
    assert len({folder.name.rsplit(".", 1)[1] for folder in FOLDERS}) >= 12


def test_every_kind_is_planted_often_enough() -> None:
    counts = Counter(one.check for folder in FOLDERS for one in artifacts(folder))
    assert counts.total() >= 250
    assert min(counts.values()) >= 8
    assert not counts.keys() - TABLE.keys() - NOT_YET


@EITHER_GROUP
def test_what_is_planted_is_found(kept: bool) -> None:
    found = sum(len(_judged(folder).found) for folder in GROUPS[kept])
    missed = [f"{folder.name}: {one.check}" for folder in GROUPS[kept] for one in _judged(folder).missed]
    assert found / (found + len(missed)) >= LEAST_RECALL[kept], missed


@EITHER_GROUP
def test_major_findings_are_right(kept: bool) -> None:
    right = sum(one.severity is not Severity.MINOR for folder in GROUPS[kept] for _, one in _judged(folder).found)
    wrong = [
        f"{folder.name}: {one.check}"
        for folder in GROUPS[kept]
        for one in _judged(folder).wrong
        if one.severity is not Severity.MINOR
    ]
    assert right / (right + len(wrong)) >= LEAST_PRECISION[kept], wrong


@EITHER_GROUP
@pytest.mark.parametrize("with_source", [True, False], ids=["beside the source", "alone"])
def test_good_translations_stay_nearly_silent(kept: bool, with_source: bool) -> None:
    reports = [
        _report(folder, "good") if with_source else check_article(documents(folder, "good")[0])
        for folder in GROUPS[kept]
    ]
    sentences = sum(len(report.scores) for report in reports)
    findings = [one for report in reports for one in report.findings]
    major = [one for one in findings if one.severity is not Severity.MINOR]
    assert 100 * len(major) / sentences <= MAJOR_BUDGET[kept], [one.check for one in major]
    assert 100 * (len(findings) - len(major)) / sentences <= MINOR_BUDGET


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_flawed_translation_scores_below_the_good_one(folder: Path) -> None:
    assert _report(folder, "flawed").score.value < _report(folder, "good").score.value


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_torn_stump_is_among_the_worst_sentences_of_its_article(folder: Path) -> None:
    """Of the sentences that a sure tear leaves, the shortest scores in the lower half."""
    report = _report(folder, "flawed")
    ascending = sorted(score.value for score in report.scores)
    sentences = report.article.sentences[Side.TARGET]
    for artifact, finding in _judged(folder).found:
        sure = finding.severity is not Severity.MINOR
        if artifact.check == "torn-sentence" and sure and len(finding.sentences) > 1:
            stump = min(finding.sentences, key=lambda index: len(sentences[index].text))
            assert report.scores[stump].value <= ascending[len(ascending) // 2]
