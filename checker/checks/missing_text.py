"""A part of a source sentence has no counterpart in the translation.

Why it matters
    The sentence is there, so nobody misses anything, and yet a condition, a place or half of a statement is gone.
What it looks at
    The words of both sides as the embedding that ships with the package sees them. A clause or phrase of the source
    is reported when nothing in the translated sentence or beside it means the same, the two sentences are more
    alike without it, and the translation is shorter than the rest of the text lets expect by about as much.
    Words compete: what answers one word better is a poorer answer to another. Numbers are compared by their digits and
    names by their sound. Without a source the reference is compared.
Limits
    It cannot tell what was left out on purpose, such as the name of an institution that readers know by its letters.
    Single words and short phrases are not looked for, nor what was replaced by something else. Of clauses and
    phrases of six to fourteen words that were taken out of human translations in twenty languages more than half is
    found: of German, French and Spanish two thirds, of Korean and Vietnamese two fifths, of Chinese and Japanese,
    which say much in little, a quarter. Only for the languages that the embedding knows. A finding is a minor one: a
    translator may condense, and may explain.
Example
    language: en
    source-language: de
    source: Die Bürgermeisterin eröffnete am Montag das neue Krankenhaus, ⟦obwohl die Feuerwehr vor den defekten Türen gewarnt hatte⟧. Die ersten Patienten kamen noch am selben Abend. Sie wurden von zwölf Ärzten und vierzig Krankenschwestern empfangen.
    bad: The mayor opened the new hospital on Monday. The first patients arrived that same evening. They were received by twelve doctors and forty nurses.
    good: The mayor opened the new hospital on Monday, although the fire brigade had warned of the faulty doors. The first patients arrived that same evening. They were received by twelve doctors and forty nurses.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.lang.gap import gaps
from checker.model import Bead, Hit, Passage, Severity, Side


def find(bead: Bead, options: None) -> Iterator[Hit]:
    """Yields what the source, or else the reference, says within a translated sentence and the translation does not."""
    witness = Side.SOURCE if bead.source is not None else Side.REFERENCE
    for gap in gaps(bead, witness, Side.TARGET):
        message = (
            f"Nothing in the translation seems to correspond to these words of the {witness}, and the translation is "
            f"shorter by about as much. They would stand near the passage shown."
        )
        yield Hit(gap.span, message, witness, (Passage(Side.TARGET, gap.place),), confidence=gap.chance)


CHECK = Check(
    name="missing-text",
    category="accuracy/omission",
    severity=Severity.MINOR,
    reads="bead",
    find=find,
    needs=("witness", "measure:coverage"),
)
