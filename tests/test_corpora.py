"""The budget of false alarms and the least recall, on our own articles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from checker.model import Report, Severity, Side
from checker.pipeline import check_article
from scripts.evaluate import Judged, artifacts, documents, folders, judged

MAJOR_BUDGET, MINOR_BUDGET = 0.5, 3.0
"""Alarms per 100 sentences of good translations."""
LEAST_RECALL, LEAST_PRECISION = 0.9, 0.9

FOLDERS = folders()


@cache
def _report(folder: Path, kind: str) -> Report:
    return check_article(*documents(folder, kind))


@cache
def _judged(folder: Path) -> Judged:
    return judged(_report(folder, "flawed"), artifacts(folder))


def test_there_are_articles() -> None:
    assert len(FOLDERS) >= 8


def test_what_is_planted_is_found() -> None:
    found = sum(len(_judged(folder).found) for folder in FOLDERS)
    missed = [f"{folder.name}: {one.check}: {one.text}" for folder in FOLDERS for one in _judged(folder).missed]
    assert found / (found + len(missed)) >= LEAST_RECALL, "\n".join(missed)


def test_major_findings_are_right() -> None:
    right = sum(one.severity is not Severity.MINOR for folder in FOLDERS for _, one in _judged(folder).found)
    wrong = [
        f"{folder.name}: {one.check}: {one.hit.message}"
        for folder in FOLDERS
        for one in _judged(folder).wrong
        if one.severity is not Severity.MINOR
    ]
    assert right / (right + len(wrong)) >= LEAST_PRECISION, "\n".join(wrong)


@pytest.mark.parametrize("with_source", [True, False], ids=["beside the source", "alone"])
def test_good_translations_stay_nearly_silent(with_source: bool) -> None:
    reports = [
        _report(folder, "good") if with_source else check_article(documents(folder, "good")[0]) for folder in FOLDERS
    ]
    sentences = sum(len(report.scores) for report in reports)
    findings = [one for report in reports for one in report.findings]
    major = [one for one in findings if one.severity is not Severity.MINOR]
    assert 100 * len(major) / sentences <= MAJOR_BUDGET, [one.hit.message for one in major]
    assert 100 * (len(findings) - len(major)) / sentences <= MINOR_BUDGET


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_flawed_translation_scores_below_the_good_one(folder: Path) -> None:
    assert _report(folder, "flawed").score.value < _report(folder, "good").score.value


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_torn_stump_is_among_the_worst_sentences_of_its_article(folder: Path) -> None:
    """Of the sentences that a sure tear leaves, the shortest scores in the lowest quarter."""
    report = _report(folder, "flawed")
    ascending = sorted(score.value for score in report.scores)
    sentences = report.article.sentences[Side.TARGET]
    for artifact, finding in _judged(folder).found:
        sure = finding.severity is not Severity.MINOR
        if artifact.check == "torn-sentence" and sure and len(finding.sentences) > 1:
            stump = min(finding.sentences, key=lambda index: len(sentences[index].text))
            assert report.scores[stump].value <= ascending[len(ascending) // 4]
