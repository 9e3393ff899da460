"""A sentence is in another language than the translation, and not in the source's.

Why it matters
    A system of many languages slips into a neighbour of the one that was asked for: a sentence of Ukrainian in a
    Russian text, of Portuguese in a Spanish one. To who does not read the language well it looks right.
What it looks at
    Whole sentences of at least six words, or of four that are all of another language's commonest: those in another
    script, letters that only the other language of the script has, the share of words that the text's own vocabulary
    and another's hold, and, for languages without a vocabulary, the statistics of letters. Where the text's own
    language has none, the statistics must be nearly sure of another and that one's vocabulary must hold nearly all
    words: a close language shares many.
Limits
    Short sentences, names and titles are left alone, as are sentences that the source has in that language, too,
    quotations without a source to compare, and languages that pass for each other: Indonesian and Malay; Serbian,
    Croatian and Bosnian; Norwegian and Danish. Sentences left in the source's language, and foreign words within a
    sentence, belong to untranslated-text; without a source every whole sentence belongs here.
Example
    language: ru
    source-language: en
    source: The bridge was closed in May. The mayor promised that the works would be finished before the winter.
    bad: Мост закрыли в мае. ⟦Міський голова пообіцяв, що роботи закінчать ще до початку зими.⟧
    good: Мост закрыли в мае. Мэр пообещал, что работы закончат ещё до начала зимы.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.stray_language import akin, stray_language
from checker.lang.tags import name
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.model import Article, Bead, Hit, Sentence, Severity

_QUOTED = 0.5
"""The share of a sentence's words that the source has as well, from which it was left as it was found."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each target sentence in a language that is neither the target's nor the source's."""
    source = article.source.language if article.source is not None else None
    for bead in article.beads:
        for sentence in bead.target:
            stray = stray_language(sentence.prose, sentence.language, bool(bead.source))
            if stray is None or (source is not None and akin(stray.language, source)) or _in_source(sentence, bead):
                continue
            message = f"This sentence is in {name(stray.language)}, not in {name(sentence.language)}."
            yield Hit(sentence.span, message, confidence=stray.confidence)


def _in_source(sentence: Sentence, bead: Bead) -> bool:
    theirs = {fold(word.text) for one in bead.source or () for word in words(one.prose)}
    ours = [fold(word.text) for word in words(sentence.prose)]
    return sum(word in theirs for word in ours) >= _QUOTED * len(ours)


CHECK = Check(
    name="wrong-language",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:writing",),
)
