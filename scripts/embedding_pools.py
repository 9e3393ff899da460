"""Training pairs as piece numbers: ragged arrays that batches are cut from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from scripts.embedding_corpus import LANGUAGES, UNSPACED, Corpus, corpora

IntArray = npt.NDArray[np.int64]
LONGEST = 128  # pieces of a sentence; what lies behind is cut off


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of piece numbers of different length: row r is ids[starts[r] : starts[r + 1]]."""

    ids: npt.NDArray[np.int32]
    starts: IntArray

    @classmethod
    def encode(cls, pieces: sentencepiece.SentencePieceProcessor, texts: Sequence[str]) -> Ragged:
        """Every text as its pieces, without the unknown piece."""
        rows = [np.array([i for i in row if i][:LONGEST], dtype=np.int32) for row in pieces.encode(list(texts))]
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
        return cls(np.concatenate([*rows, np.zeros(0, np.int32)]), starts)

    @classmethod
    def joined(cls, parts: Sequence[Ragged]) -> Ragged:
        """The rows of all parts, one after another."""
        lengths = np.concatenate([np.diff(part.starts) for part in parts])
        return cls(
            np.concatenate([part.ids for part in parts]), np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        )

    def rows(self, rows: IntArray) -> Ragged:
        """Some rows, in that order."""
        ids, starts = self.take(rows)
        return Ragged(ids.astype(np.int32), np.append(starts, len(ids)))

    def take(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """The pieces of some rows, one after another, and where each row starts among them."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(offsets[-1]) + np.repeat(self.starts[rows] - offsets[:-1], lengths)
        return self.ids[at].astype(np.int64), offsets[:-1]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """All pairs of one language and kind; `bounds` are the rows at which its corpora start, and the end."""

    foreign: Ragged
    english: Ragged
    bounds: IntArray

    @property
    def size(self) -> int:
        """The number of pairs."""
        return len(self.foreign.starts) - 1

    def draw(self, random: np.random.Generator, count: int, run: int, power: float) -> IntArray:
        """Rows in runs of neighbours, a corpus as likely as its size to `power`. None twice."""
        sizes = np.diff(self.bounds).astype(float)
        chance = sizes**power / np.sum(sizes**power)
        which = random.choice(len(sizes), size=max(1, count // run), p=chance)
        starts = self.bounds[which] + (random.random(len(which)) * np.maximum(1, sizes[which] - run + 1)).astype(
            np.int64
        )
        rows = (starts[:, None] + np.arange(run)).ravel()
        return np.unique(rows[rows < np.repeat(self.bounds[which + 1], run)])


def pool(pieces: sentencepiece.SentencePieceProcessor, parts: Sequence[Sequence[tuple[str, str]]]) -> Pool:
    """One pool of several corpora, in their order."""
    pairs = [pair for part in parts for pair in part]
    bounds = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    foreign = Ragged.encode(pieces, [pair[0] for pair in pairs])
    return Pool(foreign, Ragged.encode(pieces, [pair[1] for pair in pairs]), bounds)


def pools(data: Path, vocabulary: Path, glossed: int, seed: int) -> dict[tuple[str, str], Pool]:
    """(kind, language) -> pool, of the kinds "parallel", "lexicon" and "glossed"."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    found: dict[tuple[str, str], list[Corpus]] = defaultdict(list)
    for corpus in corpora(data):
        found[corpus.kind, corpus.language].append(corpus)
    made = {key: pool(pieces, [corpus.train for corpus in group]) for key, group in sorted(found.items())}
    english = sorted(
        {pair[1] for (kind, _), group in found.items() if kind == "parallel" for c in group for pair in c.train}
    )
    random = np.random.default_rng(seed)
    chosen = [english[at] for at in random.permutation(len(english))[:glossed]]
    for language in LANGUAGES if glossed else ():
        if ("lexicon", language) in found:
            entries = [pair for corpus in found["lexicon", language] for pair in corpus.train]
            made["glossed", language] = pool(pieces, [gloss(chosen, entries, language, random)])
    return made | pivoted(made)


def pivoted(found: dict[tuple[str, str], Pool]) -> dict[tuple[str, str], Pool]:
    """("pivot", "de+fr") -> a pool of pairs of two foreign languages that have their English sentence in common.

    A gloss stands in where a language has no human translation of the sentence; two glosses make no pair.
    """
    keys: dict[bytes, int] = {}
    rows: dict[tuple[str, str], IntArray] = {}
    for (kind, language), pool in sorted(found.items()):
        if kind != "lexicon":
            cut = np.split(pool.english.ids, pool.english.starts[1:-1])
            rows[kind, language] = np.array([keys.setdefault(part.tobytes(), len(keys)) for part in cut], np.int64)
    made = {}
    languages = sorted({language for _, language in rows})
    for one, other in ((a, b) for a in languages for b in languages if a < b):
        joined = []
        for kinds in (("parallel", "parallel"), ("parallel", "glossed"), ("glossed", "parallel")):
            sides = [(kind, language) for kind, language in zip(kinds, (one, other), strict=True)]
            if all(side in rows for side in sides):
                _, left, right = np.intersect1d(rows[sides[0]], rows[sides[1]], return_indices=True)
                order = np.argsort(left)
                joined.append((found[sides[0]].foreign.rows(left[order]), found[sides[1]].foreign.rows(right[order])))
        bounds = np.concatenate([[0], np.cumsum([len(left.starts) - 1 for left, _ in joined])]).astype(np.int64)
        made["pivot", f"{one}+{other}"] = Pool(
            Ragged.joined([j[0] for j in joined]), Ragged.joined([j[1] for j in joined]), bounds
        )
    return made


def gloss(
    sentences: Iterable[str], entries: Iterable[tuple[str, str]], language: str, random: np.random.Generator
) -> list[tuple[str, str]]:
    """English sentences beside their translation word by word: all that the order-blind model needs of a sentence.

    A word without an entry is left out on the foreign side; what half of is unknown is no pair.
    """
    senses: dict[str, list[str]] = defaultdict(list)
    for foreign, english in entries:
        senses[re.sub(r"^(to|a|an|the) ", "", english.lower())].append(foreign)
    made = []
    for sentence in sentences:
        words = re.findall(r"\w+", sentence)
        found = [
            translation for word in words if (translation := _translate(word, senses, language, random)) is not None
        ]
        if len(found) >= max(3, 0.4 * len(words)) and len(words) <= 60:
            made.append((("" if language in UNSPACED else " ").join(found), sentence))
    return made


def _translate(word: str, senses: dict[str, list[str]], language: str, random: np.random.Generator) -> str | None:
    lower = word.lower()
    for lemma in (lower, *_lemmas(lower)):
        if lemma in senses:
            choices = senses[lemma]
            return choices[int(random.random() * len(choices))]
    return word if word.isdigit() else None


def _lemmas(word: str) -> Iterable[str]:
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
