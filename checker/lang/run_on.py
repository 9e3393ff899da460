"""Two sentences with nothing between them: "The bridge is closed The people wait"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from checker.lang.abbreviations import sentence_starts
from checker.lang.capitals import Capitals, capitals
from checker.lang.closed import Closed, closed
from checker.model import Sentence, Span

_SEAM = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}'’-])(?P<before>\p{Ll}[\p{L}\p{M}]+) (?P<after>\p{Lu}[\p{Ll}\p{M}]*)(?= (?P<next>\p{L}))"
)
_LEAST = 3
"""Words on both sides of a seam."""

_NEAR = 0.15
"""How far from the place of the source's mark a seam may be, of the length of the sentence."""


def run_ons(text: str, language: str) -> Iterator[Span]:
    """The word before each place where a new sentence surely begins and no mark ends the one before.

    It begins with a closed-class word that begins sentences, written with a capital for no other reason: what is a
    pronoun of respect, or of one letter, or stands before another capital, as in a title, says nothing.
    """
    names, classes = capitals(language), closed(language)
    for match in _seams(text, names, classes):
        starts = sentence_starts(language)
        after = match["after"]
        if starts is None or classes is None or not starts.begins(after) or not classes.function_word(after.lower()):
            continue
        if len(after) > 1 and match["next"].islower():
            yield Span(*match.span("before"))


def seams(sentence: Sentence, source: Sequence[Sentence]) -> tuple[Span, ...]:
    """The word before the place where the source, which has two sentences, begins its second.

    It is the only place about there at which a word that begins sentences has a capital. Empty where there are more,
    or none.
    """
    if len(source) != 2:
        return ()
    names, classes, starts = capitals(sentence.language), closed(sentence.language), sentence_starts(sentence.language)
    if starts is None:
        return ()
    first, second = (one.span.end - one.span.start for one in source)
    place = first / (first + second) * len(sentence.prose)
    found = [
        Span(*match.span("before"))
        for match in _seams(sentence.prose, names, classes)
        if abs(match.end("before") - place) <= _NEAR * len(sentence.prose) and starts.begins(match["after"])
    ]
    return tuple(found) if len(found) == 1 else ()


def _seams(text: str, names: Capitals | None, classes: Closed | None) -> Iterator[regex.Match[str]]:
    """Where a small word that may end a sentence stands before one with a capital."""
    if names is None or classes is None:
        return
    for match in _SEAM.finditer(text):
        if classes.function_word(match["before"]) or match["after"] in names.polite:
            continue
        if text[: match.start()].count(" ") + 1 >= _LEAST and text[match.end() :].count(" ") >= _LEAST:
            yield match
