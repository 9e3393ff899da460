"""The command line: the only room that prints or exits. One module a command."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_RINGS = (5_000, 20, 20)


def _open_streams() -> None:
    """A standard stream that the caller has closed becomes one of nothing, before a file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def look_seldom_for_rings() -> None:
    """What is read lives until the report is out, and nothing of it holds itself in a ring.

    Looking for rings after every few hundred new values would take a fifth of the time.
    """
    gc.set_threshold(*_RINGS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits: 0 nothing crossed a threshold, 1 something did, 2 the run itself failed."""
    # The products of matrices here are small: threads cost more than they bring, and their number can change the
    # last bits of a sum. numpy reads this when it is first imported; what the user has set stands.
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    look_seldom_for_rings()
    _open_streams()
    from checker.cli.app import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
