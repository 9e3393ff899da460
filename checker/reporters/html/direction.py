"""Which way a language is written, as HTML's `dir` says it: told by the language, never guessed from the text."""

from __future__ import annotations

from functools import cache

from checker.lang.tags import script
from checker.lang.writing import writing

RIGHT_TO_LEFT = frozenset("Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa Yezi".split())
"""ISO 15924 codes of scripts of today that are written from right to left."""


@cache
def direction(tag: str) -> str:
    """ "ltr" or "rtl"; "auto" for a language of which not even the script is known."""
    facts = writing(tag)
    if facts is not None and not any(len(part) == 4 and part.isalpha() for part in tag.split("-")[1:]):
        return facts.direction
    written = script(tag)
    if written is None:
        return "auto"
    return "rtl" if written in RIGHT_TO_LEFT else "ltr"


@cache
def between_sentences(tag: str) -> str:
    """What stands between two sentences of a paragraph: a space, or nothing where words aren't parted either."""
    facts = writing(tag)
    return "" if facts is not None and not facts.spaced else " "
