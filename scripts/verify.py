"""Everything that must hold before a change lands: style, types, import contracts, documentation, tests.

usage: python -m scripts.verify [PYTEST OPTION ...]

Runs all of it and exits with 1 where one part failed, naming it.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run each part in turn; the tests come last, so that their summary is the last to be read."""
    python = sys.executable
    parallel = ["-n", "auto"] if find_spec("xdist") else []
    parts = {
        "style": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "import contracts": [str(Path(python).with_name("lint-imports"))],
        "documentation": [python, "-m", "scripts.build_docs", "--check"],
        "tests": [python, "-m", "pytest", *parallel, *sys.argv[1:]],
    }
    failed = [name for name, command in parts.items() if not _passes(name, command)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}.")


def _passes(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    main()
