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
from checker.lang.words import words
from checker.measures.answers import Answers
from checker.measures.name_chains import Chain, Missing, Stranger
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


class Swap(NamedTuple):
    """A name of the target and one of the source, with their spans, and what is known of them."""

    here: tuple[int, int]
    there: tuple[int, int]
    strangers: tuple[Stranger, ...]
    missing: tuple[Missing, ...]
    evidence: tuple[float, ...]


def swaps(chain: Chain, target: Text, source: Text) -> Iterator[Swap]:
    """Each name that nothing answers with each that is missing."""
    ours, theirs = _runs(chain.strangers, target.cased), _lost(chain.missing)
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


def _likely(some: Sequence[Stranger], lost: Sequence[Missing]) -> bool:
    """Whether the article knows how the name is rendered, or both are surely names."""
    return any(one.times for one in lost) or (any(one.token.rank for one in some) and any(one.rank for one in lost))


def _before(text: str, start: int) -> int:
    """The characters of an article that is tied to a name: "Al-"."""
    found = _TIED.search(text, max(0, start - 5), start)
    return len(found.group()) if found else 0


def _runs(strangers: Sequence[Stranger], cased: bool) -> list[tuple[Stranger, ...]]:
    """Names of several words as one; only those that are no words of the language like any other."""
    found: list[list[Stranger]] = []
    for one in strangers:
        if found and 0 < one.token.word.start - found[-1][-1].token.word.end <= _GAP:
            found[-1].append(one)
        else:
            found.append([one])
    return [
        tuple(some)
        for some in found
        if any(one.token.rank or one.elsewhere or (cased and not one.token.first) for one in some)
    ]


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
