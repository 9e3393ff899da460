"""What a user can get wrong ends with exit 2 and one sentence, or works; never with a traceback, never with a hang."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli.app import run

ENGLISH = "The council met on Monday. It agreed on a new budget for the schools of the town.\n"
FRENCH = "Le conseil s'est réuni lundi. Il a adopté un nouveau budget pour les écoles de la ville.\n"
LANGUAGES = ("--target-lang", "en", "--source-lang", "fr")

Fails = Callable[..., str]


@pytest.fixture
def fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Fails:
    """Runs a command line that must fail, and gives the sentence that it says."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")

    def call(*arguments: str) -> str:
        code = run(arguments)
        out, err = capfd.readouterr()
        assert (code, out) == (2, "")
        assert err.startswith("checker: ")
        assert err.count("\n") == 1
        assert err.endswith((".\n", "?\n"))
        assert "Traceback" not in err
        return err

    return call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frobnicate",), "frobnicate"),
        (("score", "x.tsv"), "There is no file x.tsv"),
        (("check",), "TARGET"),
        (("check", "en.txt", "more.txt"), "more.txt"),
        (("check", "en.txt", "--nonsense"), "--nonsense"),
        (("check", "en.txt", "--source"), "--source"),
        (("check", "en.txt", "--format", "xml"), "terminal, tsv, markdown, json"),
        (("check", "en.txt", "--report", "json"), "NAME=FILE"),
        (("check", "en.txt", "--report", "pdf=x.pdf"), "'pdf'"),
        (("check", "en.txt", "--fail-on", "sometimes"), "minor, major, critical, never"),
        (("check", "en.txt", "--fail-under", "many"), "0 to 100"),
        (("check", "en.txt", "--color", "pink"), "auto, always, never"),
        (("check", "en.txt", "--select", "stray-spaces"), "stray-space"),
        (("check", "en.txt", "--ignore", "nonsense"), "nonsense"),
        (("check", "en.txt", "--target-lang", "klingonish"), "klingonish"),
        (("check", "en.txt", "--target-lang", "q!"), "q!"),
        (("check", "en.txt", "--config", "missing.toml"), "missing.toml"),
        (("check", "en.txt", "-o", "no/such/folder/report.json"), "no/such/folder/report.json"),
        (("check", "en.txt", "-o", "en.txt"), "overwrite"),
        (("check", "en.txt", "-s", "fr.txt", "--report", "tsv=fr.txt"), "overwrite"),
        (("check", "en.txt", "-o", "a.json", "--report", "html=./a.json"), "name a file for each"),
        (("check", "missing.txt"), "missing.txt"),
        (("check", "en.txt", "-s", "."), "directory"),
        (("check", "en.txt", "-s", "en.txt"), "same text"),
        (("check", "-", "-s", "-"), "Standard input"),
        (("explain", "nonsense"), "nonsense"),
        (("checks", "--format", "xml"), "text, json"),
        (("align", "en.txt"), "TARGET"),
        (("align", "en.txt", "en.txt"), "same text"),
        (("check", "bad\udcff\udcfe.txt"), "bad"),
        (("check", "a\x00b.txt"), "cannot be read"),
        (("check", "x" * 5_000), "cannot be read"),
    ],
)
def test_a_wrong_command_line(fails: Fails, arguments: tuple[str, ...], said: str) -> None:
    assert said in fails(*arguments)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\n  ",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf \r\n",
        "\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\n".encode(),
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),
        b"PK\x03\x04" + bytes(range(256)) * 4,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(128, 256)) * 8,
    ],
    ids=["empty", "blank", "bom", "bom-blank", "odd-blanks", "bytes", "png", "zip", "pdf"],
)
def test_a_file_that_is_no_text(fails: Fails, data: bytes) -> None:
    Path("broken.txt").write_bytes(data)
    assert "broken.txt" in fails("check", "broken.txt", *LANGUAGES)
    assert "broken.txt" in fails("check", "en.txt", "-s", "broken.txt", *LANGUAGES)
    assert "broken.txt" in fails("check", "en.txt", "-r", "broken.txt", *LANGUAGES)
    assert "broken.txt" in fails("align", "broken.txt", "en.txt", *LANGUAGES)


def test_a_source_in_the_target_language_says_which_option_corrects_it(fails: Fails) -> None:
    Path("other.txt").write_text("Another text, which is in English too. Nobody translated it from anything.\n")
    said = fails("check", "en.txt", "-s", "other.txt")
    assert "--target-lang" in said
    assert "--source-lang" in said
    assert "--target-lang" not in fails("check", "en.txt", "-s", "other.txt", "--target-lang", "en")
    assert "English" in fails("check", "en.txt", "-s", "other.txt", "--target-lang", "en", "--source-lang", "en")


def test_two_kinds_of_one_language_can_be_told_apart_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("br.txt").write_text("O trem atrasou. O ônibus também atrasou.\n", encoding="utf-8")
    Path("pt.txt").write_text("O comboio atrasou-se. O autocarro também se atrasou.\n", encoding="utf-8")
    assert run(["check", "br.txt", "-s", "pt.txt", "--target-lang", "pt-BR", "--source-lang", "pt-PT"]) in (0, 1)


def test_only_digits_have_no_language(fails: Fails) -> None:
    Path("digits.txt").write_text("12 345\n67\n")
    assert "--target-lang" in fails("check", "digits.txt")


def test_a_markdown_file_of_code_alone(fails: Fails) -> None:
    Path("code.md").write_text("```\nprint('hello')\n```\n")
    assert "code.md" in fails("check", "code.md", "--target-lang", "en")


def test_an_invalid_configuration(fails: Fails) -> None:
    Path("checker.toml").write_text("fail_on = 'minor'\n")
    assert "did you mean 'fail-on'" in fails("check", "en.txt")
    Path("checker.toml").write_text("[checks.nonsense]\nx = 1\n")
    assert "nonsense" in fails("check", "en.txt", "--target-lang", "en")
    Path("checker.toml").write_text("[checks.mixed-quotes]\nnonsense = 1\n")
    assert "nonsense" in fails("check", "en.txt", "--target-lang", "en")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(fails: Fails) -> None:
    Path("secret.txt").write_text(ENGLISH)
    Path("secret.txt").chmod(0)
    assert "secret.txt" in fails("check", "secret.txt")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "\u8c08\u5224\u5728\u5f00\u7f57\u4e3e\u884c\u4e86\u4e00\u5468" * 50_000,
        "a" * 1_000_000,
        "(" * 100_000,
        "\u201c" * 100_000,
        ". " * 100_000,
        "1 " * 100_000,
        "\N{COMBINING ACUTE ACCENT}" * 50_000,
    ],
    ids=["words", "han", "letters", "brackets", "quotes", "stops", "digits", "accents"],
)
def test_one_endless_line_works_or_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "checker", "check", str(path), "--target-lang", "en", "-f", "terminal"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
