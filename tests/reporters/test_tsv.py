"""One row a finding, whatever stands in the text."""

from __future__ import annotations

from collections.abc import Callable

from checker.checks import Check
from checker.model import Article, Report
from checker.reporters.tsv import COLUMNS, render


def test_a_row_for_each_finding(report: Report) -> None:
    header, *rows = render(report).splitlines()
    assert header.split("\t") == list(COLUMNS)
    assert len(rows) == len(report.findings)
    torn = dict(zip(COLUMNS, rows[0].split("\t"), strict=True))
    assert torn["check"] == "torn-sentence"
    assert torn["text"] == "a month arrives. Ramadan."
    assert torn["fix"] == "the month of Ramadan."
    assert (torn["line"], torn["sentence"]) == ("3", "1")
    lost = dict(zip(COLUMNS, rows[-1].split("\t"), strict=True))
    assert (lost["side"], lost["sentence"], lost["score"], lost["bead"]) == ("source", "", "", "4")


def test_a_cell_cannot_break_its_row(
    article: Callable[..., Article], report_on: Callable[..., Report], word_check: Callable[..., Check]
) -> None:
    made = article("One\ttwo\\three\r\nfour five.")
    (row,) = render(report_on(made, word_check("One\ttwo\\three\r\nfour"))).split("\n")[1:-1]
    assert dict(zip(COLUMNS, row.split("\t"), strict=True))["text"] == "One\\ttwo\\\\three\\r\\nfour"
