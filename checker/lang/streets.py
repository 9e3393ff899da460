"""The word for a street beside the name of one: in an address it stays as the letters need it, "calle Mayor 14".

The words are in the section `[streets]` of the facts: `before` the name, or `behind` it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.lang.closed import closed
from checker.lang.facts import section
from checker.lang.words import words


@dataclass(frozen=True, slots=True)
class Streets:
    """before, behind: words for streets and squares, in small letters, that go before or behind a name."""

    before: frozenset[str]
    behind: frozenset[str]


@cache
def streets(tag: str) -> Streets | None:
    """The words for streets of a language, or None where nobody has listed them."""
    facts = section(tag, "streets")
    if facts is None:
        return None
    return Streets(frozenset(facts["before"].split()), frozenset(facts["behind"].split()))


def beside_street_name(text: str, start: int, end: int, language: str) -> bool:
    """Whether the words of text[start:end], in `language`, are a street's kind and what ties it to its name.

    A name has a capital, or is a number: "calle de Alcalá", "carrera 7", "Váci utca".
    """
    known, grammar = streets(language), closed(language)
    if known is None:
        return False
    run = [word.text.casefold() for word in words(text[start:end])]
    if not run:
        return False
    ties = run[1:]
    if run[0] in known.before and all(grammar is not None and grammar.function_word(word) for word in ties):
        following = words(text[end:])[:1]
        return bool(following) and _is_name(following[0].text) and not text[end : end + following[0].start].strip(" .")
    if len(run) == 1 and run[0] in known.behind:
        before = words(text[:start])[-1:]
        return bool(before) and before[0].text[0].isupper() and not text[before[0].end : start].strip()
    return False


def _is_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdecimal()
