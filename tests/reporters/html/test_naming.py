"""What checks are called and say, in every language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.checks import TABLE
from checker.reporters.html.naming import naming, plain, told
from checker.reporters.html.texts import LANGUAGES

FOLDER = "checker/reporters/html/checks"
ROOT = Path(__file__).parents[3]
ENGLISH, *OTHERS = LANGUAGES
LONGEST_NAME, LONGEST = 48, 160


@pytest.mark.parametrize("check", TABLE)
def test_every_check_has_a_name_and_a_line_in_every_language(check: str) -> None:
    assert (ROOT / FOLDER / f"{check}.toml").is_file(), f"write {FOLDER}/{check}.toml (scripts.new_check begins it)"
    known = naming(check)
    assert tuple(known) == LANGUAGES
    for language, one in known.items():
        told = f"{FOLDER}/{check}.toml lacks what an editor reads in {language}"
        assert one.name.strip(), told
        assert one.says.strip(), told
        assert len(one.name) <= LONGEST_NAME
        assert len(one.says) <= LONGEST


@pytest.mark.parametrize("check", TABLE)
def test_no_language_copies_the_english(check: str) -> None:
    known = naming(check)
    for language in OTHERS:
        assert known[language].name != known[ENGLISH].name, f"{check} has its English name in {language}"
        assert known[language].says != known[ENGLISH].says, f"{check} says in {language} what it says in English"
    assert len({known[language] for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(("language", "letters"), [("ar", "\\u0621-\\u064A"), ("zh", "\\u4E00-\\u9FFF")])
def test_arabic_and_chinese_are_written_in_their_scripts(language: str, letters: str) -> None:
    for check in TABLE:
        for text in naming(check)[language]:
            assert re.search(f"[{letters}]", text), f"{check}: {text}"
            assert not re.search("[A-Za-z]{2}", text), f"{check}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_checks_have_two_names(language: str) -> None:
    names = [naming(check)[language].name for check in TABLE]
    assert len(set(names)) == len(names)


def test_no_file_is_left_of_a_check_that_is_gone() -> None:
    assert {path.stem for path in (ROOT / FOLDER).iterdir()} == set(TABLE)


def test_a_check_of_somebody_else_is_called_as_it_calls_itself() -> None:
    for check in ("house-rule", "../texts/en", "", "<b>"):
        assert naming(check) == {}
        assert plain(check) == check


def test_the_page_is_told_only_of_the_checks_that_it_shows() -> None:
    found = told(["end-mark", "house-rule"], ["torn-sentence"])
    assert list(found) == ["end-mark", "torn-sentence"]
    assert {len(one) for one in found["end-mark"].values()} == {1}
    assert {len(one) for one in found["torn-sentence"].values()} == {2}
