"""Two sentences with nothing between them: "The bridge is closed The people wait"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from checker.lang.abbreviations import sentence_starts
from checker.lang.capitals import capitals
from checker.lang.closed import closed
from checker.model import Span

_SEAM = regex.compile(r"(?<![\p{L}\p{M}'’-])(?P<before>\p{Ll}[\p{L}\p{M}]+) (?P<after>\p{Lu}\p{Ll}*)(?= \p{Ll})")
_LEAST = 3
"""Words on both sides of a seam."""


def run_ons(text: str, language: str) -> Iterator[Span]:
    """The word before each place where a new sentence begins and no mark ends the one before.

    It begins with a word that begins sentences, written with a capital for no other reason: what is a pronoun of
    respect, or of one letter, or stands before another capital, as in a title, says nothing.
    """
    names, starts, classes = capitals(language), sentence_starts(language), closed(language)
    if names is None or starts is None or classes is None:
        return
    for match in _SEAM.finditer(text):
        after = match["after"]
        if len(after) < 2 or not starts.begins(after) or not classes.function_word(after.lower()):
            continue
        if classes.function_word(match["before"]) or after in names.polite:
            continue
        if text[: match.start()].count(" ") + 1 >= _LEAST and text[match.end() :].count(" ") >= _LEAST:
            yield Span(*match.span("before"))
