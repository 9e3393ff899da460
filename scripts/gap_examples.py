"""Human translations, and the same with a clause or phrase taken out of one side: what gaps are learnt from.

Reads `train/parallel/<x>-en/*.tsv.gz`, a few blocks of neighbouring rows of each corpus, and the references of the
Apache-2.0 MQM sets (Google's, and bio-MQM), every second pair.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from checker.measures.coverage import masked
from checker.measures.embedded import LANGUAGES, Embedding
from checker.measures.wording import Wording, wording
from scripts.embedding_corpus import Corpus, corpora

BLOCK = 20
"""Rows that are read as one article."""

FEWEST, MOST = 8, 90
"""Words of a text that is used."""

LEAST, LONGEST, SHARE = 4, 11, 0.6
"""Words of what is taken out, at least and at most; and its share of the text at most."""

_LINKS = frozenset("in of for with after from by at during because who which when while and that to as but".split())
_LONG = {"tatoeba": 11}  # corpora of short sentences: the least number of English words
_NO_PROSE = frozenset({"tldr"})


@dataclass(frozen=True)
class Article:
    """Rows of one corpus in a row, both sides read."""

    rows: tuple[tuple[Wording, Wording], ...]

    def near(self, row: int, side: int) -> list[Wording]:
        """What stands before and behind a row on one side."""
        return [self.rows[at][side] for at in (row - 1, row + 1) if 0 <= at < len(self.rows)]


def articles(train: Path, mqm: Path, blocks: int) -> Iterator[Article]:
    """At most so many blocks of each corpus, spread over it evenly."""
    model = Embedding.shipped()
    for pairs in [*map(_prose, corpora(train)), *_references(mqm)]:
        step = max(1, len(pairs) // (BLOCK * blocks))
        starts = range(0, len(pairs) - BLOCK + 1, BLOCK * step)
        for start in starts[:blocks]:
            rows = pairs[start : start + BLOCK]
            yield Article(tuple((wording(model, masked(one)), wording(model, masked(two))) for one, two in rows))


def _prose(corpus: Corpus) -> list[tuple[str, str]]:
    if corpus.kind != "parallel" or corpus.name in _NO_PROSE:
        return []
    least = _LONG.get(corpus.name, FEWEST)
    return [(foreign, english) for foreign, english in corpus.train if len(english.split()) >= least]


def _references(folder: Path) -> Iterator[list[tuple[str, str]]]:
    for path in sorted([*folder.glob("biomqm.*.gz"), *folder.glob("wmt2*.gz")]):
        found: dict[tuple[str, str], None] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("ref") and set(row["lp"].split("-")) <= LANGUAGES:
                    found[row["src"], row["ref"]] = None
        yield list(found)[::2]


def usable(words: Wording) -> bool:
    """Whether a text is neither too short nor too long."""
    return FEWEST <= len(words.spans) <= MOST


def cut(words: Wording, chance: random.Random) -> tuple[int, int] | None:
    """A clause or phrase between marks or linking words; in half of the texts without one, any words in a row."""
    count = len(words.spans)
    most = min(LONGEST, int(SHARE * count))
    cuts = _cuts(words)
    parts = [(a, b) for place, a in enumerate(cuts) for b in cuts[place + 1 :] if LEAST <= b - a <= most]
    if parts:
        return chance.choice(parts)
    if count < 12 or chance.random() < 0.5:
        return None
    length = chance.randint(LEAST, most)
    start = chance.randint(0, count - length)
    return start, start + length


def _cuts(words: Wording) -> list[int]:
    text, spans = words.text, words.spans
    inner = [
        at
        for at in range(1, len(spans))
        if text[spans[at - 1][1] : spans[at][0]].strip() or text[slice(*spans[at])].lower() in _LINKS
    ]
    return [0, *inner, len(spans)]


def without(words: Wording, start: int, end: int) -> Wording:
    """The text without some words."""
    kept: Sequence[int] = [*range(start), *range(end, len(words.spans))]
    rows = np.array(kept, dtype=np.int64)
    return Wording(words.text, words.vectors[rows], words.renderings[rows], tuple(words.spans[at] for at in kept))
