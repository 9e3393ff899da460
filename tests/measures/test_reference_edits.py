"""The edits of a bead have places in its documents; what cannot be compared says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checker.measures.reference_edits import LONGEST, compared
from checker.model import Article, Side, Span
from checker.pipeline import check_article
from checker.readers import read_bytes
from checker.spans import Edit, EditKind

Build = Callable[..., Article]

TARGET = "Talks stalled.\n\nThe **old** ship left the port. It rained."
REFERENCE = "Talks stalled.\n\nThe *young* ship left port. It rained."


def test_places_are_those_of_the_documents(article: Build) -> None:
    made = article(TARGET, reference=REFERENCE, format="markdown")
    first, second, third = compared(made.beads)
    assert (first.edits, third.edits) == ((), ())
    assert second.edits is not None
    shown = [(TARGET[slice(*one.target)], REFERENCE[slice(*one.reference)]) for one in second.edits]
    assert shown == [("old", "young"), ("the", "")]
    assert TARGET[: second.edits[0].target.start] == "Talks stalled.\n\nThe **"


def test_a_bead_without_a_side_is_not_compared(article: Build) -> None:
    more, _ = compared(article("It rained. It snowed.", reference="It rained.").beads)[::-1]
    assert (more.edits, more.refused) == (None, {})
    assert all(one.edits is None for one in compared(article(TARGET, REFERENCE).beads))


def test_a_bead_of_several_sentences_is_compared_as_a_whole(article: Build) -> None:
    made = article("The ship left. It rained.", reference="The ship left, and it rained.")
    bead = replace(made.beads[0], target=made.sentences[Side.TARGET])
    (bead,) = compared([bead])
    assert bead.edits == (Edit(EditKind.REPLACE, Span(13, 17), Span(13, 21)),)


def test_sentences_that_stand_apart_are_not_compared_and_the_reason_is_told(article: Build) -> None:
    made = article("It rained. It snowed. It blew.", reference="It rained. It blew.")
    bead = replace(made.beads[0], target=made.sentences[Side.TARGET][::2])
    (bead,) = compared([bead])
    assert bead.edits is None
    assert "stand apart" in bead.refused["edits"]


def test_what_is_too_long_to_compare_is_told_in_the_report() -> None:
    long = "the ship and " * LONGEST
    texts = [read_bytes(text.encode(), name, "en") for name, text in (("t", long), ("r", long + "crew"))]
    report = check_article(texts[0], None, texts[1])
    assert report.article.beads[0].edits is None
    (skipped,) = (one for one in report.skipped if one.check == "edits")
    assert f"3,001 words and marks, and up to {LONGEST:,} are compared" in skipped.reason
