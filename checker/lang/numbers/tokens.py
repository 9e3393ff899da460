"""The first reading: pieces of a text that are figures, numerals or number words, each for itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple
from unicodedata import numeric

import regex

from checker.lang.numbers import numerals
from checker.lang.numbers.digits import SPACES, read
from checker.lang.numbers.entry import Entry, Role
from checker.lang.numbers.fold import fold
from checker.lang.numbers.lexicon import Lexicon, Phrase
from checker.lang.numbers.number import Kind, Number, Value, whole
from checker.lang.numbers.style import Style
from checker.model import Span

_LETTER_BEFORE = regex.compile(
    r"[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]+$|[\p{sc=Latn}\p{sc=Cyrl}]*[\p{Lu}][\p{sc=Latn}\p{sc=Cyrl}]*[-\u2010\u2011\u2013]$"
)
_CAPITAL_AFTER = regex.compile(r"[A-Z][A-Za-z]?(?![A-Za-z])(?<!GB|MB|TB|KB|kB|MW|GW|kW|Mb|Gb|Hz|EUR|USD|V|W|C|F)")
_LIST_MARK = regex.compile(r"\s*[(\[]?\p{Nd}{1,3}(?:[.)\]]|\uff0e)[\s\u2060]+(?=\S)")
_LONGEST = 10**12
_LOOSE = regex.compile(f"[{SPACES}\uff0c]")
"""Marks that may stand between two numbers as well."""
_NEXT_WORD = regex.compile(r"[\s\u2060-]{1,2}([\p{L}\p{M}\u200c\u200d]+)")
_FOOTNOTE = regex.compile(r"\[\p{Nd}{1,3}(?=\])")
_ROMAN = regex.compile(
    r"(?=[IVXL]+(?![IVXLCDM])|[IVXLCDM]{4})([IVXLCDM]+)(?:(?<=[IVXLCDM]{2}|\bI)(?:er|re|e|\u00e8me|eme|th|st|nd|rd|o|a))?"
)
"""A few letters of the hundreds are words and shorthands: Der, CD, DC."""
_ROMAN_FIRST = frozenset("IVXLCDM\N{CYRILLIC CAPITAL LETTER HA}\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}")
_LOOK_ALIKES = str.maketrans(
    {"\N{CYRILLIC CAPITAL LETTER HA}": "X", "\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}": "I"}
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_SHAPE = regex.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


class Token(NamedTuple):
    """A piece with its half-open span: a number already, or a number word that waits for its neighbours."""

    start: int
    end: int
    number: Number | None
    entry: Entry | None


def tokens(text: str, known: Style) -> Iterator[Token]:
    """The number tokens of a text, in order; they do not overlap."""
    phrase_end = 0
    for match in known.pieces.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if start < phrase_end:
            continue
        if group == "word":
            found = _word(text, start, end, known)
            if found is not None:
                phrase_end = found.end
                yield found
        elif group == "figures":
            yield from _figures(text, start, end, known)
        elif group == "numerals" and known.numerals is not None:
            number = numerals.number(text, start, end, known.numerals, known.language)
            if number is not None:
                yield Token(start, end, number, None)
        else:
            yield from _compound(text, start, end, str(group), known)


def _word(text: str, start: int, end: int, known: Style) -> Token | None:
    word = text[start:end]
    if known.lexicon is not None:
        entry, phrases = known.lexicon.reading(word)
        for phrase in phrases:
            phrase_end = _phrase_end(text, end, phrase)
            if phrase_end:
                return Token(start, phrase_end, None, phrase.entry)
        if entry is not None:
            return Token(start, end, None, entry)
    value = _roman(word) if word[0] in _ROMAN_FIRST else 0
    return Token(start, end, Number(Span(start, end), (value,), Kind.ROMAN), None) if value else None


def _phrase_end(text: str, end: int, phrase: Phrase) -> int:
    """Where the rest of a phrase ends that goes on at `end`; 0 where it does not stand there."""
    for word in phrase.rest:
        match = _NEXT_WORD.match(text, end)
        if match is None or fold(match.group(1)) != word:
            return 0
        end = match.end()
    return end


def _roman(word: str) -> int:
    match = _ROMAN.fullmatch(word.translate(_LOOK_ALIKES))
    if match is None or not _ROMAN_SHAPE.fullmatch(match.group(1)):
        return 0
    signs = [_ROMAN_VALUES[sign] for sign in match.group(1)]
    return sum(-sign if sign < after else sign for sign, after in zip(signs, [*signs[1:], 0], strict=True))


def _figures(text: str, start: int, end: int, known: Style) -> Iterator[Token]:
    figures = text[start:end]
    values = read(figures, known.language)
    if not values:
        yield from _pieces(start, figures, Kind.IDENTIFIER)
        return
    if end - start == 4 and figures[0] in "0\u0660\u06f0" and figures.isdecimal() and values[0] % 100 < 60:
        hour, minute = divmod(int(figures), 100)  # 0930 hours, or just four digits
        values += (whole(Fraction(hour * 60 + minute, 60)),)
        number = Number(Span(start, end), values, Kind.CARDINAL, parts=(hour, minute))
        yield Token(start, end, number, None)
        return
    label = _label(text, start)
    if label or _CAPITAL_AFTER.match(text, end):
        yield Token(start, end, Number(Span(start, end), values, Kind.IDENTIFIER, label=label), None)
        return
    number = Number(Span(start, end), values, _kind(text, start, end, values), parts=_parts(figures, values))
    yield Token(start, end, number, None)


def _kind(text: str, start: int, end: int, values: tuple[Value, ...]) -> Kind:
    if end - start <= 3 and ((start < 4 and _LIST_MARK.match(text)) or _FOOTNOTE.match(text, max(start - 1, 0))):
        return Kind.LIST_MARK
    if values[0] >= _LONGEST and " " in text[start:end]:
        return Kind.IDENTIFIER  # a telephone number in groups of three
    if end - start == 4 and text[start:end].isdecimal() and 1000 <= values[0] < 2200:
        return Kind.YEAR
    return Kind.CARDINAL


def _label(text: str, start: int) -> str:
    """The letters that a name like A320 or F-16 has before its figures."""
    if start == 0 or not (text[start - 1].isalpha() or text[start - 1] in "-\u2010\u2011\u2013"):
        return ""
    match = _LETTER_BEFORE.search(text[max(0, start - 12) : start])
    return match.group() if match else ""


def _parts(figures: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The numbers that figures with marks may be instead of one: 24.11. is a date, 12 300 may be two numbers."""
    if figures.isdecimal() or (len(values) == 1 and int(values[0]) >= 1000 and not _LOOSE.search(figures)):
        return ()
    pieces = regex.split(f"[.,\u066b\u060c\u30fb\uff0c\uff0e{SPACES}]", figures)
    return tuple(int(piece) for piece in pieces if piece.isdecimal())


def _pieces(start: int, text: str, kind: Kind) -> Iterator[Token]:
    """Each run of digits as a number of its own."""
    for match in regex.finditer(r"\p{Nd}+", text):
        span = Span(start + match.start(), start + match.end())
        yield Token(*span, Number(span, (int(match.group()),), kind), None)


def _compound(text: str, start: int, end: int, group: str, known: Style) -> Iterator[Token]:
    piece = text[start:end]
    span = Span(start, end)
    if group == "vulgar":
        number = Number(span, (whole(Fraction(numeric(piece)).limit_denominator(10)),), Kind.FRACTION)
        yield Token(start, end, number, None)
        return
    parts = tuple(int(part) for part in regex.findall(r"\p{Nd}+", piece))
    if group == "phone":
        digits = "".join(regex.findall(r"\p{Nd}", piece))
        yield Token(start, end, Number(span, (int(digits),), Kind.IDENTIFIER, parts=parts), None)
    elif group == "duration":
        yield from _pieces(start, piece, Kind.IDENTIFIER)
    elif group == "date":
        yield from _pieces(start, piece, Kind.DATE if _is_date(parts) else Kind.IDENTIFIER)
    elif group == "time" and parts[0] <= 24 and parts[1] < 60:
        yield Token(
            start, end, Number(span, (whole(Fraction(parts[0] * 60 + parts[1], 60)),), Kind.TIME, parts=parts), None
        )
    elif group == "fraction" and 0 < parts[0] < parts[1]:
        number = Number(span, (whole(Fraction(*parts)),), Kind.FRACTION, parts=parts)
        yield Token(start, end, number, None)
    else:
        yield from _pieces(start, piece, Kind.CARDINAL)


def _is_date(parts: tuple[int, ...]) -> bool:
    return max(parts) > 0 and sorted(parts)[0] <= 12 and sorted(parts)[1] <= 31


def short_scale(text: str, end: int, known: Style) -> tuple[int, int, bool] | None:
    """(end, factor, sure) of a short magnitude right after figures: 5 Mio., 3bn, 20 тыс."""
    if known.lexicon is None:
        return None
    match = _SHORT.match(text, end)
    if match is None:
        return _glued_scale(text, end, known.lexicon)
    found = known.lexicon.short.get(fold(match.group(1)))
    if found is None:
        return None
    return match.end(), found[0], found[1]


def _glued_scale(text: str, end: int, words: Lexicon) -> tuple[int, int, bool] | None:
    """The magnitude inside a word that is written to its figures: 3bilionový, 5-Millionen-Haus."""
    match = _GLUED.match(text, end)
    if match is None:
        return None
    word = fold(match.group(1))
    for length in range(len(word), _SHORTEST_MAGNITUDE - 1, -1):
        entry = words.words.get(word[:length])
        if entry is not None and entry.role is Role.MULTIPLE:
            return match.end(), int(entry.values[0]), False
    return None


_SHORTEST_MAGNITUDE = 4
_GLUED = regex.compile(r"-?(\p{L}{5,})")
_SHORT = regex.compile(rf"[{SPACES}]?(\p{{L}}{{1,4}})(?![\p{{L}}\p{{M}}])")
