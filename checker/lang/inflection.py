"""Forms of one word: with and without the endings, and the particles written before it, that a language has.

Read from the section `[inflection]` of a language's facts:

    prefixes = "l' d'"       what is written together with the word after it
    endings = "s es y ies"   what may come after a stem
    agglutinates = true      any number of endings may follow a word, and soften its last letter
    names = true             names, too, have other endings in other cases
    marks = true             accents and umlauts may come and go within one word

No morphology: two words are forms of one where something is left of both that is the same, and long enough.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from checker.lang.facts import section
from checker.lang.scripts import script
from checker.lang.vocabulary import fold

_SHORTEST = {"Arab": 2, "Hebr": 2, "Deva": 2, "Hang": 2}
"""Letters of a stem, in scripts that write a syllable or a root with fewer; three in others."""

_ONE_LETTER = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ם": "מ", "ן": "נ", "ך": "כ", "ף": "פ", "ץ": "צ"}
)
"""Letters of Arabic by their seats, and of Hebrew by their form at the end of a word."""

_MARKS = regex.compile(r"\p{M}+")
_SOFTENED = {"k": "ğ", "p": "b", "t": "d", "ç": "c", "g": "ğ"}
_UNKNOWN_ENDING, _UNKNOWN_STEM = 3, 4
"""In a language without facts: the letters that may end a word, and those that must be left of it."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """What may stand around the stems of a language's words; see the module."""

    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    agglutinates: bool = False
    marks: bool = False
    names: bool = False


@cache
def inflection(tag: str) -> Inflection | None:
    """How the words of a language change, or None where that is not known."""
    facts = section(tag, "inflection")
    if facts is None:
        return None
    prefixes, endings = (tuple(map(_plain, facts.get(name, "").split())) for name in ("prefixes", "endings"))
    return Inflection(
        prefixes, endings, facts.get("agglutinates", False), facts.get("marks", False), facts.get("names", False)
    )


def _plain(word: str) -> str:
    return fold(unicodedata.normalize("NFC", word)).translate(_ONE_LETTER)


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> frozenset[str]:
    """What may be left of a word when its endings are taken away; two forms of one word share one of these.

    The word itself, folded, is among them. Where words only grow at their end see `is_form`.
    """
    facts, whole = inflection(language), _plain(word)
    if facts is not None and facts.marks:
        whole = _MARKS.sub("", unicodedata.normalize("NFD", whole))
    found = {whole}
    if facts is None:
        found |= {whole[:-cut] for cut in range(1, _UNKNOWN_ENDING) if len(whole) - cut >= _UNKNOWN_STEM}
        return frozenset(found)
    least = _SHORTEST.get(script(word) or "", 3)
    for start in facts.prefixes:
        if whole.startswith(start) and len(whole) - len(start) >= least:
            found.add(whole[len(start) :])
    for one in sorted(found):
        found |= {one[: -len(end)] for end in _endings(facts) if one.endswith(end) and len(one) - len(end) >= least}
    return frozenset(found)


@cache
def _endings(facts: Inflection) -> tuple[str, ...]:
    if not facts.marks:
        return facts.endings
    return tuple(sorted({_MARKS.sub("", unicodedata.normalize("NFD", one)) for one in facts.endings}))


def is_form(word: str, term: str, language: str) -> bool:
    """Whether `word` is a form of `term`."""
    facts = inflection(language)
    if facts is not None and facts.agglutinates:
        grown, stem = _plain(word), _plain(term)
        soft = stem[:-1] + _SOFTENED.get(stem[-1:], stem[-1:])
        return grown.startswith((stem, soft)) if len(stem) >= _SHORTEST.get(script(term) or "", 3) else grown == stem
    return not stems(word, language).isdisjoint(stems(term, language))
