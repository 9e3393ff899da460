"""The door of the readers: files, standard input, formats, languages, and the errors of the user."""

import io
import sys
from pathlib import Path

import pytest

from checker import readers
from checker.errors import LanguageError, PlugError, ReadError
from checker.plug import resolve
from checker.readers import TABLE, read_bytes, read_file

ENGLISH = "The old bridge over the river was closed on Monday, and it will not open again before May."


def test_a_file_is_read_with_its_path_as_its_name(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ENGLISH, encoding="utf-8")
    document = read_file(str(file), "en_gb")
    assert (document.text, document.name, document.language) == (ENGLISH, str(file), "en-GB")
    assert (document.detected, document.notes, document.format) == (False, (), "text")


@pytest.mark.parametrize(
    ("suffix", "format"), [(".md", "markdown"), (".MARKDOWN", "markdown"), (".txt", "text"), ("", "text")]
)
def test_the_suffix_tells_the_format(suffix: str, format: str) -> None:
    assert read_bytes(b"Some *text* here.", f"a{suffix}", "en").format == format


def test_a_format_may_be_named() -> None:
    assert read_bytes(b"# A title", "a.txt", "en", "markdown").blocks[0].span == (2, 9)
    with pytest.raises(PlugError, match="markdown"):
        read_bytes(b"text", "a.txt", "en", "markdwn")


def test_every_reader_of_the_table_can_be_loaded() -> None:
    for name in TABLE:
        assert resolve(name, TABLE, "format")(b"A title", "a", "en").text == "A title"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))
    assert read_file("-", "en").text == ENGLISH
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(ReadError, match="Standard input is empty"):
        read_file("-", "en")


def test_a_language_that_nobody_gave_is_detected_and_reported() -> None:
    document = read_bytes(ENGLISH.encode(), "a.txt")
    assert (document.language, document.detected) == ("en", True)
    assert "detected as English (en)" in document.notes[0]


def test_the_language_of_code_and_addresses_does_not_count() -> None:
    text = (
        "# Название\n\nСтарый мост закрыли в понедельник.\n\n```\n"
        + "while true do print hello world end\n" * 20
        + "```\n"
    )
    assert read_bytes(text.encode(), "a.md").language == "ru"


@pytest.mark.parametrize("text", ["2024", "https://example.org/the/old/bridge", "John Smith"])
def test_a_text_that_does_not_tell_its_language_asks_for_it(text: str) -> None:
    with pytest.raises(LanguageError, match="--target-lang"):
        read_bytes(text.encode(), "a.txt")


def test_what_cannot_be_opened_is_said_in_one_sentence(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.txt", "There is no file"),
        (tmp_path, "is a directory"),
        (tmp_path / ("a" * 300), "cannot be read"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(ReadError, match=message) as caught:
            read_file(str(path))
        assert str(caught.value).endswith(".")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ENGLISH, encoding="utf-8")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="may not be read"):
        read_file(str(file), "en")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LIMIT", 1 << 20)
    file = tmp_path / "a.txt"
    file.write_bytes(b"a " * (1 << 20))
    with pytest.raises(ReadError, match="larger than 1 MiB"):
        read_file(str(file), "en")


@pytest.mark.parametrize("unit", ["word ", "a", "a@", "a.", "http://", "http://)", " ", "- ", "> ", "\n", "[", "😀"])
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_long_lines_are_read_in_linear_time(unit: str, format: str) -> None:
    text = "One. " + unit * (200_000 // len(unit)) + "end"
    document = read_bytes(text.encode(), "a", "en", format)
    assert len(document.prose) == len(text)
