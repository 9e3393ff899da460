"""The report as Markdown, for pull requests and wikis: a summary, then each passage with its findings."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from checker.lang.tags import name as language_name
from checker.model import Finding, Report, Sentence, Side
from checker.reporters import View
from checker.reporters.passages import Passage, marked, passages, pieces, shown
from checker.reporters.summary import aligned, counts, not_counted, worst
from checker.reporters.tracked import MOVED, TAGS, Stretch, of_bead, summed
from checker.reporters.visible import visible

_SPECIAL = regex.compile(r"[\\`*_\[\]|~$]|(?<=^\d{0,9})[.)](?=\s)|^[#+=>-]|:(?=//)|(?<=\bwww)\.", regex.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})


def render(report: Report, view: View | None = None) -> str:
    """The report, GitHub-flavoured; ends with a line feed."""
    parts = [*_summary(report)]
    verbose = view is not None and view.verbose
    for passage in passages(report, every=verbose):
        parts += _passage(report, passage, edits=verbose)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown and HTML leave as it is: nothing in it becomes a link, a mention, a tag or a list."""
    return _inert(visible(text).strip())


def _inert(text: str) -> str:
    plain = _SPECIAL.sub(r"\\\g<0>", text).translate(_ENTITIES)
    return plain.replace("@", "@<!-- -->")


def _summary(report: Report) -> Iterator[str]:
    verdict = "passes" if report.passed else "fails"
    yield f"# {escaped(report.article.target.name)} {verdict} with a score of {report.score.value:.1f}"
    found = ", ".join(f"{count} {name}" for name, count in counts(report).items() if count) or "nothing found"
    share = aligned(report)
    rows = [("Findings", found), ("Why", " ".join(report.reasons) or "Nothing was found.")]
    for side in Side:
        document = report.article.document(side)
        if document is not None:
            how = ", detected" if document.detected else ""
            count = len(report.article.sentences[side])
            language = f"{language_name(document.language)} ({document.language})"
            facts = f"{document.name}, {language}{how}, {count} sentence{'' if count == 1 else 's'}"
            rows.append((side.capitalize(), facts))
    rows += [] if share is None else [("Aligned", f"{share:.0%}")]
    rows += [("Not counted", not_counted(report))] if report.suppressed else []
    rows += [("Not run", f"{one.check}: {one.reason}") for one in report.skipped]
    yield "| | |\n| --- | --- |\n" + "\n".join(f"| {name} | {escaped(text)} |" for name, text in rows)
    lowest = [_worst(report, index) for index in worst(report)]
    if lowest:
        yield "## Worst sentences"
        yield "\n".join(lowest)


def _worst(report: Report, index: int) -> str:
    sentence = report.article.sentences[Side.TARGET][index]
    text = visible(sentence.text)
    short = text if len(text) <= 160 else f"{text[:160]} …"
    return f"- {report.scores[index].value:.1f}, line {_line(sentence)}: {escaped(short)}"


def _line(sentence: Sentence) -> int:
    return sentence.document.locate(sentence.span.start).line


def _passage(report: Report, passage: Passage, edits: bool = False) -> Iterator[str]:
    target = shown(report, passage, Side.TARGET)
    source = shown(report, passage, Side.SOURCE)
    place = f"Line {_line(target[0])}" if target else f"Source line {_line(source[0])}" if source else "Whole article"
    yield f"## {place}" + ("" if passage.score is None else f", score {passage.score:.1f}")
    for side in (Side.SOURCE, Side.REFERENCE, Side.TARGET):
        sentences = shown(report, passage, side)
        if sentences:
            yield f"> {escaped(marked(pieces(sentences, passage.findings, side)))}"
    if edits and passage.bead and passage.bead.edits:
        yield f"Distance to the reference, which is no error: {summed(passage.bead.edits)}"
        yield f"> {''.join(map(_stretch, of_bead(passage.bead)))}"
    if passage.findings:
        yield "\n".join(_finding(report, finding) for finding in passage.findings)


def _stretch(stretch: Stretch) -> str:
    """A part of an edited text; tags, since signs of Markdown mark no part of a word."""
    text, tag = _inert(visible(stretch.text)), TAGS[stretch.track]
    tagged = f"<{tag}>{text}</{tag}>" if tag else text
    return f"{tagged}<sup>{MOVED}{stretch.move}</sup>" if stretch.move else tagged


def _code(text: str) -> str:
    """A name as code, in which nothing is escaped: what would end it is left out."""
    return f"`{visible(text).replace('`', '')}`"


def _finding(report: Report, finding: Finding) -> str:
    document = report.article.document(finding.hit.side)
    flagged = document.text[finding.hit.span.start : finding.hit.span.end] if document else ""
    short = visible(flagged) if len(flagged) <= 160 else f"{visible(flagged[:160])} …"
    line = f"- **{finding.severity}** {_code(finding.check)} ⟦{escaped(short)}⟧ {escaped(finding.hit.message)}"
    return line if finding.hit.fix is None else f"{line} Fix: {escaped(finding.hit.fix) or '(delete)'}"
