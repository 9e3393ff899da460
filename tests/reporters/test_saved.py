"""Saved reports are read back: a view of them is the view of the run, and what is damaged is told in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.errors import ReadError
from checker.judged import By, Choice, Decision, Limits, Standing
from checker.model import Report, Suppressed
from checker.reporters import FORMATS, SAVED, View
from checker.reporters.json import as_dict, render
from checker.reporters.rebuilt import rebuilt
from checker.reporters.rendering import of_run, of_saved
from checker.reporters.saved import parse

VIEWS = (View(), View(color=True, isolate=True, verbose=True), View(quiet=True, width=50))


def _round(report: Report) -> tuple[dict[str, Any], ...]:
    return parse(render(report).encode(), "r.json")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_a_saved_report_is_the_view_of_the_run(report: Report, name: str, view: View) -> None:
    assert of_saved(name, _round(report))(view) == of_run(name, [report])(view)


@pytest.mark.parametrize("name", FORMATS)
def test_several_reports_make_one_text(report: Report, name: str) -> None:
    both = of_run(name, [report, report])(View())
    assert of_saved(name, (*_round(report), *_round(report)))(View()) == both
    assert of_saved(name, parse(of_run("json", [report, report])(View()).encode(), "r.json"))(View()) == both


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_judged_goes_round(report: Report, name: str) -> None:
    findings = report.findings
    decision = Decision(findings[0].fingerprint, Choice.DISMISS, "a name", "end-mark", "a.txt", "0" * 16, "note")
    judged = replace(
        report,
        findings=findings[1:],
        suppressed=(Suppressed(findings[0], By.DECISION, "a name", "note"),),
        standing=Standing(
            "d.json", (decision,), stale=(decision,), baseline="b.json", gone=2, notes=("Decide again.",)
        ),
    )
    assert of_saved(name, _round(judged))(View()) == of_run(name, [judged])(View())
    assert rebuilt(as_dict(judged)).standing == judged.standing
    if name in ("terminal", "markdown"):
        assert "1 dismissed" in of_run(name, [judged])(View())


def test_places_are_those_of_the_file(report: Report) -> None:
    again = rebuilt(as_dict(report))
    for finding, before in zip(again.findings, report.findings, strict=True):
        document, old = (one.article.document(finding.hit.side) for one in (again, report))
        assert document is not None
        assert old is not None
        assert finding == before
        assert document.locate(finding.hit.span.start) == old.locate(before.hit.span.start)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_a_version_that_did_not_tell_the_limits_is_read(report: Report, name: str) -> None:
    saved = as_dict(report)
    del saved["summary"]["limits"]
    (again,) = parse(json.dumps(saved).encode(), "r.json")
    assert of_saved(name, [again])(View())
    assert rebuilt(again).limits is None
    assert as_dict(rebuilt(again))["summary"] == saved["summary"]


def test_limits_go_round(report: Report) -> None:
    limits = Limits("minor", 80.0, 12.5, strict=True)
    assert rebuilt(*_round(replace(report, limits=limits))).limits == limits


def test_every_format_of_a_saved_report_is_listed_once() -> None:
    assert len(set(FORMATS)) == len(FORMATS)
    assert "json" in SAVED


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda saved: saved.pop(name)


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, last, value = path

    def change(saved: Any) -> None:
        for step in way:
            saved = saved[step]
        saved[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without("sentences"), "sentences is missing"),
        (_without("target"), "target is missing"),
        (_set("schema", "checker.report/2"), "its schema is 'checker.report/2'"),
        (_set("schema", 1), "it names no schema"),
        (_set("sentences", 0, "start", -1), "sentences[0] is no place"),
        (_set("sentences", 0, "line", 10**9), "sentences[0] is no place"),
        (_set("sentences", 0, "end", 10**12), "sentences[0] is no place"),
        (_set("sentences", 0, "findings", [99]), "sentences[0].findings leads nowhere"),
        (_set("beads", 0, "target", [99]), "beads[0].target leads nowhere"),
        (_set("beads", 1, "index", 0), "beads[1].index leads nowhere"),
        (_set("findings", 0, "severity", "awful"), "findings[0].severity is of the wrong kind"),
        (_set("findings", 0, "bead", "0"), "findings[0].bead is of the wrong kind"),
        (_set("findings", 0, "side", "reference"), "findings[0] is no place in the reference"),
        (_set("summary", "score", True), "summary.score is of the wrong kind"),
        (_set("summary", []), "summary is of the wrong kind"),
        (_set("summary", "limits", "fail_on", "often"), "summary.limits.fail_on is of the wrong kind"),
        (_set("summary", "limits", {}), "summary.limits.fail_on is missing"),
        (_set("summary", "limits", "strict", 1), "summary.limits.strict is of the wrong kind"),
        (_set("source", None), "is no place in the source"),
        (_set("target", "between", 5), "target.between is of the wrong kind"),
        (_set("target", "between", 0, 5), "target.between[0] is of the wrong kind"),
        (_set("source", "notes", None), "source is of the wrong kind"),
        (_set("target", "encoding", []), "target.encoding is of the wrong kind"),
        (_set("summary", "parts", 5), "summary.parts is of the wrong kind"),
        (_set("summary", "parts", "low", None), "summary.parts.low is of the wrong kind"),
        (_set("sentences", 0, "parts", []), "sentences[0].parts is of the wrong kind"),
        (_set("sentences", 0, "kind", 5), "sentences[0].kind is of the wrong kind"),
        (_set("beads", 0, "measures", []), "beads[0].measures is of the wrong kind"),
        (_set("beads", 0, "refused", {"ter": 5}), "beads[0].refused.ter is of the wrong kind"),
        (_set("skipped", 0, "need", 5), "skipped[0].need is of the wrong kind"),
    ],
)
def test_a_damaged_report_is_told(report: Report, change: Callable[[dict[str, Any]], None], said: str) -> None:
    saved = json.loads(render(report))
    change(saved)
    with pytest.raises(ReadError) as caught:
        parse(json.dumps(saved).encode(), "r.json")
    assert said in str(caught.value)
    assert str(caught.value).startswith("r.json is")


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[", b"[]", b"null", b'{"schema": NaN}', b"[" * 100_000, b'{"schema": "checker.reports/1"}']
)
def test_what_is_no_report_is_told(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^r\.json is"):
        parse(data, "r.json")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "1" + "0" * 400])
def test_a_number_without_end_is_told(report: Report, number: str) -> None:
    data = render(report).replace('"mqm_per_1000_words": ', f'"mqm_per_1000_words": {number}, "was": ', 1)
    with pytest.raises(ReadError, match="is no number"):
        parse(data.encode(), "r.json")


@pytest.mark.parametrize("name", ["terminal", "markdown", "github", "github-summary", "junit", "html"])
@pytest.mark.parametrize(
    "place", [("findings", 0, "check"), ("target", "language"), ("sentences", 0, "kind"), ("skipped", 0, "check")]
)
def test_a_name_in_a_saved_report_acts_nowhere(report: Report, place: tuple[Any, ...], name: str) -> None:
    saved = json.loads(render(report))
    _set(*place, "x\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}`\n::error::y\n# h")(saved)
    (read,) = parse(json.dumps(saved).encode(), "r.json")
    shown = of_saved(name, [read])(View(verbose=True))
    assert not set(shown) & {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"}
    assert "\n::error::y" not in shown
    assert "\n# h" not in shown


def test_a_damaged_report_among_several_is_named(report: Report) -> None:
    shown = render(report)
    with pytest.raises(ReadError, match=r"^r\.json: report 2 is no report"):
        parse(f'{{"schema": "checker.reports/1", "reports": [{shown}, {{}}]}}'.encode(), "r.json")


def test_the_command_shows_saved_reports(
    report: Report, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.cli.app import run

    monkeypatch.chdir(tmp_path)
    Path("r.json").write_text(render(report), encoding="utf-8")
    assert run(["report", "r.json", "-f", "markdown", "--report", "tsv=r.tsv"]) == 0
    assert capfd.readouterr().out == of_run("markdown", [report])(View())
    assert Path("r.tsv").read_text(encoding="utf-8") == of_run("tsv", [report])(View())
    assert run(["report", "r.json", "r.json"]) == 0
    assert json.loads(capfd.readouterr().out)["schema"] == "checker.reports/1"
    for arguments in (["r.json", "-f", "nonsense"], ["none.json"], ["r.tsv"], ["r.json", "-o", "r.json"], ["-", "-"]):
        assert run(["report", *arguments]) == 2
        assert capfd.readouterr().err.count("\n") == 1
