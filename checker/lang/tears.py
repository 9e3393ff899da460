"""What speaks for a break being a tear, and against it, each with its weight."""

from __future__ import annotations

from checker.lang import fragments
from checker.lang.breaks import Break, shortened, starts_lower
from checker.lang.closed import Closed, Openness, openness
from checker.lang.counterparts import Counterpart, Counterparts
from checker.lang.wholes import Whole, Wholes
from checker.model import Article, BlockKind, Sentence

_VERB_CUT_OFF = frozenset({"opens with a verb, no verb before", "predicate torn off"})
"""Where even the stop of an abbreviation ends a sentence: "of the U.S. Had lost its leader"."""

POINTS = {
    "prior": -4.6,
    "head never ends": 7.0,
    "head seldom ends": 2.4,
    "head seldom ends, no start after it": 3.2,
    "head seldom ends, one sentence there": 1.6,
    "head seldom ends, start after it, one sentence there": 0.8,
    "head strands": 0.6,
    "head strands, one sentence there": 3.4,
    "starts lower": 3.6,
    "one word without verb": 2.0,
    "few words without verb": 1.7,
    "phrase without verb": 0.9,
    "joined to the head": 1.5,
    "number before its unit": 2.4,
    "number before its unit, one sentence there": 1.6,
    "number at the end, one sentence there": 1.6,
    "opens with a verb": 4.0,
    "opens with a verb, one sentence there": 1.6,
    "opens with a verb, no verb before": 1.0,
    "predicate torn off": 4.0,
    "title before name": 1.9,
    "stray particle": 3.4,
    "head without verb": 0.8,
    "head without verb, one sentence there": 1.6,
    "long head without verb, one sentence there": 2.6,
    "no start after a head without verb": 1.4,
    "head without predicate": 1.6,
    "head without predicate, one sentence there": 2.9,
    "whole elsewhere": 3.4,
    "whole elsewhere, with a verb": 0.8,
    "whole elsewhere, with a verb, one sentence there": 4.0,
    "one sentence there, fragment here": 3.4,
    "one sentence there, phrase here": 2.0,
    "one sentence there, few words here": 2.2,
    "one sentence there": 1.2,
    "as many sentences there": -2.5,
    "short sentence there": -6.0,
    "short sentence there, sure head": -1.9,
    "short clause there": -2.5,
    "stands alone": -3.5,
    "leads in": -3.5,
    "quoted": -2.0,
    "clipped neighbour": -1.5,
    "short head": -3.5,
    "question or exclamation": -3.0,
    "not a paragraph": -2.0,
    "across paragraphs": -2.5,
    "no stop, no small letter": -5.0,
    "ends as a question or an exclamation": -1.2,
    "reads on, surely": 5.4,
    "reads on": 4.2,
    "reads on, likely": 2.6,
    "reads on, perhaps": 1.5,
    "does not read on": -0.7,
}
"""What each piece of evidence adds to the log-odds of a tear, natural logarithm.

Set by hand: one sure sign, or two good ones, make a major finding (0.6); a fragment alone makes none (0.3).
"""


JOINING = "joining"
"""Word measure of a bead: of the full stops between its sentences, or behind the last, the log odds of a tear."""

_READS_ON = ((5.5, "reads on, surely"), (4.2, "reads on"), (3.0, "reads on, likely"), (2.0, "reads on, perhaps"))
"""What the measure has to be at least."""
_LEAST, _BOTH = 2.5, 13.0
"""Words of the shorter piece, and of both, from which on the measure is heard: in a story, short sentences read on."""
_APART = -4.0
"""Below this the pieces are whole sentences to the language models."""


def joinings(article: Article) -> dict[int, float]:
    """What the measure says, by where in the target the full stop stands; empty where it was not taken."""
    measures = (one for bead in article.beads for one in bead.word_measures.get(JOINING, ()))
    return {one.span.start: one.value for one in measures}


def evidence(
    found: Break,
    language: Closed,
    counterparts: Counterparts,
    wholes: Wholes,
    sentences: tuple[Sentence, ...],
    joining: float | None = None,
) -> tuple[list[str], Whole | None] | None:
    """The names of what speaks for and against a tear, and the phrase that stands whole; None where nothing may.

    joining: what the measure of that name says of the stop.
    """
    if not found.tail_text[:1].isalpha():
        return None
    head = _head(found, language)
    if not head and (found.inside or found.across_blocks):
        return None
    tail = _tail(found, language)
    others = counterparts.of(found)
    stump = found.tail_length <= fragments.SHORT or fragments.stump(found, language)
    fewer = bool(others) and all(one.fewer and (not one.apart or stump) for one in others)
    read = _read(joining) if _telling(found) else []
    if not head and not tail and not fewer and read[:1] != ["reads on, surely"] and read[:1] != ["reads on"]:
        return None
    there = _there(found, language, others, fewer, open_head=any(name.startswith("head") for name in head))
    if shortened(found) and not _VERB_CUT_OFF.intersection((*tail, *there)):
        return None
    whole = wholes.whole(found) if tail or head or fewer else None
    points = ["prior", *head, *tail, *there, *read, *_against(found, language, sentences)]
    if whole is not None:
        common = bool(language.articles.words) and whole.words.rpartition(" ")[2][:1].islower()
        points.append("whole elsewhere" + ("" if tail else ", with a verb") + _beside(fewer and common and not tail))
    return points, whole


def _telling(found: Break) -> bool:
    shorter, longer = sorted((found.head_length, found.tail_length))
    return shorter > _LEAST and shorter + longer >= _BOTH


def _read(joining: float | None) -> list[str]:
    """How the language models read the stop."""
    if joining is None:
        return []
    if joining < _APART:
        return ["does not read on"]
    return [name for least, name in _READS_ON if joining >= least][:1]


def _beside(fewer: bool) -> str:
    return ", one sentence there" if fewer else ""


def _head(found: Break, language: Closed) -> list[str]:
    """What the piece before the break says, or the way the next one begins."""
    points = []
    open_at = openness(found.head_text, language)
    if open_at is Openness.NEVER_ENDS:
        points.append("head never ends")
    elif open_at is Openness.SELDOM_ENDS:
        unlike = fragments.unlike_a_start(found, language)
        points.append("head seldom ends, no start after it" if unlike else "head seldom ends")
    elif open_at is Openness.STRANDS:
        points.append("head strands")
    if language.cased and starts_lower(found):
        points.append("starts lower")
    return points


def _tail(found: Break, language: Closed) -> list[str]:
    """What the piece after the break says."""
    points = []
    length = fragments.fragment(found, language)
    if length is not None and length <= fragments.TINY:
        points.append("one word without verb")
    elif length is not None:
        points.append("few words without verb" if length <= fragments.SHORT else "phrase without verb")
    if fragments.joined(found, language):
        points.append("joined to the head")
    if fragments.titled(found, language):
        points.append("title before name")
    if fragments.stray_particle(found, language):
        points.append("stray particle")
    if fragments.cut_number(found, language):
        points.append("number before its unit")
    if fragments.opens_with_verb(found, language):
        points.append("opens with a verb")
        if found.head_length > fragments.TINY and fragments.main_clause_verbless(found, language):
            points.append("opens with a verb, no verb before")
    return points


def _there(found: Break, language: Closed, others: tuple[Counterpart, ...], fewer: bool, open_head: bool) -> list[str]:
    """What the source and the reference say, and what the pieces say in their light."""
    points: list[str] = []
    sure = openness(found.head_text, language) is Openness.NEVER_ENDS
    if fewer:
        points.append("one sentence there" + _size(found, language))
        points += _beside_one_sentence(found, language)
    elif not sure and any(not one.fewer and not (open_head and one.outweighs(found.tail_length)) for one in others):
        points.append("as many sentences there")
    length = min(found.tail_length, found.head_length)
    if length <= fragments.LONG and any(one.has_short_sentence(length) for one in others):
        points.append("short sentence there, sure head" if sure else "short sentence there")
    elif (
        fewer
        and not open_head
        and any(one.has_short_clause(length, found.head_text + found.tail_text) for one in others)
    ):
        points.append("short clause there")
    return points + _head_beside(found, language, fewer)


def _beside_one_sentence(found: Break, language: Closed) -> list[str]:
    """What weighs more where the other text has one sentence."""
    points = []
    open_at = openness(found.head_text, language)
    unlike = fragments.unlike_a_start(found, language) and not fragments.opens_as_subject(found, language)
    if open_at is Openness.SELDOM_ENDS:
        sure = unlike or fragments.ends_in_preposition(found, language)
        points.append("head seldom ends" + ("" if sure else ", start after it") + ", one sentence there")
    if unlike and open_at is Openness.STRANDS:
        points.append("head strands, one sentence there")
    if fragments.cut_number(found, language):
        points.append("number before its unit, one sentence there")
    elif fragments.ends_in_number(found, language):
        points.append("number at the end, one sentence there")
    if fragments.opens_with_verb(found, language):
        points.append("opens with a verb, one sentence there")
    elif not language.never_opens.words and fragments.predicate_torn_off(found, language):
        points.append("predicate torn off")
    return points


def _head_beside(found: Break, language: Closed, fewer: bool) -> list[str]:
    """Whether the head lacks its verb or its predicate."""
    points = []
    if fragments.head_verbless(found, language):
        long = fewer and fragments.long_without_verb(found, language)
        points.append(("long " if long else "") + "head without verb" + _beside(fewer))
        if long and fragments.unlike_a_start(found, language):
            points.append("no start after a head without verb")
    if fragments.head_lacks_predicate(found, language):
        points.append("head without predicate" + _beside(fewer))
    return points


def _size(found: Break, language: Closed) -> str:
    """What the piece after the break looks like beside a single sentence."""
    length = fragments.fragment(found, language)
    if length is not None:
        return ", fragment here" if length <= fragments.SHORT else ", phrase here"
    return ", few words here" if found.tail_length <= fragments.SHORT else ""


def _against(found: Break, language: Closed, sentences: tuple[Sentence, ...]) -> list[str]:
    """What speaks for style."""
    points = []
    if fragments.stands_alone(found, language):
        points.append("stands alone")
    elif fragments.leads_in(found, language):
        points.append("leads in")
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
