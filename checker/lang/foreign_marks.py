"""Marks that belong to another script or language than the text they stand in.

Which marks belong to which scripts is Unicode's knowledge (Script_Extensions, and the width of East Asian marks); what
a language writes instead of ASCII marks, and its digits, are in the section `[own-marks]` of its facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from unicodedata import decimal, normalize

import regex

from checker.lang.abbreviations import Abbreviations, Ending, SentenceStarts, abbreviations, sentence_starts
from checker.lang.closed import Closed, closed
from checker.lang.facts import section
from checker.lang.punctuation import punctuation
from checker.lang.writing import writing
from checker.model import MARKUP, OBJECT

_EAST = frozenset({"Hani", "Hira", "Kana", "Bopo"})
_ARABIC = frozenset({"Arab", "Syrc", "Thaa"})
_INDIC = frozenset({"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"})
_SCRIPTS = (
    ("，。！？；：（）、％", _EAST),
    ("،؛؟٪", _ARABIC),
    ("।॥", _INDIC),
    ("\N{GREEK QUESTION MARK}", frozenset({"Grek"})),
    ("״׳־", frozenset({"Hebr"})),
    ("։՞՜", frozenset({"Armn"})),
    ("።፣", frozenset({"Ethi"})),
)
_OWNERS = {mark: scripts for marks, scripts in _SCRIPTS for mark in marks}
_LATINISED = {"، ": ",", "،": ",", "؛": ";", "؟": "?", "٪": "%", "।": ".", "॥": ".", "。": ".", "、": ","}
_MARKS = regex.compile(f"[{regex.escape(''.join(_OWNERS))}]")
_DIGITS = regex.compile(r"(?:(?![0-9])\p{Nd})+(?:[.,٫٬](?:(?![0-9])\p{Nd})+)*")
_INVERTED = regex.compile(r"(?<!\p{L})[¿¡]+(?=\p{L})")
_NAME_DOT = regex.compile(r"(?<=\p{Lu}\p{Ll}+)[·・‧](?=\p{Lu}\p{Ll})")
_ANY_LETTER = regex.compile(r"\p{L}")
_SHORTENED = regex.compile(r"(?r)[\p{L}\p{M}.]+(?<![.])")
_FOLLOWING = regex.compile(r"\s*(?P<rest>(?P<word>[\p{L}\p{M}]+)(?P<stop>\.?))")
_INITIALS = regex.compile(r"(?<![\p{L}\p{M}])(?:\p{L}\p{M}*\.\s?){2,}")
"""Initials of a name, each a syllable: more than one, for a short word may end a sentence."""
_REACH = 3


class ForeignMark(NamedTuple):
    """A mark: its half-open span of the text, what should stand there (None where that is not clear).

    other_script: no writer of the language has it on the keyboard, so that a habit is none.
    """

    start: int
    end: int
    fix: str | None
    other_script: bool


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """replaces: what stands for an ASCII mark. zeros: of the rows of digits besides ASCII. scripts: ISO 15924.

    shortened, starts, closed: abbreviations, the first words of sentences, closed-class words; None where not listed.
    """

    replaces: dict[str, str]
    zeros: str
    scripts: frozenset[str]
    kept: str
    shortened: Abbreviations | None
    starts: SentenceStarts | None
    closed: Closed | None


@cache
def own_marks(tag: str) -> OwnMarks | None:
    """A language's own marks, or None where nobody has said."""
    facts, script, marks = section(tag, "own-marks"), writing(tag), punctuation(tag)
    if facts is None or script is None or marks is None:
        return None
    pairs = facts["replaces"].split()
    kept = marks.sentence_end + marks.marks + "".join("".join(pair) for pair in marks.quotes + marks.tolerated)
    replaces = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return OwnMarks(
        replaces,
        facts["digits"],
        frozenset(script.scripts),
        kept,
        abbreviations(tag),
        sentence_starts(tag),
        closed(tag),
    )


def foreign_marks(text: str, own: OwnMarks, openers: str) -> Iterator[ForeignMark]:
    """Marks, digits and inverted marks of other scripts and languages in one block's prose, in order."""
    found = [*_of_other_scripts(text, own), *_digits(text, own)]
    if not openers:
        found += [ForeignMark(*match.span(), "", False) for match in _INVERTED.finditer(text)]
    if not own.scripts & (_EAST | {"Hang"}):
        found += [ForeignMark(*match.span(), " ", True) for match in _NAME_DOT.finditer(text)]
    yield from sorted(found)


def _of_other_scripts(text: str, own: OwnMarks) -> Iterator[ForeignMark]:
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        owners = _OWNERS[mark]
        if mark in own.kept or own.scripts & owners or _beside(text, at, owners):
            continue
        yield ForeignMark(at, at + 1, _instead(text, at, own), True)


def _instead(text: str, at: int, own: OwnMarks) -> str | None:
    """What the language writes: a space follows where a word follows at once."""
    mark = _LATINISED.get(text[at]) or normalize("NFKC", text[at])
    mark = own.replaces.get(mark, mark) if mark != text[at] else mark
    if mark == text[at]:
        return None
    behind = text[at + 1 : at + 2]
    return mark + (" " if mark not in "()%" and behind.isalnum() else "")


def _beside(text: str, at: int, owners: frozenset[str]) -> bool:
    """Whether a letter of the mark's own scripts stands beside it: words of another language, as they are written."""
    around = text[max(0, at - _REACH) : at][::-1], text[at + 1 : at + 1 + _REACH]
    nearest = [match.group() for side in around if (match := _ANY_LETTER.search(side.replace(MARKUP, "")))]
    return any(_in(letter, owners) for letter in nearest) or OBJECT in text[max(0, at - 1) : at + 2]


@cache
def _pattern(scripts: frozenset[str]) -> regex.Pattern[str]:
    return regex.compile("[" + "".join(rf"\p{{sc={script}}}" for script in sorted(scripts)) + "]", regex.VERSION1)


def _in(letter: str, scripts: frozenset[str]) -> bool:
    return bool(_pattern(scripts).match(letter))


def _digits(text: str, own: OwnMarks) -> Iterator[ForeignMark]:
    """Numbers in digits of another script, in ASCII ones as a fix."""
    for match in _DIGITS.finditer(text):
        digits = match.group()
        zero = chr(ord(digits[0]) - decimal(digits[0]))
        if zero in own.zeros or text[match.start() - 1 : match.start()].isalpha():
            continue
        latin = "".join(str(decimal(one)) if one.isdecimal() else {"٫": ".", "٬": ","}.get(one, one) for one in digits)
        yield ForeignMark(*match.span(), latin if all(one.isdecimal() for one in digits) else None, not own.zeros)


def ascii_marks(text: str, own: OwnMarks) -> Iterator[ForeignMark]:
    """ASCII marks between letters of the language's own script, where it has marks of its own.

    The full stop of an abbreviation or an initial is at home beside every other mark of the end: "डॉ. के. वर्मा".
    """
    if not own.replaces:
        return
    for match in _ascii(frozenset(own.replaces), own.scripts).finditer(text):
        if match["mark"] == "." and _shortens(text, match.start("mark"), own):
            continue
        yield ForeignMark(*match.span("mark"), own.replaces[match["mark"]], False)


def _shortens(text: str, stop: int, own: OwnMarks) -> bool:
    """Whether the full stop at `stop` shortens the word before it, and more follows."""
    before, after = _SHORTENED.search(text, 0, stop), _FOLLOWING.match(text, stop + 1)
    if before is None or after is None:
        return False
    word, following = before.group(), after["word"]
    listed = own.shortened
    if listed is not None and any(after["rest"].startswith(part) for part in listed.openings.get(word, ())):
        return True
    ending = listed.ending(word) if listed is not None else None
    if ending is Ending.NEVER:
        return True
    if ending in (Ending.EITHER, Ending.LAST):
        return own.starts is None or not own.starts.begins(following)
    if own.closed is not None and (word in own.closed.finite or own.closed.function_word(word)):
        return False
    return any(match.start() <= stop < match.end() for match in _INITIALS.finditer(text))


@cache
def _ascii(marks: frozenset[str], scripts: frozenset[str]) -> regex.Pattern[str]:
    letters = _pattern(scripts).pattern
    either = "".join(sorted(marks))
    return regex.compile(
        rf"(?<={letters}\p{{M}}*)(?P<mark>[{regex.escape(either)}])(?=[\s{MARKUP}]*(?:[«“\"「『(（]?{letters}|$))",
        regex.VERSION1,
    )
