"""What git says of a file since a revision, through what a hostile repository or revision may try."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import ConfigError
from checker.model import Document
from checker.readers import read_file
from checker.readers.history import since

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Calls git in an empty repository, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}.items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> str:
        settings = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        done = subprocess.run(["git", *settings, *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    call("init", "--quiet")
    return call


def _committed(git: Git, name: str, text: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    git("add", "--all")
    git("commit", "--quiet", "--message", "text")


def _since(name: str, text: str | bytes, revision: str = "HEAD") -> tuple[Document | None, list[str]]:
    """The former document, and the lines that have changed."""
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    document = read_file(name, "en")
    former, lines = since(document, revision)
    return former, [document.text[start:end] for start, end in lines]


@pytest.mark.parametrize(
    "name", ["a.txt", "sub/with space.txt", "-p.txt", ":(glob)*.txt", "\u00e9\u4e2d.txt", "'; x.txt"]
)
def test_changed_lines_and_the_former_text(git: Git, name: str) -> None:
    _committed(git, name, "One.\nTwo.\nThree.\n")
    former, lines = _since(name if not name.startswith("-") else f"./{name}", "One.\nTwo!\nThree.\nFour.\n")
    assert former is not None
    assert former.text == "One.\nTwo.\nThree.\n"
    assert lines == ["Two!\n", "Four.\n"]


def test_nothing_has_changed(git: Git) -> None:
    _committed(git, "a.txt", "One.\n")
    assert _since("a.txt", "One.\n")[1] == []


def test_lines_beside_a_gap_count_as_changed(git: Git) -> None:
    _committed(git, "a.txt", "One.\n\nTwo.\n\nThree.\n\nFour.\n")
    assert _since("a.txt", "One.\n\nTwo.\n\nFour.\n")[1] == ["Two.\n", "Four.\n"]
    assert _since("a.txt", "Two.\n\nThree.\n\nFour.\n")[1] == ["Two.\n"]
    assert _since("a.txt", "One.\n\nTwo.\n\nThree.\n")[1] == ["Three.\n"]


def test_a_new_file_has_changed_as_a_whole(git: Git) -> None:
    _committed(git, "a.txt", "One.\n")
    assert _since("b.txt", "Two.\nThree.\n") == (None, ["Two.\nThree.\n"])


TEXT = "".join(f"This is line {number}.\n" for number in range(9))


@pytest.mark.parametrize("name", ["b.txt", "sub/ümläut 100%.txt", "sub/new\nline.txt", "-b.txt"])
def test_a_renamed_file_is_compared_with_what_it_was(git: Git, name: str) -> None:
    _committed(git, "folder/a.txt", TEXT)
    start = git("rev-parse", "HEAD")
    Path(name).parent.mkdir(exist_ok=True)
    git("mv", "folder/a.txt", f"./{name}")
    former, lines = _since(f"./{name}", TEXT)
    assert former is not None
    assert (former.text, lines) == (TEXT, [])
    git("commit", "--quiet", "--message", "moved")
    former, lines = _since(f"./{name}", TEXT.replace("line 4", "row 4"), start)
    assert former is not None
    assert (former.text, lines) == (TEXT, ["This is row 4.\n"])


def test_a_file_that_shares_little_with_a_deleted_one_is_new(git: Git) -> None:
    _committed(git, "a.txt", TEXT)
    git("mv", "a.txt", "b.txt")
    other = "".join(f"Something else altogether stands in {number}.\n" for number in range(9))
    assert _since("b.txt", other) == (None, [other])


def test_what_git_takes_for_no_text_has_changed_as_a_whole(git: Git) -> None:
    _committed(git, "a.txt", "One.\nTwo.\n".encode("utf-16"))
    former, lines = _since("a.txt", "One.\nTwo!\n".encode("utf-16"))
    assert former is not None
    assert former.text == "One.\nTwo.\n"
    assert lines == ["One.\nTwo!\n"]


@pytest.mark.parametrize(
    "revision", ["none", "--output=pwned", "HEAD:a.txt", "-", "$(touch pwned)", "HEAD\nHEAD", "@{u}", "a" * 5000]
)
def test_a_revision_that_is_none_is_told(git: Git, revision: str) -> None:
    _committed(git, "a.txt", "One.\n")
    with pytest.raises(ConfigError, match="git knows no revision"):
        _since("a.txt", "One.\n", revision)
    assert not Path("pwned").exists()


def test_a_shallow_clone_is_told(git: Git, tmp_path: Path) -> None:
    for number in range(2):
        _committed(git, "a.txt", f"{number}.\n")
    first = git("rev-parse", "HEAD~1")
    git("clone", "--quiet", "--depth", "1", tmp_path.as_uri(), "clone")
    with pytest.raises(ConfigError, match="the clone is shallow, so fetch the whole history first"):
        _since("clone/a.txt", "2.\n", first)
    assert _since("clone/a.txt", "2.\n")[1] == ["2.\n"]


def test_what_is_in_a_submodule_is_asked_of_it(git: Git, tmp_path: Path) -> None:
    _committed(git, "a.txt", "One.\n")
    (tmp_path / "parent").mkdir()
    parent = ("-C", "parent")
    git(*parent, "init", "--quiet")
    git(*parent, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", tmp_path.as_uri(), "texts")
    git(*parent, "commit", "--quiet", "--message", "x")
    assert _since("parent/texts/a.txt", "One.\nTwo.\n")[1] == ["Two.\n"]
    with pytest.raises(ConfigError, match=r"git knows no revision 'v9' in .*texts"):
        _since("parent/texts/a.txt", "One.\n", "v9")


def test_what_is_in_no_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"git refuses .*not a git repository"):
        _since("a.txt", "One.\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "deep").mkdir()
    with pytest.raises(ConfigError, match="git is not installed"):
        _since("deep/a.txt", "One.\n")
    document = read_file("a.txt", "en")
    Path("a.txt").unlink()
    with pytest.raises(ConfigError, match="is no file"):
        since(document, "HEAD")


def test_the_settings_of_a_repository_run_nothing(git: Git) -> None:
    _committed(git, "a.txt", "One.\n")
    for name in ("diff.external", "core.fsmonitor", "core.pager", "diff.x.textconv", "diff.x.command"):
        git("config", name, "touch pwned; false")
    Path(".gitattributes").write_text("*.txt diff=x\n")
    assert _since("a.txt", "Two.\n")[1] == ["Two.\n"]
    assert not Path("pwned").exists()
