"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import unicodedata
from importlib import import_module
from pathlib import Path

import pytest

from checker.checks import TABLE, Check
from checker.explain import page
from checker.lang.facts import section

ROOT = Path(__file__).parent.parent
LISTED = "ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split()
SOURCES = sorted(path for room in ("checker", "scripts", "tests") for path in (ROOT / room).rglob("*.py"))
CODE = [path for path in SOURCES if path.is_relative_to(ROOT / "checker")]
TOP_LEVEL = {"checker", "corpora", "tests", "scripts", "pyproject.toml"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "tools"}
HEAVY = {"torch", "transformers"}
CATEGORY = re.compile(r"(accuracy|fluency|terminology|locale|design|style)/[a-z-]+")
ALLOWED_INVISIBLE = {"\n", " "}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _imports(path: Path, top_only: bool = False) -> set[str]:
    """The first parts of the modules that a file imports; top_only leaves out those inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_file_is_one_noun_and_under_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
    assert path.stem not in NAMELESS


@pytest.mark.parametrize(
    "path", [*SOURCES, *sorted(ROOT.glob("checker/**/*.toml")), *sorted(ROOT.glob("tests/**/*.toml"))], ids=_name
)
def test_invisible_characters_are_written_by_name_or_escape(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for character in line:
            category = unicodedata.category(character)
            invisible = category in {"Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"} and character not in ALLOWED_INVISIBLE
            assert not invisible, f"line {number} holds U+{ord(character):04X}"


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_heavy_libraries_are_imported_by_measures_alone_and_when_used(path: Path) -> None:
    assert not HEAVY & _imports(path, top_only=True)
    assert not HEAVY & _imports(path) or path.is_relative_to(ROOT / "checker" / "measures")


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if path.is_relative_to(ROOT / "checker" / "cli") or path.name == "__main__.py":
        return
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id in {"print", "exit", "input"}]
    assert not [call for call in calls if isinstance(call, ast.Attribute) and ast.unparse(call) == "sys.exit"]


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_nothing_depends_on_the_clock_or_on_chance(path: Path) -> None:
    assert not {"random", "secrets", "uuid", "time", "datetime"} & _imports(path)


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_rich_is_for_the_terminal(path: Path) -> None:
    allowed = path.is_relative_to(ROOT / "checker" / "cli") or path.stem.startswith("terminal")
    assert allowed or "rich" not in _imports(path)


@pytest.mark.parametrize("path", [path for path in CODE if path.name == "__init__.py"], ids=_name)
def test_a_package_defines_nothing_that_is_called_as_one_of_its_modules(path: Path) -> None:
    """The first import of the module would put it in place of what was defined."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert not defined & {other.stem for other in path.parent.iterdir()}


@pytest.mark.parametrize("name", list(TABLE))
def test_a_check_is_named_once_and_explained(name: str) -> None:
    module = import_module(TABLE[name].partition(":")[0])
    check = module.CHECK
    assert isinstance(check, Check)
    assert check.name == name == module.__name__.rpartition(".")[2].replace("_", "-")
    assert CATEGORY.fullmatch(check.category)
    assert page(name, module.__doc__ or "").examples


def test_every_module_of_a_check_stands_in_the_table() -> None:
    modules = {path.stem.replace("_", "-") for path in (ROOT / "checker" / "checks").glob("*.py")}
    assert modules - {"--init--", "runner"} == set(TABLE)


def test_every_sentence_of_facts_can_be_read() -> None:
    for path in sorted((ROOT / "checker" / "lang" / "facts").glob("*.toml")):
        assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LISTED)
@pytest.mark.parametrize("name", ["writing", "abbreviations", "punctuation", "closed", "repetition", "numbers"])
def test_the_listed_languages_have_all_facts(language: str, name: str) -> None:
    assert section(language, name), f"{language} has no [{name}]"


def test_the_base_install_is_light() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = {re.split(r"[<>=!~\[ ]", requirement)[0] for requirement in project["dependencies"]}
    assert not base & (HEAVY | {"unidecode", "translate-toolkit", "PyICU"})
    assert all(">=" in requirement for requirement in project["dependencies"])


def test_the_version_is_told_without_loading_what_it_does_not_need() -> None:
    slow = "{'numpy', 'babel', 'py3langid', 'sacrebleu', 'regex', 'sentencex', 'ftfy', 'rich'}"
    code = (
        "import sys\nfrom checker.cli.app import run\n"
        f"assert run(['--version']) == 0\nassert not {slow} & set(sys.modules), {slow} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_api_carries_the_version_of_the_project() -> None:
    import checker

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert checker.__version__ == project["version"]


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    assert {path for path in TOP_LEVEL if not (ROOT / path).exists()} == set()
