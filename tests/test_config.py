"""Where settings come from, which of them wins, and what is said of those that do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.config import SETTINGS, Config, load
from checker.errors import ConfigError


def _load(
    folder: Path | None = None,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    **flags: object,
) -> Config:
    given = {name.replace("_", "-"): value for name, value in flags.items()}
    return load(given, file=file, environment=environment or {}, folder=folder)


def test_without_anything_the_defaults_stand() -> None:
    config = _load()
    assert (config.fail_on, config.color, config.select, config.checks) == ("major", "auto", (), {})
    assert set(config.origins.values()) == {"default"}
    assert set(config.origins) == set(SETTINGS)


def test_a_file_then_the_environment_then_flags_win(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    path.write_text('fail-on = "minor"\ntarget-lang = "de"\nsource-lang = "fr"\ncolor = "never"\n')
    config = _load(tmp_path, environment={"CHECKER_TARGET_LANG": "es", "CHECKER_SOURCE_LANG": "it"}, source_lang="nl")
    assert (config.fail_on, config.target_lang, config.source_lang) == ("minor", "es", "nl")
    assert config.origins["fail-on"] == str(path)
    assert config.origins["target-lang"] == "CHECKER_TARGET_LANG"
    assert config.origins["source-lang"] == "--source-lang"
    assert config.origins["select"] == "default"


def test_the_nearest_file_is_found_upwards(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "checker.toml").write_text('fail-on = "minor"\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert _load(deep).fail_on == "minor"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.checker]\nfail-on = "critical"\n')
    assert _load(deep).fail_on == "critical"
    (deep / "checker.toml").write_text('fail-on = "never"\n')
    assert _load(deep).fail_on == "never"


def test_a_named_file_stands_instead_of_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('fail-on = "minor"\n')
    other = tmp_path / "other.toml"
    other.write_text("fail-under = 80\n")
    config = _load(tmp_path, other)
    assert (config.fail_on, config.fail_under) == ("major", 80.0)


def test_lists_are_written_as_lists_or_with_commas(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('select = ["stray-space", "mixed-quotes"]\n')
    assert _load(tmp_path).select == ("stray-space", "mixed-quotes")
    assert _load(environment={"CHECKER_SELECT": "stray-space, mixed-quotes"}).select == ("stray-space", "mixed-quotes")
    assert _load(select=["stray-space,mixed-quotes", "torn-sentence"]).select[2] == "torn-sentence"


def test_options_of_checks_are_tables(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("[checks.repeated-words]\nleast-words = 3\n")
    assert _load(tmp_path).checks == {"repeated-words": {"least-words": 3}}


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('fail_on = "minor"', "no setting 'fail_on'; did you mean 'fail-on'"),
        ("zzz = 1", "no setting 'zzz'; those there are: source-lang"),
        ("[torn-sentence]\nx = 1", "stand in [checks.torn-sentence], those of a measure in [measures.torn-sentence]"),
        ("[check.torn-sentence]\nx = 1", "no setting 'check'; did you mean 'checks'"),
        ('fail-on = "sometimes"', "'fail-on' cannot be 'sometimes': it takes one of minor, major, critical, never"),
        ("fail-on = 3", "'fail-on' cannot be 3"),
        ("fail-under = 101", "a number from 0 to 100"),
        ("fail-under = true", "a number from 0 to 100"),
        ("fail-under = nan", "a number from 0 to 100"),
        ("select = 3", "a list of names"),
        ("select = [1]", "a list of names"),
        ('quiet = "perhaps"', "true or false"),
        ('format = ""', "takes a text"),
        ("checks = 3", "tables of options"),
        ("checks.x = 3", "tables of options"),
        ("fail-on = ", "is not valid TOML"),
    ],
)
def test_a_wrong_setting_is_an_error(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "checker.toml"
    path.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_byte_order_mark_before_the_settings_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_bytes(b'\xef\xbb\xbffail-on = "never"\r\nquiet = true\r\n')
    config = _load(tmp_path)
    assert (config.fail_on, config.quiet) == ("never", True)


def test_a_slip_in_a_variable_is_an_error_and_anothers_variable_is_not() -> None:
    with pytest.raises(ConfigError, match="did you mean CHECKER_FAIL_ON"):
        _load(environment={"CHECKER_FAILON": "minor"})
    assert _load(environment={"CHECKER_BINARY": "/usr/bin/checker", "CHECKER": "x"}) == _load()


def test_an_empty_variable_is_none() -> None:
    assert _load(environment={"CHECKER_FAIL_ON": ""}).fail_on == "major"


@pytest.mark.parametrize(("value", "flag"), [("1", True), ("no", False), ("TRUE", True)])
def test_variables_can_be_flags(value: str, flag: bool) -> None:
    assert _load(environment={"CHECKER_QUIET": value}).quiet is flag


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        _load(file=tmp_path / "missing.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        _load(file=tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'format = "\xff"')
    with pytest.raises(ConfigError, match="is not valid TOML"):
        _load(file=tmp_path / "latin.toml")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(ConfigError, match=r"no \[tool.checker\] table"):
        _load(file=tmp_path / "pyproject.toml")


def test_files_of_judgements_are_named_from_the_settings_and_the_nearest_decisions_are_found(tmp_path: Path) -> None:
    deep = tmp_path / "a"
    deep.mkdir()
    (tmp_path / "checker.decisions.json").write_text("")
    assert _load(deep).decisions == str(tmp_path / "checker.decisions.json")
    assert _load(deep).origins["decisions"] == "found"
    assert _load(None).decisions is None
    (tmp_path / "checker.toml").write_text(
        'baseline = "known.json"\nmin-sentence = 20\nstrict = true\nchanged-since = "main"\n'
    )
    config = _load(deep)
    assert (config.baseline, config.decisions) == (
        str(tmp_path / "known.json"),
        str(tmp_path / "checker.decisions.json"),
    )
    assert (config.min_sentence, config.strict, config.changed_since) == (20.0, True, "main")
    (tmp_path / "checker.toml").write_text('decisions = "ours.json"\n')
    assert _load(deep).decisions == str(tmp_path / "ours.json")
    assert _load(deep, decisions="other.json").decisions == "other.json"


def test_files_and_folders_of_measures_are_named_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "checker.toml").write_text(
        '[measures.external]\nxcomet = {file = "scores.json"}\n'
        '[measures.embedding]\nmodel = "models/mine"\n[measures.metricx]\nmodel = "google/metricx-24"\n',
        encoding="utf-8",
    )
    found = _load(folder=tmp_path).measures
    assert found["external"]["xcomet"]["file"] == str(tmp_path / "scores.json")
    assert found["embedding"]["model"] == str(tmp_path / "models" / "mine")
    assert found["metricx"]["model"] == "google/metricx-24"
