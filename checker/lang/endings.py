"""How a sentence stops: properly, with no mark, or where no sentence can stop."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

import regex

from checker.lang.closed import Closed, Openness, closed, lacks_predicate, last_word, openness, shows_finite_verb
from checker.lang.length import length_in_words
from checker.lang.punctuation import punctuation
from checker.lang.vocabulary import vocabulary
from checker.model import MARKUP, BlockKind, Document, Sentence

STOPS = ".!?…‥。！？．؟۔।॥!?‼⁇⁈⁉‽;；؛:：~～—–―"
"""What a sentence of prose may properly stop with: end marks, and what leads on to a list or breaks off on purpose."""

_COMMAS = ",،、，"
_PLAIN = regex.compile(r"[.。．۔।]")
_CLOSERS = "\"'”’»«›‹“‘)]}）］】」』》〉＂״׳*_"
_HEAD, _LINE = 3, 14
"""Blocks of a headline with the lines under it; words of such a line."""
_PROSE, _PARAGRAPHS, _HABIT, _ITEM = 6, 0.9, 2, 3
"""Words of a paragraph of prose; the share of them that ends in a mark, and how many, where that is the habit; words
of an item of a list."""


class Stop(Enum):
    """How a sentence stops; a value says how it is put to an editor."""

    NEVER = "no sentence can end in"
    SELDOM = "a sentence hardly ends in"
    STRANDED = "it ends in"
    COMMA = "it ends in a comma after"
    OPENER = "it ends in an opening mark after"
    HYPHEN = "it ends in a hyphen after"
    CUT = "it ends without a mark, in half a word:"
    UNMARKED = "it ends without a mark, in"
    NO_PREDICATE = "its verb is missing after"


class Ending(NamedTuple):
    """An ending that is not proper, and the words it shows in: a half-open span of the sentence's own code points.

    marked: a full stop stands behind it.
    """

    stop: Stop
    start: int
    end: int
    marked: bool


def properly(text: str, language: str) -> bool:
    """Whether a text ends in one of `STOPS`, or of the language's own end marks, be it inside a quote or a bracket."""
    bare = text.replace(MARKUP, "").rstrip().rstrip(_CLOSERS).rstrip()
    facts = punctuation(language)
    return bare[-1:] in STOPS + (facts.sentence_end if facts else "")


def ending(sentence: Sentence, language: Closed) -> Ending | None:
    """The ending of a sentence that does not stop properly; None where it does, or where nothing can be said."""
    prose = sentence.prose
    end = len(prose.rstrip(" \t\r\n" + MARKUP))
    if end and prose[end - 1] in _COMMAS:
        return _ending(Stop.COMMA, prose, end, language, marked=False)
    if end > 1 and prose[end - 1] in "-\N{HYPHEN}\N{SOFT HYPHEN}" and prose[end - 2].isalpha():
        return _ending(Stop.HYPHEN, prose, end, language, marked=False)
    if end and _opens(prose[end - 1], sentence.language) and prose[: end - 1].strip():
        return _ending(Stop.OPENER, prose, end, language, marked=False)
    marked = bool(end and _PLAIN.match(prose, end - 1))
    stop = end - marked
    if not stop or not (prose[stop - 1].isalpha() or prose[stop - 1 : stop] == MARKUP or _mark(prose[stop - 1])):
        return None
    return _of_words(sentence, prose[:stop], language, marked)


def _mark(character: str) -> bool:
    return bool(regex.match(r"\p{M}", character))


def _opens(mark: str, language: str) -> bool:
    facts = punctuation(language)
    if mark in "([（［「『《〈【":
        return True
    return facts is not None and facts.opens(mark) and not facts.closes(mark) and not mark.isascii()


def _of_words(sentence: Sentence, head: str, language: Closed, marked: bool) -> Ending | None:
    open_at = openness(head, language)
    kinds = {
        Openness.NEVER_ENDS: Stop.NEVER,
        Openness.SELDOM_ENDS: Stop.SELDOM,
        Openness.STRANDS: Stop.STRANDED,
    }
    if open_at is not None:
        return _ending(kinds[open_at], head, len(head), language, marked)
    if lacks_predicate(head, language):
        return _ending(Stop.NO_PREDICATE, head, len(head), language, marked)
    if marked:
        return None
    return _ending(Stop.CUT if _cut(sentence, head) else Stop.UNMARKED, head, len(head), language, marked)


def _cut(sentence: Sentence, head: str) -> bool:
    """Whether the last word is none that the language has: half of one. Where case shows names, one in lower case."""
    known, last = vocabulary(sentence.language), last_word(head)
    if known is None or last is None or not last.text.islower() or not last.text.isalpha():
        return False
    return last.text not in known.known and sentence.document.prose.count(last.text) < _HABIT


def _ending(stop: Stop, prose: str, end: int, language: Closed, marked: bool) -> Ending:
    """The ending with its last word, and the marks behind it."""
    last = last_word(prose[:end])
    if last is None:
        return Ending(stop, max(0, end - 1), end, marked)
    start = last.start if language.spaced else max(0, last.end - 2)
    return Ending(stop, start, end, marked)


def is_prose(sentence: Sentence) -> bool:
    """Whether the sentence stands in a paragraph, or behind another one, and is as long as sentences of prose are."""
    begins = sentence.span.start <= sentence.document.blocks[sentence.block].span.start
    return (sentence.kind is BlockKind.PARAGRAPH or not begins) and length_in_words(sentence.prose) >= _PROSE


def ends_prose(sentence: Sentence) -> bool:
    """Whether the sentence is one of prose, and the block behind it neither goes on with it nor is led up to."""
    blocks = sentence.document.blocks[sentence.block + 1 : sentence.block + 2]
    if not is_prose(sentence) or not blocks:
        return is_prose(sentence)
    first = sentence.document.prose[blocks[0].span.start : blocks[0].span.start + 1]
    return blocks[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and first.isalnum() and not first.islower()


def is_headline(sentence: Sentence) -> bool:
    """Whether a sentence is all of the first of several blocks: a headline, in whatever format."""
    blocks = sentence.document.blocks
    return sentence.block == 0 and len(blocks) > 1 and sentence.span == blocks[0].span


def heads_article(sentence: Sentence) -> bool:
    """Whether a sentence is a headline, or a line of a few words under one: who writes, and from where.

    Such a line shows no finite verb, and nothing above it has a mark at its end.
    """
    if is_headline(sentence):
        return True
    document, known = sentence.document, closed(sentence.language)
    above = document.blocks[: sentence.block]
    if not 0 < len(above) <= _HEAD or sentence.span != document.blocks[sentence.block].span:
        return False
    if length_in_words(sentence.prose) > _LINE or (known is not None and shows_finite_verb(sentence.prose, known)):
        return False
    return not any(properly(document.prose[one.span.start : one.span.end], document.language) for one in above)


def is_listed(sentence: Sentence) -> bool:
    """Whether the blocks before and behind end without a mark either, or one leads in: the sentence is a list's item.

    A short block without a mark may have been read as a heading, so of these it takes two.
    """
    blocks, at = sentence.document.blocks, sentence.block
    near = [blocks[place] if 0 <= place < len(blocks) else None for place in (at - 1, at + 1)]
    before, behind = (sentence.document.prose[one.span.start : one.span.end].rstrip() if one else "" for one in near)
    bare = [text[-1:].isalnum() and length_in_words(text) >= _ITEM for text in (before, behind)]
    items = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    beside = any(is_bare and one is not None and one.kind in items for is_bare, one in zip(bare, near, strict=True))
    return beside or all(bare) or (bare[1] and before.endswith((":", "\N{FULLWIDTH COLON}")))


def marks_ends(document: Document, sentences: Sequence[Sentence], least: int = _HABIT) -> bool:
    """Whether the paragraphs of a text end in a mark, as a rule; where fewer than `least` do, there is no rule."""
    last = {one.block: one for one in sentences if is_prose(one)}
    ended = [properly(one.prose, document.language) for one in last.values()]
    bare = [one for one, has_end in zip(last.values(), ended, strict=True) if not has_end]
    told = len(last) - sum(heads_article(one) and not is_headline(one) for one in bare)
    return sum(ended) >= least and sum(ended) >= _PARAGRAPHS * (told - 1)
