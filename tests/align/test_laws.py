"""What holds of every alignment, whatever the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.align import align
from checker.measures.lexical_similarity import LexicalSimilarity
from checker.model import Bead, Sentence, Side
from tests.align.texts import lines, sentences

WORDS = st.sampled_from(
    "river stone 1998 Halden мост 橋 über جسر 12 the a ! , quick Olsen ... de la 桥梁 \t".split(" ")
)
SENTENCE = st.lists(WORDS, max_size=12).map(" ".join)
TEXT = st.lists(SENTENCE, max_size=9)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), max_size=4)
FEW = settings(max_examples=60, deadline=None)


def _demand_cover(beads: Sequence[Bead], side: Side, text: Sequence[Sentence]) -> None:
    indices = [sentence.index for bead in beads for sentence in bead.side(side)]
    assert sorted(indices) == list(range(len(text)))
    assert side is not Side.TARGET or indices == sorted(indices)
    assert any(name.startswith("moved") for bead in beads for name in bead.measures) or indices == sorted(indices)


def _demand_laws(beads: Sequence[Bead], texts: Mapping[Side, Sequence[Sentence]]) -> None:
    for side, text in texts.items():
        _demand_cover(beads, side, text)
    assert [bead.index for bead in beads] == list(range(len(beads)))
    for bead in beads:
        assert 0.0 <= bead.confidence <= 1.0
        assert bead.target or bead.source or bead.reference
        for measures in bead.word_measures.values():
            assert all(0.0 <= measure.value <= 1.0 for measure in measures)


@FEW
@given(PARAGRAPHS, PARAGRAPHS)
def test_two_texts_are_covered_once_and_in_order_but_for_moves(
    source: list[list[str]], target: list[list[str]]
) -> None:
    left, right = sentences(source), sentences(target)
    _demand_laws(align(right, left, None, LexicalSimilarity()), {Side.SOURCE: left, Side.TARGET: right})


@FEW
@given(TEXT, TEXT, TEXT)
def test_three_texts_are_covered_once_and_in_order_but_for_moves(
    source: list[str], target: list[str], reference: list[str]
) -> None:
    texts = {Side.SOURCE: lines(source), Side.TARGET: lines(target), Side.REFERENCE: lines(reference)}
    beads = align(texts[Side.TARGET], texts[Side.SOURCE], texts[Side.REFERENCE], LexicalSimilarity())
    _demand_laws(beads, texts)


@FEW
@given(TEXT, TEXT)
def test_the_same_texts_give_the_same_beads(source: list[str], target: list[str]) -> None:
    left, right = lines(source), lines(target)
    assert align(right, left, None, LexicalSimilarity()) == align(right, left, None, LexicalSimilarity())


@FEW
@given(st.integers(min_value=1, max_value=12))
def test_a_text_against_itself_aligns_one_to_one(count: int) -> None:
    text = [f"Line {number * 37} speaks of {name} and of nothing else." for number, name in enumerate(NAMES[:count])]
    beads = align(lines(text), lines(text), None, LexicalSimilarity())
    assert [bead.kind for bead in beads] == ["1-1"] * count


NAMES = "Halden Verona Kiew Oslo Porto Lagos Quito Delhi Perth Lima Baku Turin".split()


def test_a_target_alone_is_one_bead_a_sentence() -> None:
    beads = align(lines(["One.", "Two."]), None, None, LexicalSimilarity())
    assert [(bead.kind, bead.source, bead.reference) for bead in beads] == [("1", None, None)] * 2


@pytest.mark.parametrize(("source", "target"), [(0, 0), (0, 3), (3, 0), (1, 500), (500, 1), (40, 40)])
def test_hostile_numbers_of_equal_sentences(source: int, target: int) -> None:
    left, right = lines(["The same."] * source), lines(["Das gleiche."] * target)
    _demand_laws(align(right, left, None, LexicalSimilarity()), {Side.SOURCE: left, Side.TARGET: right})


def test_empty_lines_have_no_partner() -> None:
    left = lines(["Oslo has 12 bridges.", "", "Kiew has 30."])
    right = lines(["", "Oslo a 12 ponts.", "", "Kiew en a 30."])
    kinds = [bead.kind for bead in align(right, left, None, LexicalSimilarity())]
    assert sorted(kinds) == ["0-1", "1-0", "1-0", "1-1", "1-1"]


def test_two_single_sentences_align() -> None:
    beads = align(lines(["More haste, less speed."]), lines(["急がば回れ。"], "ja"), None, LexicalSimilarity())
    assert [bead.kind for bead in beads] == ["1-1"]


def test_a_long_text_with_a_long_addition() -> None:
    text = [f"Item {number * 7919} is kept in {NAMES[number % 12]} since {1000 + number}." for number in range(400)]
    extra = [f"Quite other matters fill this passage, number {number}, at length." for number in range(300)]
    left, right = lines(text), lines([*text[:200], *extra, *text[200:]])
    beads = align(right, left, None, LexicalSimilarity())
    _demand_laws(beads, {Side.SOURCE: left, Side.TARGET: right})
    right_ones = [
        bead for bead in beads if bead.kind == "1-1" and bead.target[0].text == bead.side(Side.SOURCE)[0].text
    ]
    assert len(right_ones) >= 396
