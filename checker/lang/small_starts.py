"""Sentences and paragraphs that begin with a small letter."""

from __future__ import annotations

from typing import NamedTuple

from checker.lang.abbreviations import abbreviations
from checker.lang.capitals import Capitals, in_title, is_small
from checker.lang.closed import closed, last_word
from checker.lang.questions import Kind, end_mark
from checker.lang.truncation import Torn
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing
from checker.model import MARKUP, Article, Bead, BlockKind, Sentence, Side

_CLOSERS = "”“’»›\"')]"
_LEAST = 3
"""Letters of a word before a stop that nobody takes for an abbreviation."""


class SmallStart(NamedTuple):
    """A sentence, its first word, and whether a paragraph begins with it."""

    sentence: Sentence
    word: Word
    paragraph: bool


def small_starts(article: Article, names: Capitals) -> tuple[list[SmallStart], int]:
    """The sentences that begin with a small letter and should not, and how many sentences were looked at."""
    sentences = article.sentences[Side.TARGET]
    language = closed(article.target.language)
    torn = Torn(article, language) if language is not None else None
    beads = {one.index: bead for bead in article.beads for one in bead.target}
    found, looked = [], 0
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        first = before is None or before.block != sentence.block
        if in_title(sentence) or (first and sentence.kind is BlockKind.LIST_ITEM):
            continue
        looked += 1
        word = _first(sentence)
        if word is None or not _plain(sentence, word, names) or _so_in_source(word, beads.get(sentence.index)):
            continue
        if first and _begins_paragraph(sentence, before):
            found.append(SmallStart(sentence, word, True))
        elif not first and before is not None and _stopped(before) and not (torn and torn(before)):
            found.append(SmallStart(sentence, word, False))
    return found, looked


def _first(sentence: Sentence) -> Word | None:
    """The first word, where the sentence begins with it."""
    prose = sentence.prose
    first = next(iter(words(prose[:80])), None)
    return first if first is not None and not prose[: first.start].strip(MARKUP) else None


def _plain(sentence: Sentence, word: Word, names: Capitals) -> bool:
    """Whether a word is a common one in small letters: no brand, no particle of a name, no mark of a list."""
    text, behind = word.text.replace(MARKUP, ""), sentence.prose[word.end : word.end + 1]
    if not is_small(text) or text in names.particles or behind in "-.)/@_:=(" or not text.isalpha():
        return False
    known = vocabulary(sentence.language)
    return known is None or text in known.known


def _so_in_source(word: Word, bead: Bead | None) -> bool:
    """Whether the source has the same word, or begins with a small letter itself."""
    for sentence in (bead.source or ()) if bead is not None else ():
        script = writing(sentence.language)
        first = next(iter(words(sentence.prose[:80])), None)
        if script is not None and script.cased and first is not None and is_small(first.text):
            return True
        if any(other.text == word.text for other in words(sentence.prose)) and len(word.text) >= _LEAST:
            return True
    return False


def _begins_paragraph(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a paragraph begins here that does not go on with the block before."""
    if sentence.kind is not BlockKind.PARAGRAPH or end_mark(sentence.prose, sentence.language).kind is Kind.NONE:
        return False
    blocks = sentence.document.blocks
    if before is None:
        return sentence.block == 0
    if sentence.block - before.block != 1:
        return False
    kind = end_mark(before.prose, before.language).kind
    return kind in (Kind.STATEMENT, Kind.QUESTION, Kind.EXCLAMATION) or blocks[before.block].kind in (
        BlockKind.HEADLINE,
        BlockKind.HEADING,
    )


def _stopped(before: Sentence) -> bool:
    """Whether a sentence surely ends in a full stop: behind a whole word, which nobody shortens, outside quotes."""
    mark = end_mark(before.prose, before.language)
    if mark.kind is not Kind.STATEMENT or mark.closed:
        return False
    # a stop behind the closing marks of a quotation ends the sentence around it
    head = before.prose[: mark.start].rstrip(_CLOSERS)
    last = last_word(head)
    if last is None or last.end != len(head) or len(last.text) < _LEAST or not last.text.isalpha():
        return False
    shortened, known = abbreviations(before.language), vocabulary(before.language)
    if shortened is not None and shortened.ending(last.text) is not None:
        return False
    return known is None or last.text in known.known
