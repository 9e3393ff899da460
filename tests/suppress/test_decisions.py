"""Files of decisions and baselines: read, written, refused in one sentence, and what they do to a report."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.checks import Check
from checker.checks.runner import run
from checker.config import Config
from checker.errors import ConfigError
from checker.judged import By, Choice, Decision
from checker.model import Article, Finding, Severity
from checker.suppress import Judged, suppress
from checker.suppress.baseline import Known, read_baseline
from checker.suppress.baseline import written as written_baseline
from checker.suppress.decisions import digest, read_decisions, written

ID = "0123456789abcdef"


def _file(tmp_path: Path, *rows: dict[str, Any]) -> str:
    path = tmp_path / "checker.decisions.json"
    path.write_text(json.dumps({"schema": "checker.decisions/1", "decisions": rows}), encoding="utf-8")
    return str(path)


def test_decisions_go_round_sorted_and_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    decisions = (
        Decision("b" * 16, Choice.DISMISS, "a title", "end-mark", "b.txt", "1" * 16, "seen by \u202e me"),
        Decision("a" * 16, Choice.EDIT, check="end-mark", path="a.txt", text="New text.\n"),
        Decision("c" * 16, Choice.ACCEPT, path="a.txt"),
    )
    text = written(decisions)
    path.write_text(text, encoding="utf-8")
    again = read_decisions(str(path))
    assert set(again) == set(decisions)
    assert [one.path for one in again] == ["a.txt", "a.txt", "b.txt"]
    assert written(again[::-1]) == text
    assert text.count("\n") == len("{ schema decisions ] }".split()) + 3
    assert written(()) == '{\n  "schema": "checker.decisions/1",\n  "decisions": []\n}\n'


def test_the_last_decision_on_a_finding_stands() -> None:
    text = written([Decision(ID, Choice.DISMISS, "one"), Decision(ID, Choice.ACCEPT)])
    assert "accept" in text
    assert "dismiss" not in text


def test_an_exported_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text(
        f"id\tcheck\tdecision\treason\tnote\ttext\tsentence\r\n{ID}\tend-mark\tdismiss\ta\\tb\\\\n\t\t\t\r\n",
        encoding="utf-8",
    )
    assert read_decisions(str(path)) == (Decision(ID, Choice.DISMISS, "a\tb\\n", "end-mark"),)


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_file_has_no_decisions(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "d.json").write_bytes(data)
    assert read_decisions(str(tmp_path / "d.json")) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"id": ID, "decision": "dismiss"}], "a dismissal says why"),
        ([{"id": ID, "decision": "dismiss", "reason": " "}], "a dismissal says why"),
        ([{"id": ID, "decision": "maybe"}], "should be one of dismiss, accept, edit"),
        ([{"decision": "accept"}], "names no finding"),
        ([{"id": 1, "decision": "accept"}], "'id' should be a text"),
        ([{"id": ID, "decision": "edit", "text": 1}], "'text' should be a text"),
        ([{"id": ID, "decision": "accept"}, {"id": ID, "decision": "dismiss", "reason": "x"}], "twice, and not alike"),
    ],
)
def test_a_wrong_entry_is_told(tmp_path: Path, rows: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_decisions(_file(tmp_path, *rows))


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"schema": "other", "decisions": []}', b"\xff", b"[" * 100_000])
def test_what_is_no_file_of_decisions_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "d.json").write_bytes(data)
    for read in (read_decisions, read_baseline):
        with pytest.raises(ConfigError, match=r"d\.json: "):
            read(str(tmp_path / "d.json"))
    with pytest.raises(ConfigError, match="`checker decide` makes them"):
        read_decisions(str(tmp_path / "none.json"))
    with pytest.raises(ConfigError, match="--update-baseline"):
        read_baseline(str(tmp_path / "none.json"))


@pytest.fixture
def made(
    article: Callable[..., Article], word_check: Callable[..., Check]
) -> tuple[Article, tuple[Finding, ...], tuple[str, ...]]:
    """An article of two sentences with a finding in each."""
    built = article("The odd cat sat.\n\nThe odd dog ran. It was bad.", "Le chat.\n\nLe chien.")
    checks = (word_check("odd", "odd-word"), word_check("bad", "bad-word", Severity.MINOR))
    return built, run(built, checks)[0], ("odd-word", "bad-word")


Made = tuple[Article, tuple[Finding, ...], tuple[str, ...]]


def _suppress(made: Made, config: Config, ran: tuple[str, ...] | None = None) -> Judged:
    built, findings, names = made
    return suppress(built, findings, config, names, names if ran is None else ran)


def test_without_judgements_all_findings_count(made: Made) -> None:
    judged = _suppress(made, Config())
    assert judged.kept == made[1]
    assert (judged.suppressed, judged.standing.notes) == ((), ())


def test_a_dismissed_finding_does_not_count(made: Made, tmp_path: Path) -> None:
    first = made[1][0]
    rows = {"id": first.fingerprint, "decision": "dismiss", "reason": "a name", "note": "see the style guide"}
    judged = _suppress(made, Config(decisions=_file(tmp_path, rows)))
    assert judged.kept == made[1][1:]
    assert [tuple(one)[1:] for one in judged.suppressed] == [(By.DECISION, "a name", "see the style guide")]
    assert [one.fingerprint for one in judged.standing.dismissed] == [first.fingerprint]


@pytest.mark.parametrize("choice", ["accept", "edit"])
def test_what_is_right_counts_until_it_is_mended(made: Made, tmp_path: Path, choice: str) -> None:
    first = made[1][0]
    rows = (
        {"id": first.fingerprint, "decision": choice, "path": "target.txt"},
        {"id": ID, "decision": choice, "path": "target.txt", "sentence": "0" * 16},
    )
    judged = _suppress(made, Config(decisions=_file(tmp_path, *rows)))
    assert judged.kept == made[1]
    assert [one.fingerprint for one in judged.standing.open] == [first.fingerprint]
    assert [one.fingerprint for one in judged.standing.done] == [ID]
    assert judged.standing.notes == ()


def test_stale_and_unused_decisions_are_told_apart(made: Made, tmp_path: Path) -> None:
    gone = {"decision": "dismiss", "reason": "x", "path": "target.txt"}
    config = Config(
        decisions=_file(
            tmp_path,
            {**gone, "id": "1" * 16, "check": "odd-word", "sentence": digest("The odd bird sat.")},
            {**gone, "id": "2" * 16, "check": "odd-word", "sentence": digest("The odd cat sat.")},
            {**gone, "id": "3" * 16, "check": "bad-word", "sentence": digest("The odd cat sat.")},
            {**gone, "id": "4" * 16, "check": "no-run", "sentence": digest("The odd cat sat.")},
            {**gone, "id": "5" * 16, "check": "bad-word", "path": "other.txt"},
        )
    )
    standing = _suppress(made, config).standing
    assert [one.fingerprint[0] for one in standing.stale] == ["2", "1"]
    assert [one.fingerprint[0] for one in standing.unused] == ["3"]
    assert len(standing.notes) == 2
    assert "2 decisions on target.txt no longer hold" in standing.notes[0]
    assert "1 decision on target.txt dismisses what is no longer found" in standing.notes[1]
    assert _suppress(made, config, ran=()).standing.notes == ()


def test_a_baseline_holds_back_what_it_knows(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    known = [Known("target.txt", one.check, one.fingerprint) for one in made[1][:2]]
    path.write_text(written_baseline([*known, Known("target.txt", "odd-word", ID), Known("o.txt", "odd-word", "x")]))
    judged = _suppress(made, Config(baseline=str(path)))
    assert judged.kept == made[1][2:]
    assert {one.by for one in judged.suppressed} == {By.BASELINE}
    assert (judged.standing.known, judged.standing.gone) == (2, 1)
    assert _suppress(made, Config(baseline=str(path), update_baseline=True)).kept == made[1]


def test_a_decision_goes_before_the_baseline(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(written_baseline(Known("target.txt", one.check, one.fingerprint) for one in made[1]))
    decided = _file(tmp_path, {"id": made[1][0].fingerprint, "decision": "dismiss", "reason": "x"})
    judged = _suppress(made, Config(baseline=str(path), decisions=decided))
    assert [one.by for one in judged.suppressed] == [By.DECISION, By.BASELINE, By.BASELINE]


def test_an_entry_names_its_article_from_the_folder_of_its_file(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, findings, names = made
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("x")
    gone = {"id": ID, "decision": "dismiss", "reason": "x", "check": "odd-word", "path": "texts/a.txt"}
    config = Config(decisions=_file(tmp_path, gone))
    monkeypatch.chdir(tmp_path / "texts")
    moved = replace(built, target=replace(built.target, name="a.txt"))
    assert suppress(moved, findings, config, names, names).standing.unused
    monkeypatch.chdir(os.sep)
    assert not suppress(moved, findings, config, names, names).standing.unused
