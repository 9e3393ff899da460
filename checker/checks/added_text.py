"""A part of a sentence of the translation has no counterpart in the source.

Why it matters
    Inside a sentence that is otherwise right an invention reads like the author's own words.
What it looks at
    The words of both sides as the embedding that ships with the package sees them. A clause or phrase of the
    translation is reported when nothing in the source sentence or beside it means the same, the two sentences are
    more alike without it, and the translation is longer than the rest of the text lets expect by about as much.
    Words compete: what answers one word better is a poorer answer to another. Numbers are compared by their digits and
    names by their sound. Without a source the reference is compared.
Limits
    A translator may explain what readers cannot know; a long explanation is reported, a word or two are not. Added
    clauses of six to fourteen words are found about as often as missing ones: more than half, but fewer from and into
    Japanese, Chinese and Korean. Only for the languages that the embedding knows.
Example
    language: en
    source-language: de
    source: Die Bürgermeisterin eröffnete am Montag das neue Krankenhaus. Die ersten Patienten kamen noch am selben Abend. Sie wurden von zwölf Ärzten und vierzig Krankenschwestern empfangen.
    bad: The mayor opened the new hospital on Monday, ⟦although the fire brigade had warned of the faulty doors⟧. The first patients arrived that same evening. They were received by twelve doctors and forty nurses.
    good: The mayor opened the new hospital on Monday. The first patients arrived that same evening. They were received by twelve doctors and forty nurses.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.gap import gaps
from checker.model import Bead, Hit, Passage, Severity, Side


def find(bead: Bead, options: None) -> Iterator[Hit]:
    """Yields what the translation says within a sentence and the source, or else the reference, does not."""
    witness = Side.SOURCE if bead.source is not None else Side.REFERENCE
    for gap in gaps(bead, Side.TARGET, witness):
        message = (
            f"Nothing in the {witness} seems to correspond to these words of the translation, and the translation is "
            f"longer by about as much."
        )
        yield Hit(gap.span, message, Side.TARGET, (Passage(witness, gap.place),), confidence=gap.chance)


CHECK = Check(
    name="added-text",
    category="accuracy/addition",
    severity=Severity.MINOR,
    reads="bead",
    find=find,
    needs=("witness", "measure:coverage"),
)
