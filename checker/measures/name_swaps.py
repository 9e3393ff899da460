"""What is known of a name of the translation and one of the source, if one may have taken the place of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import log1p
from typing import NamedTuple

import numpy as np
import regex

from checker.lang.names import likeness
from checker.lang.scripts import script
from checker.lang.vocabulary import vocabulary
from checker.lang.words import words
from checker.measures.answers import Answers
from checker.measures.name_callings import Missing, Stranger
from checker.measures.name_chains import Chain
from checker.measures.name_evidence import Text, begin_alike, compared
from checker.measures.wording import Wording

EVIDENCE = (
    "rank known-elsewhere first times rank-back far odds odds-back cosine best best-back rendered crowd alike "
    "begins nouns uncased unspaced same both heard far-alone spelt cosine-strange"
).split()
"""What is known of each pair, by column."""

_TIED = regex.compile(r"(?<![\p{L}\p{M}])\p{L}\p{L}{1,2}[-\N{HYPHEN}]$")
_GAP = 3  # characters between words of one name
_FARTHEST = 0.5
_DEMAND, _PLAIN, _COMMON, _SMALL, _CAPITALS = 1.2, 2.0, 1.5, 2.0, 2.5
"""The score from which a swap is told; how much higher it must be for a word that is one like any other, in the target
and in the source, and for one that the article has nowhere else, in a text without capitals and where nouns have them.
"""
_UNSPACED = 1.0  # the same, for a word of a source without word spaces that is not spelt elsewhere
_OFTEN = 2  # beads that must render a name before it is surely one


class Swap(NamedTuple):
    """A name of the target and one of the source, with their spans, and what is known of them."""

    here: tuple[int, int]
    there: tuple[int, int]
    strangers: tuple[Stranger, ...]
    missing: tuple[Missing, ...]
    evidence: tuple[float, ...]

    @property
    def leading(self) -> bool:
        """Whether both begin their sentences."""
        return self.strangers[0].token.first and self.missing[0].first


def swaps(chain: Chain, target: Text, source: Text) -> Iterator[Swap]:
    """Each name that nothing answers with each that is missing."""
    theirs = _lost(chain.missing)
    ours = _runs(chain.strangers, target, any(lost[0].first for lost in theirs))
    likely = [(some, lost) for some, lost in product(ours, theirs) if _likely(some, lost)]
    if not likely:
        return
    one, other, found, back = compared(target.text, source.text)
    for some, lost in likely:
        here, there = (some[0].token.word.start, some[-1].token.word.end), (lost[0].word.start, lost[-1].word.end)
        about, gone = _known(here, one, found), _known(there, other, back)
        if about is None or gone is None:
            continue
        (odds, best, rendered, vector), (odds_back, best_back, _, vector_back) = about, gone
        names = [token.token.word.text for token in some]
        ranks = max(one.token.rank for one in some), max(one.rank for one in lost)
        same = script(names[0]) == script(lost[0].word.text)
        far = min(_FARTHEST, abs(sum(here) / 2 / len(target.text) - sum(there) / 2 / len(source.text)))
        cosine = float(vector @ vector_back)
        evidence = (
            float(ranks[0]),
            float(any(one.elsewhere for one in some)),
            float(some[0].token.first),
            min(2.0, log1p(max(one.times for one in lost))),
            float(ranks[1]),
            far,
            odds,
            odds_back,
            cosine,
            best,
            best_back,
            rendered,
            log1p(len(ours) * len(theirs)),
            max(likeness(name, word.word.text) for name in names for word in lost),
            float(any(begin_alike(name, word.word.text) for name in names for word in lost)),
            float(target.nouns or source.nouns),
            float(not (target.cased and source.cased)),
            float(not source.spaced),
            float(same),
            float(min(ranks)),
            max(likeness(name, word.text) for name in names for word in words(source.text)),
            far if len(ours) == len(theirs) == 1 else 0.0,
            float(any(one.spelt for one in lost)),
            cosine if min(ranks) > 1 else 0.0,
        )
        yield Swap((here[0] - _before(target.text, here[0]), here[1]), there, some, lost, evidence)


def demanded(swap: Swap, target: Text, source: Text) -> float:
    """The score from which a swap is as likely as not."""
    strangers, missing = swap.strangers, swap.missing
    new, ranked = not any(one.elsewhere for one in strangers), any(one.token.rank for one in strangers)
    sure = any(one.times >= _OFTEN for one in missing) and (target.cased or not target.spaced)
    demand = _DEMAND + _PLAIN * (new and not ranked and not swap.leading)
    demand += _COMMON * (source.cased and not sure and not any(one.rank or one.spelt for one in missing))
    demand += _UNSPACED * (not source.spaced and not sure and not any(one.spelt for one in missing))
    small = _SMALL / 2 if sure and not target.spaced else _SMALL
    return demand + (small * (not target.cased) + _CAPITALS * target.nouns) * new


def _likely(some: Sequence[Stranger], lost: Sequence[Missing]) -> bool:
    """Whether the article knows how the name is rendered, or both are surely names."""
    return any(one.times for one in lost) or (any(one.token.rank for one in some) and any(one.rank for one in lost))


def _before(text: str, start: int) -> int:
    """The characters of an article that is tied to a name: "Al-"."""
    found = _TIED.search(text, max(0, start - 5), start)
    return len(found.group()) if found else 0


def _runs(strangers: Sequence[Stranger], target: Text, leads: bool) -> list[tuple[Stranger, ...]]:
    """Names of several words as one; only those that are no words of the language like any other.

    leads: a name is missing that begins a sentence, and what begins one here may stand for it.
    """
    found: list[list[Stranger]] = []
    for one in strangers:
        beside = found and 0 < one.token.word.start - found[-1][-1].token.word.end <= _GAP
        if beside and (target.cased or min(one.token.rank, found[-1][-1].token.rank)):
            found[-1].append(one)
        else:
            found.append([one])
    return [tuple(some) for some in found if any(_telling(one, target, leads) for one in some)]


def _telling(one: Stranger, target: Text, leads: bool) -> bool:
    if one.token.rank or one.elsewhere:
        return True
    named = vocabulary(target.language)
    rare = leads and named is not None and one.token.word.text not in named.common
    return target.cased and (rare or not one.token.first)


def _lost(missing: Sequence[Missing]) -> list[tuple[Missing, ...]]:
    found: list[list[Missing]] = []
    for one in sorted(missing, key=lambda one: one.word.start):
        if found and 0 < one.word.start - found[-1][-1].word.end <= _GAP:
            found[-1].append(one)
        else:
            found.append([one])
    return [tuple(some) for some in found]


def _known(span: tuple[int, int], text: Wording, found: Answers) -> tuple[float, float, float, np.ndarray] | None:
    inside = [at for at, (start, end) in enumerate(text.spans) if start < span[1] and end > span[0]]
    if not inside:
        return None
    total = text.vectors[inside].sum(axis=0)
    return (
        float(found.odds[inside].min()),
        float(found.column("best")[inside].max()),
        float(found.column("rendered")[inside].max()),
        total / max(1e-6, float(np.linalg.norm(total))),
    )
