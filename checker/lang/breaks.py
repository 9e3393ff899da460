"""Breaks: the places where a text says that a sentence is over, seen from both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from checker.lang.abbreviations import Abbreviations, Ending, Ordinals, abbreviations, sentence_starts
from checker.lang.closed import Closed, closed, last_word, plain
from checker.lang.length import length_in_words
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word, words
from checker.model import MARKUP, BlockKind, Document, Sentence, Span

STOPS = ".!?。！？．؟۔।॥"
_END = regex.compile(rf"[{STOPS}]+(?=[\s{MARKUP}]*$)")
_INSIDE = regex.compile(rf"(?<=[\p{{L}}\p{{M}}{MARKUP}])[.。．۔।](?=[{MARKUP}]*\s+[{MARKUP}]*\p{{L}})")
_CLAUSE_END = regex.compile(r"[;；؛]")
_ROMAN = regex.compile(r"\b[IVXLCІХ]+\s$")
_SHORT_BEFORE = regex.compile(r"\b[\p{L}\p{M}]{1,3}\.\s*$")
_INITIAL, _ORDINAL, _LEAST_WHOLE, _LABEL = 3, 3, 4, 3
"""Letters of an initial ("دي. كي."), digits of an ordinal, letters of a word that nobody shortens, words of a label."""


@dataclass(frozen=True)
class Break:
    """A stop between two pieces of text.

    left, right: the sentences on both sides, the same one where the segmenter took the stop for an abbreviation's.
    head: from the start of the left sentence to the stop. mark: the stop. tail: from the first character after the
    stop and its spaces to the end of the right sentence, with its own stop. Spans are those of the document.
    """

    left: Sentence
    right: Sentence
    head: Span
    mark: Span
    tail: Span

    @property
    def document(self) -> Document:
        """The text that both pieces stand in."""
        return self.left.document

    @property
    def inside(self) -> bool:
        """Whether the segmenter saw no end here."""
        return self.left is self.right

    @property
    def across_blocks(self) -> bool:
        """Whether a paragraph ends here."""
        return self.left.block != self.right.block

    @cached_property
    def head_text(self) -> str:
        """The prose before the stop."""
        return self.document.prose[self.head.start : self.head.end]

    @cached_property
    def mark_text(self) -> str:
        """The stop itself; empty where a paragraph ends without one."""
        return self.document.prose[self.mark.start : self.mark.end]

    @cached_property
    def tail_text(self) -> str:
        """The prose after the stop, with its own stop."""
        return self.document.prose[self.tail.start : self.tail.end]

    @cached_property
    def head_words(self) -> tuple[Word, ...]:
        """Words before the stop; their spans count from `head.start`."""
        return words(self.head_text)

    @cached_property
    def clause_text(self) -> str:
        """The prose after the stop up to a semicolon."""
        return _CLAUSE_END.split(self.tail_text, maxsplit=1)[0]

    @cached_property
    def tail_words(self) -> tuple[Word, ...]:
        """Words after the stop; their spans count from `tail.start`."""
        return words(self.tail_text)

    @cached_property
    def tail_length(self) -> float:
        """Length of the piece after the stop, in words."""
        return length_in_words(self.tail_text)

    @cached_property
    def head_length(self) -> float:
        """Length of the piece before the stop, in words."""
        return length_in_words(self.head_text)


def breaks(sentences: Sequence[Sentence]) -> Iterator[Break]:
    """All breaks of a text, in order. Ellipses, and stops before a closing quote or bracket, are none."""
    for i, left in enumerate(sentences):
        yield from _inside(left)
        if i + 1 < len(sentences):
            found = _between(left, sentences[i + 1])
            if found is not None:
                yield found


def _inside(sentence: Sentence) -> Iterator[Break]:
    prose = sentence.prose
    known, language = abbreviations(sentence.language), closed(sentence.language)
    for match in _INSIDE.finditer(prose):
        head = words(prose[max(0, match.start() - 40) : match.start()])
        tail = _tail_start(prose, match.end())
        if not head or (known is not None and _abbreviates(head[-1].text.replace(MARKUP, ""), known, language)):
            continue
        yield Break(
            sentence,
            sentence,
            Span(sentence.span.start, sentence.at(match.start(), 0).start),
            sentence.at(*match.span()),
            Span(sentence.span.start + tail, sentence.span.end),
        )


def _abbreviates(word: str, known: Abbreviations, language: Closed | None) -> bool:
    """Whether the word is an abbreviation and not, more often, a closed-class word: "в." is both."""
    return known.ending(word) is not None and not (language is not None and word in language.never_final)


def _between(left: Sentence, right: Sentence) -> Break | None:
    if left.block != right.block and not _paragraphs(left, right):
        return None
    match = _END.search(left.prose)
    if match is None:
        if left.block == right.block or not left.prose.rstrip()[-1:].isalpha():
            return None
        end = len(left.prose.rstrip())
        stop = (end, end)
    else:
        stop = match.span()
    if ".." in left.prose[stop[0] : stop[1]] or not left.prose[: stop[0]].strip() or _names_itself(left.prose, stop[0]):
        return None
    tail = _tail_start(right.prose, 0)
    return Break(
        left,
        right,
        Span(left.span.start, left.span.start + stop[0]),
        left.at(*stop),
        Span(right.span.start + tail, right.span.end),
    )


def _names_itself(prose: str, stop: int) -> bool:
    """Whether a stop stands apart from the word before: "the . between the names", or a formula got lost."""
    return prose[stop : stop + 1] == "." and prose[stop - 1].isspace()


def _paragraphs(left: Sentence, right: Sentence) -> bool:
    return right.block == left.block + 1 and left.kind is right.kind is BlockKind.PARAGRAPH


def _tail_start(prose: str, start: int) -> int:
    while start < len(prose) and (prose[start].isspace() or prose[start] == MARKUP):
        start += 1
    return start


def starts_lower(found: Break) -> bool:
    """Whether the piece after a full stop begins with a lower-case word (not "iPhone", not after "?" or "!").

    The word before must be one that the language has and the text does not shorten: not "Inc.", not "pats.".
    """
    if not found.tail_words or found.tail_words[0].start or set(found.mark_text) - set(".。"):
        return False
    first = found.tail_words[0].text.replace(MARKUP, "")
    if not (first.islower() and first.isalpha() and len(first) > 1) or not found.head_words:
        return False
    known = vocabulary(found.left.language)
    last = found.head_words[-1].text
    if not last.islower() or len(last) < _LEAST_WHOLE or (known is not None and last not in known.known):
        return False
    habit = regex.compile(rf"\b{regex.escape(last)}\. \p{{Ll}}")
    return sum(1 for _ in habit.finditer(found.document.prose)) <= 1


def shortened(found: Break) -> bool:
    """Whether the stop, or the one that ends the next piece, may belong to its word: "A.", "s. r. o.", "the 3.".

    A few words that end in a number, "Step 5.", are a label.
    """
    tail_end = found.tail_text.rstrip()
    if found.head_words and len(found.head_words[-1].text) == 1 and found.tail_text[:1].islower():
        return True
    if found.mark_text in (".", "") and (_shortens(found.head_text, found) or _initials(found)):
        return True
    if tail_end.endswith(".") and _shortens(tail_end[:-1], found):
        return True
    return tail_end[-2:-1].isdigit() and len(found.tail_words) <= _LABEL


def _initials(found: Break) -> bool:
    """Whether a few letters with a stop stand on both sides: "د. ك.", "s. r."."""
    after = found.tail_words[0].text if found.tail_words else ""
    last = last_word(found.head_text)
    if last is None or not _initial(last.text, found) or not _initial(after, found):
        return False
    return found.tail_text[len(after) :][:1] == "."


def _initial(word: str, found: Break) -> bool:
    """Whether a word is short enough for an initial; where the names of letters are known, whether it is one."""
    language = closed(found.left.language)
    if language is None or not language.letters.words:
        return len(word) <= _INITIAL
    return len(word) == 1 or word in language.letters


def _shortens(text: str, found: Break) -> bool:
    last = last_word(text)
    if last is None or last.end != len(text):
        return False
    word, before = last.text.replace(MARKUP, ""), text[: last.start]
    if before.endswith("."):
        return True
    if word.isdecimal():
        starts = sentence_starts(found.left.language)
        return len(word) <= _ORDINAL and starts is not None and starts.ordinals is not Ordinals.NOTHING
    known, language = abbreviations(found.left.language), closed(found.left.language)
    ending = known.ending(word) if known is not None else None
    if language is not None and word in language.never_final:
        previous = last_word(before)
        if ending is not None and previous is not None and plain(previous.text) in language.never_final:
            return True
    elif ending is Ending.NEVER:
        return True
    if len(word) > _INITIAL:
        return False
    if ending is None and language is not None and language.function_word(plain(word)):
        return False
    if _SHORT_BEFORE.search(before):
        return True
    return len(word) == 1 and (not before.rstrip()[-1:].isalpha() or bool(_ROMAN.search(before)))
