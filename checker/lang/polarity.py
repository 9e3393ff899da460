"""What denies in a text: words that deny a verb, and all that may say in other words that something is not so.

Read from the section `[negation]` of a language's facts. Each list is a string of entries in lower case: `~` stands
for any letters, `_` joins the words of a phrase, `*` among them for a few words. In scripts without word spaces an
entry is a string that the text holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from checker.lang.facts import section
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import MARKUP

_LETTERS = r"[\p{L}\p{M}'\u200c\u200d-]*"
_A_FEW = r"(?:[\s\u2060]+[^\s,;:.!?\u060c\u061b]+){0,4}?"
_BETWEEN = r"[\s\u2060-]+"
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class Place(NamedTuple):
    """A half-open range of code points of the text that was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Polarity:
    """The negations of a text.

    denials: what denies a verb of the text, without what only looks so ("not only").
    alone: what denies by itself: nobody, no, without, impossible.
    negators: all negators, whatever they do there: not, nobody, nothing, never, not only.
    lacks: these and what says by itself that something is not so: without, refuse, unlikely, instead.
    hints: all these and what may say so together with other words: only, before, different, wait.
    """

    denials: tuple[Place, ...]
    alone: tuple[Place, ...]
    negators: tuple[Place, ...]
    lacks: tuple[Place, ...]
    hints: tuple[Place, ...]


class _Entries:
    """Words of one class: whole ones, patterns of words, and phrases.

    A pattern of few letters ("un~") is broad: words that only look so are excepted from it.
    """

    def __init__(self, entries: Iterable[str], prefixes: str) -> None:
        known = list(entries)
        before = f"(?:{'|'.join(prefixes.split())})?" if prefixes else ""
        self.whole = {entry for entry in known if not {"~", "_"} & set(entry)}
        patterns = [entry for entry in known if "~" in entry and "_" not in entry]
        narrow = [_pattern(one) for one in (*patterns, *sorted(self.whole)) if len(one.strip("~")) > _BROAD]
        short = [_pattern(one) for one in (*patterns, *sorted(self.whole)) if len(one.strip("~")) <= _BROAD]
        self.narrow = regex.compile(f"{before}(?:{'|'.join(narrow)})") if narrow else None
        self.broad = regex.compile(f"{before}(?:{'|'.join(short)})") if short else None
        phrases = [_pattern(entry) for entry in known if "_" in entry]
        inside = rf"(?<![\p{{L}}\p{{M}}]){before}(?:{'|'.join(phrases)})(?![\p{{L}}\p{{M}}])"
        self.phrases = regex.compile(inside) if phrases else None

    def holds(self, word: str, excepted: _Entries | None = None) -> bool:
        """Whether a word is of the class. excepted: words that are not, unless they are listed whole."""
        if word in self.whole:
            return True
        long = self.narrow is not None and self.narrow.fullmatch(word) is not None
        if not long and (self.broad is None or not self.broad.fullmatch(word)):
            return False
        if excepted is None:
            return True
        return not (excepted.narrow is not None and excepted.narrow.fullmatch(word)) and (
            long or not excepted.holds(word)
        )

    def phrases_in(self, text: str) -> Iterator[Place]:
        """Where its phrases stand in a text in lower case."""
        if self.phrases is not None:
            yield from (Place(*match.span()) for match in self.phrases.finditer(text, overlapped=True))


def _pattern(entry: str) -> str:
    parts: list[str] = []
    for part in entry.split("_"):
        if part == "*":
            parts[-1] += _A_FEW
        else:
            parts.append(regex.escape(part).replace(r"\~", "~").replace("~", _LETTERS))
    return _BETWEEN.join(parts)


class _Spaced:
    """The negation of a language whose words are separated."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        verb, others = facts.get("clitics", ""), facts.get("prefixes", "")
        self.verb, self.indefinite, self.alone, self.lacking, self.other, self.neutral, self.exceptions = (
            _Entries(facts.get(name, "").split(), verb if name in ("verb", "neutral") else others) for name in _LISTS
        )
        self.kinds: dict[str, tuple[int, bool]] = {}

    def kind(self, word: str) -> tuple[int, bool]:
        """The class of a word, 0 for a word of none, and whether it denies by itself."""
        known = self.kinds.get(word)
        if known is None:
            plain = _POINTS.sub("", word)
            known = self._kind(plain) or self._kind(plain.rpartition("'")[2]), self.alone.holds(plain)
            if len(self.kinds) < _MOST_WORDS:
                self.kinds[word] = known
        return known

    def _kind(self, word: str) -> int:
        kinds = ((self.verb, _DENIES), (self.indefinite, _NOBODY), (self.lacking, _LACKS), (self.other, _HINTS))
        return next((kind for entries, kind in kinds if entries.holds(word, self.exceptions)), 0)

    def read(self, text: str) -> Polarity:
        """The negations of a text in lower case."""
        found: dict[int, list[Place]] = {_DENIES: [], _NOBODY: [], _LACKS: [], _HINTS: []}
        alone: list[Place] = []
        for word, start, end in words(text):
            kind, by_itself = self.kind(word)
            if kind:
                found[kind].append(Place(start, end))
            if by_itself and not _NUMBERED.match(text, end):
                alone.append(Place(start, end))
        alone += self.alone.phrases_in(text)
        found[_DENIES] += self.verb.phrases_in(text)
        found[_NOBODY] += self.indefinite.phrases_in(text)
        found[_LACKS] += self.lacking.phrases_in(text)
        found[_HINTS] += self.other.phrases_in(text)
        neutral = list(self.neutral.phrases_in(text)) if found[_DENIES] or alone else []
        clear, alone = (
            [one for one in some if not any(_touch(one, other) for other in neutral)]
            for some in (found[_DENIES], alone)
        )
        negators = _merged([*found[_DENIES], *found[_NOBODY], *neutral])
        lacks = tuple(sorted({*negators, *found[_LACKS], *alone}))
        return Polarity(_merged(clear), _merged(alone), negators, lacks, tuple(sorted({*lacks, *found[_HINTS]})))


class _Unspaced:
    """The negation of a language that sets no spaces: what the text holds."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self.verb, self.indefinite, self.alone, self.lacking, self.other, self.neutral, self.exceptions = (
            regex.compile("|".join(sorted(map(regex.escape, entries), key=lambda one: (-len(one), one))) or "(?!)")
            for entries in (facts.get(name, "").split() for name in _LISTS)
        )

    def read(self, text: str) -> Polarity:
        """The negations of a text."""
        text = self.exceptions.sub(_blank, text)
        plain = self.neutral.sub(_blank, text)
        clear, alone = _found(self.verb, plain), _found(self.alone, plain)
        negators = _merged([*clear, *_found(self.indefinite, text), *_found(self.neutral, text)])
        lacks = tuple(sorted({*negators, *alone, *_found(self.lacking, text)}))
        return Polarity(clear, alone, negators, lacks, tuple(sorted({*lacks, *_found(self.other, text)})))


def _found(pattern: regex.Pattern[str], text: str) -> tuple[Place, ...]:
    return tuple(Place(*match.span()) for match in pattern.finditer(text))


def _blank(match: regex.Match[str]) -> str:
    return "\N{NULL}" * len(match.group())


def _touch(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _merged(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in order, those that overlap as one."""
    merged: list[Place] = []
    for place in sorted(places):
        if merged and place.start < merged[-1].end:
            merged[-1] = Place(merged[-1].start, max(place.end, merged[-1].end))
        else:
            merged.append(place)
    return tuple(merged)


_LISTS = ("verb", "indefinite", "alone", "lacking", "other", "neutral", "exceptions")
_DENIES, _NOBODY, _LACKS, _HINTS = 4, 3, 2, 1
_POINTS = regex.compile(r"[\u0591-\u05c7\u0640\u064b-\u0655\u0670]")
"""Vowel points and the like, which are written or not."""

_NUMBERED = regex.compile(r"\.?[\s\u2060]{0,2}\p{Nd}")
"""What follows a "no" that is short for number."""

_MOST_WORDS = 100_000
_BROAD = 3  # letters


@cache
def _reader(tag: str) -> _Spaced | _Unspaced | None:
    facts, script = section(tag, "negation"), writing(tag)
    if facts is None or script is None:
        return None
    return _Spaced(facts) if script.spaced else _Unspaced(facts)


@lru_cache(maxsize=20_000)
def polarity(text: str, language: str) -> Polarity | None:
    """The negations of a text in a language (BCP-47); None where its facts are unknown."""
    reader = _reader(language)
    if reader is None:
        return None
    plain = text.replace(MARKUP, " ").replace(_CURLY, "'")
    lowered = plain.lower()
    return reader.read(lowered if len(lowered) == len(plain) else plain)


def asks(text: str) -> bool:
    """Whether a text is a question, whose negation may be left out."""
    return bool(_QUESTION.search(text))


_QUESTION = regex.compile(r"[?\u061f\uff1f]")
