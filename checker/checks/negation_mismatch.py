"""A "not" of the source has vanished, or the translation denies what the source says.

Why it matters
    One small word turns a statement, a warning or a contract into its opposite, and both read equally well.

What it looks at
    Pairs of one sentence each in which one side denies a verb ("does not", "никогда не", "～ません") and the other has
    fewer negators. The words around the denial are looked up on the other side by their meaning. When they are found,
    and no negator, negative affix or word that denies by its meaning ("without", "refuse", "hardly", "instead", "un-")
    stands near them, the denial is reported.

Limits
    Questions, double negation, "not only", "not until" and the like are left alone, and so is all that may be said in
    other words: beside "only", "still", "difficult" or "less" nothing is reported. That costs recall: of denials put
    into human translations or taken out of them two in five are found, nearly all of them as minor, and fewest in
    Czech, Japanese, Korean and Turkish. A finding is wrong where a translator says by an opposite that the lists do
    not know ("it has its price" for "it does not come cheap").

Example
    language: en
    source-language: de
    source: Der Minister hat den neuen Vertrag unterschrieben.
    bad: The minister did ⟦not⟧ sign the new contract.
    good: The minister signed the new contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks import Check
from checker.model import Bead, Hit, Passage, Severity, Side

_MEASURE = "polarity"
_DOUBT = 0.2
"""What translators' own ways of denying take from the chance that the measure gives: without it one or two in a
thousand sentences of human translations would be called wrong for certain, nearly all without reason; with half of it
still two in a thousand of medical text from French."""


def find(bead: Bead, options: None) -> Iterator[Hit]:
    """Yields the denials of either side that nothing on the other side answers."""
    found = bead.word_measures.get(_MEASURE, ())
    for denial, place in zip(found[::2], found[1::2], strict=True):
        document = bead.side(denial.side)[0].document
        word = document.text[denial.span.start : denial.span.end]
        if denial.side is Side.SOURCE:
            message = f"The source denies this (“{word}”), and nothing in the translation seems to do so."
        else:
            message = f"The translation denies this (“{word}”), and nothing in the source seems to do so."
        yield Hit(
            denial.span,
            message,
            denial.side,
            related=(Passage(place.side, place.span),),
            confidence=round(1.0 - denial.value - _DOUBT, 2),
        )


CHECK = Check(
    name="negation-mismatch",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="bead",
    find=find,
    needs=("source", "measure:polarity", "facts:negation"),
)
