"""A full stop in the middle of a phrase tears a sentence in two.

Why it matters
    Translation engines sometimes put a full stop where the sentence goes on. What is left is a stump and a fragment:
    each looks like a sentence, neither says what the source says, and a reader stumbles twice.

What it looks at
    Every stop between two pieces of text, and what speaks for and against a tear. For: the first piece ends in a word
    that cannot end a sentence (an article, a preposition, a conjunction), the second has no verb, begins with a small
    letter, with "of", or with a verb that begins no statement ("Is hiring again."), is a particle of the verb before,
    or a name after its title; the words around the stop stand side by side elsewhere in the article or in the
    reference; the language models that ship with the package read both pieces, where they are long, as one sentence;
    the source, or the reference, has fewer sentences here. Against: the source has the same short sentence, a word like
    "No." or "Silence.", a clipped style round about, a question or an exclamation. The sum becomes the confidence. A
    number torn at its decimal point is found as well.

Limits
    Without a source or a reference, a fragment is only found when something else gives the tear away: "a bank. Big."
    may be style, and so is "For example:" before a list. Where the source has as many sentences, only a sure sign
    counts. A repair is proposed only where the text shows how the words are written.

Example
    language: en
    source-language: ar
    source: وقع الاتفاق محافظ البنك المركزي.
    bad: The Central Bank is in the north. The deal was signed by the governor of the ⟦central. Bank.⟧
    good: The Central Bank is in the north. The deal was signed by the governor of the Central Bank.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from checker.checks import Check
from checker.lang.breaks import Break, breaks
from checker.lang.closed import closed
from checker.lang.counterparts import Counterparts
from checker.lang.joins import Join, join
from checker.lang.tears import POINTS, evidence, joinings
from checker.lang.torn_numbers import torn_numbers
from checker.lang.wholes import Whole, Wholes
from checker.model import Article, Hit, Severity, Side


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each break that is more likely a tear than not, and for each torn number."""
    language = closed(article.target.language)
    if language is None:
        return
    sentences = article.sentences[Side.TARGET]
    texts = ((side, article.sentences.get(side, ())) for side in (Side.TARGET, Side.REFERENCE))
    wholes = Wholes(language, texts)
    counterparts = Counterparts(article)
    read = joinings(article)
    yield from torn_numbers(article, language)
    for found in breaks(sentences):
        speaks = evidence(found, language, counterparts, wholes, sentences, read.get(found.mark.start))
        if speaks is None:
            continue
        points, whole = speaks
        confidence = 1 / (1 + exp(-sum(POINTS[name] for name in points)))
        if confidence >= 0.3:
            joined = join(found, whole, wholes, language, counterparts.source(found))
            yield _hit(found, points, whole, joined, confidence)


def _hit(found: Break, points: list[str], whole: Whole | None, joined: Join, confidence: float) -> Hit:
    return Hit(
        span=joined.span,
        message=_message(found, points, whole),
        related=() if whole is None else (whole.passage,),
        fix=joined.text,
        confidence=confidence,
    )


def _message(found: Break, points: list[str], whole: Whole | None) -> str:
    """The one or two best reasons, for an editor."""
    last = found.head_words[-1].text if found.head_words else ""
    reasons = {
        "head never ends": f"a sentence cannot end in “{last}”",
        "head seldom ends": f"a sentence hardly ends in “{last}”",
        "head strands, one sentence there": f"a sentence hardly ends in “{last}”",
        "head seldom ends, no start after it": f"a sentence hardly ends in “{last}”",
        "whole elsewhere": f"“{whole.words}” stands whole elsewhere" if whole else "",
        "whole elsewhere, with a verb, one sentence there": f"“{whole.words}” stands whole elsewhere" if whole else "",
        "starts lower": "the next piece begins with a small letter",
        "stray particle": "the particle belongs to the verb before",
        "opens with a verb": "the next piece begins with its verb",
        "predicate torn off": "the next piece begins with the verb that this one lacks",
        "number before its unit": "the number belongs to what follows",
        "title before name": "the title belongs to the name",
        "one sentence there, fragment here": "the other text has one sentence here",
        "one sentence there, phrase here": "the other text has one sentence here",
        "one sentence there, few words here": "the other text has one sentence here",
        "long head without verb, one sentence there": "the first piece has no verb",
        "one sentence there": "the other text has one sentence here",
        "one word without verb": "the next piece has no verb",
        "few words without verb": "the next piece has no verb",
        "phrase without verb": "the next piece has no verb",
        "reads on, surely": "the pieces read on as one",
        "reads on": "the pieces read on as one",
        "reads on, likely": "the pieces read on as one",
    }
    given = [reason for name, reason in reasons.items() if name in points][:2]
    return f"The sentence is torn in two: {' and '.join(given) or 'neither piece is a sentence'}."


CHECK = Check(
    name="torn-sentence",
    category="fluency/grammar",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("facts:closed",),
)
