"""Words that hold others together and are themselves joined by "and" or "or": flights to and from, von und nach."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.lang.calendars import locale
from checker.lang.closed import closed


@cache
def conjunctions(tag: str) -> frozenset[str]:
    """What joins the two members of a list in a language, as CLDR's patterns of "and" and "or" have it."""
    known = locale(tag)
    if known is None:
        return frozenset()
    patterns = (known.list_patterns[name]["2"] for name in ("standard", "or") if name in known.list_patterns)
    return frozenset(pattern.replace("{0}", "").replace("{1}", "").strip() for pattern in patterns) - {""}


def coordinated(words: Sequence[str], tag: str) -> frozenset[int]:
    """The places of function words, in lower case, that a conjunction joins, and of the conjunction."""
    lexicon = closed(tag)
    if lexicon is None:
        return frozenset()
    joins = conjunctions(tag)
    return frozenset(
        place
        for at in range(1, len(words) - 1)
        if words[at] in joins and lexicon.function_word(words[at - 1]) and lexicon.function_word(words[at + 1])
        for place in (at - 1, at, at + 1)
    )
