"""A phrase loops: several words are said again at once, or a whole sentence follows itself.

Why it matters
    A decoder that has lost its place says the same words over and over. It is never what the author wrote, and it
    often stands where something else was left out.
What it looks at
    Two or more words said again with nothing but space between them, a word said five times, in scripts without word
    spaces three or more characters; a long phrase said twice across a comma; beside a source that repeats nothing, also
    a shorter one, one that is said three times, and a sentence that only repeats the end of the one before; and a
    sentence of at least six words directly followed by itself. Two words are enough only where the language does not
    double words to change what they mean.
Limits
    Without a source, repetition across commas is taken for rhetoric ("never again, never again") where it is short or
    threefold, and so is any that the source has too. Loops that change a word each time are not seen.
Example
    language: en
    bad: The council will ⟦vote on the budget vote on the budget⟧ next week.
    good: The council will vote on the budget, again and again and again, until it passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.checks import Check
from checker.lang.coordination import conjunctions
from checker.lang.repetition import COMMAS, Loop, loops, repetition, unspaced
from checker.lang.vocabulary import fold
from checker.lang.words import words
from checker.lang.writing import writing
from checker.model import Article, Bead, BlockKind, Hit, Passage, Sentence, Severity, Side

_SENTENCE_WORDS = 6


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each loop inside a sentence, and for each sentence, or end of one, that follows itself."""
    for bead in article.beads:
        yield from (hit for sentence in bead.target for hit in _inside(sentence, bead))
    yield from _whole_sentences(article)


def _inside(sentence: Sentence, bead: Bead) -> Iterator[Hit]:
    for loop in loops(sentence.prose, across_commas=True):
        text = sentence.text[loop.start : loop.first_end]
        confidence = _confidence(loop, text, sentence, bool(bead.source))
        if confidence and not _repeats(bead.source or ()):
            yield Hit(
                span=sentence.at(loop.start, loop.end),
                message=f"“{text}” is said {loop.times} times in a row.",
                fix=text,
                confidence=confidence,
            )


def _confidence(loop: Loop, text: str, sentence: Sentence, beside: bool) -> float:
    """0 where the repetition may be meant. beside: there is a source."""
    rest = sentence.prose[loop.first_end : loop.end]
    if not any(map(str.isalpha, text)):
        return 0.0
    if rest.lstrip()[:1] in COMMAS:
        return _across_commas(loop, text, beside)
    if unspaced(text):
        return _UNSPACED.get((min(loop.length, 4), min(loop.times, 3)), 0.9 if loop.times >= 5 else 0.0)
    if loop.length >= 3:
        sure = 0.9 if loop.times > 2 or loop.length > 3 else 0.75
        return min(sure, _HEADING) if loop.times == 2 and _begins_anew(rest, sentence) else sure
    facts = repetition(sentence.language)
    function = [facts is not None and fold(word.text) in facts.never_twice for word in words(text)]
    if loop.length == 1 or (loop.again and not function[0]):
        return 0.9 if loop.times >= 5 else 0.0  # "again and again and again"
    if loop.length == 2 and fold(words(text)[-1].text) in conjunctions(sentence.language):
        return 0.9 if loop.times > 3 else 0.0  # "faster and faster and"
    if loop.times > 2:
        return 0.9
    if all(function):
        return 0.55
    # Two words said twice may be a name that a town has from its tribe, or, where words are doubled, a form of a word.
    if facts is None or facts.reduplicates or not text.islower():
        return 0.0
    return _HEADING if _begins_anew(rest, sentence) else _TWO_WORDS_TWICE


def _begins_anew(rest: str, sentence: Sentence) -> bool:
    """Whether the second saying begins with a capital, as after a heading that runs into the text."""
    facts = writing(sentence.language)
    return facts is not None and facts.cased and not facts.capital_nouns and rest.lstrip()[:1].isupper()


def _across_commas(loop: Loop, text: str, beside: bool) -> float:
    """A writer may say a clause two or three times: "We will never give up, we will never give up"."""
    length = loop.length // 2 if unspaced(text) else loop.length
    if loop.times > 2:
        return 0.9 if beside and length > 1 else 0.0
    if beside:
        return 0.85 if length > 4 else 0.55 if length > 2 else 0.0
    return _CLAUSE_AGAIN if length > 4 else 0.0


_CLAUSE_AGAIN = 0.5
_UNSPACED = {(2, 3): 0.5, (3, 2): 0.4, (3, 3): 0.9, (4, 2): 0.8, (4, 3): 0.9}
"""Confidence by characters of the phrase, four or more, and sayings, three or more."""
_TWO_WORDS_TWICE, _HEADING = 0.65, 0.5


def _repeats(source: tuple[Sentence, ...]) -> bool:
    """Whether the source says two words or more, or four characters, again at once or nearly: "now and now and"."""
    for sentence in source:
        if any(loop.length > 1 for loop in loops(sentence.prose, across_commas=True)):
            return True
        keys = [fold(word.text) for word in words(sentence.prose)]
        size = 4 if unspaced(sentence.prose) else 2
        grams = [tuple(keys[place : place + size]) for place in range(len(keys) - size + 1)]
        if any(gram in grams[at + size : at + size + size // 2 + 1] for at, gram in enumerate(grams)):
            return True
    return False


def _whole_sentences(article: Article) -> Iterator[Hit]:
    beads = {sentence.index: bead for bead in article.beads for sentence in bead.target}
    sentences = article.sentences[Side.TARGET]
    for first, second in pairwise(sentences):
        if first.kind not in _PROSE or second.kind not in _PROSE:
            continue
        sources = [beads[sentence.index].source for sentence in (first, second)]
        if _same(first, second):
            if all(sources) and beads[first.index] is not beads[second.index] and _alike(sources[0], sources[1]):
                continue
            yield _again(first, second, 0.9 if any(sources) else 0.7)
        elif sources[0] and _ends_in(first, second) and not _repeats(sources[0] or ()) and not _shared(sources):
            yield _again(first, second, _TAIL)


_TAIL = 0.65


def _ends_in(first: Sentence, second: Sentence) -> bool:
    """Whether the second sentence says only what the first ends in: "He came to the old mill. To the old mill."."""
    keys, end = (tuple(fold(word.text) for word in words(one.prose)) for one in (second, first))
    least = _TAIL_WORDS * (2 if unspaced(second.prose) else 1)
    return first.block == second.block and least <= len(keys) <= len(end) and end[-len(keys) :] == keys


_TAIL_WORDS = 3


def _shared(sources: Sequence[tuple[Sentence, ...] | None]) -> bool:
    """Whether the sources of two sentences differ and have words of some length in common."""
    if sources[0] == sources[1]:
        return False
    first, second = ({fold(word.text) for one in side or () for word in words(one.prose)} for side in sources)
    return any(len(word) > _SHORT for word in first & second)


_SHORT = 3


_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)


def _again(first: Sentence, second: Sentence, confidence: float) -> Hit:
    return Hit(
        span=second.span,
        message="This sentence only repeats the one before it.",
        related=(Passage(Side.TARGET, first.span),),
        confidence=confidence,
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
