"""Which literals of a source a translation has carried over, and what became of the others."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from checker.lang.addresses import Likeness, address, likeness
from checker.lang.code import code_verdict, is_hard
from checker.lang.literals import Literal, LiteralKind, literals
from checker.lang.references import groups_in
from checker.model import Article, Bead, Side

ADDRESSES = (LiteralKind.URL, LiteralKind.MAIL)
_NEAR = 1
"""Beads over which a literal may stray: sentences are cut anew in translation."""
_REACH = 20
"""Literals of a kind, left over in one bead, among which a counterpart is sought before and behind."""
_ALIKE = 70
"""How alike two mentions are, of 100, of which one is damaged."""
_SLIPS = 2
_PHRASE = regex.compile(r"\p{Ll}\p{Lu}.*\p{Ll}|\p{Ll}\p{N}|_.*_|[\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]{4}")
"""A hashtag of several words is the name of a campaign, and no topic."""
_MARKED_ONLY = (LiteralKind.CODE, LiteralKind.TAG, LiteralKind.FOOTNOTE)


class Placed(NamedTuple):
    """A literal and the index of its bead in the article."""

    literal: Literal
    bead: int


class Altered(NamedTuple):
    """A literal of the target that stands for another of the source, and how sure that is a fault."""

    target: Placed
    source: Placed
    confidence: float


@dataclass(frozen=True, slots=True)
class Carried:
    """moved: the same literal, far from where the source has it. altered, missing, added: of beads with both sides.
    renamed: hashtags that a translation has in its own words, where it keeps others."""

    moved: list[Altered] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    missing: list[Placed] = field(default_factory=list)
    added: list[Placed] = field(default_factory=list)
    renamed: list[Altered] = field(default_factory=list)


def carried(article: Article) -> Carried:
    """What became of the literals of an article that has a source."""
    ours, theirs = placed(article, Side.TARGET), placed(article, Side.SOURCE)
    if article.source is not None and article.source.format != article.target.format:
        ours, theirs = (
            [one for one in side if one.literal.kind not in _MARKED_ONLY and not one.literal.hidden]
            for side in (ours, theirs)
        )
    result = Carried()
    ours_left, theirs_left = _unmatched(ours, theirs)
    _strayed(ours_left, theirs_left, result.moved)
    tags = [one for one in theirs_left if one.literal.kind is LiteralKind.HASHTAG]
    _paired(ours_left, theirs_left, result.altered, result.renamed)
    if len(tags) > 1:
        result.renamed.clear()
    both = {place for place, bead in enumerate(article.beads) if bead.target and bead.source}
    result.missing.extend(_without(theirs_left, ours, article, both, Side.TARGET))
    result.added.extend(_without(ours_left, theirs, article, both, Side.SOURCE))
    return result


def placed(article: Article, side: Side) -> list[Placed]:
    """The literals of one side, each in the bead of the sentence that it stands in, or behind in the same block."""
    document, sentences = article.document(side), article.sentences.get(side, ())
    if document is None or not sentences:
        return []
    beads = {one.index: place for place, bead in enumerate(article.beads) for one in bead.side(side)}
    starts = [one.span.start for one in sentences]
    found = []
    for literal in literals(document):
        place = max(0, bisect_right(starts, literal.start) - 1)
        sentence = sentences[place]
        if literal.start >= document.blocks[sentence.block].span.end and place + 1 < len(sentences):
            sentence = sentences[place + 1]
        if sentence.index in beads:
            found.append(Placed(literal, beads[sentence.index]))
    return found


def _unmatched(ours: Sequence[Placed], theirs: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """The literals of both sides that have no twin in their bead."""
    waiting: dict[tuple[int, LiteralKind, str], list[Placed]] = defaultdict(list)
    for one in theirs:
        waiting[one.bead, one.literal.kind, one.literal.key].append(one)
    left = []
    for one in ours:
        twins = waiting[one.bead, one.literal.kind, one.literal.key]
        if twins:
            twins.pop(0)
        else:
            left.append(one)
    return left, sorted((one for twins in waiting.values() for one in twins), key=lambda one: one.literal.start)


def _strayed(ours: list[Placed], theirs: list[Placed], moved: list[Altered]) -> None:
    """Takes out of both lists what stands in another bead; what is far away has moved."""
    waiting: dict[tuple[LiteralKind, str], list[Placed]] = defaultdict(list)
    for one in ours:
        waiting[one.literal.kind, one.literal.key].append(one)
    gone: tuple[set[Literal], set[Literal]] = (set(), set())
    for one in theirs:
        twins = waiting[one.literal.kind, one.literal.key]
        if not twins:
            continue
        nearest = min(twins, key=lambda other: abs(other.bead - one.bead))
        twins.remove(nearest)
        gone[0].add(nearest.literal)
        gone[1].add(one.literal)
        if abs(nearest.bead - one.bead) > _NEAR:
            moved.append(Altered(nearest, one, 0.5))
    ours[:] = [one for one in ours if one.literal not in gone[0]]
    theirs[:] = [one for one in theirs if one.literal not in gone[1]]


def _paired(ours: list[Placed], theirs: list[Placed], altered: list[Altered], renamed: list[Altered]) -> None:
    """Takes out of both lists what stands for each other within a bead, the likest first."""
    ranked = _ranked(ours, theirs)
    done_ours: set[int] = set()
    done_theirs: set[int] = set()
    for _, i, j, verdict in ranked:
        if i in done_theirs or j in done_ours:
            continue
        done_theirs.add(i)
        done_ours.add(j)
        if verdict:
            altered.append(Altered(ours[j], theirs[i], verdict))
        elif theirs[i].literal.kind is LiteralKind.HASHTAG and _PHRASE.search(theirs[i].literal.text):
            renamed.append(Altered(ours[j], theirs[i], 0.45))
    ours[:] = [one for j, one in enumerate(ours) if j not in done_ours]
    theirs[:] = [one for i, one in enumerate(theirs) if i not in done_theirs]


def _ranked(ours: Sequence[Placed], theirs: Sequence[Placed]) -> list[tuple[float, int, int, float]]:
    """The pairs of a kind that may stand for each other: likeness, the likest first, both places, the verdict."""
    ranked = []
    near: dict[tuple[LiteralKind, int], list[int]] = defaultdict(list)
    for j, one in enumerate(ours):
        for bead in range(one.bead - _NEAR, one.bead + _NEAR + 1):
            near[one.literal.kind, bead].append(j)
    counts = [Counter((one.bead, one.literal.kind) for one in side) for side in (ours, theirs)]
    passed: Counter[tuple[LiteralKind, int]] = Counter()
    for i, (source, bead) in enumerate(theirs):
        only = all(count[bead, source.kind] == 1 for count in counts)
        rivals = near[source.kind, bead]
        passed[source.kind, bead] += 1
        for j in rivals[max(0, passed[source.kind, bead] - _REACH) : passed[source.kind, bead] + _REACH]:
            target, here = ours[j].literal, ours[j].bead == bead
            verdict = _verdict(source, target, only and here)
            if verdict is not None and (here or verdict == 0.0):
                ranked.append((-_similarity(source, target), i, j, verdict))
    return sorted(ranked)


def _similarity(source: Literal, target: Literal) -> float:
    return fuzz.ratio(source.key, target.key)


def _verdict(source: Literal, target: Literal, alone: bool) -> float | None:
    """None where two literals do not stand for each other, 0 where one may translate the other, else the confidence
    that it was damaged."""
    if source.kind in ADDRESSES:
        return _of_addresses(source, target, alone)
    alike = _similarity(source, target)
    if source.kind is LiteralKind.PLACEHOLDER:
        return 0.9 if alone or alike >= 60 else None
    if source.kind is LiteralKind.CODE:
        return code_verdict(source.key, target.key)
    if source.kind is LiteralKind.REFERENCE:
        return _of_references(source.key, target.key)
    if source.kind is LiteralKind.HASHTAG:
        # a hashtag is translated, and cognates look like slips
        return 0.0
    if source.kind is LiteralKind.MENTION:
        return 0.85 if alike >= _ALIKE else 0.5 if alone else None
    if source.kind is LiteralKind.FOOTNOTE:
        return 0.5 if alone else None
    return None


def _of_references(source: str, target: str) -> float | None:
    """Two numbers of the same shape of which one has a slip; else they are two numbers."""
    if [len(group) for group in source.split("-")] == [len(group) for group in target.split("-")]:
        if sorted(source) == sorted(target):
            return 0.85
        if sum(one != other for one, other in zip(source, target, strict=True)) <= _SLIPS:
            return 0.7
    return None


def _of_addresses(source: Literal, target: Literal, alone: bool) -> float | None:
    one, other = address(source.text), address(target.text)
    if one is None or other is None:
        return None
    found = likeness(one, other)
    if found in (Likeness.SAME, Likeness.LOCALISED):
        return 0.0
    if found is Likeness.ALTERED:
        return 0.9
    if found is Likeness.ELSEWHERE:
        return 0.4
    return None if not alone else 0.4 if source.hidden else 0.5


def _without(
    left: Sequence[Placed], others: Sequence[Placed], article: Article, both: set[int], side: Side
) -> Iterator[Placed]:
    """What is left over and is not there in another form: repeated, or without its marks."""
    keys: dict[LiteralKind, set[tuple[int, str]]] = defaultdict(set)
    for one in others:
        keys[one.literal.kind].add((one.bead, one.literal.key))
    everywhere = {(one.literal.kind, one.literal.key) for one in others if one.literal.kind in ADDRESSES}
    for one in left:
        literal = one.literal
        again = literal.repeats and (one.bead, literal.key) in keys[literal.kind]
        word = literal.kind is LiteralKind.CODE and not is_hard(literal.key)
        if (
            one.bead not in both
            or literal.hidden
            or literal.loose
            or again
            or word
            or (literal.kind, literal.key) in everywhere
        ):
            continue
        if not _plain(literal, article, article.beads[one.bead], side):
            yield one


_SCHEME = regex.compile(r"^(?:https?://)?(?:www\.)?|/+$")


def _plain(literal: Literal, article: Article, bead: Bead, side: Side) -> bool:
    """Whether the other side writes it without its marks: a word for `code`, example.org for its address."""
    if literal.kind is LiteralKind.CODE:
        wanted = literal.key
    elif literal.kind in ADDRESSES:
        wanted = _SCHEME.sub("", literal.text)
    elif literal.kind is LiteralKind.REFERENCE:
        there = _groups(article, side)
        return all(group in there for group in literal.key.split("-") if len(group) > 1)
    elif literal.kind in (LiteralKind.HASHTAG, LiteralKind.MENTION):
        wanted = literal.text[1:]
    else:
        return False
    texts = [one.text for one in bead.side(side) if wanted.casefold() in _folded(one.text)]
    if not texts or literal.kind not in ADDRESSES:
        return bool(texts)
    # "htps://example.org" is damaged and not bare
    bare = regex.compile(rf"(?<![/A-Za-z0-9.]){regex.escape(wanted)}", regex.IGNORECASE)
    return any(bare.search(text) for text in texts)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return text.casefold()


@lru_cache(maxsize=8)
def _groups(article: Article, side: Side) -> frozenset[str]:
    document = article.document(side)
    return groups_in(document.prose) if document is not None else frozenset()
