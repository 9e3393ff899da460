"""Decisions that hold for nothing are taken out; what a run cannot know of stays, with all that it holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.cli.app import run

BAD = "The the talks stalled.\n\nAll of of them left.\n"
SOUND = "The talks stalled.\n\nAll of them left.\n"
GERMAN = "Die Gespräche stockten.\n\nSie gingen alle.\n"
DECISIONS = "checker.decisions.json"


class Outcome(NamedTuple):
    code: int
    report: dict[str, Any]
    err: str


Checked = Callable[..., Outcome]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Checked:
    """Checks what stands in a folder with two bad articles, en/a.md and en/b.md."""
    monkeypatch.chdir(tmp_path)
    for folder, text in (("en", BAD), ("de", GERMAN)):
        Path(folder).mkdir()
        for name in ("a.md", "b.md"):
            named = text.replace("talks", f"{name[0]} talks").replace("them", f"the {name[0]}s")
            Path(folder, name).write_text(named, encoding="utf-8")

    def call(*arguments: str) -> Outcome:
        languages = ("--target-lang", "en", "--source-lang", "de")
        code = run(["check", *languages, "--select", "repeated-words", *arguments])
        out, err = capfd.readouterr()
        return Outcome(code, json.loads(out) if out else {}, err)

    return call


def _rows(outcome: Outcome, **more: str) -> list[dict[str, str]]:
    """Every finding of a run dismissed, as the HTML report exports it."""
    from checker.suppress.decisions import digest

    reports = outcome.report.get("reports", [outcome.report])
    return [
        {
            "path": report["target"]["path"],
            "id": finding["id"],
            "check": finding["check"],
            "decision": "dismiss",
            "reason": f"as {finding['text']}",
            "sentence": digest(report["sentences"][finding["sentence"]]["text"]),
            **({"beside": "source"} if report["source"] else {}),
            **more,
        }
        for report in reports
        for finding in report["findings"]
    ]


def _write(rows: list[dict[str, str]]) -> str:
    lines = ",\n".join(f"    {json.dumps(row)}" for row in sorted(rows, key=lambda row: (row["path"], row["id"])))
    text = f'{{\n  "schema": "checker.decisions/1",\n  "decisions": [\n{lines}\n  ]\n}}\n'
    Path(DECISIONS).write_text(text, encoding="utf-8")
    return text


def _ids() -> set[str]:
    found = json.loads(Path(DECISIONS).read_text(encoding="utf-8"))["decisions"]
    return {one["id"] for one in found}


def test_what_holds_stays_to_the_byte(checked: Checked) -> None:
    text = _write(_rows(checked("en"), note="seen", by="Anna"))
    outcome = checked("en", "--prune-decisions")
    assert (outcome.code, Path(DECISIONS).read_text(encoding="utf-8")) == (0, text)
    assert f"Taken out of {DECISIONS}: nothing." in outcome.err


def test_stale_unused_and_done_ones_go_and_the_others_stay_as_they_are(checked: Checked) -> None:
    first, second, *others = _rows(checked("en"), by="Anna")
    lines = _write([first, second, *others]).splitlines()
    Path("en/a.md").write_text("The the long a talks stalled.\n\nAll of of the as left.\n", encoding="utf-8")
    outcome = checked("en", "--prune-decisions")
    assert outcome.code == 1
    assert f"Taken out of {DECISIONS}: 1 decision (1 stale)." in outcome.err
    text = Path(DECISIONS).read_text(encoding="utf-8")
    assert text.splitlines() == [line for line in lines if first["id"] not in line]

    Path("en/b.md").write_text(SOUND, encoding="utf-8")
    accepted = {**others[1], "decision": "accept"}
    _write([second, others[0], accepted])
    outcome = checked("en", "--prune-decisions")
    assert "2 decisions (1 stale, 1 of what was mended)" in outcome.err
    assert _ids() == {second["id"]}


def test_a_dismissal_of_what_is_no_longer_found_goes(checked: Checked) -> None:
    rows = _rows(checked("en"))
    _write([{**rows[0], "id": "0" * 16}, *rows[1:]])
    outcome = checked("en/a.md", "--prune-decisions", "--fail-on", "never")
    # The sentence is there, and so is a finding of it: under another name, for which nobody has decided.
    assert "1 decision (1 stale)" in outcome.err
    _write([{**rows[0], "id": "0" * 16, "sentence": ""}, *rows[1:]])
    assert "1 decision (1 of what is no longer found)" in checked("en/a.md", "--prune-decisions").err
    assert _ids() == {row["id"] for row in rows[1:]}


def test_what_the_run_cannot_know_of_stays(checked: Checked) -> None:
    rows = _rows(checked("en"))
    text = _write(rows)
    for name in ("a.md", "b.md"):
        Path("en", name).write_text(SOUND, encoding="utf-8")
    assert "nothing" in checked("en/a.md", "--prune-decisions", "--ignore", "repeated-words").err
    assert Path(DECISIONS).read_text(encoding="utf-8") == text
    checked("en/a.md", "--prune-decisions")
    assert _ids() == {row["id"] for row in rows if row["path"] == "en/b.md"}


def test_a_decision_that_tells_no_check_goes_with_its_sentence_alone(checked: Checked) -> None:
    rows = [{**row, "check": ""} for row in _rows(checked("en"))]
    _write(rows)
    others = ("--select", "end-mark", "--ignore", "repeated-words", "--prune-decisions")
    assert "nothing" in checked("en", *others).err
    assert _ids() == {row["id"] for row in rows}
    Path("en/a.md").write_text(SOUND, encoding="utf-8")
    checked("en", *others)
    assert _ids() == {row["id"] for row in rows if row["path"].endswith("b.md")}


def test_a_decision_beside_a_source_is_not_judged_without_one(checked: Checked) -> None:
    rows = _rows(checked("en", "--source", "de"))
    assert {row["beside"] for row in rows} == {"source"}
    text = _write(rows)
    alone = checked("en", "--prune-decisions")
    assert (alone.code, Path(DECISIONS).read_text(encoding="utf-8")) == (1, text)
    assert "no longer" not in alone.err
    assert checked("en", "--source", "de", "--prune-decisions").code == 0
    Path("en/a.md").write_text(SOUND, encoding="utf-8")
    assert "2 decisions (2 stale)" in checked("en", "--source", "de", "--prune-decisions").err


def test_decisions_on_an_article_that_is_gone_go_and_those_on_one_that_moved_follow_it(checked: Checked) -> None:
    rows = _rows(checked("en"), by="Anna")
    _write(rows)
    Path("en/a.md").unlink()
    Path("en/news").mkdir()
    shutil.move("en/b.md", "en/news/c.md")
    told = "it has decisions on what is gone, en/a.md, en/b.md; --prune-decisions puts that right."
    assert told in checked("en").err
    assert "what is gone" not in checked("en/news/c.md").err
    outcome = checked("en", "--prune-decisions")
    assert outcome.code == 0
    on_a = [row["id"] for row in rows if row["path"] == "en/a.md" and row["id"] not in _ids()]
    assert f"{len(on_a)} on articles that are gone" in outcome.err
    kept = json.loads(Path(DECISIONS).read_text(encoding="utf-8"))["decisions"]
    assert {one["path"] for one in kept} == {"en/news/c.md"}
    assert all(one["by"] == "Anna" and one["reason"].startswith("as ") for one in kept)
    assert "moved with the article" in outcome.err


def test_one_that_holds_in_another_article_follows_the_words(checked: Checked) -> None:
    rows = _rows(checked("en"))
    _write(rows)
    Path("en/c.md").write_text(Path("en/a.md").read_text(encoding="utf-8"), encoding="utf-8")
    Path("en/a.md").write_text(SOUND, encoding="utf-8")
    assert f"{DECISIONS}: nothing; 2 decisions moved with the article" in checked("en", "--prune-decisions").err
    assert _ids() == {row["id"] for row in rows}
    again = checked("en", "--prune-decisions")
    assert (again.code, again.err.count("no longer")) == (0, 0)


def test_an_article_outside_of_what_was_read_may_well_be_there_for_others(checked: Checked) -> None:
    rows = _rows(checked("en"))
    text = _write([*rows, {**rows[0], "id": "1" * 16, "path": "fr/gone.md"}])
    assert checked("en", "--prune-decisions").code == 0
    assert Path(DECISIONS).read_text(encoding="utf-8") == text
    _write([*rows, {**rows[0], "id": "1" * 16, "path": "en/gone.md"}])
    assert checked("en/a.md", "--prune-decisions").code == 0
    assert "1" * 16 in _ids()
    assert "1 on articles that are gone" in checked("en", "--prune-decisions").err
    assert _ids() == {row["id"] for row in rows}


def test_a_baseline_forgets_an_article_that_is_gone(checked: Checked) -> None:
    update = ("--baseline", "baseline.json", "--update-baseline")
    checked("en", *update)
    shutil.move("en/b.md", "en/c.md")
    checked("en/a.md", *update)
    assert Path("baseline.json").read_text(encoding="utf-8").count('"en/b.md"') == 2
    checked("en", *update)
    text = Path("baseline.json").read_text(encoding="utf-8")
    assert (text.count('"en/a.md"'), text.count('"en/b.md"'), text.count('"en/c.md"')) == (2, 0, 2)


def test_twice_gives_the_same_bytes(checked: Checked) -> None:
    _write(_rows(checked("en")))
    Path("en/a.md").write_text(SOUND, encoding="utf-8")
    checked("en", "--prune-decisions")
    once = Path(DECISIONS).read_bytes()
    assert checked("en", "--prune-decisions").code == 0
    assert Path(DECISIONS).read_bytes() == once


def test_without_decisions_there_is_nothing_to_prune(checked: Checked) -> None:
    outcome = checked("en", "--prune-decisions")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert f"takes decisions out of {DECISIONS}, and there is no such file" in outcome.err
