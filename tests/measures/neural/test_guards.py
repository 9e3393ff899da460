"""What no model is asked about, and what it may be asked about all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.measures import Refused
from checker.measures.neural.guards import refusals, too_long
from checker.measures.neural.texts import said, text_of
from checker.model import MARKUP, Bead, Block, BlockKind, Document, Sentence, Side, Span

Beads = Callable[..., tuple[Bead, ...]]

FRENCH = "Le ministre a ouvert lundi le nouvel h\u00f4pital de la ville."
ENGLISH = "The minister opened the town's new hospital on Monday."


@pytest.mark.parametrize(
    ("target", "source", "told"),
    [
        (ENGLISH, FRENCH, None),
        ("...", FRENCH, "The target holds no words."),
        (ENGLISH, "\u2014", "The source holds no words."),
        (FRENCH, FRENCH.upper(), "The target is a copy of the source."),
        ("Les infirmi\u00e8res l'attendaient depuis bien des ann\u00e9es.", FRENCH, "The target is in French"),
        ("Merci, Marie!", FRENCH, None),  # too short to tell a language
    ],
)
def test_of_a_pair(beads: Beads, target: str, source: str, told: str | None) -> None:
    (found,) = refusals(beads([(target, source, None)]), (Side.SOURCE,))
    assert (found is None) == (told is None)
    assert told is None or (found is not None and found.reason.startswith(told))


def test_languages_that_are_never_identified_are_not_judged(beads: Beads) -> None:
    rows = [("Hetta er ein heilt vanligur setningur um ve\u00f0ri\u00f0 her \u00e1 landi.", FRENCH, None)]
    assert refusals(beads(rows, target="fo"), (Side.SOURCE,)) == [None]


def test_a_text_that_is_too_long_is_told() -> None:
    assert too_long(512, 512) is None
    assert too_long(513, 512) == Refused("Of 513 tokens the model reads 512 at most.")


def test_markup_is_not_read_and_places_lead_back() -> None:
    text = "A **new**\nhospital. It opened."
    prose = text.replace("*", MARKUP)
    document = Document(text, prose, "en", "test", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), (0, 10))
    bead = Bead(0, (Sentence(document, Span(0, 19), 0, 0), Sentence(document, Span(20, 30), 1, 0)))
    read = said(bead, Side.TARGET)
    assert read.text == text_of(bead, Side.TARGET) == "A new hospital. It opened."
    assert read.span(2, 5) == Span(4, 7)
    start = read.text.index("It")
    assert text[slice(*read.span(start, start + 9))] == "It opened"
