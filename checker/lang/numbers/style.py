"""How a language surrounds its figures: percent words, halves of the day, endings of ordinals, months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from checker.lang.calendars import Calendar, calendar
from checker.lang.facts import section
from checker.lang.numbers.lexicon import Lexicon, lexicon
from checker.lang.numbers.numerals import Numerals, numerals

_SPACE = r"[\s\u2060-]"
_FIGURES = (
    r"(?<![\p{Nd}.,])\p{Nd}{1,3}(?:[ \u00a0\u202f\u2009\u2007]\p{Nd}{3})+(?!\p{Nd})(?:[.,\u066b]\p{Nd}+)?"
    r"|\p{Nd}+(?:[.,'\u2019\u066b\u066c\u00b7\uff0e\u30fb]\p{Nd}+|[\u060c\uff0c]\p{Nd}{3}(?!\p{Nd}))*"
)
_PIECES = (
    r"(?P<phone>\+\p{Nd}[\p{Nd}\s().-]{6,}\p{Nd}|(?<!\p{Nd})\p{Nd}{2,4}(?:-\p{Nd}{2,4}){2,}(?!\p{Nd}))"
    r"|(?P<date>(?<![\p{Nd}.,])\p{Nd}{1,4}(?P<mark>[./-])\p{Nd}{1,2}(?P=mark)(?:\p{Nd}{4}|\p{Nd}{1,2})(?![\p{Nd}]))"
    r"|(?P<duration>(?<!\p{Nd})\p{Nd}{1,2}:\s?\p{Nd}{2}(?::\s?\p{Nd}{2}|[.,]\p{Nd}+)+(?!\p{Nd}))"
    r"|(?P<time>(?<!\p{Nd})\p{Nd}{1,2}(?:[:\uff1a]|[ \u00a0\u202f]?h[ \u00a0\u202f]?)\p{Nd}{2}(?!\p{Nd}))"
    r"|(?P<fraction>(?<![\p{Nd}/])\p{Nd}{1,3}[/\u2044]\p{Nd}{1,3}(?![\p{Nd}/]))"
    r"%s"
    r"|(?P<figures>%s)"
    r"|(?P<vulgar>[\u00bc-\u00be\u2150-\u215e])"
    r"|(?P<word>%s)"
)
_WORD = r"[\p{L}\p{M}\u200c\u200d\u2060]+"
_ANY_ENDING = r"[\p{L}\p{M}]{0,4}"


@dataclass(frozen=True, eq=False)
class Style:
    """All that the scanner needs of one language; the patterns match at the end of a number, or right before it."""

    language: str
    pieces: regex.Pattern[str]
    lexicon: Lexicon | None
    numerals: Numerals | None
    calendar: Calendar
    percent: regex.Pattern[str]
    percent_before: regex.Pattern[str]
    day_half: regex.Pattern[str]
    day_half_before: regex.Pattern[str]
    ending: regex.Pattern[str]


@cache
def style(tag: str) -> Style:
    """The style of a language; for one without facts figures alone are read."""
    facts = section(tag, "numbers") or {}
    signs = numerals(tag)
    words = lexicon(tag)
    run = f"|(?P<numerals>{signs.run.pattern})" if signs else ""
    apostrophe = words is not None and any("'" in word for word in words.words)
    word = rf"{_WORD}(?:['\u2019]{_WORD})*" if apostrophe else _WORD
    if signs is not None and signs.rows:  # without word spaces a word is none of the numerals around it
        word = r"[\p{sc=Latn}\p{sc=Cyrl}]+"
    return Style(
        tag,
        regex.compile(_PIECES % (run, _FIGURES, word)),
        words,
        signs,
        calendar(tag),
        regex.compile(rf"{_SPACE}*(?:[%\u066a\uff05\ufe6a]|{_words(facts.get('percent', ''))})"),
        regex.compile(rf"(?:[%\u066a\uff05]|{_words(facts.get('percent-before', ''), '')}){_SPACE}*$"),
        _halves(facts.get("day-half", {}), rf"{_SPACE}*", r"(?!\p{L})"),
        _halves(facts.get("day-half-before", {}), "", rf"{_SPACE}*$"),
        regex.compile(rf"(?:{_alternatives(facts.get('digit-endings', '').split())})(?![\p{{L}}\p{{M}}\p{{Nd}}])"),
    )


def reads_words(tag: str) -> bool:
    """Whether number words, or numerals, of a language are known; if not, figures alone are read."""
    known = style(tag)
    return known.lexicon is not None or known.numerals is not None


def _alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, longest first; one that never matches where there are none."""
    longest_first = sorted({form for form in forms if form not in {"", "."}}, key=lambda form: (-len(form), form))
    return "|".join(regex.escape(form).replace(r"\~", "~") for form in longest_first) or "(?!)"


def _words(forms: str, after: str = _ANY_ENDING) -> str:
    pattern = _alternatives(forms.split("/")).replace("~", _ANY_ENDING)
    return rf"(?i:{pattern}){after}"


def _halves(facts: Mapping[str, str], before: str, after: str) -> regex.Pattern[str]:
    parts = [f"(?P<{half}>{_alternatives(forms.split('/'))})" for half, forms in facts.items()] or ["(?!)"]
    return regex.compile(f"{before}(?i:{'|'.join(parts)}){after}")
