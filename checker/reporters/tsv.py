"""One row a finding, for spreadsheets and for `cut`: tab-separated, with a header."""

from __future__ import annotations

from checker.model import Finding, Report
from checker.reporters import View

COLUMNS = (
    *("path", "id", "check", "category", "severity", "confidence", "side", "line", "column", "start", "end"),
    *("sentence", "bead", "score", "text", "message", "fix"),
)
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render(report: Report, view: View | None = None) -> str:
    r"""The findings in order. A tab, line feed, carriage return or backslash in a cell is written \t, \n, \r, \\.

    An empty cell is what there is none of; path is the target's; sentence and bead count from 0; score is the
    sentence's.
    """
    rows = [COLUMNS, *(_row(report, finding) for finding in report.findings)]
    return "".join("\t".join(map(cell, row)) + "\n" for row in rows)


def cell(text: str) -> str:
    """A text as a cell, with what would end the cell or its row escaped."""
    return text.translate(_ESCAPES)


def _row(report: Report, finding: Finding) -> tuple[str, ...]:
    hit = finding.hit
    document = report.article.document(hit.side)
    if document is None:
        raise ValueError(f"a finding stands in the {hit.side}, which the article does not have")
    line, column = document.locate(hit.span.start)
    score = "" if finding.sentence is None else f"{report.scores[finding.sentence].value:.1f}"
    numbers = (line, column, hit.span.start, hit.span.end)
    return (
        report.article.target.name,
        *(finding.fingerprint, finding.check, finding.category, str(finding.severity), f"{hit.confidence:.2f}"),
        *(str(hit.side), *map(str, numbers), _index(finding.sentence), _index(finding.bead), score),
        *(document.text[hit.span.start : hit.span.end], hit.message, hit.fix or ""),
    )


def _index(index: int | None) -> str:
    return "" if index is None else str(index)
