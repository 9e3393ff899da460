"""The MQM table has the ten columns of Google's data, and its tokens tell the exact place."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from checker.checks import TABLE
from checker.model import Report
from checker.plug import resolve
from checker.reporters.json import as_dict
from checker.reporters.mqm import CATEGORIES, COLUMNS, render, together
from tests.reporters import hostile

SEVERITIES = {"Critical", "Major", "Minor", "no-error"}


def _rows(text: str) -> list[dict[str, Any]]:
    """The rows, as the MQM Viewer and pandas read them: lines, tabs, no quotes."""
    head, *lines = text.split("\n")[:-1]
    assert text.splitlines() == [head, *lines]
    assert tuple(head.split("\t")) == COLUMNS
    assert head.startswith("system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata")
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]
    return [{**row, "metadata": json.loads(row["metadata"])} for row in rows]


@hostile.PATIENT
@given(hostile.reports())
def test_any_report_makes_a_table_that_marks_every_error_once(saved: dict[str, Any]) -> None:
    rows = _rows(together([saved, saved]))
    standing = [one for one in saved["findings"] if "suppressed" not in one]
    errors = [row for row in rows if row["category"] != "no-error"]
    assert len(errors) == 2 * len(standing)
    assert {row["severity"] for row in rows} <= SEVERITIES
    numbers = [int(row["globalSegId"]) for row in rows]
    assert sorted(set(numbers)) == [*range(1, 2 * len(saved["beads"]) + 1)]
    tokens: dict[str, Any] = {}
    for row in rows:
        tokens = row["metadata"].get("segment", tokens)
        marked = f"{row['source']}\0{row['target']}"
        assert marked.count("<v>") == marked.count("</v>") <= (row["category"] != "no-error")
        _demand_exact(row, tokens)


def _demand_exact(row: dict[str, Any], segment: dict[str, Any]) -> None:
    """The tokens make up the text, and those of the span the words that are marked."""
    for side in ("source", "target"):
        tokens = segment[f"{side}_tokens"]
        before, _, rest = row[side].partition("<v>")
        inside, _, after = rest.partition("</v>")
        assert _bare("".join(tokens)) == _bare(before + inside + after)
        for first, last in row["metadata"].get(f"{side}_spans", ()):
            assert _bare("".join(tokens[first : last + 1])) == _bare(inside)


def _bare(text: str) -> str:
    """A text without what the table writes otherwise: its white space, and marks that are none."""
    return "".join(text.replace("&lt;", "<").split())


def test_a_row_marks_the_words(report: Report) -> None:
    rows = _rows(render(as_dict(report)))
    torn = next(row for row in rows if row["category"] == "Fluency/Grammar" and row["severity"] == "Major")
    assert torn["target"] == "They want a truce before <v>a month arrives.</v>"
    assert torn["metadata"]["marked_text"] == "a month arrives. Ramadan."
    assert torn["metadata"]["check"] == "torn-sentence"
    assert torn["doc"] == "source.txt:ar:en"
    assert torn["system"] == "target.txt"
    lost = next(row for row in rows if row["source"].startswith("<v>"))
    assert lost["target"] == ""
    assert rows[0]["category"] == rows[0]["severity"] == "no-error"
    assert set(rows[0]["metadata"]["segment"]["metrics"]) == {"checker"}


def test_systems_are_told_apart_no_finer_than_is_needed(report: Report) -> None:
    def saved(target: str, source: str) -> dict[str, Any]:
        made = as_dict(report)
        return {**made, "target": {**made["target"], "path": target}, "source": {**made["source"], "path": source}}

    def systems(*pairs: tuple[str, str]) -> list[str]:
        return list(dict.fromkeys(row["system"] for row in _rows(together([saved(*pair) for pair in pairs]))))

    assert systems(("de/a.txt", "en/a.txt"), ("de/b.txt", "en/b.txt")) == ["de"]
    assert systems(("x/a.txt", "en/a.txt"), ("y/a.txt", "en/a.txt")) == ["x", "y"]
    assert systems(("x.txt", "en.txt"), ("y.txt", "en.txt")) == ["x.txt", "y.txt"]


def test_every_category_of_a_check_has_a_name_there() -> None:
    unknown = {resolve(name, TABLE, "check").category for name in TABLE} - set(CATEGORIES)
    assert {category.partition("/")[0] for category in unknown} <= {"design"}
