"""Passages that stand elsewhere in the translation."""

from __future__ import annotations

import pytest

from checker import pipeline
from checker.model import Article, Side
from checker.readers import read_bytes
from scripts.evaluate import documents, folders, languages

TEXTS = [folder for folder in folders() if next(folder.glob("good.*")).suffix == ".txt"]


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
