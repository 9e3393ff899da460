"""Lines of a text as an editor counts them: a line ends with LF, CR LF or CR, and with nothing else."""

from __future__ import annotations

import re

from checker.model import Span

_LINE_END = re.compile(r"\r\n?|\n")


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line's first character, beginning with 0.

    A text that ends with a line end has an empty last line, which starts at len(text).
    """
    return (0, *(match.end() for match in _LINE_END.finditer(text)))


def line_spans(text: str) -> list[Span]:
    """Each line without its line end; as many as `line_starts` gives."""
    spans: list[Span] = []
    start = 0
    for match in _LINE_END.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return spans
