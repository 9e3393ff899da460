"""Fragments: what the two pieces around a break say, read alone, about whether they belong together.

Each function looks at one thing and answers yes or no, or with a measure of its own.
"""

from __future__ import annotations

import regex

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
from checker.lang.numbers import Kind, Number, numbers
from checker.lang.words import words
from checker.model import Sentence

TINY, SHORT, LONG = 1.3, 3.4, 6.4
"""Lengths in words up to which a piece is one word, a few, a phrase."""

_SUBJECT, _MOST_VERBLESS, _HEADING = 2.5, 15, 4.5
"""Words of a subject that waits for its verb, of the longest piece in which the lists should know one, of a heading."""

_NUMBER, _COUNT, _STRANDING = 60, 1000, 8
"""Characters that a number in words may take; above, a number may be a year; words back to what strands a
preposition."""

_CLOSING = ("」", "』", "”", "’", "»", '"')
_KANA = regex.compile(r"\p{Hiragana}")
_BRACKET = regex.compile(r"[(（][^()（）]*[)）]\s*$")
_SINGLE_QUOTES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_QUOTES = frozenset('"“”„«»‹›「」『』‘')


def verbless(text: str, language: Closed) -> bool:
    """Whether a piece shows no finite verb. One without any word has none either, but says nothing: False."""
    return any(character.isalpha() for character in text) and not shows_finite_verb(text, language)


def head_verbless(found: Break, language: Closed) -> bool:
    """Whether the head is long enough to need a verb and shows none, where sentences have one, anywhere."""
    if language.verbless or language.predicates.endings:
        return False
    return 2.5 <= found.head_length <= _MOST_VERBLESS and verbless(found.head_text, language)


def head_lacks_predicate(found: Break, language: Closed) -> bool:
    """Whether the head of a verb-final language ends in no predicate, be it a noun or a quotation that is one."""
    if found.head_length <= SHORT or found.head_text.rstrip().endswith(_CLOSING):
        return False
    head = _BRACKET.sub("", found.head_text)
    return lacks_predicate(head, language) and not _nominal(found, head, language)


def _nominal(found: Break, head: str, language: Closed) -> bool:
    """Whether the head is a complete sentence that ends in a noun or a quantity: 総額は約四億円。

    Not where what follows cannot begin a sentence, or where the head breaks off.
    """
    if language.nominal is None or openness(head, language) is not None:
        return False
    if not language.spaced:
        starts = not _KANA.match(found.tail_text) or found.tail_text.startswith(language.opens.tails)
        return starts and not _KANA.search(head[-1:]) and any(mark in head[1:] for mark in language.nominal.endings)
    if any(plain(word.text) in language.nominal for word in words(head)[:-1]):
        return True
    return _ends_in_quantity(head, found.left.language)


def _ends_in_quantity(text: str, tag: str) -> bool:
    """Whether a number is the last word, or the last but one: "約四億円", "toplam 4 milyon lira"."""
    end = len(text.rstrip())
    start = max(0, end - _NUMBER)
    last = next(reversed(numbers(text[start:end], tag)), None)
    return last is not None and len(words(text[start + last.span.end : end])) <= 1


def fragment(found: Break, language: Closed) -> float | None:
    """Length in words of the tail's first clause where it is a phrase and shows no verb; None elsewhere."""
    length = length_in_words(found.clause_text)
    return length if length <= LONG and verbless(found.clause_text, language) else None


def opens_with_verb(found: Break, language: Closed) -> bool:
    """Whether the tail is a statement and begins with a verb that no statement of the language begins with.

    A subject right behind the verb makes it a question without its mark, or a condition: "Had he known, ...".
    """
    if len(found.tail_words) < 2 or found.tail_words[0].start or asks(found.tail_text):
        return False
    if language.verb_first_clauses.words and _answered(found, language):
        return False
    first, second = found.tail_words[:2]
    if found.tail_text[first.end : second.start] != " ":
        return False
    if f"{plain(first.text)}_{plain(second.text)}" in language.never_opens.words:
        return True
    return plain(first.text) in language.never_opens and not _subject(second.text, language)


def _answered(found: Break, language: Closed) -> bool:
    """Whether a main clause follows a comma of the tail: "Ist er da, kommt sie.", "Ist er da, so ..."."""
    for part in found.tail_text.split(",")[1:]:
        first = next(iter(words(part)), None)
        word = plain(first.text) if first is not None else ""
        if word in language.finite or word in language.verb_first_clauses:
            return True
    return False


def _subject(word: str, language: Closed) -> bool:
    if not language.inverts.words:
        return False
    capital = word[0].isupper() and not language.capital_nouns
    return capital or plain(word) in language.inverts or plain(word) in language.articles


def predicate_torn_off(found: Break, language: Closed) -> bool:
    """Whether the tail begins with a finite verb and the head has none in its main clause.

    Says nothing where sentences may do without a verb, or where the verb comes last.
    """
    if language.verbless or language.predicates.endings or not language.spaced or found.head_length < _SUBJECT:
        return False
    return (
        bool(found.tail_words)
        and not found.tail_words[0].start
        and plain(found.tail_words[0].text) in language.finite
        and main_clause_verbless(found, language)
    )


def main_clause_verbless(found: Break, language: Closed) -> bool:
    """Whether the head shows no verb outside the clauses that another word opens: "The mill, which closed, ..."."""
    if language.verbless or language.predicates.endings:
        return False
    main = [part for part in found.head_text.split(",") if not _subordinate(part, language)]
    return verbless(",".join(main), language)


def _subordinate(part: str, language: Closed) -> bool:
    first = next(iter(words(part)), None)
    return first is not None and plain(first.text) in language.clauses


def long_without_verb(found: Break, language: Closed) -> bool:
    """Whether the head is longer than most headings and holds nothing that could be a verb, even a rare one."""
    if not language.probably_finite.endings or found.head_length <= _HEADING:
        return False
    return not any(plain(word.text) in language.probably_finite for word in found.head_words)


def ends_in_number(found: Break, language: Closed) -> bool:
    """Whether the head ends in a number that counts something, and what follows is no start of a sentence."""
    last = _last_number(found)
    if last is None or not unlike_a_start(found, language) or opens_as_subject(found, language):
        return False
    return last.in_words or (all(value < _COUNT for value in last.values) and last.kind is not Kind.DATE)


def cut_number(found: Break, language: Closed) -> bool:
    """Whether a number stops before its unit: "fifty-two. Years", "40. Million"."""
    if not found.tail_words or found.tail_words[0].start:
        return False
    first, *rest = (plain(word.text) for word in found.tail_words[:2])
    if first not in language.units and "_".join((first, *rest)) not in language.units:
        return False
    return _last_number(found) is not None


def _last_number(found: Break) -> Number | None:
    """The number that the head ends in, not a year or a time."""
    end = len(found.head_text.rstrip())
    start = max(0, end - _NUMBER)
    last = next(reversed(numbers(found.head_text[start:end], found.left.language)), None)
    counts = last is not None and start + last.span.end == end and last.kind in (Kind.CARDINAL, Kind.SMALL)
    return last if counts else None


def stump(found: Break, language: Closed) -> bool:
    """Whether the tail, or the head, is too little to be a sentence that the other text would have matched."""
    if fragment(found, language) is not None or opens_with_verb(found, language):
        return True
    return predicate_torn_off(found, language)


def ends_in_preposition(found: Break, language: Closed) -> bool:
    """Whether the head ends in a preposition that no clause before has stranded: "something to write with"."""
    if language.predicates.endings or not language.spaced:
        return False
    last = [plain(word.text) for word in found.head_words[-_STRANDING:]]
    return bool(last) and last[-1] in language.joiners and not any(word in language.clauses for word in last[:-1])


def opens_as_subject(found: Break, language: Closed) -> bool:
    """Whether the tail's second word may be its verb: "Tom laughed."."""
    return len(found.tail_words) > 1 and plain(found.tail_words[1].text) in language.finite


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


def leads_in(found: Break, language: Closed) -> bool:
    """Whether the tail is nothing but a few words and a colon that lead in what follows: "For example:"."""
    before, colon, rest = found.tail_text.replace("\N{FULLWIDTH COLON}", ":").partition(":")
    if not colon or any(map(str.isalpha, rest)) or length_in_words(before) > SHORT:
        return False
    return openness(found.head_text, language) is not Openness.NEVER_ENDS and not opens_with_verb(found, language)


def unlike_a_start(found: Break, language: Closed) -> bool:
    """Whether the tail's first word is none of the closed-class words that sentences like to begin with."""
    starts = sentence_starts(found.left.language)
    if starts is None or not starts.words or not found.tail_words or not language.spaced:
        return False
    return not starts.begins(found.tail_words[0].text) and not language.function_word(plain(found.tail_words[0].text))


def quoted(found: Break) -> bool:
    """Whether a short tail holds a quotation mark: speech may be as short as it likes."""
    if found.tail_length > 2 * LONG:
        return False
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
