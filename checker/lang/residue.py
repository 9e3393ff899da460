"""What a machine says about a translation instead of translating: announcements, offers, refusals, remarks.

The phrases of each language are facts; here they are matched. An announcement is told by all of its words ("Here is
the French translation of your text:"), so that a sentence that says more than that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex
from babel import Locale

from checker.lang.calendars import locale
from checker.lang.facts import languages, section
from checker.lang.tags import base
from checker.lang.writing import writing
from checker.model import Span

QUOTES = '"“”„«»‹›「」『』《》'
"""What shows that somebody's words are quoted."""

_QUOTES = frozenset(QUOTES)

_LEAD = r"[\s¡¿*_#>~(\[{\-\N{EN DASH}\N{EM DASH}\u2060]*"
_NEITHER = r"[\p{L}\p{M}\p{N}]"
_COLON = r"\s*[*_]*[:：]"
_ROLE = r"\b(?:assistant|user|system|output|input|response|final answer)\b"
"""Who speaks in the log of a chat, in every language."""
_LABELLED = 8
"""Words after a label that make it no credit: "Translation: Jane Roe" names a translator."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language says these things, ready to match. Each pattern finds a phrase that stands as words.

    announcement: at the beginning of a text, with the colon or the end of the line. label: "Translation:".
    going_on: the announcement of a further part, with its colon. bracketed: a remark in brackets, wherever it stands.
    stage: in brackets, where a machine is: it goes on, ends, leaves out. covered: words of which such a remark is made.
    here: how an announcement begins. languages: a language's name and a colon, alone.
    translation: any word for it. offer: at the beginning of a sentence. refusal: anywhere in one. remark: a label and
    its colon at the beginning. rendered: within a remark. mention: beside a token of which a text speaks.
    """

    announcement: regex.Pattern[str]
    label: regex.Pattern[str]
    going_on: regex.Pattern[str]
    bracketed: regex.Pattern[str]
    translation: regex.Pattern[str]
    offer: regex.Pattern[str]
    refusal: regex.Pattern[str]
    remark: regex.Pattern[str]
    rendered: regex.Pattern[str]
    mention: regex.Pattern[str]
    here: regex.Pattern[str]
    stage: regex.Pattern[str]
    covered: regex.Pattern[str]
    languages: regex.Pattern[str]


@cache
def phrases(tag: str) -> Phrases | None:
    """The phrases of a language, or None where its facts do not tell them."""
    facts, how = section(tag, "residue"), writing(tag)
    if facts is None or how is None:
        return None
    listed = {name: _any(facts[name].split(), how.spaced) for name in facts}
    covered = _any([*" ".join(facts[name] for name in ("here", "translation", "around")).split()], how.spaced)
    names = _language_names(tag, how.spaced)
    words = rf"(?:(?:{covered}|{names}|\p{{N}}+)[^\w\n:：.。!！?？]*)+"
    further = rf"(?:(?:{covered}|{listed['rest']}|{names}|\p{{N}}+)[^\w\n:：.。!！?？]*)+"
    polite = rf"{listed['polite']}[\s,，、.。!！\N{{EM DASH}}\N{{EN DASH}}~-]+"
    opened = rf"{_LEAD}(?:{polite})?"
    told = rf"(?:{polite}|(?=[^\n:：]*?(?:{listed['translation']}|{names})))"
    holds = rf"(?=[^\n:：]*?{listed['translation']})"
    begins = rf"(?=[^\n:：]*?{listed['here']})"
    return Phrases(
        _compiled(rf"{opened}{holds}{begins}{words}(?:{_COLON}|[.。!！]*[*_]*(?=\s*$|\n))"),
        _compiled(rf"{opened}{holds}{words}{_COLON}[*_]*(?P<rest>[^\n]*)"),
        _compiled(rf"{_LEAD}{told}{begins}(?=[^\n:：]*?{listed['rest']}){further}{_COLON}"),
        _compiled(rf"(?P<open>[\[(（【［〔])\s*{listed['note']}{_COLON}[^\])）】］〕\n]{{4,400}}[\])）】］〕]"),
        _compiled(listed["translation"]),
        _compiled(_LEAD + listed["closings"]),
        _compiled(rf"{listed['refusals']}|{listed['model']}[^\w\n]*{listed['first']}"),
        _compiled(rf"{_LEAD}{listed['note']}{_COLON}"),
        _compiled(listed["rendered"]),
        _compiled(listed["mention"]),
        _compiled(listed["here"]),
        _compiled(rf"{listed['stage']}|{listed['rest']}"),
        _compiled(rf"(?:(?:{covered}|{listed['stage']}|{listed['rest']}|{names}|\p{{N}}+|{_ROLE})[^\w\n]*)+"),
        _compiled(rf"{_LEAD}(?:{names}|{_ROLE}){_COLON}[*_]*\s*"),
    )


_LONGEST = 1_000
"""Characters within which an announcement ends: to look through one endless line takes the square of its length."""


def announcement(text: str, said: Phrases) -> Span | None:
    """The announcement that a text begins with, if it does."""
    text = text[:_LONGEST]
    match = said.announcement.match(text) or said.going_on.match(text)
    if match is None:
        match = said.label.match(text)
        if match is None or 0 < len(_letters(match["rest"])) < _LABELLED * _letters_a_word(match["rest"]):
            return None
        return _trimmed(text, match.start(), match.start("rest"))
    return _trimmed(text, match.start(), match.end())


def bracketed(text: str, said: Phrases) -> Iterator[Span]:
    """The remarks in brackets on how a text was translated."""
    for match in said.bracketed.finditer(text):
        if said.rendered.search(text, *match.span()):
            yield Span(*match.span())


_BRACKETS = regex.compile(
    r"[\[(（【［〔]\s*\.*(?P<inside>[^\[\](){}（）【】［］〔〕\n]{1,120})[\])）】］〕](?![(:\[])|^[\s*_(-]*(?P<inside>[^\n:：]{1,60})$",
    regex.MULTILINE,
)
_SHORT, _SHORT_LETTERS = 12, 30
"""Words, or characters where words are not spaced, of a short remark."""


def staged(text: str, said: Phrases) -> Iterator[Span]:
    """Remarks on where a machine is, in brackets or as a block of their own: "[End of translation]", "(continued)"."""
    for match in _BRACKETS.finditer(text):
        inside = match["inside"].strip(" .!…*_~-–—")
        bracket = match.start("inside") > match.start() and text[match.end() - 1] in "])）】］〕"
        whole, known = said.covered.fullmatch(inside), said.translation.search(inside)
        told = (whole or known) if bracket else (whole and known)
        if told and _is_short(inside) and said.stage.search(inside):
            yield _trimmed(text, match.start(), match.end())


def announces(text: str, said: Phrases) -> bool:
    """Whether a block that has no counterpart in the source is likely an announcement: short, on a translation, with a
    colon behind it or the words that point at what follows."""
    if said.languages.fullmatch(text) is not None:
        return True
    if not _is_short(text, 2) or not _QUOTES.isdisjoint(text) or said.translation.search(text) is None:
        return False
    if text.rstrip(" *_\n").endswith((":", "：")) or said.here.search(text) is not None:
        return True
    return said.covered.fullmatch(text.strip(" #*_\n")) is not None


def _is_short(text: str, times: int = 1) -> bool:
    return len(text.split()) <= times * _SHORT and (" " in text.strip() or len(text) <= times * _SHORT_LETTERS)


def refuses(sentence: str, said: Phrases) -> bool:
    """Whether a sentence, in nobody's quotation marks, is a refusal."""
    return _QUOTES.isdisjoint(sentence) and said.refusal.search(sentence) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _letters(text: str) -> list[str]:
    return [char for char in text if char.isalnum()]


def _letters_a_word(text: str) -> int:
    return 5 if text.isascii() or " " in text.strip() else 2


def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)


def _any(listed: Iterable[str], spaced: bool) -> str:
    """A pattern for any of the phrases, the longest first."""
    one = "|".join(_phrase(phrase, spaced) for phrase in sorted(set(listed), key=lambda word: (-len(word), word)))
    return rf"(?<!{_NEITHER})(?:{one})(?!{_NEITHER})" if spaced else rf"(?:{one})"


def _phrase(phrase: str, spaced: bool) -> str:
    gap = r"[^\w\n.]+" if spaced else r"[^\w\n]*"
    signs = {"~": r"\p{L}*", "'": "['’]", "-": "[-\N{NON-BREAKING HYPHEN} ]"}
    parts = ("".join(signs.get(sign) or regex.escape(sign) for sign in part) for part in phrase.split("_"))
    return gap.join(parts)


@cache
def _language_names(tag: str, spaced: bool) -> str:
    """A pattern for the names of the listed languages in the language, with any ending."""
    known = locale(tag)
    names = sorted({name for code in languages() for name in _named(known, code)}, key=lambda name: (-len(name), name))
    inner = "|".join(regex.escape(name, special_only=True) for name in names) or r"(?!)"
    return rf"(?<!{_NEITHER})\p{{L}}?(?:{inner})[\p{{L}}\p{{M}}]*" if spaced else rf"(?:{inner})"


def _named(known: Locale | None, code: str) -> Iterator[str]:
    """The stem of a language's name: "французский" is also "на французском"."""
    name = str(known.languages.get(base(code), "")) if known else ""
    if name:
        yield name[: len(name) - (3 if len(name) > 7 else 2 if len(name) > 6 else 1 if len(name) > 4 else 0)]
