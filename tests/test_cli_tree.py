"""A tree of articles, paired by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.cli.app import run
from checker.cli.tree import Texts, articles
from checker.config import Config
from checker.errors import CheckerError, ReadError

ENGLISH = "The council met on Monday. It agreed on a new budget for the schools of the town.\n"
FRENCH = "Le conseil s'est réuni lundi. Il a adopté un nouveau budget pour les écoles de la ville.\n"


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_articles_are_paired_by_path_or_by_the_language_in_the_name(tmp_path: Path) -> None:
    _write(tmp_path / "en", {"a.txt": ENGLISH, "sub/b.en.md": ENGLISH, "lone.txt": ENGLISH})
    _write(tmp_path / "en", {".hidden.txt": "", ".git/c.txt": ENGLISH, "x.png": ""})
    _write(tmp_path / "fr", {"a.txt": FRENCH, "sub/b.fr.txt": FRENCH})
    en, fr = tmp_path / "en", tmp_path / "fr"
    assert articles(en, fr, None, Config()) == [
        Texts(en / "a.txt", fr / "a.txt"),
        Texts(en / "lone.txt"),
        Texts(en / "sub" / "b.en.md", fr / "sub" / "b.fr.txt"),
    ]


def test_both_languages_may_stand_in_one_directory(tmp_path: Path) -> None:
    _write(tmp_path, {"a.en.txt": ENGLISH, "a.fr.txt": FRENCH, "b.en.txt": ENGLISH, "notes.txt": ENGLISH})
    languages = Config(target_lang="en", source_lang="fr")
    assert articles(tmp_path, tmp_path, None, languages) == [
        Texts(tmp_path / "a.en.txt", tmp_path / "a.fr.txt"),
        Texts(tmp_path / "b.en.txt"),
    ]


def test_of_several_texts_the_one_in_the_language_that_is_named_is_meant(tmp_path: Path) -> None:
    _write(tmp_path / "en", {"a.en.txt": ENGLISH})
    _write(tmp_path / "all", {"a.de.txt": ENGLISH, "a.fr.txt": FRENCH, "a.pt-BR.txt": FRENCH})
    en, others = tmp_path / "en", tmp_path / "all"
    for language in ("de", "fr", "pt-br"):
        [found] = articles(en, others, None, Config(source_lang=language))
        assert found.source is not None
        assert found.source.name.lower() == f"a.{language}.txt"
    _write(others, {"b.txt": FRENCH, "b.old.txt": FRENCH})
    _write(en, {"b.en.txt": ENGLISH})
    assert articles(en, others, None, Config(source_lang="fr"))[1].source == others / "b.txt"
    for unhelpful in (Config(target_lang="en"), Config(source_lang="ja", target_lang="en")):
        with pytest.raises(CheckerError, match="--source-lang"):
            articles(en, others, None, unhelpful)


def test_a_result_overwrites_no_file_that_is_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, {"en/a.txt": ENGLISH, "fr/a.txt": FRENCH, "terms.csv": "source,target\nmaire,mayor\n"})
    names = ("en/a.txt", "fr/a.txt", "terms.csv")
    before = [(tmp_path / name).read_bytes() for name in names]
    command = ["check", f"{tmp_path}/en", "-s", f"{tmp_path}/fr", "--glossary", f"{tmp_path}/terms.csv"]
    for name in names:
        assert run([*command, "-f", "json", "-o", str(tmp_path / name)]) == 2
        assert "overwrite" in capfd.readouterr().err
    assert [(tmp_path / name).read_bytes() for name in names] == before


def test_nothing_to_pair_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path / "en", {"a.txt": ENGLISH})
    _write(tmp_path / "fr", {"b.txt": FRENCH})
    with pytest.raises(CheckerError, match="matches one of"):
        articles(tmp_path / "en", tmp_path / "fr", None, Config())
    with pytest.raises(ReadError, match="is no directory"):
        articles(tmp_path / "en", tmp_path / "fr" / "b.txt", None, Config())
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="holds no article"):
        articles(tmp_path / "empty", None, None, Config())


def test_the_reports_stand_in_one_result(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bad = ENGLISH.replace("a new budget", 'a “ new budget"')
    _write(tmp_path / "en", {"a.txt": ENGLISH, "b.txt": bad})
    _write(tmp_path / "fr", {"a.txt": FRENCH, "b.txt": FRENCH})
    call = [
        "check",
        str(tmp_path / "en"),
        "--source",
        str(tmp_path / "fr"),
        "--target-lang",
        "en",
        "--source-lang",
        "fr",
    ]
    assert run([*call, "--fail-on", "minor"]) == 1
    out, err = capfd.readouterr()
    shown = json.loads(out)
    assert shown["schema"] == "checker.reports/1"
    assert [one["summary"]["verdict"] for one in shown["reports"]] == ["pass", "fail"]
    assert err.splitlines()[-1] == f"checker: Of 2 articles 1 failed: {tmp_path / 'en' / 'b.txt'}."
    assert run([*call, "--format", "tsv", "--quiet"]) == 0
    rows = capfd.readouterr().out.splitlines()
    assert [row.split("\t")[0] for row in rows] == ["path", str(tmp_path / "en" / "b.txt")]
    assert run([*call, "--format", "terminal", "--quiet"]) == 0
    assert capfd.readouterr().out.count("── pass") == 2


def test_a_faulty_file_fails_the_run_and_does_not_lose_the_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path / "en", {"a.txt": ENGLISH, "b.txt": "", "c.txt": ENGLISH})
    call = ["check", str(tmp_path / "en"), "--target-lang", "en", "--format", "json"]
    assert run(call) == 2
    out, err = capfd.readouterr()
    assert [Path(one["target"]["path"]).name for one in json.loads(out)["reports"]] == ["a.txt", "c.txt"]
    assert err.splitlines()[-1] == f"checker: {tmp_path / 'en' / 'b.txt'} is empty: give a file with text in it."
    (tmp_path / "en" / "a.txt").write_text("")
    (tmp_path / "en" / "c.txt").write_text("")
    assert run(call) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "None of 3 articles could be checked" in err


def test_a_baseline_is_not_written_of_a_part_of_the_articles(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path / "en", {"a.txt": ENGLISH, "b.txt": ""})
    baseline = tmp_path / "known.json"
    call = ["check", str(tmp_path / "en"), "--target-lang", "en", "--baseline", str(baseline), "--update-baseline"]
    assert run(call) == 2
    assert "b.txt is empty" in capfd.readouterr().err
    assert not baseline.exists()


def test_the_languages_of_many_articles_are_told_in_one_note(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path, {f"{number:02}.txt": ENGLISH for number in range(11)} | {"fr.txt": FRENCH})
    assert run(["check", str(tmp_path), "--fail-under", "100", "--format", "json"]) == 1
    notes = capfd.readouterr().err.splitlines()
    assert notes[0] == (
        f"checker: Nobody gave the language of 12 texts; detected were English (en) 11 times, "
        f"French (fr) of {tmp_path / 'fr.txt'}."
    )
    assert notes[1].startswith("checker: Of 12 articles 12 failed: ")
    assert notes[1].endswith(f"{tmp_path / '09.txt'} and 2 more.")
