"""`checker score`: one row out for each row in, in order; the same measures and checks as in articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import measures
from checker.cli.app import run
from checker.config import Config
from checker.measures import Measure, Refused, surprisal
from checker.model import Signature
from checker.pairs import BATCH, Languages, Scorer, batches, score_batch
from checker.reporters.scored.jsonl import line
from checker.rows import Row

PAIRS = [
    ("Der Rat tagte am Montag.", "The council met on Monday."),
    ("Die Stadt zahlt 300 Euro für jede Schule.", "The town pays 800 euros for each school."),
    ("Das Haus steht am Fluss.", "The house stands by the the river."),
]
LANGUAGES = ("--source-lang", "de", "--target-lang", "en")


def bitext(tmp_path: Path, rows: list[dict[str, Any]]) -> str:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def scored(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    code = run(["score", *arguments])
    told = capfdbinary.readouterr()
    return code, [json.loads(line) for line in told.out.decode().splitlines()], told.err.decode()


def test_rows_keep_their_places(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = [{"source": source, "target": target, "id": f"r{at}"} for at, (source, target) in enumerate(PAIRS)]
    rows.insert(1, {"source": "", "target": "Nothing."})
    rows.insert(2, {"source": "...", "target": "Nothing."})
    code, told, err = scored(capfdbinary, bitext(tmp_path, rows), *LANGUAGES)
    assert code == 1
    assert [row["row"] for row in told] == [0, 1, 2, 3, 4]
    assert [row.get("id") for row in told] == ["r0", None, None, "r1", "r2"]
    assert [row["score"] is None for row in told] == [False, True, True, False, False]
    assert [row.get("error") for row in told][1:3] == [
        "The source is empty.",
        "The source holds marks alone, and no word.",
    ]
    assert "2 of 5 rows could not be judged" in err
    assert "embedding:" in told[0]["signature"]


def test_findings_stand_in_the_text_of_their_row(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = [{"source": source, "target": f"  {target}", "doc": "d"} for source, target in PAIRS]
    _, told, _ = scored(capfdbinary, bitext(tmp_path, rows), *LANGUAGES)
    assert [[one["check"] for one in row["findings"]] for row in told] == [[], ["number-mismatch"], ["repeated-words"]]
    for row, given in zip(told, rows, strict=True):
        for one in row["findings"]:
            assert given[one["side"]][one["start"] : one["end"]] == one["text"]
            for other in one["related"]:
                assert given[other["side"]][other["start"] : other["end"]] == other["text"]
    assert told[0]["score"] > told[1]["score"]


def test_half_of_a_surrogate_pair_is_a_lost_character(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = [
        {"source": "Das ist \ud800 gut.", "target": "This is \udfff good."},
        *({"source": s, "target": t} for s, t in PAIRS),
    ]
    _, told, _ = scored(capfdbinary, bitext(tmp_path, rows), *LANGUAGES)
    assert len(told) == len(rows)
    (found,) = told[0]["findings"]
    assert (found["check"], found["start"], found["end"]) == ("broken-encoding", 8, 9)
    assert list(
        checker.score([Row(0, "This is \udfff good.", "Das ist \ud800 gut.")], target_lang="en", source_lang="de")
    )


def test_rows_without_a_doc_are_judged_by_themselves() -> None:
    config, spoken = Config(), Languages("en", "de")
    rows = [Row(at, target, source) for at, (source, target) in enumerate(PAIRS * 3)]
    together = score_batch(rows, spoken, config)
    apart = [score_batch([row], spoken, config)[0] for row in rows]
    assert [one.found for one in together] == [one.found for one in apart]
    for one, other in zip(together, apart, strict=True):
        assert one.score is not None
        assert other.score is not None
        assert one.score.value == pytest.approx(other.score.value, abs=1e-4)
        assert one.measures == pytest.approx(other.measures, abs=1e-5)


def test_a_batch_does_not_part_an_article() -> None:
    rows = [Row(at, "Yes.", "Ja.", doc="a" if BATCH - 5 < at < BATCH + 40 else None) for at in range(2 * BATCH)]
    found = list(batches(rows))
    assert [row for batch in found for row in batch] == rows
    assert [len(batch) for batch in found] == [BATCH + 40, BATCH - 40]


def test_workers_change_nothing(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = [{"source": source, "target": target} for source, target in PAIRS * 90]
    path = bitext(tmp_path, rows)
    alone = scored(capfdbinary, path, *LANGUAGES, "--select", "number-mismatch")
    assert scored(capfdbinary, path, *LANGUAGES, "--select", "number-mismatch", "--workers", "2") == alone
    assert len(alone[1]) == len(rows)


def test_what_was_scored_before_changes_no_bit() -> None:
    config = Config(source_lang="de", target_lang="en", estimate_only=True)
    scorer = Scorer.of(Languages("en", "de"), config)
    rows = [Row(number, target, source) for number, (source, target) in enumerate(PAIRS)]
    scorer.batch(rows)
    after = [one.measures for one in scorer.batch(rows[1:])]
    surprisal.forget()
    assert [one.measures for one in scorer.batch(rows[1:])] == after


@pytest.mark.parametrize(
    ("flags", "code"), [((), 1), (("--fail-on", "never"), 0), (("--fail-on", "never", "--fail-under", "99"), 1)]
)
def test_exit_codes(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], flags: tuple[str, ...], code: int
) -> None:
    rows = [{"source": source, "target": target} for source, target in PAIRS]
    assert scored(capfdbinary, bitext(tmp_path, rows), *LANGUAGES, *flags)[0] == code


def test_strict_fails_where_a_row_cannot_be_judged(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = bitext(tmp_path, [{"target": "Yes, they came.", "source": "Ja, sie kamen."}, {"target": ""}])
    assert scored(capfdbinary, path, *LANGUAGES)[0] == 0
    assert scored(capfdbinary, path, *LANGUAGES, "--strict")[0] == 2


def test_a_table_of_scores(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("id\tsource\ttarget\n" + "".join(f"x\t{de}\t{en}\n" for de, en in PAIRS), encoding="utf-8")
    run(["score", str(path), *LANGUAGES, "-f", "tsv", "--select", "number-mismatch"])
    header, *lines = capfdbinary.readouterr().out.decode().splitlines()
    assert header.split("\t")[:3] == ["row", "id", "score"]
    assert [line.split("\t")[6] for line in lines] == ["", "number-mismatch:target:14-17", ""]


def test_languages_are_detected_and_told(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = [{"source": source, "target": target} for source, target in PAIRS]
    _, _, err = scored(capfdbinary, bitext(tmp_path, rows))
    assert "detected as German (de)" in err
    assert "detected as English (en)" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("no-such.tsv",), "There is no file"),
        ((), "Give a bitext"),
        (("rows.jsonl", "--source", "rows.jsonl"), "Give a bitext"),
        (("rows.jsonl", "--workers", "0"), "1 to 1024"),
        (("rows.jsonl", "--format", "html"), "no format of scores"),
        (("rows.jsonl", "--select", "nothing"), "no check"),
        (("rows.jsonl", "--source-lang", "en", "--target-lang", "en"), "both in 'en'"),
    ],
)
def test_bad_input_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    bitext(tmp_path, [{"source": source, "target": target} for source, target in PAIRS])
    code, rows, err = scored(capfdbinary, *arguments)
    assert (code, rows) == (2, [])
    assert says in err
    assert err.count("\n") == 1


def test_a_measure_that_refuses_a_row_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    refusing = Measure("odd", (), lambda beads: [Refused("Too odd.") for _ in beads], apart=True, signature="x")
    monkeypatch.setattr(measures, "configured", lambda _: (refusing,))
    (scored,) = score_batch([Row(0, *PAIRS[0][::-1])], Languages("en", "de"), Config())
    assert scored.refused == {"odd": "Too odd."}
    assert '"refused": {"odd": "Too odd."}' in line(scored, Signature(()))


def test_the_library_scores_rows_as_the_command_does() -> None:
    rows = [Row(at, target, source) for at, (source, target) in enumerate(PAIRS)]
    told = list(checker.score(rows, target_lang="en", source_lang="de"))
    assert told == list(score_batch(rows, Languages("en", "de"), Config()))
    assert [one.row for one in checker.score(iter(rows))] == rows


def test_rows_that_share_a_number_are_told_apart() -> None:
    rows = [Row(0, "", "Der Rat tagte."), *(Row(0, target, source) for source, target in PAIRS)]
    told = list(checker.score(rows, target_lang="en", source_lang="de"))
    assert [one.row.target for one in told] == ["", *(target for _, target in PAIRS)]
    assert [[found.finding.check for found in one.found] for one in told] == [
        [],
        [],
        ["number-mismatch"],
        ["repeated-words"],
    ]
