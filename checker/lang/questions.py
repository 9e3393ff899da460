"""What asks in a language, and with which mark a sentence ends.

Read from the section `[questions]` of a language's facts:

    mark = "?"              what stands behind a question
    words = "who what"      words that ask; in scripts without word spaces, strings that do; "_" joins two words
    particles = "か -kah"    what makes a question of a sentence that ends in it, whatever its mark; "-" stands for the
                            rest of the word

Sources: the languages' own grammars and style guides; the lists hold what begins or makes direct questions, and what
begins indirect ones, so that a sentence without any of it surely asks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

import regex

from checker.lang.facts import section
from checker.lang.punctuation import punctuation
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import MARKUP

ASKING = "?？؟⁇⁈⁉‽"
CALLING = "!！"
PLAIN = ".。．۔।॥"
_MARKS = regex.compile(
    rf"(?P<marks>[{ASKING}{CALLING}{PLAIN}…‥:：;；\N{{GREEK QUESTION MARK}}؛—–―~～,،、，-]+)[\s{MARKUP}]*"
    rf"(?P<closers>[\"'”’»«›‹“‘)\]）］】」』》〉״׳\s{MARKUP}]*)$"
)
_QUOTES = "\"'“„«‹‘‚»›「『《‟”’"


class Kind(Enum):
    """What the mark at the end of a sentence makes of it; a value is how it is named to an editor."""

    QUESTION = "a question"
    STATEMENT = "a statement"
    EXCLAMATION = "an exclamation"
    OTHER = "a sentence that goes on or trails off"
    NONE = "a sentence without a mark"


class EndMark(NamedTuple):
    """How a sentence ends: the half-open span of its mark in the text, without closing quotes. closed: some follow."""

    kind: Kind
    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """mark, words, phrases, particles: see above. endings: ends of last words that ask. spaced: words have spaces."""

    mark: str
    words: frozenset[str]
    phrases: tuple[str, ...]
    particles: tuple[str, ...]
    endings: tuple[str, ...]
    spaced: bool

    def ends_in_particle(self, text: str) -> bool:
        """Whether a text, without its mark, ends in what asks by itself."""
        if not self.spaced:
            return text.endswith(self.particles)
        found = words(text[-60:])
        last = found[-1].text.lower() if found else ""
        return last in self.particles or (bool(self.endings) and last.endswith(self.endings))

    def has_word(self, text: str, among: int | None = None) -> bool:
        """Whether a word that asks stands in a text, or among its first words."""
        if not self.spaced:
            return any(word in text for word in self.words)
        found = [part for word in words(text.replace(MARKUP, ""))[:among] for part in _parts(word.text)]
        return any(word in self.words for word in found) or any(phrase in " ".join(found) for phrase in self.phrases)


def _parts(word: str) -> tuple[str, ...]:
    folded = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    before, apostrophe, rest = folded.partition("'")
    return (folded, before, rest) if apostrophe else (folded,)


@cache
def questions(tag: str) -> Questions | None:
    """What asks in a language, or None where nobody has said."""
    facts, script = section(tag, "questions"), writing(tag)
    if facts is None or script is None:
        return None
    entries, particles = facts["words"].split(), facts.get("particles", "").split()
    return Questions(
        mark=facts["mark"],
        words=frozenset(entry for entry in entries if "_" not in entry),
        phrases=tuple(entry.replace("_", " ") for entry in entries if "_" in entry),
        particles=tuple(entry for entry in particles if not entry.startswith("-")),
        endings=tuple(entry[1:] for entry in particles if entry.startswith("-")),
        spaced=script.spaced,
    )


@cache
def asking_marks(tag: str) -> str:
    """The question marks of a language: everybody's, and its own, as the Greek one that is a semicolon elsewhere."""
    facts, marks = section(tag, "questions"), punctuation(tag)
    own = facts["mark"] if facts else ""
    return ASKING + own + ("\N{GREEK QUESTION MARK}" if ";" in own or (marks and ";" in marks.sentence_end) else "")


def end_mark(text: str, language: str) -> EndMark:
    """The mark at the end of a text; an empty span at its end where there is none."""
    found = _MARKS.search(text)
    if found is None:
        end = len(text.rstrip(" \t\r\n" + MARKUP))
        return EndMark(Kind.NONE, end, end, text[end - 1 : end] in _QUOTES)
    marks, span = found["marks"], found.span("marks")
    asking = asking_marks(language)
    if any(mark in asking for mark in marks):
        kind = Kind.QUESTION
    elif any(mark in CALLING for mark in marks):
        kind = Kind.EXCLAMATION
    else:
        kind = Kind.STATEMENT if len(marks) == 1 and marks in PLAIN else Kind.OTHER
    return EndMark(kind, *span, bool(found["closers"].strip(" \t\r\n" + MARKUP)))
