"""The quotes of a text: which marks open, which close, and which have no partner.

A stack parser over one block. A mark's role comes from where it stands (a space before and a letter after: it
opens) and, where that does not tell, from what the mark means in the language, and for marks that look the same
at both ends from whether one is open. Quotes are first read plainly; where marks remain without a partner, the
doubtful ones (an inch mark, the mark inside a Hebrew acronym) are read the other way and the better reading stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import regex

from checker.lang.encoding import Kind, broken
from checker.lang.pairing import Mark, Pair, Reading, unmask
from checker.lang.punctuation import Punctuation, punctuation

Side = Literal["open", "close"]

STRAIGHT = ('"', "''", "＂", "\N{HEBREW PUNCTUATION GERSHAYIM}")
"""Double marks that look the same at both ends."""

_FORMS: dict[str, Side] = {
    **dict.fromkeys(("“", "„", "‟", "«", ",,", "``", "「", "『", "《", "〝"), "open"),
    **dict.fromkeys(("”", "»", "」", "』", "》", "〞", "〟"), "close"),
}
_FIXED = "「」『』《》〝〞〟"
_PROPER = frozenset(
    [
        "“”",
        "„“",
        "„”",
        "”“",
        "””",
        "«»",
        "»«",
        "»»",
        "「」",
        "『』",
        "《》",
        "〝〞",
        "〝〟",
        "‟”",
        "``''",
        ",,''",
        ",,”",
        ",,“",
    ]
) | {mark * 2 for mark in STRAIGHT}
_MARK = regex.compile(
    r"""(?<!\w),,(?=\w)|``|(?<![\w'])''(?!')|(?<!')''(?![\w'])"""
    r"""|&quot;|["“”„‟«»「」『』《》〝〞〟＂\N{HEBREW PUNCTUATION GERSHAYIM}]"""
)
_ANY_QUOTE = frozenset("\"'“”„‟«»‘’‚‛‹›「」『』＂`\N{HEBREW PUNCTUATION GERSHAYIM}")
# 5'10", 40°26'46", 6′ 2″: feet and inches, minutes and seconds.
_MEASURE = regex.compile(r"""\d\s?['’′]\s?\d+(?:[.,]\d+)?\s?(?:["”″]|'')|°\s?\d+(?:[.,]\d+)?\s?(?:["”″]|'')""")
# A quote beside a letter beyond ASCII that UTF-8 read by an eight-bit table may have left there.
_GARBLED = regex.compile(r"[\xc2-\xf4€‚ƒ†‡ˆ‰Š‹ŒŽ˜™š›œžŸ\x80-\xbf][“”„«»]|[“”„«»][\x80-\xbf€ƒ†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]")
_HEAD = regex.compile(r"[\p{L}\p{M}]+$")
_AHEAD = 50  # marks looked at before and after one: deeper nesting is no prose
_NEIGHBOURS = 8  # quotes in a row that are stepped over to see what a mark stands beside
_OPENING = frozenset("([{（［【〔¿¡<")
_CLOSING = frozenset(")]}）］】〕.,;:!?…。，、；：！？،؛؟।>%")
_DASHES = frozenset("-–—―‐‑/=+*~|·•")
_BEFORE_SPEECH = ":\N{ARABIC TATWEEL}"  # what a quote seldom closes after, and opens after where a space went astray
_BEFORE_OPENING = ("space", "opening", "dash", "elision")
_AFTER_OPENING = ("word", "opening", "dots")
_BEFORE_CLOSING = ("word", "closing", "dots", "dash", "elision")
_AFTER_CLOSING = ("space", "closing", "dots", "dash")


@lru_cache(maxsize=4096)
def read_quotes(prose: str, language: str) -> Reading:
    """The double quotes of a block's prose; spans are relative to it. Unknown languages have none."""
    facts = punctuation(language)
    if facts is None or not _MARK.search(prose):
        return Reading(())
    text, places = unmask(prose)
    best: Reading | None = None
    for marks in _readings(text, facts, language):
        reading = _Parser(text, facts).read(marks)
        if best is None or _leftovers(reading) < _leftovers(best):
            best = reading
        if not _leftovers(best):
            break
    assert best is not None
    return _placed(best, places)


def fits(opening: str, closing: str) -> bool:
    """Whether the two marks are a pair in some language."""
    return opening + closing in _PROPER


def _leftovers(reading: Reading) -> int:
    return len(reading.unclosed) + len(reading.unopened)


def _placed(reading: Reading, places: Sequence[int]) -> Reading:
    def move(mark: Mark) -> Mark:
        return Mark(mark.text, places[mark.start], places[mark.end - 1] + 1)

    return Reading(
        tuple(Pair(move(pair.open), move(pair.close)) for pair in reading.pairs),
        tuple(map(move, reading.unclosed)),
        tuple(map(move, reading.unopened)),
        reading.resumed,
    )


def _readings(text: str, facts: Punctuation, language: str) -> Iterator[list[tuple[Mark, Side | None]]]:
    """The marks under each reading of the doubtful ones, the plain reading first, each with a side that is forced."""
    other = [match.span() for match in _MEASURE.finditer(text)]
    if _GARBLED.search(text):
        other += [(stretch.start, stretch.end) for stretch in broken(text, language) if stretch.kind is Kind.MOJIBAKE]
    covered = {place for start, end in other for place in range(start, end)}
    marks = [
        Mark(match.group().replace("&quot;", '"'), *match.span())
        for match in _MARK.finditer(text)
        if match.start() not in covered
    ]
    inner = {mark for mark in marks if _inside_acronym(text, mark, facts)}
    inches = {mark for mark in marks if mark.text in (*STRAIGHT, "”") and text[mark.start - 1 : mark.start].isdigit()}
    prefixed = {mark for mark in inner if _after_prefix(text, mark, facts)}
    for skipped, forced in (
        (inner, set()),
        (inner | inches, set()),
        (inner - prefixed, prefixed),
        ((inner - prefixed) | inches, prefixed),
    ):
        yield [(mark, "open" if mark in forced else None) for mark in marks if mark not in skipped]


def _inside_acronym(text: str, mark: Mark, facts: Punctuation) -> bool:
    between = text[mark.start - 1 : mark.start].isalpha() and text[mark.end : mark.end + 1].isalpha()
    return mark.text in facts.inner_marks and between


def _after_prefix(text: str, mark: Mark, facts: Punctuation) -> bool:
    head = _HEAD.search(text, max(0, mark.start - 5), mark.start)
    return head is not None and len(head.group()) <= 3 and all(char in facts.glued_prefixes for char in head.group())


class _Parser:
    """One pass over the marks of one block, with the openings that wait on a stack."""

    def __init__(self, text: str, facts: Punctuation) -> None:
        self.text = text
        self.facts = facts
        self.stack: list[Mark] = []
        self.pairs: list[Pair] = []
        self.unclosed: list[Mark] = []
        self.unopened: list[Mark] = []

    def read(self, marks: list[tuple[Mark, Side | None]]) -> Reading:
        resumed = False
        start = len(self.text) - len(self.text.lstrip())
        for place, (mark, forced) in enumerate(marks):
            if mark.start == start and mark.text == "»" and not self.facts.opens("»"):
                continue  # a Spanish or French paragraph that goes on with a quotation may begin so
            side = forced or self._side(mark, [later for later, _ in marks[place + 1 : place + 1 + _AHEAD]])
            if side == "open":
                resumed = resumed or mark.start == start
                self.stack.append(mark)
            else:
                self._close(mark)
        pairs = tuple(sorted(self.pairs, key=lambda pair: pair.open.start))
        unclosed = tuple(sorted(self.unclosed + self.stack, key=lambda mark: mark.start))
        return Reading(pairs, unclosed, tuple(self.unopened), resumed)

    def _side(self, mark: Mark, later: list[Mark]) -> Side:
        place = self._place(mark)
        default = self._default(mark.text)
        if mark.text in _FIXED:
            return _FORMS[mark.text]
        if default is None:
            spaced_open = place == "close" and not self.stack and self.text[mark.start - 1] in _BEFORE_SPEECH
            return self._by_parity(mark, later) if place is None or spaced_open else place
        if place is None or place == default:
            return self._by_form(mark, default, later)
        if default == "close" and not self.facts.opens(mark.text):
            return "close" if self._partner(mark) is not None else "open"
        if default == "open" and not self.facts.closes(mark.text) and not self.stack:
            return "open" if any(fits(mark.text, other.text) for other in later) else "close"
        return place

    def _default(self, text: str) -> Side | None:
        """The side that a mark takes where its place does not tell, or None where it may take either."""
        if text not in _FORMS:
            return None
        opens = [pair.open for pair in self.facts.quotes + self.facts.tolerated]
        closes = [pair.close for pair in self.facts.quotes + self.facts.tolerated]
        if text in opens and text in closes:
            first = next(pair for pair in self.facts.quotes + self.facts.tolerated if text in pair)
            return None if first.open == first.close else "open" if first.open == text else "close"
        return "open" if text in opens else "close" if text in closes else _FORMS[text]

    def _by_form(self, mark: Mark, default: Side, later: list[Mark]) -> Side:
        if default == "open" and self._place(mark) is None and self.stack and self.stack[-1].text == mark.text:
            return "open" if any(fits(mark.text, other.text) for other in later) else "close"
        if default == "open" and self.facts.closes(mark.text):
            return "close" if self._place(mark) is None and self._partner(mark) is not None else "open"
        if default == "close" and self.facts.opens(mark.text) and self._place(mark) is None:
            return "close" if self._partner(mark) is not None else "open"
        return default

    def _by_parity(self, mark: Mark, later: list[Mark]) -> Side:
        if self._partner(mark) is not None:
            return "close"
        if self.stack and not any(fits(self.stack[-1].text, other.text) for other in later):
            return "close"
        return "open"

    def _partner(self, mark: Mark) -> int | None:
        """The place on the stack of the nearest opening that the mark closes properly."""
        reversed_places = range(len(self.stack) - 1, max(-1, len(self.stack) - 1 - _AHEAD), -1)
        return next((place for place in reversed_places if fits(self.stack[place].text, mark.text)), None)

    def _close(self, mark: Mark) -> None:
        partner = self._partner(mark)
        if partner is None and self.stack and not {mark.text, self.stack[-1].text} & set("《》"):
            partner = len(self.stack) - 1
        if partner is None:
            self.unopened.append(mark)
            return
        self.pairs.append(Pair(self.stack[partner], mark))
        self.unclosed += self.stack[partner + 1 :]
        del self.stack[partner:]

    def _place(self, mark: Mark) -> Side | None:
        """The side that the characters around a mark speak for, or None where they speak for neither."""
        before, after = self._class(mark.start - 1, -1), self._class(mark.end, 1)
        may_open = before in _BEFORE_OPENING and after in _AFTER_OPENING
        may_close = before in _BEFORE_CLOSING and after in _AFTER_CLOSING
        if may_open == may_close:
            return None
        return "open" if may_open else "close"

    def _class(self, place: int, step: int) -> str:
        text = self.text
        if step < 0 and place > 0 and text[place] in "'’" and text[place - 1].isalpha():
            return "elision"
        for _ in range(_NEIGHBOURS):
            if not 0 <= place < len(text) or text[place] not in _ANY_QUOTE:
                break
            place += step
        if not 0 <= place < len(text) or text[place].isspace():
            return "space"
        char = text[place]
        if char in _DASHES:
            return "dash"
        if char in _OPENING:
            return "opening"
        if char == "…" or text[max(0, place - 1) : place + 2].count(".") > 1:
            return "dots"
        if char in _CLOSING:
            return "closing"
        return "word"
