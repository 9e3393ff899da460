"""What every format says of the whole article."""

from __future__ import annotations

from checker.judged import By
from checker.lang.length import length_in_words
from checker.model import Document, Report, Severity, Side


def counts(report: Report) -> dict[str, int]:
    """Findings by severity, the gravest first; severities without findings too."""
    return {
        str(severity): sum(finding.severity is severity for finding in report.findings)
        for severity in reversed(Severity)
    }


def not_counted(report: Report) -> str:
    """How many findings do not count, and by what: "3 dismissed, 2 in the baseline"; "" where all count."""
    named = {
        By.DECISION: "dismissed",
        By.INLINE: "ignored in the text",
        By.BASELINE: "in the baseline",
        By.UNCHANGED: "in what has not changed",
    }
    counted = {by: sum(one.by is by for one in report.suppressed) for by in named}
    return ", ".join(f"{counted[by]} {name}" for by, name in named.items() if counted[by])


def aligned(report: Report) -> float | None:
    """The share of sentences of both texts whose bead holds the other text too; None where there is one text."""
    witness = next((side for side in (Side.SOURCE, Side.REFERENCE) if report.article.document(side)), None)
    if witness is None:
        return None
    total = together = 0
    for bead in report.article.beads:
        target, other = len(bead.target), len(bead.side(witness))
        total += target + other
        together += target + other if target and other else 0
    return together / total if total else 0.0


def worst(report: Report, most: int = 3) -> tuple[int, ...]:
    """Indices of the target sentences with findings that have the lowest scores, the lowest first."""
    flagged = [index for index, score in enumerate(report.scores) if score.parts.get("penalty")]
    return tuple(sorted(flagged, key=lambda index: report.scores[index].value)[:most])


def words(report: Report, document: Document) -> int:
    """Words of all sentences of a document, rounded; see `checker.lang.length`."""
    side = next(side for side in Side if report.article.document(side) is document)
    return round(sum(length_in_words(sentence.prose) for sentence in report.article.sentences[side]))
