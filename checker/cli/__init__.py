"""The command line: the only room that prints or exits. One module a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits: 0 nothing crossed a threshold, 1 something did, 2 the run itself failed."""
    from checker.cli.app import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
