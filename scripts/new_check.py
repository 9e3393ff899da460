"""Begins a new check: its module, its file of cases, its names for editors, and its line in the table of contents.

usage: python -m scripts.new_check NAME        (kebab-case, names the problem: "doubled-space")

The example, the cases, and the names in the languages of the HTML report are left for you to write; the tests fail
until they are.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from checker.reporters.html.texts import LANGUAGES

ROOT = Path(__file__).parent.parent
TABLE_END = '}\n"""Every check, the gravest first."""'

MODULE = '''"""One line that names the problem, as an editor would.

Why it matters
    What a reader sees, and what it costs.
What it looks at
    The evidence, in plain words.
Limits
    What it cannot see, and what stays silent on purpose.
Example
    language: en
    bad: A sentence with the ⟦problem⟧.
    good: The same sentence without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.model import Bead, Hit, Severity


def find(bead: Bead, options: None) -> Iterator[Hit]:
    """One hit for each ..."""
    yield from ()


CHECK = Check(
    name="{name}",
    category="fluency/grammar",
    severity=Severity.MINOR,
    reads="bead",
    find=find,
)
'''

CASES = """[[fail]]
why = "the plainest form of the problem"
language = "en"
target = "A sentence with the ⟦problem⟧."

[[pass]]
why = "what a good translator may write"
language = "en"
target = "A sentence that looks like it and is sound."
"""

ENGLISH, *OTHERS = LANGUAGES
NAMES = f'[{ENGLISH}]\nname = ""\n' + "".join(f'\n[{language}]\nname = ""\nsays = ""\n' for language in OTHERS)
"""What an editor reads in the HTML report; what a check says in English is the first line of its page."""


def main() -> None:
    """Write the three files and the line, or say why not."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        sys.exit(__doc__)
    module = ROOT / "checker" / "checks" / f"{name.replace('-', '_')}.py"
    cases = ROOT / "tests" / "cases" / f"{name}.toml"
    names = ROOT / "checker" / "reporters" / "html" / "checks" / f"{name}.toml"
    contents = ROOT / "checker" / "checks" / "__init__.py"
    if module.exists() or cases.exists() or names.exists():
        sys.exit(f"There is a check named {name} already.")
    text = contents.read_text(encoding="utf-8")
    if TABLE_END not in text:
        sys.exit(f"{contents} does not hold the end of the table: add the line by hand.")
    line = f'    "{name}": "checker.checks.{module.stem}:CHECK",\n'
    contents.write_text(text.replace(TABLE_END, line + TABLE_END), encoding="utf-8")
    module.write_text(MODULE.replace("{name}", name), encoding="utf-8")
    cases.write_text(CASES, encoding="utf-8")
    names.write_text(NAMES, encoding="utf-8")
    for path in (module, cases, names, contents):
        print(path.relative_to(ROOT))
    print(f"Write its page, its cases, and its names in {', '.join(LANGUAGES)}: tests fail until they are there.")


if __name__ == "__main__":
    main()
