"""A full stop in the middle of a phrase tears a sentence in two.

Why it matters
    Translation engines sometimes put a full stop where the sentence goes on. What is left is a stump and a fragment:
    each looks like a sentence, neither says what the source says, and a reader stumbles twice.

What it looks at
    Every stop between two pieces of text, and what speaks for and against a tear. For: the first piece ends in a word
    that cannot end a sentence (an article, a preposition, a conjunction), the second has no verb, begins with a small
    letter, or with "of", is a particle of the verb before, or a name after its title; the words around the stop stand
    side by side elsewhere in the article or in the reference; the source, or the reference, has fewer sentences here.
    Against: the source has the same short sentence, a word like "No." or "Silence.", a clipped style round about,
    a question or an exclamation. The sum becomes the confidence. A number torn at its decimal point is found as well.

Limits
    Without a source or a reference, a fragment is only found when something else gives the tear away: "a bank. Big."
    may be style. Where the source has as many sentences, only a sure sign counts. A repair is proposed only where the
    text shows how the words are written.

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
from checker.lang import fragments
from checker.lang.breaks import Break, breaks, shortened, starts_lower
from checker.lang.closed import Closed, Openness, closed
from checker.lang.counterparts import Counterpart, Counterparts
from checker.lang.joins import Join, join
from checker.lang.torn_numbers import torn_numbers
from checker.lang.wholes import Whole, Wholes
from checker.model import Article, BlockKind, Hit, Sentence, Severity, Side

POINTS = {
    "prior": -4.6,
    "head never ends": 7.0,
    "head seldom ends": 2.4,
    "head seldom ends, no start after it": 3.2,
    "starts lower": 3.6,
    "one word without verb": 2.0,
    "few words without verb": 1.7,
    "phrase without verb": 0.9,
    "joined to the head": 1.5,
    "title before name": 1.9,
    "stray particle": 3.4,
    "head without verb": 0.8,
    "head without verb, one sentence there": 1.6,
    "head without predicate": 1.6,
    "head without predicate, one sentence there": 2.9,
    "whole elsewhere": 3.4,
    "whole elsewhere, with a verb": 0.8,
    "one sentence there, fragment here": 3.4,
    "one sentence there, phrase here": 2.0,
    "one sentence there, few words here": 2.2,
    "one sentence there": 1.2,
    "as many sentences there": -2.5,
    "short sentence there": -6.0,
    "short sentence there, sure head": -1.9,
    "short clause there": -2.5,
    "stands alone": -3.5,
    "quoted": -2.0,
    "clipped neighbour": -1.5,
    "short head": -3.5,
    "question or exclamation": -3.0,
    "not a paragraph": -2.0,
    "across paragraphs": -2.5,
    "no stop, no small letter": -5.0,
    "ends as a question or an exclamation": -1.2,
}
"""What each piece of evidence adds to the log-odds of a tear, natural logarithm.

Set by hand: one sure sign, or two good ones, make a major finding (0.6); a fragment alone makes none (0.3).
"""


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields a hit for each break that is more likely a tear than not, and for each torn number."""
    language = closed(article.target.language)
    if language is None:
        return
    sentences = article.sentences[Side.TARGET]
    texts = ((side, article.sentences.get(side, ())) for side in (Side.TARGET, Side.REFERENCE))
    wholes = Wholes(language, texts)
    counterparts = Counterparts(article)
    yield from torn_numbers(article, language)
    for found in breaks(sentences):
        evidence = _evidence(found, language, counterparts, wholes, sentences)
        if evidence is None:
            continue
        points, whole = evidence
        confidence = 1 / (1 + exp(-sum(POINTS[name] for name in points)))
        if confidence >= 0.3:
            joined = join(found, whole, wholes, language, counterparts.source(found))
            yield _hit(found, points, whole, joined, confidence)


def _evidence(
    found: Break, language: Closed, counterparts: Counterparts, wholes: Wholes, sentences: tuple[Sentence, ...]
) -> tuple[list[str], Whole | None] | None:
    """The names of what speaks for and against a tear, and the phrase that stands whole; None where nothing may."""
    if not found.tail_text[:1].isalpha():
        return None
    head = _head(found, language)
    if not head and (found.inside or found.across_blocks):
        return None
    tail = _tail(found, language)
    others = counterparts.of(found)
    if not head and not tail and not any(one.fewer for one in others):
        return None
    if shortened(found):
        return None
    there = _there(found, language, others, sure="head never ends" in head)
    whole = wholes.whole(found) if tail or head else None
    points = ["prior", *head, *tail, *there, *_against(found, language, sentences)]
    if whole is not None:
        points.append("whole elsewhere" if tail else "whole elsewhere, with a verb")
    return points, whole


def _head(found: Break, language: Closed) -> list[str]:
    """What the piece before the break says, or the way the next one begins."""
    points = []
    open_at = fragments.breaks_off(found, language)
    if open_at is Openness.NEVER_ENDS:
        points.append("head never ends")
    elif open_at is Openness.SELDOM_ENDS:
        unlike = fragments.unlike_a_start(found, language)
        points.append("head seldom ends, no start after it" if unlike else "head seldom ends")
    if language.cased and starts_lower(found):
        points.append("starts lower")
    return points


def _tail(found: Break, language: Closed) -> list[str]:
    """What the piece after the break says."""
    points = []
    if found.tail_length <= fragments.LONG and fragments.verbless(found.tail_text, language):
        if found.tail_length <= fragments.TINY:
            points.append("one word without verb")
        else:
            points.append("few words without verb" if found.tail_length <= fragments.SHORT else "phrase without verb")
    if fragments.joined(found, language):
        points.append("joined to the head")
    if fragments.titled(found, language):
        points.append("title before name")
    if fragments.stray_particle(found, language):
        points.append("stray particle")
    return points


def _there(found: Break, language: Closed, others: tuple[Counterpart, ...], sure: bool) -> list[str]:
    """What the source and the reference say, and what the head says in their light."""
    points: list[str] = []
    fragment = found.tail_length <= fragments.LONG and fragments.verbless(found.tail_text, language)
    fewer = bool(others) and all(one.fewer for one in others)
    if fewer:
        points.append("one sentence there" + _size(found, fragment))
    elif others and not sure:
        points.append("as many sentences there")
    length = min(found.tail_length, found.head_length)
    if length <= fragments.LONG and any(one.has_short_sentence(length) for one in others):
        points.append("short sentence there, sure head" if sure else "short sentence there")
    elif fewer and any(one.has_short_clause(length) for one in others):
        points.append("short clause there")
    if fragments.head_verbless(found, language):
        points.append("head without verb, one sentence there" if fewer else "head without verb")
    if fragments.head_lacks_predicate(found, language):
        points.append("head without predicate, one sentence there" if fewer else "head without predicate")
    return points


def _size(found: Break, fragment: bool) -> str:
    """What the piece after the break looks like beside a single sentence."""
    if found.tail_length <= fragments.SHORT:
        return ", fragment here" if fragment else ", few words here"
    return ", phrase here" if fragment else ""


def _against(found: Break, language: Closed, sentences: tuple[Sentence, ...]) -> list[str]:
    """What speaks for style."""
    points = []
    if fragments.stands_alone(found, language):
        points.append("stands alone")
    if fragments.quoted(found):
        points.append("quoted")
    before = sentences[found.left.index - 1] if found.left.index else None
    after = sentences[found.right.index + 1] if found.right.index + 1 < len(sentences) else None
    for neighbour in (before, after):
        if neighbour is not None and neighbour.block == found.right.block and fragments.clipped(neighbour, language):
            points.append("clipped neighbour")
    if fragments.short_head(found, language):
        points.append("short head")
    if fragments.asks(found.mark_text):
        points.append("question or exclamation")
    elif fragments.asks(found.tail_text):
        points.append("ends as a question or an exclamation")
    return points + _layout(found)


def _layout(found: Break) -> list[str]:
    """What the blocks around the break say."""
    points = []
    if found.left.kind is not BlockKind.PARAGRAPH:
        points.append("not a paragraph")
    if found.across_blocks:
        points.append("across paragraphs")
        if not found.mark_text and not starts_lower(found):
            points.append("no stop, no small letter")
    return points


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
        "head seldom ends, no start after it": f"a sentence hardly ends in “{last}”",
        "whole elsewhere": f"“{whole.words}” stands whole elsewhere" if whole else "",
        "starts lower": "the next piece begins with a small letter",
        "stray particle": "the particle belongs to the verb before",
        "title before name": "the title belongs to the name",
        "one sentence there, fragment here": "the other text has one sentence here",
        "one sentence there, phrase here": "the other text has one sentence here",
        "one sentence there, few words here": "the other text has one sentence here",
        "one sentence there": "the other text has one sentence here",
        "one word without verb": "the next piece has no verb",
        "few words without verb": "the next piece has no verb",
        "phrase without verb": "the next piece has no verb",
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
