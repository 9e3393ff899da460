"""Fragments: what the two pieces around a break say, read alone, about whether they belong together.

Each function looks at one thing and answers yes or no, or with a measure of its own.
"""

from __future__ import annotations

from checker.lang.abbreviations import sentence_starts
from checker.lang.breaks import Break
from checker.lang.closed import (
    Closed,
    Openness,
    all_in,
    lacks_predicate,
    only,
    openness,
    plain,
    shows_finite_verb,
)
from checker.lang.length import length_in_words
from checker.model import Sentence

TINY, SHORT, LONG = 1.3, 3.4, 6.4
"""Lengths in words up to which a piece is one word, a few, a phrase."""

_SINGLE_QUOTES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_QUOTES = frozenset('"“”„«»‹›「」『』‘')


def breaks_off(found: Break, language: Closed) -> Openness | None:
    """Whether the head stops at a word that does not end sentences."""
    return openness(found.head_text, language)


def verbless(text: str, language: Closed) -> bool:
    """Whether a piece shows no finite verb. One without any word has none either, but says nothing: False."""
    return any(character.isalpha() for character in text) and not shows_finite_verb(text, language)


def head_verbless(found: Break, language: Closed) -> bool:
    """Whether the head is long enough to need a verb and shows none, where sentences have one, anywhere."""
    if language.verbless or language.predicates.endings:
        return False
    return 2.5 <= found.head_length <= 15 and verbless(found.head_text, language)


def head_lacks_predicate(found: Break, language: Closed) -> bool:
    """Whether the head of a verb-final language ends in no predicate."""
    return found.head_length > SHORT and lacks_predicate(found.head_text, language)


def joined(found: Break, language: Closed) -> bool:
    """Whether the tail begins with what ties it to the head ("of the bank") and has no verb of its own."""
    if found.tail_length > 2 * LONG or not verbless(found.tail_text, language):
        return False
    if not language.spaced:
        return any(found.tail_text.startswith(entry) for entry in language.joiners.words)
    return bool(found.tail_words) and plain(found.tail_words[0].text) in language.joiners


def titled(found: Break, language: Closed) -> bool:
    """Whether a title stops before a name: "He met the general. Smith."."""
    if not language.spaced or not found.head_words or found.tail_length > SHORT:
        return False
    last = found.head_words[-1]
    if last.end != len(found.head_text.rstrip()) or plain(last.text) not in language.titles:
        return False
    return not language.cased or (last.text.islower() and all(word.text[0].isupper() for word in found.tail_words))


def stray_particle(found: Break, language: Closed) -> bool:
    """Whether the tail is nothing but a particle that is separable from the head's verb."""
    return (
        len(found.tail_words) == 1
        and not found.tail_words[0].start
        and plain(found.tail_words[0].text) in language.particles
        and plain(found.tail_words[0].text) not in language.alone
        and found.head_length > 2.5
        and shows_finite_verb(found.head_text, language)
    )


def stands_alone(found: Break, language: Closed) -> bool:
    """Whether the tail is made of words that are a sentence by themselves: "No.", "Thank you."."""
    if not language.spaced:
        return only(found.tail_text.rstrip(" .!?。！？．\n"), language.alone, language)
    return found.tail_length <= SHORT and all_in((plain(word.text) for word in found.tail_words), language.alone)


def unlike_a_start(found: Break, language: Closed) -> bool:
    """Whether the tail's first word is none of the closed-class words that sentences like to begin with."""
    starts = sentence_starts(found.left.language)
    if starts is None or not starts.words or not found.tail_words or not language.spaced:
        return False
    return not starts.begins(found.tail_words[0].text) and not language.function_word(plain(found.tail_words[0].text))


def quoted(found: Break) -> bool:
    """Whether the tail holds a quotation mark: speech may be as short as it likes."""
    return not _QUOTES.isdisjoint(found.tail_text) or found.tail_text.rstrip().endswith(
        ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    )


def asks(text: str) -> bool:
    """Whether a text ends as a question or an exclamation."""
    return text.rstrip().endswith(("?", "!", "？", "！", "؟"))


def short_head(found: Break, language: Closed) -> bool:
    """Whether the head is itself only a few words without a verb: a series, a heading in a line, a signature."""
    return found.head_length <= SHORT and verbless(found.head_text, language)


def clipped(sentence: Sentence | None, language: Closed) -> bool:
    """Whether a neighbouring sentence is a few words without a verb, as in a clipped style."""
    if sentence is None:
        return False
    return length_in_words(sentence.prose) <= SHORT and verbless(sentence.prose, language)
