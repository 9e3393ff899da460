"""Writes what the README takes from the code: the table of checks, and the picture of the output.

usage: python -m scripts.build_docs [--check]

With --check nothing is written; it exits with 1 where something is out of date, or a page cannot be read.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from checker.checks import TABLE, Check
from checker.cli.pages import needs
from checker.config import Config
from checker.explain import page
from checker.pipeline import check_article
from checker.plug import resolve
from checker.readers import read_file
from checker.reporters import View
from checker.reporters.terminal import render

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "corpora" / "output.svg"
ARTICLE = ROOT / "corpora" / "truce-talks.ar-en"
SHOWN = ("torn-sentence", "number-mismatch")
WIDTH = 96


def main() -> None:
    """Compare or write the table in the README and the picture beside it."""
    made = {README: replaced(README.read_text(encoding="utf-8"), "checks", checks_table()), PICTURE: picture()}
    if "--check" in sys.argv[1:]:
        stale = [path.name for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
        if stale:
            sys.exit(f"Out of date: {', '.join(stale)}; run python -m scripts.build_docs")
        print(f"Up to date: {', '.join(path.name for path in made)}.")
    else:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")


def replaced(text: str, name: str, content: str) -> str:
    """`text` with `content` between the marks `<!-- NAME -->` and `<!-- /NAME -->`."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        sys.exit(f"README.md needs {begin} and {end} once each.")
    before, rest = text.split(begin)
    return f"{before}{begin}\n{content}\n{end}{rest.split(end)[1]}"


def checks_table() -> str:
    """The checks as a Markdown table, the gravest first."""
    lines = ["| check | severity | needs | what it finds |", "| --- | --- | --- | --- |"]
    for name, path in TABLE.items():
        check: Check = resolve(name, TABLE, "check")
        summary = page(name, import_module(path.partition(":")[0]).__doc__ or "").summary
        lines.append(f"| `{name}` | {check.severity} | {needs(check) or '-'} | {summary} |")
    return "\n".join(lines)


def picture() -> str:
    """The terminal view of one of our own articles as SVG, in colour, cut to a few checks."""
    target = read_file(str(ARTICLE / "flawed.en.txt"), "en")
    source = read_file(str(ARTICLE / "source.ar.txt"), "ar")
    report = check_article(target, source, None, Config(select=SHOWN))
    view = render(report, View(width=WIDTH, color=True)).replace(f"{ROOT}/", "")
    console = Console(record=True, width=WIDTH + 2, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(view))
    return _self_contained(console.export_svg(title="checker check", unique_id="checker"))


def _self_contained(svg: str) -> str:
    """Without the fonts that it would load from elsewhere; each line begins on the side where its own script does."""
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace(
        "<style>", "<style>\n    text { unicode-bidi: plaintext; }", 1
    )


if __name__ == "__main__":
    main()
