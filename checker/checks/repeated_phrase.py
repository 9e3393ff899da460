"""A phrase loops: several words are said again at once, or a whole sentence follows itself.

Why it matters
    A decoder that has lost its place says the same words over and over. It is never what the author wrote, and it
    often stands where something else was left out.
What it looks at
    Three or more words repeated with nothing but space between them, one or two words repeated at least four times,
    in scripts without word spaces four or more characters; beside a source that repeats nothing, also a phrase that is
    said three times across commas; and a sentence of at least six words directly followed by itself.
Limits
    Without a source, repetition across commas is taken for rhetoric ("never again, never again"), and so is any that
    the source has too. Loops that change a word each time are not seen.
Example
    language: en
    bad: The council will ⟦vote on the budget vote on the budget⟧ next week.
    good: The council will vote on the budget, again and again and again, until it passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.checks import Check
from checker.lang.repetition import COMMAS, Loop, loops, repetition, unspaced
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.model import Article, Bead, BlockKind, Hit, Passage, Sentence, Severity, Side

_SENTENCE_WORDS = 6


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each loop inside a sentence, and for each sentence that follows itself."""
    for bead in article.beads:
        hits = [hit for sentence in bead.target for hit in _inside(sentence, bead)]
        if hits and not _source_loops(bead):
            yield from hits
    yield from _whole_sentences(article)


def _inside(sentence: Sentence, bead: Bead) -> Iterator[Hit]:
    for loop in loops(sentence.prose, across_commas=bool(bead.source)):
        text = sentence.text[loop.start : loop.first_end]
        if confidence := _confidence(loop, text, sentence):
            yield Hit(
                span=sentence.at(loop.start, loop.end),
                message=f"“{text}” is said {loop.times} times in a row.",
                fix=text,
                confidence=confidence,
            )


def _confidence(loop: Loop, text: str, sentence: Sentence) -> float:
    rest = sentence.prose[loop.first_end : loop.end]
    rhetoric = loop.times < 3 and rest.lstrip()[:1] in COMMAS
    if rhetoric or not any(map(str.isalpha, text)):
        return 0.0
    if unspaced(text):
        return 0.9 if loop.length >= 4 or (loop.length >= 2 and loop.times >= 5) else 0.0
    facts = repetition(sentence.language)
    function_words = facts is not None and all(fold(word.text) in facts.never_twice for word in words(text))
    if loop.length >= 3 or loop.times >= 5 or (loop.length == 2 and (function_words or loop.times >= 4)):
        return 0.9 if loop.times > 2 or loop.length > 3 else 0.75 if loop.length > 2 else 0.5
    return 0.0


def _source_loops(bead: Bead) -> bool:
    """Whether the source repeats a phrase, whatever lies between: "never again, never again"."""
    for sentence in bead.source or ():
        keys = [fold(word.text) for word in words(sentence.prose)]
        size = 4 if unspaced(sentence.prose) else 2
        grams = [tuple(keys[place : place + size]) for place in range(len(keys) - size + 1)]
        if any(grams[i] == grams[j] for i in range(len(grams)) for j in range(i + size, min(i + 12, len(grams)))):
            return True
    return False


def _whole_sentences(article: Article) -> Iterator[Hit]:
    beads = {sentence.index: bead for bead in article.beads for sentence in bead.target}
    prose = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
    for first, second in pairwise(article.sentences[Side.TARGET]):
        if first.kind not in prose or second.kind not in prose or not _same(first, second):
            continue
        sources = [beads[sentence.index].source for sentence in (first, second)]
        if all(sources) and beads[first.index] is not beads[second.index] and _alike(sources[0], sources[1]):
            continue
        yield Hit(
            span=second.span,
            message="This sentence only repeats the one before it.",
            related=(Passage(Side.TARGET, first.span),),
            confidence=0.9 if any(sources) else 0.7,
        )


def _same(first: Sentence, second: Sentence) -> bool:
    least = _SENTENCE_WORDS * (2 if unspaced(first.prose) else 1)
    return fold(first.prose.strip()) == fold(second.prose.strip()) and len(words(first.prose)) >= least


def _alike(first: tuple[Sentence, ...] | None, second: tuple[Sentence, ...] | None) -> bool:
    texts = [" ".join(sentence.prose for sentence in side or ()) for side in (first, second)]
    return fold(texts[0]) == fold(texts[1])


CHECK = Check(
    name="repeated-phrase",
    category="fluency/grammar",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
)
