"""JUnit XML keeps to the schema of Jenkins, whatever stands in the texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given

from checker.checks import Check
from checker.model import Article, Report, Severity
from checker.reporters.json import as_dict
from checker.reporters.junit import render, together
from tests.reporters import hostile

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent.parent / "schemas" / "junit-10.xsd"))


def _read(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text.encode())
    SCHEMA.validate(root)
    return root


def _saved(article: Article, report_on: Callable[..., Report], *checks: Check) -> dict[str, Any]:
    return as_dict(report_on(article, *checks))


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_a_valid_document(saved: dict[str, Any]) -> None:
    root = _read(together([saved, saved]))
    suites = root.findall("testsuite")
    assert len(suites) == 2
    for suite in suites:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        skipped, errors = (len(suite.findall(f"testcase/{kind}")) for kind in ("skipped", "error"))
        assert (suite.get("skipped"), suite.get("errors")) == (str(skipped), str(errors))
        assert skipped + errors == 1
        assert all(len(case.findall("failure")) <= 1 for case in cases)
        names = [case.get("name") for case in cases]
        assert len(set(names)) == len(names)
    assert root.get("failures") == str(len(root.findall("testsuite/testcase/failure")))
    failed = saved["summary"]["verdict"] == "fail"
    assert bool(root.findall("testsuite/testcase/failure")) == failed


def test_a_sentence_fails_by_what_is_grave_in_it(report: Report) -> None:
    suite = _read(render(as_dict(report)))[0]
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert suite.get("name") == "target.txt"
    assert cases["Talks stalled in the spring."].find("failure") is None
    failure = cases["They want a truce before a month arrives."].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert (failure.get("type"), failure.get("message")) == ("torn-sentence", "The word is bad.")
    assert "the month of Ramadan." in failure.text
    assert "torn-sentence, major, target.txt:3:26" in failure.text
    output = cases["All agreed."].find("system-out")
    assert output is not None
    assert "odd-word, minor" in str(output.text)
    assert cases["missing-sentence: \u0633\u0642\u0637\u062a."].find("failure") is not None
    skipped = cases["needs-more"].find("skipped")
    assert skipped is not None
    assert "--reference" in str(skipped.get("message"))


def test_nothing_fails_in_an_article_that_passes(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    saved = _saved(article("A bad word."), report_on, word_check("bad", severity=Severity.MINOR))
    assert saved["summary"]["verdict"] == "pass"
    root = _read(render(saved))
    assert root.get("failures") == "0"
    assert "Write" not in render(saved)
    assert root.find("testsuite/testcase/system-out") is not None


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [("minor", {"bad-word", "odd-word"}), ("major", {"bad-word"}), ("critical", set()), ("never", set())],
)
def test_what_is_under_the_threshold_fails_no_sentence(
    article: Callable[..., Article],
    report_on: Callable[..., Report],
    word_check: Callable[..., Check],
    fail_on: str,
    failing: set[str],
) -> None:
    checks = (word_check("bad"), word_check("odd", "odd-word", Severity.MINOR))
    saved = _saved(article("A bad word.\n\nAn odd word."), report_on, *checks)
    # The score is what fails it, so that the threshold alone tells which of the findings do.
    saved["summary"] |= {"verdict": "fail", "reasons": ["The score of 12.0 is under 80."]}
    saved["summary"]["limits"] |= {"fail_on": fail_on, "fail_under": 80.0}
    suite = _read(render(saved))[0]
    failures = {str(one.get("type")) for one in suite.iter("failure")}
    assert failures == failing | {"verdict"}
    told = "".join(str(one.text) for one in (*suite.iter("failure"), *suite.iter("system-out")))
    assert "bad-word" in told
    assert "odd-word" in told
    held = suite.find("properties/property[@name='fails by']")
    assert held is not None
    assert str(held.get("value")).endswith("a score under 80")


def test_a_sentence_fails_by_its_score(report: Report) -> None:
    saved = as_dict(report)
    saved["summary"]["limits"] |= {"fail_on": "never", "min_sentence": 60.0}
    low = [one["text"] for one in saved["sentences"] if one["score"] < 60]
    suite = _read(render(saved))[0]
    failed = [case for case in suite.iter("testcase") if case.find("failure") is not None]
    assert [case.get("name") for case in failed[1:]] == low != []
    failure = failed[1].find("failure")
    assert failure is not None
    assert "and 60 is asked" in str(failure.text)
    assert "torn-sentence" in str(failure.text)


def test_a_check_that_could_not_run_is_an_error_where_that_fails(report: Report) -> None:
    saved = as_dict(report)
    for strict, element in ((False, "skipped"), (True, "error")):
        saved["summary"]["limits"]["strict"] = strict
        suite = _read(render(saved))[0]
        case = suite.find("testcase[@name='needs-more']")
        assert case is not None
        (told,) = case
        assert told.tag == element
        assert "--reference" in str(told.text)
        assert (suite.get("errors"), suite.get("skipped")) == (str(int(strict)), str(int(not strict)))
    saved["skipped"] = [{"check": "metricx", "reason": "The measure was not taken of 1 of 2 beads: it is too long."}]
    assert _read(render(saved))[0].get("errors") == "0"


def test_an_article_may_fail_by_its_score_alone(
    article: Callable[..., Article], report_on: Callable[..., Report]
) -> None:
    saved = _saved(article("A word."), report_on)
    saved["summary"] |= {"verdict": "fail", "reasons": ["The score of 12.0 is under 80."]}
    failures = _read(render(saved)).findall("testsuite/testcase/failure")
    assert [one.get("message") for one in failures] == ["The score of 12.0 is under 80."]


@pytest.mark.parametrize("name", ["\x00\x1b\ufffe<&\"'>", "]]>", "\udcff"])
def test_what_xml_forbids_is_told_by_its_number(report: Report, name: str) -> None:
    saved = as_dict(report)
    saved["findings"][0]["message"] = saved["sentences"][0]["text"] = name
    failure = _read(render(saved)).find("testsuite/testcase/failure[@type='torn-sentence']")
    assert failure is not None
    assert str(failure.get("message")).startswith(("<U+0000><U+001B><U+FFFE><&\"'>", "]]>", "<U+DCFF>"))


def test_a_test_is_the_same_after_an_edit_elsewhere(
    article: Callable[..., Article], report_on: Callable[..., Report]
) -> None:
    before, after = (
        [case.get("name") for case in _read(render(_saved(article(text), report_on))).iter("testcase")]
        for text in ("One. Two.", "New.\n\nOne. Two.")
    )
    assert set(before) < set(after)
