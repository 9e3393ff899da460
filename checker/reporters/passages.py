"""What reporters for eyes share: the findings of a bead shown together, the flagged words marked in their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Bead, Finding, Report, Sentence, Severity, Side, Span
from checker.reporters.visible import flagged, visible

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = 500
"""Characters shown before and after the flagged words of a very long sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, fit to be shown. severity: of the gravest finding on it; None where unflagged."""

    text: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A bead with its findings, or the findings that belong to none. score: that of its worst sentence."""

    bead: Bead | None
    findings: tuple[Finding, ...]
    score: float | None


def passages(report: Report, every: bool = False) -> Iterator[Passage]:
    """The beads with findings (or every one), in the order of the target; last what belongs to no bead."""
    by_bead: dict[int | None, list[Finding]] = {}
    for finding in report.findings:
        by_bead.setdefault(finding.bead, []).append(finding)
    for bead in report.article.beads:
        found = by_bead.get(bead.index, [])
        if found or every:
            scores = [report.scores[sentence.index].value for sentence in _shown(report, bead, found)]
            yield Passage(bead, tuple(found), min(scores, default=None))
    if None in by_bead:
        yield Passage(None, tuple(by_bead[None]), None)


def _shown(report: Report, bead: Bead, findings: Sequence[Finding]) -> tuple[Sentence, ...]:
    """The target sentences of a bead, and those beside it that its findings reach into."""
    indices = {sentence.index for sentence in bead.target}.union(*(finding.sentences for finding in findings))
    return tuple(report.article.sentences[Side.TARGET][index] for index in sorted(indices))


def shown(report: Report, passage: Passage, side: Side) -> tuple[Sentence, ...]:
    """The sentences of one side to show for a passage."""
    if passage.bead is None:
        return ()
    if side is Side.TARGET:
        return _shown(report, passage.bead, passage.findings)
    return _reached(report, passage.bead, passage.findings, side)


def _reached(report: Report, bead: Bead, findings: Sequence[Finding], side: Side) -> tuple[Sentence, ...]:
    """The sentences of a bead's other side, and those beside it that its findings there reach into."""
    own = bead.side(side)
    spans = [one.hit.span for one in findings if one.hit.side is side]
    if not spans:
        return own
    return tuple(
        one
        for one in report.article.sentences[side]
        if one in own or any(one.span.start < end and start < one.span.end for start, end in spans)
    )


def pieces(sentences: Sequence[Sentence], findings: Sequence[Finding], side: Side) -> tuple[Piece, ...]:
    """The sentences' text from the first to the last, cut at the flagged words; overlapping findings share a mark."""
    if not sentences:
        return ()
    document, start, end = sentences[0].document, sentences[0].span.start, sentences[-1].span.end
    found: list[Piece] = []
    at = start
    for span, severity in _marks(findings, side, Span(start, end)):
        found += [
            Piece(visible(document.text[at : span.start])),
            Piece(flagged(document.text[span.start : span.end]), severity),
        ]
        at = span.end
    found.append(Piece(visible(document.text[at:end])))
    return tuple(_shortened([piece for piece in found if piece.text or piece.severity]))


def _marks(findings: Sequence[Finding], side: Side, within: Span) -> list[tuple[Span, Severity]]:
    marks: list[tuple[Span, Severity]] = []
    for finding in sorted((one for one in findings if one.hit.side is side), key=lambda one: one.hit.span):
        span = Span(max(finding.hit.span.start, within.start), min(finding.hit.span.end, within.end))
        if span.start > span.end:
            continue
        if marks and span.start < marks[-1][0].end:
            last, severity = marks.pop()
            graver = max(severity, finding.severity, key=lambda one: one.rank)
            marks.append((Span(last.start, max(last.end, span.end)), graver))
        else:
            marks.append((span, finding.severity))
    return marks


def _shortened(found: Sequence[Piece]) -> Iterator[Piece]:
    """Long stretches between marks lose their middle, so that the marks of an endless line are seen together."""
    for index, piece in enumerate(found):
        first, last = index == 0, index == len(found) - 1
        if len(piece.text) <= 3 * CONTEXT:
            yield piece
        elif piece.severity is not None:
            yield Piece(f"{_head(piece.text)} … {_tail(piece.text)}", piece.severity)
        elif first and not last:
            yield Piece(f"… {_tail(piece.text)}")
        elif last:
            yield Piece(f"{_head(piece.text)} …")
        else:
            yield Piece(f"{_head(piece.text)} … {_tail(piece.text)}")


def _head(text: str) -> str:
    """The beginning of a text, up to the last space where there is one."""
    head, space, _ = text[:CONTEXT].rpartition(" ")
    return head if space else text[:CONTEXT]


def _tail(text: str) -> str:
    """The end of a text, from the first space on where there is one."""
    _, space, tail = text[-CONTEXT:].partition(" ")
    return tail if space and tail else text[-CONTEXT:]


def marked(found: Sequence[Piece]) -> str:
    """The pieces as one string, the flagged words between ⟦ ⟧."""
    return "".join(f"{OPEN}{piece.text}{CLOSE}" if piece.severity else piece.text for piece in found)
