"""Closed-class words: which cannot end a sentence, which tie a piece to what came before, what shows a finite verb.

Read from the section `[closed]` of a language's facts. Each list is a string of words in lower case; an entry with
a hyphen before it is the end of a word ("-ed", "-를"), one with a hyphen after it the beginning of one ("می-"). In
scripts without word spaces an entry is what the text ends in, or holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from checker.lang.facts import section
from checker.lang.words import Word
from checker.lang.words import words as words_of
from checker.lang.writing import writing
from checker.model import MARKUP

_LEAST_BEGUN = 4
"""Letters of a word that is known by its beginning; a shorter one may be anything."""


class Openness(Enum):
    """How surely a text that stops at a word is not finished."""

    NEVER_ENDS = "never ends a sentence"
    SELDOM_ENDS = "seldom ends a sentence"
    STRANDS = "ends one only where it is stranded, or a particle"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, ends of words and beginnings of words of one class."""

    words: frozenset[str]
    endings: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        if word in self.words:
            return True
        if self.endings and word.endswith(self.endings) and word not in self.endings:
            return True
        return len(word) >= _LEAST_BEGUN and bool(self.beginnings) and word.startswith(self.beginnings)

    def ends(self, text: str) -> bool:
        """Whether an unspaced text ends in one of the entries."""
        return text.endswith(self.tails)

    def inside(self, text: str) -> bool:
        """Whether an unspaced text holds one of the entries."""
        return any(entry in text for entry in self.words) or text.endswith(self.endings)


@dataclass(frozen=True, slots=True)
class Closed:
    """The closed classes of a language.

    never_final, seldom_final: what stands before something else. strandable: what mostly does. compounds: what ends
    like one of these and is another word, "埃及", "nội_các". joiners: what ties a verbless piece to what came before.
    finite: what shows a finite verb. probably_finite: what may be one, where that is listed. predicates: what the last
    word of a complete sentence looks like, empty where the verb may stand anywhere. nominal: the marks of the topic
    behind which a noun may be the predicate, None where none may; a quantity may wherever it is not None. opens: how a
    sentence begins in kana. never_opens: verbs that no
    statement begins with, "is", "have_been". clauses: what begins a clause that is not the main one. alone: words that
    make a sentence by themselves. titles: nouns before a name. articles. particles: separable from their verb. units:
    what follows a number. letters: names of letters, as initials are spelt. strands_after: what a preposition or
    an auxiliary can be stranded behind, "that we spoke of". inverts: subjects that a verb may stand before, in
    questions or conditions. verb_first_clauses: what answers a clause that begins with its
    verb, "Ist er da, so ...".
    verbless: a complete sentence may do without a verb. capital_nouns: nouns have a capital. cased, spaced: how the
    language is written.
    """

    never_final: Lexicon
    seldom_final: Lexicon
    strandable: Lexicon
    compounds: Lexicon
    joiners: Lexicon
    finite: Lexicon
    predicates: Lexicon
    nominal: Lexicon | None
    opens: Lexicon
    alone: Lexicon
    titles: Lexicon
    articles: Lexicon
    particles: Lexicon
    units: Lexicon
    probably_finite: Lexicon
    never_opens: Lexicon
    clauses: Lexicon
    letters: Lexicon
    strands_after: Lexicon
    inverts: Lexicon
    verb_first_clauses: Lexicon
    verbless: bool
    capital_nouns: bool
    cased: bool
    spaced: bool

    def function_word(self, word: str) -> bool:
        """Whether the word, in lower case, is one of those that only hold others together."""
        return any(
            word in lexicon.words
            for lexicon in (self.never_final, self.seldom_final, self.strandable, self.joiners, self.articles)
        )


def _lexicon(facts: Mapping[str, Any], name: str) -> Lexicon:
    entries = facts.get(name, "").split()
    words = tuple(entry for entry in entries if "-" not in (entry[0], entry[-1]))
    endings = tuple(entry[1:] for entry in entries if entry.startswith("-"))
    return Lexicon(
        words=frozenset(words),
        endings=endings,
        tails=words + endings,
        beginnings=tuple(entry[:-1] for entry in entries if entry.endswith("-")),
    )


@cache
def closed(tag: str) -> Closed | None:
    """The closed classes of a language, or None where nobody has listed them."""
    facts = section(tag, "closed")
    script = writing(tag)
    if facts is None or script is None:
        return None
    return Closed(
        never_final=_lexicon(facts, "never_final"),
        seldom_final=_lexicon(facts, "seldom_final"),
        strandable=_lexicon(facts, "strandable"),
        compounds=_lexicon(facts, "compounds"),
        joiners=_lexicon(facts, "joiners"),
        finite=_lexicon(facts, "finite"),
        predicates=_lexicon(facts, "predicates"),
        opens=_lexicon(facts, "opens"),
        nominal=_lexicon(facts, "nominal") if "nominal" in facts else None,
        alone=_lexicon(facts, "alone"),
        titles=_lexicon(facts, "titles"),
        articles=_lexicon(facts, "articles"),
        particles=_lexicon(facts, "particles"),
        units=_lexicon(facts, "units"),
        probably_finite=_lexicon(facts, "probably_finite"),
        never_opens=_lexicon(facts, "never_opens"),
        clauses=_lexicon(facts, "clauses"),
        letters=_lexicon(facts, "letters"),
        strands_after=_lexicon(facts, "strands_after"),
        inverts=_lexicon(facts, "inverts"),
        verb_first_clauses=_lexicon(facts, "verb_first_clauses"),
        verbless=facts.get("verbless", False),
        capital_nouns=facts.get("capital_nouns", False),
        cased=script.cased,
        spaced=script.spaced,
    )


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The word as the lists hold it: lower case, one apostrophe, no markup."""
    return word.replace(MARKUP, "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower()


def _parts(word: str) -> tuple[str, ...]:
    """A word, and what stands behind its elision: "l'est" is also "est"."""
    folded = plain(word)
    _, apostrophe, rest = folded.rpartition("'")
    return (folded, rest) if apostrophe and rest else (folded,)


def openness(text: str, language: Closed) -> Openness | None:
    """Whether a text breaks off at a word that cannot, or hardly can, end a sentence. `text` is without its stop.

    A word after a hyphen ("faites-le"), one that is quoted, and, where the script has case, one with a capital (a
    letter, a title, a headline) say nothing.
    """
    bare = text.replace(MARKUP, "").rstrip()
    if not language.spaced:
        tail = bare[-6:]
        if language.compounds.ends(tail):
            return None
        if language.never_final.ends(tail):
            return Openness.NEVER_ENDS
        return Openness.SELDOM_ENDS if language.seldom_final.ends(tail) else None
    last = last_word(bare)
    if last is None or last.end != len(bare) or (last.start and not bare[last.start - 1].isspace()):
        return None
    if language.cased and not last.text.islower():
        return None
    word = plain(last.text)
    if language.compounds.words and f"{_before(bare, last)}_{word}" in language.compounds:
        return None
    if word in language.never_final:
        return Openness.NEVER_ENDS
    if word in language.seldom_final:
        return Openness.SELDOM_ENDS
    return Openness.STRANDS if word in language.strandable else None


def licensed(before: str, tag: str) -> bool:
    """Whether a clause allows a preposition or an auxiliary to be the last word: "options to choose from", "what he
    asked for", "the things they need help with", "she laughed, but he never was".

    before: what stands before the last word. Says nothing (False) where nothing can be stranded.
    """
    language = closed(tag)
    if language is None or not (language.strands_after.words and language.spaced):
        return False
    return any(plain(word.text) in language.strands_after for word in words_of(before)[1:])


def longest_open_entry(text: str, language: Closed) -> int:
    """Characters of the longest entry that an unspaced text breaks off at; 0 where there is none."""
    bare = text.rstrip()
    entries = language.never_final.tails + language.seldom_final.tails
    return max((len(entry) for entry in entries if entry[0].isalpha() and bare.endswith(entry)), default=0)


def _before(text: str, word: Word) -> str:
    previous = last_word(text[: word.start])
    return plain(previous.text) if previous else ""


def last_word(text: str) -> Word | None:
    """The last word of a text, looked for near its end."""
    start = max(0, len(text) - 60)
    found = words_of(text[start:])
    return Word(found[-1].text, found[-1].start + start, found[-1].end + start) if found else None


def shows_finite_verb(text: str, language: Closed) -> bool:
    """Whether a short text holds what may be a finite verb."""
    if not language.spaced:
        return language.finite.inside(text)
    return any(part in language.finite for word in words_of(text) for part in _parts(word.text))


def lacks_predicate(text: str, language: Closed) -> bool:
    """Whether a text of a verb-final language, without its stop, ends in what is no predicate. False elsewhere."""
    if not language.predicates.endings:
        return False
    bare = text.replace(MARKUP, "").rstrip()
    if not language.spaced:
        return not language.predicates.ends(bare)
    last = last_word(bare)
    return last is not None and last.end == len(bare) and plain(last.text) not in language.predicates


def only(text: str, lexicon: Lexicon, language: Closed) -> bool:
    """Whether a text is made of words of one class."""
    if not language.spaced:
        return text.strip() in lexicon
    return all_in((plain(word.text) for word in words_of(text)), lexicon)


def all_in(found: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether there are words, and all are of one class."""
    listed = list(found)
    return bool(listed) and all(word in lexicon for word in listed)
