"""What other programs wrote belongs to the row with its id, to its texts, or to its place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run
from checker.errors import CheckerError, ConfigError
from checker.measures import external, measure
from checker.measures.external import make
from checker.model import Bead, Side
from checker.pairs import Languages, article_of
from checker.rows import Row

TARGETS = ("The bank refused the loan.", "The river rose. It fell again.", "Nobody was hurt.")
SOURCES = ("Die Bank lehnte ab.", "Der Fluss stieg.  Er fiel wieder.", "Niemand wurde verletzt.")
Writer = Callable[..., str]


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    def write(content: Any, name: str = "scores.jsonl") -> str:
        if isinstance(content, list) and name.endswith("jsonl"):
            content = "".join(json.dumps(one) + "\n" for one in content)
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def rows(ids: Sequence[str | None] = (None, None, None), targets: Sequence[str] = TARGETS) -> tuple[Bead, ...]:
    """Beads of a bitext whose first row has the number 0."""
    listed = [
        Row(number, target, source, id=id)
        for number, (id, target, source) in enumerate(zip(ids, targets, SOURCES, strict=True))
    ]
    return article_of(listed, Languages("en", "de"))[0].beads


def scores(beads: Sequence[Bead], file: str, **options: str) -> list[float | str | None]:
    """The score of each bead, or why it has none."""
    found = measure(beads, make({"file": file, **options}))
    return [bead.measures.get("external", bead.refused.get("external")) for bead in found]


def samples(**more: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {"src": source, "mt": target, **{name: values[number] for name, values in more.items()}}
        for number, (source, target) in enumerate(zip(SOURCES, TARGETS, strict=True))
    ]


def test_an_id_is_joined_whatever_the_order(written: Writer) -> None:
    file = written([{"id": "c", "score": 3}, {"id": "a", "score": 1.5}, {"id": 2, "score": None}])
    assert scores(rows(["a", "2", "c"]), file) == [1.5, "scores.jsonl has no score here.", 3.0]
    assert scores(rows(["a", "b", "c"]), file)[1] == "scores.jsonl tells nothing of the id 'b'."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scores.txt", "0.1\n0.2\n0.3\n"),
        ("scores", "0.1 0.9\r\n0.2 0.8\r\n0.3 0.7"),
        ("scores.json", "[0.1, 0.2, 0.3]"),
        ("scores.json", '{"scores": [0.1, 0.2, 0.3], "system_score": 0.2}'),
        ("scores.jsonl", '{"row": 2, "score": 0.3}\n{"row": 0, "score": 0.1}\n\n{"row": 1, "score": 0.2}\n'),
        ("scores.jsonl", '{"score": 0.1}\n{"score": 0.2}\n{"score": 0.3}'),
        ("x.seg.score", "sysA\t0.1\nsysA\t0.2\nsysA\t0.3\n"),
        (
            "x.seg.score",
            "m\tde-en\tnews\tsysA\t2\t0.2\tno\nm\tde-en\tnews\tsysA\t1\t0.1\tno\nm\tde-en\tnews\tsysA\t3\t0.3\tno\n",
        ),
        ("x.tsv", "System\tSegment Number\tScore\nsysA\t3\t.3\nsysA\t2\t2e-1\nsysA\t1\t0.1\n"),
        ("x.tsv", "row\tscore\n1\t0.2\n0\t0.1\n2\t0.3\n"),
    ],
)
def test_scores_without_ids_and_texts_are_joined_by_their_place(name: str, content: str, written: Writer) -> None:
    assert scores(rows(), written(content, name)) == [0.1, 0.2, 0.3]


def test_a_pair_of_columns_with_other_names_in_each_row_is_of_ids(written: Writer) -> None:
    assert scores(rows(["a", "b", "c"]), written("b\t2\nc\tNone\na\t1", "x.tsv")) == [
        1.0,
        2.0,
        "x.tsv has no score here.",
    ]


def test_of_several_systems_one_is_chosen(written: Writer) -> None:
    file = written("A\t1\nB\t4\nA\t2\nB\t5\nA\t3\nB\t6", "x.seg.score")
    assert scores(rows(), file, system="B") == [4.0, 5.0, 6.0]
    for options in ({}, {"system": "C"}):
        with pytest.raises(ConfigError, match="of these systems: 'A', 'B'; choose one"):
            scores(rows(), file, **options)


def test_texts_are_joined_whatever_the_order_and_the_white_space(written: Writer) -> None:
    told = samples(prediction=[0.1, 0.2, 0.3])
    told[1]["mt"] = " The river rose.\u00a0 It fell again. "
    lines = [{"hypothesis": one["mt"], "source": one["src"], "prediction": one["prediction"]} for one in told[::-1]]
    assert scores(rows(), written(lines)) == [0.1, 0.2, 0.3]


def test_an_entry_is_of_no_other_text(written: Writer) -> None:
    told = samples(COMET=[0.1, 0.2, 0.3])
    told[0]["mt"] = "The bank granted the loan."
    file = written({"hyp.txt": told}, "scores.json")
    assert scores(rows(), file) == ["scores.json tells nothing of this text.", 0.2, 0.3]
    assert scores(rows(), file, join="row")[0] == "What scores.json tells of row 0 is of another text."
    told[0].update(mt=TARGETS[0], src="Die Bank sagte zu.")
    assert scores(rows(), written({"hyp.txt": told}, "scores.json"))[0] == (
        "What scores.json tells of this text is of another text."
    )


def test_a_text_that_stands_twice_takes_its_own_place_or_none(written: Writer) -> None:
    told = [*samples(score=[1, 2, 3]), *samples(score=[4, 2, 6])]
    assert scores(rows(), written(told)) == [1.0, 2.0, 3.0]
    shifted = [{"score": 0, "mt": "Else."}, *told]
    assert scores(rows(), written(shifted)) == [
        "scores.jsonl tells different things of this text.",
        2.0,
        "scores.jsonl tells different things of this text.",
    ]


def test_spans_are_found_in_the_text(written: Writer) -> None:
    first = [
        {"text": "bank", "start": 4, "end": 8, "severity": "major", "confidence": 0.9},
        {"text": "\u2581refused ", "start": 9, "end": 16, "severity": "minor"},
        {"text": "credit", "severity": "critical"},
        {"text": "loan", "severity": "neutral"},
        7,
    ]
    second = [{"start": 19, "end": 23, "severity": "critical"}, {"start": 0, "end": 900, "severity": "minor"}]
    third = [{"text": "verletzt", "severity": "major", "side": "source"}]
    told = samples(COMET=[0.5, 0.6, 0.7], errors=[first, second, third])
    beads = measure(rows(), make({"xcomet": {"file": written({"hyp.txt": told}, "scores.json")}}))
    found = [bead.word_measures["xcomet-spans"] for bead in beads]
    texts = {side: beads[0].side(side)[0].document.text for side in (Side.TARGET, Side.SOURCE)}
    assert [[(texts[side][start:end], value) for side, (start, end), value in spans] for spans in found] == [
        [("bank", 5.0), ("refused", 1.0)],
        [("fell", 25.0)],
        [("verletzt", 5.0)],
    ]
    assert [bead.measures["xcomet-dropped"] for bead in beads] == [3, 1, 0]
    assert [bead.measures["xcomet"] for bead in beads] == [0.5, 0.6, 0.7]


def test_the_nearest_place_is_meant_and_offsets_alone_must_fit(written: Writer) -> None:
    targets = ("to be or not to be", *TARGETS[1:])
    spans = [{"text": "be", "start": 16, "end": 18, "severity": "minor"}, {"start": 3, "end": 5, "severity": "major"}]
    outside = [{"start": 10, "end": 90, "severity": "minor"}]
    file = written([{"row": 0, "spans": spans}, {"row": 1, "spans": []}, {"row": 2, "spans": outside}])
    beads = measure(rows(targets=targets), make({"file": file}))
    assert [(span, value) for _, span, value in beads[0].word_measures["external-spans"]] == [
        ((3, 5), 5),
        ((16, 18), 1),
    ]
    assert beads[1].word_measures["external-spans"] == ()
    assert [bead.measures["external-dropped"] for bead in beads] == [0, 0, 1]
    assert "external" not in beads[0].measures


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", "", "holds no scores"),
        ("x.txt", "0.1\nmuch\n", "Line 2 of x.txt does not begin with a number"),
        ("x.json", "[0.1,", "x.json is not valid JSON"),
        ("x.json", "7", "holds no list of scores"),
        ("x.json", '{"hyp": 7}', "holds no list of scores as 'hyp'"),
        ("x.json", '[{"score": "much"}]', "Sample 0 of x.json has a score that is no number"),
        ("x.json", '{"scores": [1], "metadata": {"error_spans": 5}, "x": 1}', ""),
        ("x.jsonl", '{"score": 1}\n{"score"', "Line 2 of x.jsonl is not valid JSON"),
        ("x.jsonl", "5", "Line 1 of x.jsonl is not a JSON object"),
        ("x.jsonl", '{"score": true}', "has a score that is no number"),
        ("x.jsonl", '{"row": "1", "score": 1}', "has a row that is no number"),
        ("x.jsonl", '{"id": "a"}', "neither scores nor spans"),
        ("x.tsv", "id\tscore\na\t1\t2", "has 3 cells, and the header 2"),
        ("x.tsv", "id\tscore\na\tmuch", "has 'much' where its score should be"),
        ("x.tsv", "a\tb\tc", "neither a header"),
        ("x.tsv", "A\t1\t0.5\nA\tx\t0.5", "Line 2 of x.tsv has no segment number"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name: str, content: str, said: str, written: Writer) -> None:
    if not said:
        assert make({"file": written(content, name)})
        return
    with pytest.raises(CheckerError, match=said):
        make({"file": written(content, name)})


def test_wrong_options_are_one_sentence(written: Writer, tmp_path: Path) -> None:
    file = written("0.5", "x.txt")
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "needs a file"),
        ({"file": str(tmp_path / "none")}, "cannot be read: No such file"),
        ({"file": str(tmp_path)}, "cannot be read: Is a directory"),
        ({"file": file, "name": "bleu"}, "name cannot be 'bleu'"),
        ({"file": file, "name": "a|b"}, "name cannot be"),
        ({"file": file, "format": "xml"}, "it takes one of auto, json"),
        ({"file": file, "join": "luck"}, "it takes one of auto, id"),
        ({"file": file, "fomat": "json"}, "did you mean 'format'"),
        ({"a": {"file": file, "name": "x"}, "x": {"file": file}}, "names two measures 'x'"),
    ]
    for options, said in wrong:
        with pytest.raises(CheckerError, match=said):
            make(options)
    (tmp_path / "latin.txt").write_bytes(b"0.5 \xff\n")
    with pytest.raises(CheckerError, match="is not in UTF-8"):
        make({"model": str(tmp_path / "latin.txt")})


def test_a_file_that_changes_is_read_again_and_the_signature_tells(written: Writer) -> None:
    one = make({"file": written("0.5\n0.6\n0.7", "x.txt")})[0]
    other = make({"file": written("0.5\n0.6\n0.75", "x.txt"), "join": "row"})[0]
    assert one.signature.startswith("x.txt,")
    assert one.signature.endswith(",lines")
    assert one.signature != other.signature.removesuffix(",row")


def test_a_bitext_and_an_article_carry_the_scores(
    written: Writer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bitext = [{"id": f"r{n}", "source": SOURCES[n], "target": TARGETS[n]} for n in range(3)]
    file = written([{"id": "r2", "score": 2}, {"id": "r0", "score": 0.25}], "mine.jsonl")
    spoken = ["--source-lang", "de", "--target-lang", "en", "--fail-on", "never"]
    command = ["score", written(bitext, "bitext.jsonl"), *spoken, "--measure", f"external={file}", "--estimate-only"]
    assert run(command) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [line for line in told if "row" in line]
    assert [line["measures"].get("external") for line in told] == [0.25, None, 2]

    texts = [written("\n\n".join(lines), name) for lines, name in ((TARGETS, "t.txt"), (SOURCES, "s.txt"))]
    file = written({"t.txt": [{"mt": TARGETS[2], "COMET": 0.5}, {"mt": "The river rose.", "COMET": 0.75}]}, "x.json")
    assert run(["check", texts[0], "-s", texts[1], *spoken, "-f", "json", "--measure", f"external={file}"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [bead["measures"].get("external") for bead in report["beads"]] == [None, 0.75, None, 0.5]
    assert {
        "check": "external",
        "reason": "The measure was not taken of 2 of 4 beads: x.json tells nothing of this text.",
    } in (report["skipped"])


def test_a_process_that_has_read_the_checks_can_have_it(written: Writer, tmp_path: Path) -> None:
    """As the command line has: in this process other tests may have called it before."""
    file, text = written([{"mt": TARGETS[0], "score": 0.25}], "mine.jsonl"), written(TARGETS[0], "t.txt")
    command = [sys.executable, "-m", "checker", "check", text, "--target-lang", "en", "--measure", f"external={file}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["beads"][0]["measures"]["external"] == 0.25


def test_a_number_that_nothing_can_hold_is_no_score(written: Writer) -> None:
    file = written([{"id": "a", "score": 10**400}, {"id": "b", "score": 0.5}])
    assert scores(rows(["a", "b", "c"]), file)[:2] == ["scores.jsonl has no score here.", 0.5]


def test_a_text_of_many_rows_is_looked_for_in_its_own_row(written: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    many = 300
    file = written([{"hypothesis": "Yes, of course.", "prediction": number} for number in range(many)])
    beads = article_of([Row(at, "Yes, of course.", "Ja, klar.") for at in range(many)], Languages("en", "de"))[0].beads
    looked = 0
    agrees = external._agrees

    def counted(told: bytes | None, own: frozenset[bytes]) -> bool:
        nonlocal looked
        looked += 1
        return agrees(told, own)

    monkeypatch.setattr(external, "_agrees", counted)
    assert scores(beads, file) == list(range(many))
    assert looked <= 4 * many
