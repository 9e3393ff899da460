"""Where sentences end, from the text of one block alone.

Every end mark of Unicode (Sentence_Terminal, and the ellipsis) is a candidate; what stands around it decides. Full
stops, which mean many things, have a module of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from checker.lang.abbreviations import Ordinals, SentenceStarts, abbreviations, sentence_starts
from checker.model import MARKUP, Span
from checker.segment import unlisted
from checker.segment.enclosures import Enclosure, enclosures
from checker.segment.marks import Cluster, Following, clusters, following, is_lower, is_uncased, is_upper
from checker.segment.stops import Grammar, stop_ends

_UNSEEN = regex.compile(r"[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]")
_SPACES = {code: " " for code in range(0x3001) if chr(code).isspace()}
_BAR_DANDA = regex.compile(r"(?<=[\p{sc=Deva}\p{sc=Beng}] ?)\|")
_CONTENT = regex.compile(r"[\p{L}\p{N}\p{Extended_Pictographic}\N{OBJECT REPLACEMENT CHARACTER}]")
_LIST_MARK = regex.compile(
    r"(?:\p{N}{1,3}(?:\.\p{N}{1,3})*|[a-zа-я\p{sc=Arab}\p{sc=Hebr}]|x{0,3}(?:ix|iv|v?i{0,3}))[.．]",
    regex.IGNORECASE,
)
_MARK_LENGTH = 12
_AMBIGUOUS = frozenset("!?؟‼⁇⁈⁉‽…‥.")
_DOTS = frozenset(".…‥")
_COMMAS = frozenset(",;:،؛，；：、")
_INTRODUCING = frozenset(",:،，：")
_NAMES = ("Yahoo!", "Joomla!", "Jeopardy!", "Wham!")
_CALLS = frozenset("!?؟！？‼⁇⁈⁉‽")
_CLAUSE = regex.compile(r"[\p{L}\p{M}]+")
_CLAUSE_LENGTH = 10
_PARTICLES = regex.compile(r"\p{sc=Hira}")
_DENSE = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]")


def grammar(language: str, text: str) -> Grammar:
    """What is known of a language's stops; `text` is what it will be asked about, in a language nobody has listed."""
    starts = sentence_starts(language) or SentenceStarts(
        frozenset(), (), Ordinals.NOTHING, frozenset(), frozenset(), ()
    )
    known = abbreviations(language)
    return Grammar(known or unlisted.abbreviations(_seen(text)[0], language), starts, listed=known is not None)


def split(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of one block, in order, as half-open spans of `text` that neither begin nor end with white space.

    MARKUP and marks of direction are looked through; together the sentences cover all but white space and MARKUP.
    """
    return cut(text, grammar(language, text))


def cut(text: str, known: Grammar) -> tuple[Span, ...]:
    """`split`, with what is known of the language at hand."""
    seen, places = _seen(text)
    sentences: list[Span] = []
    start = 0
    for end in [*_ends(seen, known), len(seen)]:
        stop = _place(text, seen, places, end)
        span = trimmed(text, start, stop)
        if span.start < span.end:
            sentences.append(span)
        start = stop
    return tuple(sentences)


def _seen(text: str) -> tuple[str, list[int] | None]:
    """The text as it is judged, and the place of each of its characters where any of the text is gone.

    Spaces are plain, dandas typed as bars are dandas, and what is not seen is gone.
    """
    text = _BAR_DANDA.sub("।", text.translate(_SPACES))
    if not _UNSEEN.search(text):
        return text, None
    gone = {match.start() for match in _UNSEEN.finditer(text)}
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(text[place] for place in places), places


def _place(text: str, seen: str, places: list[int] | None, end: int) -> int:
    """The offset in `text` of an end in what is seen; marks of direction right behind it come along."""
    if places is None:
        return end
    if end == len(seen):
        return len(text)
    return places[end] if not seen[end].isspace() else _behind(text, places[end - 1] + 1)


def _behind(text: str, offset: int) -> int:
    while offset < len(text) and _UNSEEN.match(text, offset):
        offset += 1
    return offset


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space and MARKUP at its edges."""
    while start < end and (text[start] == MARKUP or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] == MARKUP or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _ends(text: str, known: Grammar) -> Iterator[int]:
    """The ends of all sentences but the last."""
    enclosed = enclosures(text)
    pairs = iter(enclosed.pairs)
    pair = next(pairs, None)
    start = content = 0
    pending: int | None = None
    for cluster in clusters(text, enclosed):
        found = _CONTENT.search(text, content, cluster.at)
        content = found.start() if found else cluster.at
        if not found:
            continue
        if pending is not None:
            yield pending
            pending = None
        while pair and pair.end < cluster.at:
            pair = next(pairs, None)
        around = pair if pair and pair.start < cluster.at else None
        if _is_end(text, start, content, cluster, around, known):
            pending = start = content = cluster.end
    if pending is not None and _CONTENT.search(text, pending):
        yield pending


def _is_end(text: str, start: int, content: int, cluster: Cluster, around: Enclosure | None, known: Grammar) -> bool:
    then = following(text, cluster.end)
    if not then.char and not text[cluster.end : then.at].strip():
        return True
    if text[cluster.end] in _COMMAS or text[cluster.end : cluster.end + 2].lstrip()[:1] in _COMMAS:
        return False
    if cluster.marks == "." and _is_list_mark(text, content, cluster):
        return False
    if around:
        embedded = content < around.start
        if cluster.end <= around.end:
            whole = embedded or around.bracket or _goes_on(text, around.end + 1)
            return not whole and _mark_ends(text, start, cluster, then, known)
        return _closing_ends(text, start, embedded, cluster, around, then, known)
    if (
        _closes_quotation(text, cluster)
        and is_uncased(text, then.at)
        and _follows_quotation(text, cluster, then, known)
    ):
        return False
    return _mark_ends(text, start, cluster, then, known)


def _is_list_mark(text: str, content: int, cluster: Cluster) -> bool:
    return cluster.at - content < _MARK_LENGTH and bool(_LIST_MARK.fullmatch(text, content, cluster.at + 1))


def _goes_on(text: str, offset: int) -> bool:
    """Whether the sentence goes on behind a quotation with which it began."""
    then = following(text, offset)
    if text[offset : offset + 1] in _COMMAS or is_lower(text, then.at) or _PARTICLES.match(text, offset):
        return True
    return not then.gap and is_uncased(text, then.at) and not _DENSE.match(text, then.at)


def _closing_ends(
    text: str, start: int, embedded: bool, cluster: Cluster, around: Enclosure, then: Following, known: Grammar
) -> bool:
    """The end of a quotation or bracket, whose last end mark may be the sentence's own."""
    if around.bracket and embedded:
        outside = text[around.end + 1 : cluster.end].strip()
        if not outside and cluster.marks != "." and not known.begins(text, then.at):
            return False
        return _mark_ends(text, start, cluster, then, known)
    if cluster.marks_end > around.end or not is_uncased(text, then.at):
        return _mark_ends(text, start, cluster, then, known)
    if _follows_quotation(text, cluster, then, known):
        return False
    if cluster.marks[-1] not in _CALLS:
        return True
    if not embedded:
        return bool(_DENSE.match(text, then.at))
    return text[max(0, around.start - 2) : around.start].rstrip()[-1:] in _INTRODUCING


def _closes_quotation(text: str, cluster: Cluster) -> bool:
    return cluster.closed and text[cluster.end - 1] not in ")]}）］｝"


def _follows_quotation(text: str, cluster: Cluster, then: Following, known: Grammar) -> bool:
    """Whether a letter without case behind a quotation goes on with its sentence: a particle, a reporting clause."""
    if known.begins(text, then.at):
        return False
    if not then.gap and not _DENSE.match(text, then.at):
        return True
    clause = "".join(_CLAUSE.findall(text, cluster.end, cluster.end + _CLAUSE_LENGTH)[:1])
    return bool(_PARTICLES.match(text, cluster.end)) or any(verb in clause for verb in known.starts.reporting)


def _mark_ends(text: str, start: int, cluster: Cluster, then: Following, known: Grammar) -> bool:
    if any(mark not in _AMBIGUOUS for mark in cluster.marks):
        return True
    if cluster.marks == ".":
        return stop_ends(text, start, cluster, then, known)
    if all(mark in _DOTS for mark in cluster.marks):
        return _dots_end(text, cluster, then)
    return _strong_ends(text, cluster, then, known)


def _dots_end(text: str, cluster: Cluster, then: Following) -> bool:
    """An ellipsis ends a sentence before a capital alone; in scripts without case nothing tells."""
    return is_upper(text, then.at) and (then.gap or text[cluster.at - 1 : cluster.at].islower())


def _strong_ends(text: str, cluster: Cluster, then: Following, known: Grammar) -> bool:
    if is_lower(text, then.at):
        return False
    before = text[cluster.at - 1 : cluster.at]
    if not then.gap and not cluster.closed:
        if is_upper(text, then.at):
            return before.islower() and text[then.at + 1 : then.at + 2].islower()
        return is_uncased(text, then.at) and is_uncased(before, 0)
    if text.endswith(_NAMES, 0, cluster.at + 1):
        return known.begins(text, then.at)
    return True
