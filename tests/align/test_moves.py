"""Passages that stand elsewhere in the translation."""

from __future__ import annotations

import pytest

from checker import pipeline
from checker.align.order import displaced
from checker.checks.moved_paragraph import find
from checker.model import Article, Side
from checker.readers import read_bytes
from scripts.evaluate import artifacts, documents, folders, is_kept, languages

TEXTS = [folder for folder in folders() if not is_kept(folder) and next(folder.glob("good.*")).suffix == ".txt"]
AS_MANY = [
    index
    for index, folder in enumerate(TEXTS)
    if not {"moved-paragraph", "lost-structure"} & {one.check for one in artifacts(folder)}
]
"""Of these the flawed translation has the paragraphs of the good one, in their order."""


def _aligned(target: str, folder_index: int) -> Article:
    folder = TEXTS[folder_index]
    _, source = documents(folder, "good")
    given = {Side.TARGET: read_bytes(target.encode(), "target.txt", languages(folder)[1]), Side.SOURCE: source}
    return pipeline.align(given, pipeline.segment(given))


def _paragraphs(folder_index: int) -> list[str]:
    return documents(TEXTS[folder_index], "good")[0].text.split("\n\n")


@pytest.mark.parametrize("index", range(len(TEXTS)), ids=lambda index: TEXTS[index].name)
def test_a_paragraph_that_went_to_the_end_is_found_and_nothing_else(index: int) -> None:
    paragraphs = _paragraphs(index)
    longest = max(range(3, len(paragraphs) - 3), key=lambda place: len(paragraphs[place]))
    moved = paragraphs.pop(longest)
    article = _aligned("\n\n".join([*paragraphs, moved]), index)
    found = [bead for bead in article.beads if bead.measures.get("moved")]
    assert found
    assert all(one.text in moved for bead in found for one in bead.target)
    assert sum(len(one.text) for bead in found for one in bead.target) > 0.7 * len(moved)


@pytest.mark.parametrize("index", range(len(TEXTS)), ids=lambda index: TEXTS[index].name)
def test_nothing_moved_in_a_good_translation_and_every_sentence_has_one_bead(index: int) -> None:
    article = _aligned("\n\n".join(_paragraphs(index)), index)
    assert not [bead for bead in article.beads if bead.measures.get("moved")]
    for side in (Side.SOURCE, Side.TARGET):
        indices = sorted(one.index for bead in article.beads for one in bead.side(side))
        assert indices == list(range(len(article.sentences[side])))


def _of_three(orders: dict[Side, list[int]], folder_index: int) -> Article:
    """The flawed translation, its source and the good one as a reference, each with its paragraphs in an order."""
    folder = TEXTS[folder_index]
    flawed, source = documents(folder, "flawed")
    texts = {Side.TARGET: flawed, Side.SOURCE: source, Side.REFERENCE: documents(folder, "good")[0]}
    given = {}
    for side, document in texts.items():
        paragraphs = document.text.split("\n\n")
        text = "\n\n".join(paragraphs[one] for one in orders.get(side, range(len(paragraphs))))
        given[side] = read_bytes(text.encode(), f"{side}.txt", document.language)
    return pipeline.align(given, pipeline.segment(given))


@pytest.mark.parametrize("moved", [(Side.TARGET,), (Side.REFERENCE,), (Side.TARGET, Side.REFERENCE)], ids=str)
@pytest.mark.parametrize("index", AS_MANY, ids=lambda index: TEXTS[index].name)
def test_of_three_texts_any_may_have_a_paragraph_elsewhere(index: int, moved: tuple[Side, ...]) -> None:
    paragraphs = _paragraphs(index)
    longest = max(range(3, len(paragraphs) - 3), key=lambda place: len(paragraphs[place]))
    order = [*(one for one in range(len(paragraphs)) if one != longest), longest]
    article = _of_three(dict.fromkeys(moved, order), index)
    for side, sentences in article.sentences.items():
        indices = sorted(one.index for bead in article.beads for one in bead.side(side))
        assert indices == list(range(len(sentences)))
    from_source = [bead for bead in article.beads if "moved" in bead.measures]
    from_reference = [bead for bead in article.beads if "moved-from-reference" in bead.measures]
    assert bool(from_source) == (Side.TARGET in moved)
    assert bool(from_reference) == (len(moved) == 1)
    assert len(list(find(article, None))) == (moved == (Side.TARGET,))


def test_out_of_order_is_what_weighs_least() -> None:
    assert displaced([(0, 2), (4, 6), (2, 4), (6, 7)], [1.0, 5.0, 3.0, 1.0]) == {2}
    assert displaced([(0, 2), (4, 6), (2, 4), (6, 7)], [1.0, 3.0, 5.0, 1.0]) == {1}
    assert displaced([(0, 1), (0, 0), (1, 3)], [1.0, 9.0, 1.0]) == frozenset()
    assert displaced([], []) == frozenset()
