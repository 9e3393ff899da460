"""A "not" of the source has vanished, or the translation denies what the source says.

Why it matters
    One small word turns a statement, a warning or a contract into its opposite, and both read equally well.

What it looks at
    Pairs of one sentence each in which one side denies a verb ("does not", "никогда не", "～ません") or denies by
    itself ("no", "nobody", "without", "impossible"). The words around the denial are looked up on the other side by
    their meaning. The more of them are found, and the less near them may say the same - a negator, a negative affix, a
    word that denies by its meaning ("refuse", "hardly", "instead") and renders nothing else - the surer is the report.

Limits
    Questions, double negation, "not only", "not until" and the like are left alone, and words beside the place such as
    "only", "still", "difficult" or "less" count against a report. That costs recall: of denials put into human
    translations every second one is found, of those taken out one in four, most of them as minor, and fewest in
    Arabic, Czech, Korean and Turkish. A finding is wrong where a translator says by an opposite that the lists do not
    know ("it has its price" for "it does not come cheap").

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
            confidence=round(1.0 - denial.value, 2),
        )


CHECK = Check(
    name="negation-mismatch",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="bead",
    find=find,
    needs=("source", "measure:polarity", "facts:negation"),
)
