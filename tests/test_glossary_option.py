"""The glossary on its way from the command line and the configuration into the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli.app import run
from checker.config import Config, load
from checker.errors import ConfigError
from checker.pipeline import check_article

SOURCE = "Beide Seiten unterzeichneten den Vertrag im Frühjahr."
TARGET = "Both sides signed the treaty in spring."


def _texts(folder: Path) -> list[str]:
    (folder / "a.de.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "a.en.txt").write_text(TARGET, encoding="utf-8")
    (folder / "terms.csv").write_text("Vertrag,agreement\nVertrag,treaty,forbidden\n", encoding="utf-8")
    (folder / "more.csv").write_text("Frühjahr,springtime\n", encoding="utf-8")
    languages = ["--source-lang", "de", "--target-lang", "en"]
    return ["check", str(folder / "a.en.txt"), "--source", str(folder / "a.de.txt"), *languages, "-f", "json"]


def test_the_option_may_be_repeated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--glossary", str(tmp_path / "terms.csv"), "--glossary", str(tmp_path / "more.csv")]
    assert run([*_texts(tmp_path), *files, "--select", "glossary"]) == 1
    report = json.loads(capsys.readouterr().out)
    found = {(one["side"], one["text"]) for one in report["findings"]}
    assert found == {("target", "treaty"), ("source", "Frühjahr")}
    assert report["signature"].count("glossary:") == 2


def test_a_bad_file_ends_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*_texts(tmp_path), "--glossary", str(tmp_path / "none.csv")]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "none.csv cannot be read" in shown.err
    assert "Traceback" not in shown.err


def test_a_path_in_a_file_is_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('glossary = ["terms/a.csv"]\n', encoding="utf-8")
    deep = tmp_path / "texts" / "en"
    deep.mkdir(parents=True)
    found = load({}, file=None, environment={}, folder=deep)
    assert found.glossary == (str(tmp_path / "terms" / "a.csv"),)
    flag = load({"glossary": ["b.csv"]}, file=None, environment={"CHECKER_GLOSSARY": "c.csv"}, folder=deep)
    assert flag.glossary == ("b.csv",)


def test_terms_in_the_configuration_itself() -> None:
    def check(lines: object) -> list[str]:
        config = Config(select=("glossary",), checks={"glossary": {"terms": lines}}, source_lang="de", target_lang="en")
        return [str(one.severity) for one in check_article(TARGET, SOURCE, None, config).findings]

    assert check(["Vertrag,treaty,forbidden"]) == ["major"]
    assert check([]) == []
    for wrong in ("Vertrag,treaty", [1], ["Vertrag,treaty,never"]):
        with pytest.raises(ConfigError, match=r"\[checks\.glossary\] terms"):
            check(wrong)
