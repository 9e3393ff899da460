"""A page to look at, and a browser to look at it with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from checker.model import Report
from checker.reporters.html import render
from checker.reporters.json import as_dict

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def saved(report: Report) -> dict[str, Any]:
    """The report as it is saved."""
    return as_dict(report)


@pytest.fixture
def address(saved: dict[str, Any], tmp_path: Path) -> str:
    """Where the page of the report stands, for a browser."""
    file = tmp_path / "report.html"
    file.write_text(render(saved), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; in a container it runs as root, where it has no sandbox."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: install the system's package chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An English reader on a desk."""
    return {**browser_context_args, "locale": "en-US", "viewport": {"width": 1280, "height": 900}}
