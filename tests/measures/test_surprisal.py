from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from checker.measures import measure
from checker.measures.embedded import LANGUAGES as EMBEDDED
from checker.measures.embedded import Embedding
from checker.measures.surprisal import surprisal
from checker.measures.surprisal_model import END, FIRST, LANGUAGES, START, Model, padded, revision
from checker.measures.surprisal_ngrams import STEP, NGrams
from checker.model import Bead, Document
from checker.readers import read_bytes
from checker.segment import segment
from scripts.surprisal_classes import clustered
from scripts.surprisal_counts import tables
from scripts.train_surprisal import train

SIZE = 6


def _document(text: str, language: str) -> Document:
    return read_bytes(text.encode(), "target", language)


def _beads(text: str, language: str) -> list[Bead]:
    return [Bead(index, (sentence,)) for index, sentence in enumerate(segment(_document(text, language)))]


def _stream() -> tuple[np.ndarray, np.ndarray]:
    rows = [np.array([2, 3, 4]), np.array([2, 3, 4]), np.array([2, 3, 5]), np.array([5, 3, 4])] * 3
    return padded(rows)


def test_the_probabilities_after_a_context_sum_to_one() -> None:
    symbols, reach = _stream()
    first = np.full(SIZE, 1 / SIZE)
    for most in (100, 3):
        table = NGrams(tables(symbols, reach, first, 3, most), "", 3)
        contexts = [(START, 2), (2, 3), (5, 3), (4, 4)]
        for context in contexts:
            rows = np.array([[*context, last] for last in range(SIZE)])
            told = table.tell(rows.reshape(-1), np.tile([0, 1, 2], SIZE))
            # Each logarithm is rounded to a step, and so is each weight.
            assert np.exp(told.logs[2::3]).sum() == pytest.approx(1.0, abs=float(3 * STEP))


def test_what_was_seen_is_likelier_than_what_was_not() -> None:
    symbols, reach = _stream()
    table = NGrams(tables(symbols, reach, np.full(SIZE, 1 / SIZE), 3, 100), "", 3)
    seen, unseen = (table.tell(np.array([2, 3, last]), np.array([0, 1, 2])) for last in (4, 2))
    assert seen.logs[2] > unseen.logs[2]
    assert (seen.orders[2], unseen.orders[2]) == (3, 1)


def test_a_place_sees_no_further_than_it_may() -> None:
    symbols, reach = _stream()
    table = NGrams(tables(symbols, reach, np.full(SIZE, 1 / SIZE), 3, 100), "", 3)
    told = table.tell(np.array([2, 3, 4]), np.zeros(3, np.int64))
    assert told.logs == pytest.approx(np.log(1 / SIZE), abs=float(STEP))


def test_symbols_of_the_same_company_share_a_class() -> None:
    chance = np.random.default_rng(1)
    nouns, verbs = np.arange(2, 8), np.arange(8, 14)
    text = np.stack([chance.choice(nouns, 4000), chance.choice(verbs, 4000)], axis=1).reshape(-1)
    classes = clustered(text, np.bincount(text, minlength=14), 4, 2, 10)
    assert len(set(classes[nouns])) == len(set(classes[verbs])) == 1
    assert classes[2] != classes[8]


def test_padded_rows_see_to_their_start() -> None:
    symbols, reach = padded([np.array([7, 8]), np.array([9])])
    assert symbols.tolist() == [START, 7, 8, END, START, 9, END]
    assert reach.tolist() == [0, 1, 2, 3, 0, 1, 2]


def test_each_language_of_the_embedding_has_a_model() -> None:
    assert LANGUAGES == EMBEDDED


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_model_reads_any_text(language: str) -> None:
    for told in surprisal(
        ["", "...", "5", "x\N{REPLACEMENT CHARACTER}y \N{GREEK SMALL LETTER OMEGA}", "a b"], language
    ):
        assert len(told.spans) == len(told.nats) == len(told.alone)
        assert np.isfinite(told.nats).all()
        assert (told.nats > 0).all()


def test_a_word_is_expected_where_it_belongs() -> None:
    right, wrong = surprisal(["They went to the house of my friend.", "They house to my of the friend went."], "en")
    assert (right.alone - right.nats).mean() > 0.5 > (wrong.alone - wrong.nats).mean()
    assert sorted(right.alone.round(3)) == sorted(wrong.alone.round(3))


def test_digits_in_a_row_are_one_symbol() -> None:
    model = Model.shipped("en")
    text = "In 2024 we had 7."
    read = model.read(text, Embedding.shipped().pieces(text))
    assert read.spans == ((0, 2), (3, 7), (8, 10), (11, 14), (15, 16), (16, 17))
    assert read.symbols[1] == read.symbols[4] == FIRST - 1


def test_words_of_the_target_are_measured_with_their_places() -> None:
    text = "The **house** is old. It stood empty for 20 years."
    (first, second) = measure(_beads(text, "en"))
    for name in ("context-gain", "disorder"):
        told = first.word_measures[name] + second.word_measures[name]
        assert [text[one.span.start : one.span.end] for one in told] == (
            "The house is old It stood empty for 20 years".split()
        )


def test_a_language_without_a_model_is_not_measured() -> None:
    (bead,) = measure(_beads("Ninapenda kusoma vitabu.", "sw"))
    assert not bead.word_measures


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    known = ["the house is old", "the house is new", "a house is a home", "the home is old"] * 3
    for name in ("one", "two"):
        train(known, known[:2], {"house": 5, "home": 3}, tmp_path / f"{name}.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_another_training_is_another_revision(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, numbers in ((one, np.arange(50_000)), (other, np.arange(50_000)[::-1])):
        folder.mkdir()
        np.savez(folder / "aa.npz", numbers=numbers)
    assert revision(one) != revision(other)
    assert revision(one) == revision(one)
