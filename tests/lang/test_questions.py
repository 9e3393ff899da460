"""How sentences end, and what asks."""

from __future__ import annotations

import pytest

from checker.lang.inverted import lone_marks
from checker.lang.questions import Kind, end_mark, questions
from checker.model import MARKUP


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Who came?", "en", Kind.QUESTION),
        ("Ποιος ήρθε;", "el", Kind.QUESTION),
        ("He came;", "en", Kind.OTHER),
        ("من جاء؟", "ar", Kind.QUESTION),
        ("He came!", "en", Kind.EXCLAMATION),
        ("He came?!", "en", Kind.QUESTION),
        ("वह आया।", "hi", Kind.STATEMENT),
        ("He came...", "en", Kind.OTHER),
        ("“He came.”", "en", Kind.STATEMENT),
        (f"He came.{MARKUP}{MARKUP}", "en", Kind.STATEMENT),
        ("He came", "en", Kind.NONE),
        ("", "en", Kind.NONE),
    ],
)
def test_the_last_mark_says_what_a_sentence_is(text: str, language: str, kind: Kind) -> None:
    found = end_mark(text, language)
    assert found.kind is kind
    assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "language", "asks"),
    [
        ("橋は開きますか", "ja", True),
        ("橋は開きます", "ja", False),
        ("Köprü açık mı", "tr", True),
        ("Apakah", "id", True),
    ],
)
def test_particles_ask_without_a_mark(text: str, language: str, asks: bool) -> None:
    known = questions(language)
    assert known is not None
    assert known.ends_in_particle(text) is asks


def test_inverted_marks_pair_up_whatever_they_are() -> None:
    assert list(lone_marks("¿Vienes? ¡Qué haces? Si vienes, ¡avisa!")) == []
    assert [(lone.start, lone.opening) for lone in lone_marks("Vienes? ¿Cuándo.")] == [(6, False), (8, True)]
