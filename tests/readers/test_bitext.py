"""Rows of a bitext: read as a stream, in order, none lost."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from checker.errors import ReadError
from checker.readers import bitext
from checker.readers.bitext import count_rows, read_bitext, read_lines
from checker.rows import Row


def file(tmp_path: Path, name: str, text: str | bytes) -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return str(path)


def test_the_columns_of_a_table_may_stand_in_any_order(tmp_path: Path) -> None:
    path = file(tmp_path, "a.tsv", "ID\tTarget\tnote\tsource\tdoc\nr1\tA cat.\tx\tEine Katze.\td\n")
    assert list(read_bitext(path)) == [Row(0, "A cat.", "Eine Katze.", None, "d", "r1")]


def test_quotes_in_a_table_are_text(tmp_path: Path) -> None:
    path = file(tmp_path, "a.tsv", 'source\ttarget\n"Ja\t"Yes" and no\r\n')
    assert list(read_bitext(path)) == [Row(0, '"Yes" and no', '"Ja')]


def test_a_row_that_cannot_be_read_keeps_its_place(tmp_path: Path) -> None:
    rows = [
        b'{"source": "Ja.", "target": "Yes.", "id": 7}',
        b"{torn",
        b'["Ja.", "Yes."]',
        b'{"source": "Ja."}',
        b'{"source": 1, "target": "Yes."}',
        b'{"source": " ", "target": "Yes."}',
        b'{"source": "Ja.", "target": "\xff"}',
        b"[" * 100_000,
        b'{"target": "Yes.", "reference": ""}',
    ]
    found = list(read_bitext(file(tmp_path, "a.jsonl", b"\n".join(rows))))
    assert [row.number for row in found] == list(range(len(rows)))
    assert [bool(row.error) for row in found] == [False, True, True, True, True, True, True, True, False]
    assert found[0].id == "7"
    assert found[-1] == Row(8, "Yes.")


def test_a_table_row_with_other_cells_than_the_header_keeps_its_place(tmp_path: Path) -> None:
    found = list(read_bitext(file(tmp_path, "a.tsv", "source\ttarget\nJa.\nJa.\tYes.\n\n")))
    assert [row.error for row in found] == [
        "The row has 1 cells, and the header 2.",
        None,
        "The row has 1 cells, and the header 2.",
    ]


def test_an_endless_row_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitext, "LONGEST", 1_000)
    rows = [json.dumps({"target": "x" * length}) for length in (10, 5_000, 10)]
    found = list(read_bitext(file(tmp_path, "a.jsonl", "\n".join(rows))))
    assert [bool(row.error) for row in found] == [False, True, False]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.tsv.gz"])
def test_packed_files_are_read(tmp_path: Path, name: str) -> None:
    text = '{"target": "Yes."}\n' if "json" in name else "target\nYes.\n"
    assert list(read_bitext(file(tmp_path, name, gzip.compress(text.encode())))) == [Row(0, "Yes.")]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.tsv", b"", "empty"),
        ("a.tsv", b"source\ttarget\n", "no row"),
        ("a.jsonl", b"\n\n", "no row"),
        ("a.tsv", b"source\ttargets\nJa\tYes\n", "'targets'"),
        ("a.tsv", b"a\tb\nJa\tYes\n", "'a', 'b'"),
        ("a.csv", b"id,source,target\n1,Ja,Yes\n", "parted by tabs"),
        ("a.tsv", b'"source"\t"target"\nJa\tYes\n', "without quotes"),
        ("a.json", b'[{"source": "Ja", "target": "Yes"}]\n', "is a list: give an object on each line"),
        ("a.json", b'[\n{"source": "Ja", "target": "Yes"}\n]\n', "is a list: give an object on each line"),
        ("a.tsv", b"source\ttarget\tnot\xe9\nJa\tYes\tx\n", r"names no columns \(The row is not in UTF-8\)"),
        ("a.tsv.gz", b"this is not packed", "cannot be read"),
        ("a.tsv.gz", gzip.compress(b"target\n" + b"Yes.\n" * 9_000, mtime=0)[:-20], "cannot be read"),
    ],
)
def test_what_is_no_bitext_is_told_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        list(read_bitext(file(tmp_path, name, content)))


def test_lines_stand_for_each_other(tmp_path: Path) -> None:
    target, source = file(tmp_path, "t", "Yes.\n\nNo.\n"), file(tmp_path, "s", "Ja.\nNa ja.\nNein.\n")
    assert list(read_lines(target, source)) == [
        Row(0, "Yes.", "Ja."),
        Row(1, "", "Na ja.", error="The target is empty."),
        Row(2, "No.", "Nein."),
    ]


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path: Path) -> None:
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}"
    target, source = file(tmp_path, "t", f"{mark}Yes.\nNo.\n"), file(tmp_path, "s", f"{mark}Ja.\nNein.\n")
    assert list(read_lines(target, source)) == [Row(0, "Yes.", "Ja."), Row(1, "No.", "Nein.")]
    assert list(read_bitext(file(tmp_path, "a.tsv", f"{mark}target\nYes.\n"))) == [Row(0, "Yes.")]
    rows = file(tmp_path, "rows", f'{mark}{{"target": "Yes."}}\n{{"target": "No."}}\n')
    assert list(read_bitext(rows)) == [Row(0, "Yes."), Row(1, "No.")]
    assert count_rows(rows) == 2


def test_files_of_lines_must_be_as_long(tmp_path: Path) -> None:
    target, source = file(tmp_path, "t", "Yes.\n"), file(tmp_path, "s", "Ja.\nNein.\n")
    with pytest.raises(ReadError, match=r"t ends after 1 line and .*s goes on"):
        list(read_lines(target, source))


def test_files_without_a_line_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no line"):
        list(read_lines(file(tmp_path, "t", ""), file(tmp_path, "s", "")))
