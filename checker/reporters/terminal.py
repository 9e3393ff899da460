"""The report for an editor's eyes: source and translation one under the other, flagged words marked, why, the fix.

Right-to-left text stands on lines of its own, never beside a left-to-right label, and marks stand around words: no
caret line could point into it. When a terminal shows it (View.isolate), each such line is wrapped in a directional
isolate, so that marks at its ends stay in place; what goes into a file or a pipe holds the text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

import regex
from rich.console import Console
from rich.text import Text

from checker.lang.tags import name as language_name
from checker.lang.writing import writing
from checker.model import Bead, Document, Finding, Report, Sentence, Severity, Side
from checker.reporters import View
from checker.reporters.passages import CLOSE, OPEN, Passage, passages, pieces, shown
from checker.reporters.summary import aligned, counts, not_counted, worst
from checker.reporters.tracked import MOVED, Track, of_bead, summed
from checker.reporters.visible import visible

TRACKS = {
    Track.KEPT: ("", "", ""),
    Track.GONE: ("[-", "-]", "strike"),
    Track.COME: ("{+", "+}", "underline"),
    Track.MOVED_FROM: ("[-", "-]", "strike"),
    Track.MOVED_TO: ("{+", "+}", "underline"),
}
"""The signs and the style of what only the translation has, and only the reference; the signs are git's."""

STYLES = {Severity.MINOR: "yellow", Severity.MAJOR: "bold red", Severity.CRITICAL: "bold reverse red"}
LABELS = 10
"""Columns of the labels before the text."""

NARROWEST, WIDEST = 40, 110
"""Longer lines than the widest are hard to read, however wide the terminal."""

_RTL_RUN = regex.compile(
    r"[\p{bc=R}\p{bc=AL}][\p{bc=R}\p{bc=AL}\p{M}\p{Cf}\p{N}\p{Z}.,:;'’\-]*[\p{bc=R}\p{bc=AL}\p{M}]|[\p{bc=R}\p{bc=AL}]"
)
_RLI, _FSI, _PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def render(report: Report, view: View | None = None) -> str:
    """The report as lines of text for a terminal `view.width` columns wide."""
    page = _Page(view or View())
    if not page.view.quiet:
        _heading(page, report)
        for passage in passages(report, every=page.view.verbose):
            _passage(page, report, passage)
    _verdict(page, report)
    return page.text()


class _Page:
    """Lines being written, each within the width."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._file = StringIO()
        self.width = max(NARROWEST, min(view.width, WIDEST))
        self._console = Console(
            file=self._file,
            width=self.width,
            force_terminal=view.color,
            color_system="standard" if view.color else None,
            no_color=not view.color,
            legacy_windows=False,
            _environ={},
        )

    def write(self, label: str, text: Text, style: str = "dim", rtl: bool = False, indent: int = LABELS) -> None:
        """A label, and text that is wrapped beside it."""
        lines = text.wrap(self._console, max(self.width - indent, 10), overflow="fold", no_wrap=False)
        for number, line in enumerate(lines):
            line.rstrip()
            lead = Text(label.ljust(indent) if number == 0 else " " * indent, style=style)
            self._console.print(Text.assemble(lead, self._isolated(line, rtl)), soft_wrap=True)

    def rule(self, left: str, right: str, style: str = "dim") -> None:
        """A line across the page with a title at each end."""
        end = f" {right} ──" if right else ""
        bar = max(2, self.width - len(left) - len(end) - 4)
        title = Text.assemble(("── ", "dim"), (left, "bold"), (f" {'─' * bar}", "dim"), (end, "dim"))
        title.stylize(style, len(title) - len(end) + 1, len(title) - 3)
        self._console.print(title, soft_wrap=True)

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def words(self, text: str, style: str = "") -> Text:
        """A sentence of ours that may quote right-to-left words."""
        text = visible(text)
        return Text(_RTL_RUN.sub(rf"{_FSI}\g<0>{_PDI}", text) if self.view.isolate else text, style=style)

    def isolated(self, text: str) -> str:
        """A quoted text beside words of ours."""
        return f"{_FSI}{text}{_PDI}" if self.view.isolate else text

    def text(self) -> str:
        """All that was written."""
        return self._file.getvalue()

    def _isolated(self, line: Text, rtl: bool) -> Text:
        return Text.assemble(_RLI, line, _PDI) if rtl and self.view.isolate and line.plain else line


def _heading(page: _Page, report: Report) -> None:
    names = {Side.TARGET: "checked", Side.SOURCE: "source", Side.REFERENCE: "reference"}
    for side, name in names.items():
        document = report.article.document(side)
        if document is not None:
            count = len(report.article.sentences[side])
            how = ", detected" if document.detected else ""
            language = visible(f"{language_name(document.language)} ({document.language})")
            facts = f"{language}{how} · {_number(count, 'sentence')}"
            page.write(name, Text.assemble((visible(document.name), "bold"), (f"  {facts}", "dim")))
    if page.view.verbose and any(bead.edits for bead in report.article.beads):
        legend = f"[-only in the translation-] {{+only in the reference+}} {MOVED}1 moved; these are no errors"
        page.write("distance", Text(legend, style="dim"))
    page.blank()


def _passage(page: _Page, report: Report, passage: Passage) -> None:
    target = shown(report, passage, Side.TARGET)
    score = "" if passage.score is None else f"score {passage.score:.0f}"
    page.rule(_where(passage, target), score, _score_style(passage.score))
    for side in (Side.SOURCE, Side.REFERENCE, Side.TARGET):
        _side(page, passage, shown(report, passage, side), side)
    if page.view.verbose and passage.bead:
        _edits(page, passage.bead)
    for finding in passage.findings:
        _finding(page, report, finding, passage)
    page.blank()


def _where(passage: Passage, target: Sequence[Sentence]) -> str:
    if target:
        return f"line {_line(target[0])}"
    source = passage.bead.side(Side.SOURCE) if passage.bead else ()
    return f"source line {_line(source[0])}" if source else "whole article"


def _line(sentence: Sentence) -> int:
    return sentence.document.locate(sentence.span.start).line


def _side(page: _Page, passage: Passage, sentences: Sequence[Sentence], side: Side) -> None:
    if not sentences:
        return
    document = sentences[0].document
    line, column = document.locate(sentences[0].span.start)
    page.write("", Text(f"{visible(document.name)}:{line}:{column}", style="dim"), indent=2)
    text = Text(style="" if side is Side.TARGET else "cyan")
    for piece in pieces(sentences, passage.findings, side):
        style = STYLES[piece.severity] if piece.severity else ""
        text.append(f"{OPEN}{piece.text}{CLOSE}" if piece.severity else piece.text, style=style)
    page.write("", text, rtl=_rtl(document), indent=4)


def _edits(page: _Page, bead: Bead) -> None:
    """How the reference puts it, where it does so otherwise."""
    if not bead.edits:
        return
    page.write("", Text(f"distance to the reference: {summed(bead.edits)}", style="dim"), indent=2)
    text = Text()
    for one in of_bead(bead):
        before, after, style = TRACKS[one.track]
        text.append(f"{before}{visible(one.text)}{after}", style=style)
        text.append(f"{MOVED}{one.move}" if one.move else "", style="dim")
    page.write("", text, rtl=_rtl(bead.target[0].document), indent=4)


def _rtl(document: Document) -> bool:
    facts = writing(document.language)
    return facts is not None and facts.direction == "rtl"


def _finding(page: _Page, report: Report, finding: Finding, passage: Passage) -> None:
    hit = finding.hit
    page.blank()
    several = len(passage.findings) > 1 or passage.bead is None
    page.write(
        f"  {finding.severity}",
        Text(visible(finding.check), style="bold"),
        style=STYLES[finding.severity],
        indent=LABELS + 2,
    )
    document = report.article.document(hit.side)
    if several and document is not None:
        quoted = _quoted(document.text[hit.span.start : hit.span.end])
        page.write("", Text(quoted, style=STYLES[finding.severity]), rtl=_rtl(document), indent=LABELS + 2)
    page.write("", page.words(hit.message), indent=LABELS + 2)
    if hit.fix is not None and document is not None:
        page.write("  fix", Text(visible(hit.fix) or "(delete)", style="green"), rtl=_rtl(document), indent=LABELS + 2)
    for side, span in hit.related:
        other = report.article.document(side)
        if other is not None and span.start < span.end and not _on_page(passage, report, side, span.start):
            line = other.locate(span.start).line
            seen = f"{'' if side is hit.side else f'{side} '}line {line}: "
            quoted = _quoted(other.text[span.start : span.end])
            page.write("  see", Text.assemble((seen, "dim"), page.isolated(quoted)), indent=LABELS + 2)


def _on_page(passage: Passage, report: Report, side: Side, offset: int) -> bool:
    return any(one.span.start <= offset < one.span.end for one in shown(report, passage, side))


def _quoted(text: str, most: int = 120) -> str:
    text = visible(text)
    return f"{OPEN}{text if len(text) <= most else f'{text[:most]} …'}{CLOSE}"


def _verdict(page: _Page, report: Report) -> None:
    verdict, style = ("pass", "bold green") if report.passed else ("fail", "bold red")
    page.rule(verdict, f"score {report.score.value:.0f} of 100", style)
    found = [f"{count} {name}" for name, count in counts(report).items() if count]
    share = aligned(report)
    facts = [", ".join(found) if found else "nothing found", _number(len(report.scores), "sentence")]
    facts += [] if share is None else [f"{share:.0%} aligned"]
    page.write("  found", Text(" · ".join(facts)))
    for number, reason in enumerate(report.reasons):
        page.write("" if number else "  why", page.words(reason))
    for number, index in enumerate(worst(report)):
        _worst(page, report, index, first=number == 0)
    if not_counted(report):
        page.write("  besides", Text(not_counted(report)))
    _skipped(page, report)


def _worst(page: _Page, report: Report, index: int, first: bool) -> None:
    sentence = report.article.sentences[Side.TARGET][index]
    start = f"{report.scores[index].value:4.0f}  line {_line(sentence)}: "
    text = visible(sentence.text)
    room = page.width - LABELS - len(start) - 2
    cut = Text(text)
    cut.truncate(max(room, 10), overflow="ellipsis")
    page.write("  worst" if first else "", Text.assemble((start, "dim"), page.isolated(cut.plain)))


def _skipped(page: _Page, report: Report) -> None:
    """Checks that did not run, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for one in report.skipped:
        reasons.setdefault(one.reason, []).append(one.check)
    for number, (reason, checks) in enumerate(reasons.items()):
        page.write("" if number else "  not run", page.words(f"{', '.join(checks)}: {reason}"))


def _score_style(score: float | None) -> str:
    if score is None or score >= 90:
        return "green"
    return "yellow" if score >= 60 else "red"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
