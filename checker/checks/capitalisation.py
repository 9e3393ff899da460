"""A capital is missing, or stands where none belongs.

Why it matters
    A sentence that begins with a small letter, a common word with a capital in the middle of one, a shouted word that
    the author did not shout: each shows that text was put together and not read.

What it looks at
    Only scripts that have case. The first letter of sentences behind a full stop and of paragraphs; words with a
    capital inside a sentence that the rest of the article writes small; words all in capitals where the source has
    none; names in small letters that the article, or the source, writes with a capital. A habit that the whole
    article keeps is left alone.

Limits
    Headlines, list items, tables, quotations that go on, verse and what follows a colon or a dash are left alone, and
    so are brands such as iPhone, particles of names, pronouns of respect, and, where nouns have capitals, every
    capital inside a sentence, short passages in brackets or quotation marks, and words in capitals that the article
    names something by. Words that are names and common words at once are not judged.

Example
    language: en
    source-language: de
    source: Die Brücke wurde im Mai gesperrt. Die Leute warten noch immer.
    bad: The bridge was closed in May. ⟦the⟧ people are still waiting.
    good: The bridge was closed in May. The people are still waiting.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.asides import asides, within
from checker.lang.capitals import Capitals, capitals, in_title, is_large, is_small
from checker.lang.casing import Casing, casing, inner
from checker.lang.closed import closed
from checker.lang.names import likeness
from checker.lang.pairing import is_habit
from checker.lang.run_on import run_ons
from checker.lang.small_starts import small_starts
from checker.lang.usual_capitals import (
    begins_sentence,
    goes_on_a_name,
    large_month,
    lowered_name,
    small_noun,
    unusual_capital,
)
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing
from checker.model import Article, Bead, Hit, Passage, Sentence, Severity, Side

_SHOUTED, _LONG, _SMALL_ELSEWHERE, _LARGE_ELSEWHERE, _NAME = 4, 6, 1, 3, 4
"""Letters of a shouted word, and of one that is no acronym; how often a word must be small, or large, elsewhere; of a
name."""

_DATELINE = 3
_NAMED = 3  # times that a word in capitals is the name of something, "the LICENCE file"
_SAME = 0.97  # how alike a name and a word of the source must sound


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each capital that is missing or stray."""
    names = capitals(article.target.language)
    if names is None:
        return
    yield from _starts(article, names)
    counts = casing(article.sentences[Side.TARGET])
    there = casing(article.sentences.get(Side.SOURCE, ()))
    beads = {one.index: bead for bead in article.beads for one in bead.target}
    for sentence in article.sentences[Side.TARGET]:
        if in_title(sentence):
            continue
        bead = beads.get(sentence.index)
        yield from _inner(sentence, bead, counts, names, there)
        yield from _shouted(sentence, bead, counts)


def _starts(article: Article, names: Capitals) -> Iterator[Hit]:
    found, looked = small_starts(article, names)
    if looked > 1 and is_habit(len(found), looked):
        return
    for start in found:
        yield Hit(
            start.sentence.at(start.word.start, start.word.end),
            f"The {'paragraph' if start.paragraph else 'sentence'} begins with a small letter.",
            fix=names.capitalised(start.word.text),
            confidence=0.8,
        )


def _inner(sentence: Sentence, bead: Bead | None, counts: Casing, names: Capitals, there: Casing) -> Iterator[Hit]:
    """Stray capitals, and names without one. there: how the source writes its words."""
    literal = asides(sentence.prose)
    for before, word, after in inner(sentence):
        hit: Hit | None = None
        if within(word.start, word.end, literal):
            continue
        if is_large(word.text) and (before is None or before.text.isdigit() or before.text[-1].isdigit()):
            hit = large_month(sentence, bead, word)
        elif is_large(word.text) and before is not None:
            hit = _stray(sentence, bead, before, word, after, counts, names) if not names.nouns else None
            hit = hit or unusual_capital(sentence, bead, before, word, after, names)
        elif is_small(word.text):
            beside = any(one is not None and is_large(one.text) for one in (before, after))
            hit = _small_name(sentence, bead, word, counts, names) if counts.lone[word.text] else None
            hit = (
                hit
                or small_noun(sentence, word, counts, names)
                or lowered_name(sentence, bead, word, counts.large[word.text] > 0, beside, there, names)
            )
        if hit is not None:
            yield hit


def _stray(
    sentence: Sentence, bead: Bead | None, before: Word, word: Word, after: Word | None, counts: Casing, names: Capitals
) -> Hit | None:
    """A word with a capital that stands alone among small ones, and that the article otherwise writes small."""
    small, language = word.text.lower(), closed(sentence.language)
    if word.text in names.polite or not is_small(before.text) or after is None or not is_small(after.text):
        return None
    if counts.small[small] < _SMALL_ELSEWHERE or counts.large[small] > 1:
        return None
    if goes_on_a_name(sentence, word):
        return None
    if begins_sentence(sentence, word) and not _one_sentence_there(sentence, bead):
        return None
    function = language is not None and language.function_word(small)
    if not function and not _small_in_source(word, bead):
        return None
    sure = function and language is not None and small not in language.articles  # an article may begin a title
    confidence = 0.75 if sure else 0.5
    message = f"“{word.text}” has a capital here and is written small elsewhere in the article."
    return Hit(sentence.at(word.start, word.end), message, fix=small, confidence=confidence)


def _one_sentence_there(sentence: Sentence, bead: Bead | None) -> bool:
    """Whether the source, in a script with case, has one sentence as well, and nothing that runs into another."""
    if bead is None or not bead.source or len(bead.source) > len(bead.target):
        return False
    scripts = [writing(one.language) for one in bead.source]
    cased = all(script is not None and script.cased for script in scripts)
    return cased and not any(True for one in bead.source for _ in run_ons(one.prose, one.language))


def _small_in_source(word: Word, bead: Bead | None) -> bool:
    """Whether the source has case, and no capital inside the sentence that may have given the word its own."""
    scripts = [writing(one.language) for one in _source(bead)]
    if not scripts or not all(script is not None and script.cased and not script.capital_nouns for script in scripts):
        return False
    return not any(other.text[0].isupper() for one in _source(bead) for other in words(one.prose)[1:])


def _source(bead: Bead | None) -> tuple[Sentence, ...]:
    return (bead.source or ()) if bead is not None else ()


def _small_name(sentence: Sentence, bead: Bead | None, word: Word, counts: Casing, names: Capitals) -> Hit | None:
    """A word in small letters that the article writes large, or that is a name of the source."""
    if len(word.text) < _NAME or word.text in names.particles or counts.small[word.text] > 1:
        return None
    known = vocabulary(sentence.language)
    if known is None or word.text in known.common:
        return None
    heard = [
        (other.text, Passage(Side.SOURCE, one.at(other.start, other.end)))
        for one in _source(bead)
        for other in words(one.prose)
        if likeness(other.text, word.text) >= _SAME
    ]
    if any(other[0].islower() for other, _ in heard):
        return None
    if not heard and (counts.lone[word.text] < _LARGE_ELSEWHERE or _source(bead)):
        return None
    message = f"“{word.text}” is written with a capital elsewhere in the article."
    return Hit(
        sentence.at(word.start, word.end),
        message,
        related=tuple(passage for _, passage in heard[:1]),
        fix=names.capitalised(word.text),
        confidence=0.7 if heard else 0.5,
    )


def _shouted(sentence: Sentence, bead: Bead | None, counts: Casing) -> Iterator[Hit]:
    """Runs of words all in capitals that are common words, where the source has none."""
    found = words(sentence.prose)
    loud = [word for word in found if _is_loud(word.text)]
    if not loud or bead is None or not bead.source:
        return
    scripts = [writing(one.language) for one in bead.source]
    cased = all(script is not None and script.cased for script in scripts)
    if any(_is_loud(other.text) for one in bead.source for other in words(one.prose)):
        return
    if not cased and 2 * len(loud) > len(found):
        return
    known = vocabulary(sentence.language)
    common = [
        word
        for word in loud
        if counts.small[word.text.lower()]
        or (known is not None and len(word.text) >= _LONG and word.text.lower() in known.common)
    ]
    if len(common) < len(loud):
        return
    runs: list[list[Word]] = []
    for word in loud:
        if runs and not sentence.prose[runs[-1][-1].end : word.start].strip(" ,-"):
            runs[-1].append(word)
        else:
            runs.append([word])
    for run in runs:
        if run[0] is found[0] and len(run) < _DATELINE:
            continue
        if len(run) == 1 and sentence.document.prose.count(run[0].text) >= _NAMED:
            continue
        span = sentence.at(run[0].start, run[-1].end)
        message = "The words are all in capitals, and the source has none there."
        yield Hit(span, message, confidence=0.75 if cased else 0.5)


def _is_loud(word: str) -> bool:
    return len(word) >= _SHOUTED and word.isupper() and word.isalpha()


CHECK = Check(
    name="capitalisation",
    category="fluency/spelling",
    severity=Severity.MINOR,
    reads="article",
    find=find,
    needs=("facts:capitals",),
)
