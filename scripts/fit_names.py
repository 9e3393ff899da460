"""Fits the weights in `checker/measures/names.py`: whether a name of a translation stands where another should.

usage: python -m scripts.fit_names PATH/TO/train

In human translations a name that sounds like one of the source is put in place of another, and the pair of the two is
told from all pairs of names that whole translations leave unanswered: once in single sentences, and once in articles of
twenty rows, where other mentions tell what a name is called. Prints the weights of both models, and how many pairs of
whole translations and how many of the others come out above each score.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.lang.mentions import Mention, mentions
from checker.lang.name_tokens import Token
from checker.lang.names import likeness
from checker.lang.words import words
from checker.measures.name_chains import chains
from checker.measures.name_evidence import EVIDENCE, Pair, Text, pairs
from checker.measures.name_ledger import Ledger
from checker.measures.name_swaps import EVIDENCE as SWAP_EVIDENCE
from checker.measures.name_swaps import Swap, swaps
from scripts.alarms import rows

FILES = ("xquad", "tico19", "mt-geneval-dev", "un-sdg", "tatoeba", "cocoa-mt-train")
SEED, ROWS, SHORTEST, LONGEST, SAME, OTHER = 1, 1200, 40, 400, 0.72, 0.66
STEPS, RATE, DECAY = 4000, 0.5, 0.01

ARTICLES = ("xquad", "tico19", "un-sdg", "opensource-guide")
MANY, LONG, TRIES, MENTIONS, LEAST = 120, 20, 6, 2, 4

Array = npt.NDArray[Any]

Example = tuple[tuple[float, ...], bool]
"""Evidence of a pair, and whether the name was put there."""


def main() -> None:
    """Gather pairs of names, fit, print."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    chance = random.Random(SEED)
    folders = sorted((Path(sys.argv[1]) / "parallel").glob("*-en"))
    report(EVIDENCE, [one for folder in folders for one in examples(folder, chance)])
    report(SWAP_EVIDENCE, [one for folder in folders for one in article_examples(folder, chance)])


def report(names: Sequence[str], found: Sequence[Example]) -> None:
    """Fit one model and print it."""
    evidence, wrong = np.array([one for one, _ in found]), np.array([one for _, one in found])
    weights, base = fit(evidence, wrong)
    scores = evidence @ weights + base
    print(dict(zip(names, weights.round(3).tolist(), strict=True)), round(base, 3))
    for least in np.arange(-1.0, 3.5, 0.5):
        above = scores > least
        print(f"{least:5.1f}: {(above & ~wrong).sum()} of whole translations, {above[wrong].mean():.2f} of others")


def examples(folder: Path, chance: random.Random) -> Iterator[Example]:
    """Evidence of pairs in texts with case on both sides, and whether the name was put there."""
    other = folder.name.removesuffix("-en")
    given = [row for name in FILES for row in rows([folder / f"{name}.tsv.gz"] if _there(folder, name) else [])]
    given = [row for row in given if SHORTEST < len(row[1]) < LONGEST]
    chance.shuffle(given)
    for source, target, some in ((other, "en", given[:ROWS]), ("en", other, [row[::-1] for row in given[:ROWS]])):
        if not all(Text("", language).cased for language in (source, target)):
            continue
        texts = [(Text(row[0], source), Text(row[1], target)) for row in some]
        names = [[one for one in _names(text) if not one.first] for _, text in texts]
        pool = [text.text[one.start : one.end] for (_, text), some in zip(texts, names, strict=True) for one in some]
        for (original, text), mine in zip(texts, names, strict=True):
            yield from ((pair.evidence, False) for pair in pairs(text, original, loose=True))
            pair = _replaced(original, text, mine, chance.choice(pool), chance) if mine else None
            if pair is not None:
                yield pair.evidence, True


def _there(folder: Path, name: str) -> bool:
    return (folder / f"{name}.tsv.gz").is_file()


def _names(text: Text) -> tuple[Mention, ...]:
    return mentions(text.text, text.language)


def _replaced(source: Text, text: Text, mine: list[Mention], name: str, chance: random.Random) -> Pair | None:
    """The pair of the name that was put in place of one of `mine` and the one of the source that it drove out."""
    heard = [word.text for word in words(source.text)]
    sounding = [one for one in mine if any(likeness(word.text, other) > SAME for word in one.words for other in heard)]
    if not sounding or any(likeness(word.text, other) > OTHER for word in words(name) for other in heard):
        return None
    gone = chance.choice(sounding)
    lost = text.text[gone.start : gone.end]
    wrong = Text(text.text[: gone.start] + name + text.text[gone.end :], text.language)
    for pair in pairs(wrong, source, loose=True):
        inside = gone.start <= pair.name.start < gone.start + len(name)
        if inside and likeness(source.text[pair.other.start : pair.other.end], lost) > OTHER:
            return pair
    return None


def article_examples(folder: Path, chance: random.Random) -> Iterator[Example]:
    """Evidence of pairs in articles, and whether the name was put there."""
    other = folder.name.removesuffix("-en")
    articles: list[list[tuple[str, str]]] = []
    for name in ARTICLES:
        given = list(rows([folder / f"{name}.tsv.gz"])) if _there(folder, name) else []
        articles += [given[at : at + LONG] for at in range(0, len(given) - LONG + 1, LONG)]
    some = articles[:: max(1, len(articles) // MANY)][:MANY]
    for turned, languages in ((False, (other, "en")), (True, ("en", other))):
        texts = [([row[turned] for row in rows], [row[not turned] for row in rows]) for rows in some]
        ledgers = [Ledger(source, target, languages) for source, target in texts]
        if not ledgers or not any(ledgers[0].cased):
            continue
        named = [list(_mentions(ledger)) for ledger in ledgers]
        everywhere = [token for tokens in named for _, token in tokens]
        for (source, target), mine in zip(texts, named, strict=True):
            yield from ((swap.evidence, False) for _, swap in _swaps(source, target, languages))
            within = [token for _, token in mine]
            for bead, token in chance.sample(mine, min(TRIES // 2, len(mine))):
                for pool in (everywhere, within):
                    yield from _put(source, target, languages, bead, token, chance.choice(pool))


def _mentions(ledger: Ledger) -> Iterator[tuple[int, Token]]:
    """Names that the source has, and that the article has more than once."""
    for number, bead in enumerate(ledger.beads):
        for at, token in enumerate(bead.ours):
            other = bead.answered.get(at)
            name = other and len(ledger.renders[other][ledger.ours(token)]) >= MENTIONS
            if name and token.rank and not token.first and len(token.word.text) >= LEAST:
                yield number, token


def _put(
    source: list[str], target: list[str], languages: tuple[str, str], bead: int, gone: Token, name: Token
) -> Iterator[Example]:
    """The pairs of a name that was put in place of one of an article, and the one that it drove out."""
    heard = [word.text for word in words(source[bead] + " " + target[bead])]
    if any(likeness(name.word.text, other) > OTHER for other in heard):
        return
    start, new = gone.word.start, name.word.text
    wrong = target.copy()
    wrong[bead] = target[bead][:start] + new + target[bead][gone.word.end :]
    for number, swap in _swaps(source, wrong, languages):
        inside = number == bead and swap.here[0] < start + len(new) and swap.here[1] > start
        lost = [one.word.text for one in swap.missing]
        if inside and any(likeness(one, gone.word.text) > OTHER for one in lost):
            yield swap.evidence, True


def _swaps(source: list[str], target: list[str], languages: tuple[str, str]) -> Iterator[tuple[int, Swap]]:
    for number, chain in enumerate(chains(source, target, languages)):
        if chain.strangers and chain.missing:
            both = Text(target[number], languages[1]), Text(source[number], languages[0])
            yield from ((number, one) for one in swaps(chain, *both))


def fit(evidence: Array, wrong: Array) -> tuple[Array, float]:
    """Weights and base of a logistic regression in which both kinds of pairs weigh the same."""
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    inputs = np.concatenate([(evidence - mean) / spread, np.ones((len(evidence), 1))], axis=1)
    shares = np.where(wrong, 1.0, wrong.sum() / max(1, (~wrong).sum()))
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-inputs @ weights))
        weights -= RATE * (inputs.T @ (shares * (likely - wrong)) / shares.sum() + DECAY * np.append(weights[:-1], 0.0))
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


if __name__ == "__main__":
    main()
