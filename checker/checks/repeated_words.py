"""The same word stands twice in a row by mistake.

Why it matters
    "The the mayor said" is the commonest slip of a machine that stitches two pieces together, and the first thing a
    reader sees.
What it looks at
    Two equal words, or up to four, with nothing but space between them. Function words that no sentence of the
    language holds twice ("the the", "und und") are certain; other words count only in languages that do not double
    words to change their meaning, outside names, numbers and the doublings that good sentences have ("had had", "vous
    vous", "bye bye").
Limits
    A doubling that the source has too, or that the article has several times, is taken for meant. Scripts without
    word spaces are left to `repeated-phrase`.
Example
    language: en
    bad: The mayor opened ⟦the the⟧ new bridge on Monday.
    good: The mayor, who had had doubts, opened the new bridge on Monday.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.checks import Check
from checker.lang.asides import asides, within
from checker.lang.repetition import Loop, Repetition, loops, repetition, unspaced
from checker.lang.vocabulary import fold
from checker.model import Article, Bead, Hit, Sentence, Severity, Side

_TIMES_MEANT = 2
"""An article that doubles a word so often means it: a name, a refrain, a way of speaking."""

_TIMES = {2: "twice", 3: "three times", 4: "four times"}
_MOST = 4
"""What is said more often is `repeated-phrase`."""

_HARDLY = 0.5
"""“They moved in in May” is sound; most that look like it are not."""
_PERHAPS_A_NAME = 0.5
"""Without case and without a source, a doubled word may be a name, such as Pago Pago."""


def find(article: Article, options: None) -> Iterator[Hit]:
    """One hit for each doubled word of the target."""
    facts = repetition(article.target.language)
    if facts is None:
        return
    seen = Counter(fold(text) for sentence in article.sentences[Side.TARGET] for _, text in _doubled(sentence))
    for bead in article.beads:
        for sentence in bead.target:
            for loop, text in _doubled(sentence):
                confidence = _confidence(text, sentence, loop, bead, facts)
                if seen[fold(text)] >= _TIMES_MEANT and fold(text) not in facts.never_twice | facts.seldom_twice:
                    continue
                if confidence:
                    yield Hit(
                        span=sentence.at(loop.start, loop.end),
                        message=f"“{text}” stands {_TIMES[loop.times]} in a row.",
                        fix=sentence.text[loop.start : loop.first_end],
                        confidence=confidence,
                    )


def _doubled(sentence: Sentence) -> Iterator[tuple[Loop, str]]:
    for loop in loops(sentence.prose):
        text = sentence.prose[loop.start : loop.first_end]
        if (
            loop.length == 1
            and loop.times <= _MOST
            and text.replace("'", "").replace("’", "").isalpha()
            and not unspaced(text)
        ):
            yield loop, text


def _confidence(text: str, sentence: Sentence, loop: Loop, bead: Bead, facts: Repetition) -> float:
    """0 where the doubling may be meant."""
    word = fold(text)
    if _source_repeats(bead) or word in facts.may_repeat or within(loop.start, loop.end, asides(sentence.prose)):
        return 0.0
    if word in facts.seldom_twice:
        return _HARDLY
    second = sentence.prose[loop.first_end : loop.end].strip()
    if word in facts.never_twice:
        return 0.95 if second == text or (second.islower() and text.istitle()) else 0.0
    name = second[0].isupper() or (text[0].isupper() and loop.start > 0)
    if loop.times > 2 and bead.source and len(word) > 2:
        return 0.8
    if facts.reduplicates or name or len(word) < 4:
        return 0.0
    return 0.7 if text.islower() or bead.source else _PERHAPS_A_NAME


def _source_repeats(bead: Bead) -> bool:
    return any(loops(sentence.prose.replace("-", " "), across_commas=True) for sentence in bead.source or ())


CHECK = Check(
    name="repeated-words",
    category="fluency/grammar",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:repetition",),
)
