r"""The findings as TSV of Google's MQM annotations, for the MQM Viewer and for what reads the data of WMT.

Ten columns, a row for each error, and one for each segment without errors. The marked words stand between <v> and </v>;
their exact place is told by the tokens of the metadata, which put together are the text. The format has no escapes: a
tab or line end within a text is a space, and a <v> that a text brings along is written &lt;v>. What the metadata tells
of a segment stands in its first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import regex

from checker.model import Side, Span
from checker.reporters import Saved, View
from checker.reporters.jsonl import line
from checker.reporters.segments import Error, Segment, named, segments

COLUMNS = (
    *("system", "doc", "docSegId", "globalSegId", "rater"),
    *("source", "target", "category", "severity", "metadata"),
)
RATER = "checker"
NO_ERROR = "no-error"

CATEGORIES = {
    "accuracy/addition": "Accuracy/Addition",
    "accuracy/literal": "Accuracy/Mistranslation",
    "accuracy/mistranslation": "Accuracy/Mistranslation",
    "accuracy/number": "Accuracy/Mistranslation",
    "accuracy/omission": "Accuracy/Omission",
    "accuracy/untranslated": "Accuracy/Untranslated text",
    "design/encoding": "Fluency/Character encoding",
    "fluency/grammar": "Fluency/Grammar",
    "fluency/punctuation": "Fluency/Punctuation",
    "fluency/spelling": "Fluency/Spelling",
    "locale/punctuation": "Fluency/Punctuation",
    "terminology/glossary": "Terminology/Inappropriate for context",
    "terminology/inconsistent": "Terminology/Inconsistent use",
}
"""Our categories in the hierarchy of Freitag et al. 2021; what it does not know is "Other"."""

_SPACE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_TOKEN = regex.compile(r"\s+|[\w\p{M}\p{Cf}]+|[^\w\s]")
_MARK = re.compile("<(?=/?v>)")


def render(saved: Saved, view: View | None = None) -> str:
    """One report, with a header."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """Several reports in one table, with one header."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    number = 0
    for (system, document), saved in zip(named(reports, view), reports, strict=True):
        languages = ":".join(saved[side]["language"] for side in ("source", "target") if saved[side])
        for segment in segments(saved):
            number += 1
            place = (system, f"{document}:{languages}", str(segment.number + 1), str(number), RATER)
            rows += [(*map(_clean, place), *row) for row in _rows(segment)]
    return "".join("\t".join(row) + "\n" for row in rows)


def _rows(segment: Segment) -> Iterator[tuple[str, str, str, str, str]]:
    tokens = {side: _tokens(segment, side) for side in (Side.SOURCE, Side.TARGET)}
    about = {"segment": _segment(segment, tokens)}
    for number, error in enumerate(segment.errors):
        source, target = (_marked(segment, error, side) for side in (Side.SOURCE, Side.TARGET))
        category = CATEGORIES.get(error.finding["category"], "Other")
        metadata = line({**_metadata(error, tokens), **({} if number else about)})
        yield source, target, category, error.finding["severity"].capitalize(), metadata
    if not segment.errors:
        source, target = (_clean(segment.texts[side]) for side in (Side.SOURCE, Side.TARGET))
        yield source, target, NO_ERROR, NO_ERROR, line(about)


def _marked(segment: Segment, error: Error, side: Side) -> str:
    text = segment.texts[side]
    if error.span is None or error.side is not side:
        return _clean(text)
    start, end = error.span
    return f"{_clean(text[:start])}<v>{_clean(text[start:end])}</v>{_clean(text[end:])}"


def _clean(text: str) -> str:
    """A text as a cell, as long as it was, but for marks that are none."""
    return _MARK.sub("&lt;", _SPACE.sub(" ", text))


def _tokens(segment: Segment, side: Side) -> list[Span]:
    """Words, white space and signs of a text, cut where an error begins or ends, too."""
    cuts = {at for error in segment.errors if error.side is side and error.span for at in error.span}
    cuts |= {match.start() for match in _TOKEN.finditer(segment.texts[side])}
    bounds = sorted(cuts | {0, len(segment.texts[side])})
    return [Span(start, end) for start, end in pairwise(bounds)]


def _segment(segment: Segment, tokens: dict[Side, list[Span]]) -> dict[str, Any]:
    reference = segment.texts[Side.REFERENCE]
    words = {
        f"{side}_tokens": [segment.texts[side][start:end] for start, end in spans] for side, spans in tokens.items()
    }
    return {
        **words,
        **({"references": {"reference": reference}, "primary_reference": "reference"} if reference else {}),
        **({} if segment.score is None else {"metrics": {"checker": segment.score}}),
    }


def _metadata(error: Error, tokens: dict[Side, list[Span]]) -> dict[str, Any]:
    finding = error.finding
    at = [n for n, token in enumerate(tokens[error.side]) if error.span and _within(token, error.span)]
    return {
        "note": finding["message"],
        "marked_text": finding["text"],
        **({f"{error.side}_spans": [[at[0], at[-1]]]} if at else {}),
        **{name: finding[name] for name in ("id", "check", "confidence", "fix") if finding[name] is not None},
    }


def _within(token: Span, span: Span) -> bool:
    return span.start <= token.start and token.end <= span.end
