"""Trains the language models in `checker/measures/surprisal/` from openly licensed text.

    python -m scripts.train_surprisal PATH/TO/train [LANGUAGE ...] [--out FOLDER]

Reads parallel/<x>-en/*.tsv.gz, both sides, and freq/<lang>*.50k.txt.gz; the last row of each hundred of a corpus is
kept apart. Needs the shipped embedding, whose pieces are counted. Same data, same numpy: same bytes. Prints a line a
language: sentences, pieces, bytes, and the nats a piece on the rows kept apart.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.measures.embedded import MODEL
from checker.measures.surprisal_model import END, FIRST, MODELS, NUMBER, ORDERS, RARE, START, Model, padded
from checker.measures.surprisal_ngrams import quantised
from scripts.embedding_corpus import LANGUAGES, corpora, frequencies
from scripts.surprisal_classes import clustered
from scripts.surprisal_counts import tables

Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

CLASSES, ROUNDS = 200, 6
FEWEST = 2
"""How often a piece stands in the text, or how many words of the frequency list have it: else it is rare."""
SUBTITLES = 0.3
"""The share of the frequency list in the probabilities of single pieces."""
MOST = {"piece-": 28_000, "class-": 18_000}
"""N-grams of an order at most, and how many times as many where there is the more text."""
PLENTY = {"en": 3}
LONGEST = 200
_TIGHT = re.compile(r"\s+([.,;:!?%)\]}»”，。、；：！？）])|([(\[{«„“（])\s+")
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")


def main() -> None:
    """Read the text, train each language, write its file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, help="the folder with parallel/ and freq/")
    parser.add_argument("--out", type=Path, default=MODELS, help="where <lang>.npz are written (default: %(default)s)")
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    texts = sentences(given.train, given.languages)
    for language in given.languages:
        known, apart = texts[language]
        if not known:
            continue
        path = given.out / f"{language}.npz"
        train(known, apart, frequencies(given.train, language), path)
        nats = mean_nats(Model(path), encoded(apart))
        size = path.stat().st_size
        print(f"{language}: {len(known)} sentences, {size} bytes, {nats[0]:.3f} nats a piece, {nats[1]:.3f} alone")


def sentences(data: Path, languages: Sequence[str]) -> dict[str, tuple[list[str], list[str]]]:
    """By language the sentences to learn from and those kept apart, each once, in the order of the corpora."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {language: ({}, {}) for language in languages}
    for corpus in corpora(data):
        if corpus.kind != "parallel":
            continue
        for side, language in enumerate((corpus.language, "en")):
            if language in found:
                for part, pairs in zip(found[language], (corpus.train, corpus.dev), strict=True):
                    part.update(dict.fromkeys(_plain(pair[side], corpus.name) for pair in pairs))
    return {code: (list(part[0]), [text for text in part[1] if text not in part[0]]) for code, part in found.items()}


def _plain(text: str, corpus: str) -> str:
    """The sentence; tokenised text is put together again."""
    if not corpus.endswith("-tok"):
        return text
    text = text.replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&")
    return _HAN_GAP.sub("", _TIGHT.sub(r"\1\2", text))


def pieces() -> tuple[object, npt.NDArray[np.bool_]]:
    """The vocabulary of the embedding, and which of its pieces are digits."""
    import sentencepiece

    tokens = sentencepiece.SentencePieceProcessor(model_file=str(MODEL / "pieces.model"))
    return tokens, np.array([tokens.id_to_piece(at).isdecimal() for at in range(tokens.get_piece_size())], np.bool_)


def encoded(texts: Sequence[str]) -> list[Integers]:
    """The pieces of each text as the embedding tells them: without what it does not know and without mere space."""
    tokens, _ = pieces()
    space = tokens.piece_to_id("\N{LOWER ONE EIGHTH BLOCK}")  # type: ignore[attr-defined]
    rows = tokens.encode(list(texts))  # type: ignore[attr-defined]
    return [np.array([one for one in row if one not in (0, space)][:LONGEST], np.int64) for row in rows]


def train(known: Sequence[str], apart: Sequence[str], words: dict[str, int], path: Path) -> None:
    """Counts, clusters, smooths, prunes, mixes; writes one language's model."""
    rows = encoded(known)
    _, numeric = pieces()
    text = np.bincount(np.concatenate(rows), minlength=len(numeric))
    listed = np.zeros(len(numeric))
    has = np.zeros(len(numeric), np.int64)
    for (_, times), row in zip(words.items(), encoded(list(words)), strict=True):
        np.add.at(listed, row, times)
        has[np.unique(row)] += 1
    kept = np.flatnonzero(((text >= FEWEST) | (has >= FEWEST)) & ~numeric)
    arrays: dict[str, npt.NDArray[np.generic]] = {"known": kept.astype(np.uint16)}
    symbols, reach = padded([_symbols(row, kept, numeric) for row in rows if len(row)])
    size = FIRST + len(kept)
    counts = np.bincount(symbols, minlength=size)
    first = _mixed(counts, listed[kept])
    classes = _completed(clustered(symbols, counts, CLASSES, FIRST, ROUNDS), kept)
    grouped = np.bincount(classes, first, CLASSES)
    arrays |= {
        "classes": classes.astype(np.uint8),
        "within": quantised(np.log(np.maximum(first, 1e-9) / np.maximum(grouped, 1e-9)[classes])),
    }
    for prefix, stream, single in (("piece-", symbols, first), ("class-", classes[symbols], grouped)):
        most = MOST[prefix] * PLENTY.get(path.stem, 1)
        made = tables(stream, reach, np.maximum(single, 1e-9), ORDERS[prefix], most)
        arrays |= {prefix + name: array for name, array in made.items()}
    arrays["shares"] = np.full((ORDERS["piece-"], ORDERS["class-"]), 0.5, np.float32)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # every name is an array
    arrays["shares"] = _shares(Model(path), encoded(apart))
    np.savez(path, **arrays)  # type: ignore[arg-type]


def _symbols(row: Integers, kept: Integers, numeric: npt.NDArray[np.bool_]) -> Integers:
    at = np.minimum(np.searchsorted(kept, row), len(kept) - 1)
    symbols = np.where(numeric[row], NUMBER, np.where(kept[at] == row, at + FIRST, RARE))
    again = (symbols[1:] == NUMBER) & (symbols[:-1] == NUMBER)
    return np.asarray(symbols[np.concatenate([[True], ~again])], dtype=np.int64)


def _mixed(counts: Integers, listed: Reals) -> Reals:
    """The probabilities of single symbols: from the text, and for pieces from the frequency list too."""
    text = counts.astype(np.float64)
    text[START] = 0
    text[[RARE, NUMBER, END]] += 1
    text[FIRST:] += 0.3
    text /= text.sum()
    if listed.sum():
        share = SUBTITLES * text[FIRST:].sum()
        text[FIRST:] = (1 - SUBTITLES) * text[FIRST:] + share * listed / listed.sum()
    return text


def _completed(classes: Integers, kept: Integers) -> Integers:
    """A class for the pieces that the text does not have: the commonest of those with the same end."""
    tokens, _ = pieces()
    names = [tokens.id_to_piece(int(one)) for one in kept]  # type: ignore[attr-defined]
    ends: dict[tuple[bool, str], list[int]] = {}
    keys = [
        [(name[0] == "\N{LOWER ONE EIGHTH BLOCK}", name[max(0, len(name) - size) :]) for size in (4, 3, 2, 1, 0)]
        for name in names
    ]
    for at, own in enumerate(keys, FIRST):
        if classes[at] >= 0:
            for key in own:
                ends.setdefault(key, []).append(int(classes[at]))
    usual = {key: int(np.bincount(found).argmax()) for key, found in ends.items()}
    for at, own in enumerate(keys, FIRST):
        if classes[at] < 0:
            classes[at] = next((usual[key] for key in own if key in usual), RARE)
    return classes


def _streams(model: Model, rows: Sequence[Integers]) -> tuple[Integers, Integers]:
    _, numeric = pieces()
    return padded([_symbols(row, model._known.astype(np.int64), numeric) for row in rows if len(row)])


def _shares(model: Model, rows: Sequence[Integers]) -> npt.NDArray[np.float32]:
    """How much the pieces count beside the classes, by how long an n-gram each knows; expectation maximisation."""
    symbols, reach = _streams(model, rows)
    told, grouped = model._pieces.tell(symbols, reach), model.groups(symbols, reach)
    shape = (ORDERS["piece-"], ORDERS["class-"])
    cell = ((told.orders - 1) * shape[1] + grouped.orders - 1)[reach > 0]
    ratio = np.exp(np.clip(grouped.logs - told.logs, -30, 30).astype(np.float64))[reach > 0]
    share = np.full(shape[0] * shape[1], 0.5)
    for _ in range(30):
        own = share[cell] / (share[cell] + (1 - share[cell]) * ratio)
        share = (np.bincount(cell, own, len(share)) + 10.0) / (np.bincount(cell, minlength=len(share)) + 20.0)
    return np.asarray(np.clip(share, 0.02, 0.98).reshape(shape), dtype=np.float32)


def mean_nats(model: Model | str, rows: Sequence[Integers]) -> tuple[float, float]:
    """Mean nats a symbol of a model, or of the shipped one of a language: after those before it, and alone."""
    if isinstance(model, str):
        model = Model.shipped(model)
    symbols, reach = _streams(model, rows)
    after, alone = (-float(model.tell(symbols, np.minimum(reach, far))[reach > 0].mean()) for far in (99, 0))
    return after, alone


if __name__ == "__main__":
    main()
