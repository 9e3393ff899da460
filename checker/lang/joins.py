"""Joins: what stands in place of a tear, once the stop is taken out."""

from __future__ import annotations

from dataclasses import dataclass

from checker.lang.breaks import Break
from checker.lang.closed import Closed, longest_open_entry, openness, plain
from checker.lang.vocabulary import vocabulary
from checker.lang.wholes import Whole, Wholes
from checker.lang.words import Word, words
from checker.model import Sentence, Span

_SHORT = 6
"""Words of a piece that is shown whole; of a longer one the first word is enough."""


@dataclass(frozen=True, slots=True)
class Join:
    """span: what of the document is torn. text: what should stand there, or None where that would be a guess."""

    span: Span
    text: str | None


def join(found: Break, whole: Whole | None, wholes: Wholes, language: Closed, source: tuple[Sentence, ...]) -> Join:
    """The span of a tear, and its repair.

    It begins with the phrase that stands whole elsewhere (with its article, where that changes), else with the last
    word before the break and the function words right before it; it ends with the piece after the break, or with its
    first word where that is long.
    """
    end = _end(found)
    if whole is not None:
        start, text = _repaired(found, whole, language, end)
        return Join(Span(found.head.start + start, end), text)
    start = _start(found, language)
    head = found.head_text[start:].rstrip()
    tail = found.document.text[found.tail.start : end]
    first = _decased(found, wholes, language, source) if _tied(found, language) else None
    glue = " " if language.spaced else ""
    text = None if first is None else head + glue + first + tail[len(first) :]
    return Join(Span(found.head.start + start, end), text)


def _tied(found: Break, language: Closed) -> bool:
    """Whether the pieces fit together as they are: a head that wants more, or a tail that begins by tying itself.

    Elsewhere words may be missing or in disorder ("some 40 people. Million."), and to take out the stop is a guess.
    """
    if openness(found.head_text, language) is not None:
        return True
    if not language.spaced:
        return any(found.tail_text.startswith(entry) for entry in language.joiners.words)
    return bool(found.tail_words) and language.function_word(plain(found.tail_words[0].text))


def _end(found: Break) -> int:
    if found.tail_length <= _SHORT or not found.tail_words:
        return found.tail.end
    return found.tail.start + found.tail_words[0].end


def _start(found: Break, language: Closed) -> int:
    """The last word before the break, and the function words before it where it is one itself."""
    if not found.head_words:
        return 0
    if not language.spaced:
        return len(found.head_text.rstrip()) - max(1, longest_open_entry(found.head_text, language))
    at = len(found.head_words) - 1
    if openness(found.head_text, language) is not None:
        while at and _follows(found, at) and language.function_word(plain(found.head_words[at - 1].text)):
            at -= 1
    while at and found.head_text[found.head_words[at - 1].end : found.head_words[at].start] == "-":
        at -= 1
    return found.head_words[at].start


def _follows(found: Break, at: int) -> bool:
    """Whether nothing but a space stands before a word of the head."""
    return found.head_text[found.head_words[at - 1].end : found.head_words[at].start].isspace()


def _repaired(found: Break, whole: Whole, language: Closed, end: int) -> tuple[int, str | None]:
    start, text = whole.start, whole.words
    before = [word for word in found.head_words if word.end <= start]
    if whole.opens:
        text = found.head_text[start : start + 1] + text[1:]
    article = _article_before(before, language)
    if article is not None and whole.article and plain(article.text) != plain(whole.article):
        start, text = article.start, _like(whole.article, article.text) + " " + text
    return start, text + found.document.text[found.tail.start + whole.end : end]


def _article_before(before: list[Word], language: Closed) -> Word | None:
    return before[-1] if before and plain(before[-1].text) in language.articles else None


def _like(word: str, model: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word[0].lower() + word[1:]


def _decased(found: Break, wholes: Wholes, language: Closed, source: tuple[Sentence, ...]) -> str | None:
    """The first word after the break as it is written within a sentence; None where nothing tells.

    A closed-class word loses its capital. Another one is written as elsewhere in the text; a name that the source
    writes alike within a sentence keeps it.
    """
    if not found.tail_words or found.tail_words[0].start:
        return ""
    first = found.tail_words[0].text
    small = first[0].lower() + first[1:]
    if not language.cased or not first[0].isupper() or (len(first) > 1 and not first[1:].islower()):
        return first
    if language.function_word(plain(first)) or plain(first) in language.finite:
        return small
    lower, upper = wholes.seen(plain(first), found)
    if lower != upper and not (lower and upper):
        return small if lower else first
    if any(word.text == first and word.start for sentence in source for word in words(sentence.prose)):
        return first
    return small if _common_after_article(found, first, language) else None


def _common_after_article(found: Break, first: str, language: Closed) -> bool:
    """Whether an article stands before the break and a common word, hardly a name, after it."""
    known = vocabulary(found.left.language)
    if known is None or language.capital_nouns or not found.head_words:
        return False
    return plain(found.head_words[-1].text) in language.articles and first in known.common
