"""The report as JSON, schema checker.report/1. One line a sentence, bead and finding, so that a diff is readable."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from checker.model import Bead, Document, Finding, Report, Sentence, Side, Skipped, Span, Suppressed
from checker.reporters import Saved, View, edited
from checker.reporters.standing import as_dict as standing_as_dict
from checker.reporters.summary import aligned, counts, words

SCHEMA = "checker.report/1"
DIGITS = 4
"""Decimals of scores and measures: more would be noise, and differ between machines."""


def render(report: Report, view: View | None = None) -> str:
    """The report; ends with a line feed. The same report gives the same bytes."""
    return written(as_dict(report))


def written(saved: Saved, view: View | None = None) -> str:
    """A report in JSON's types as the text of a file; ends with a line feed."""
    return _lines(saved) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report in JSON's types, keys in the order of the schema.

    Beyond the schema's promise: a text's "between" is what stands before each of its sentences and after the last, so
    that the whole text can be put together; a sentence has the number of its "block", and the "kind" of that.
    A bead that has a target and a reference has "edits", what turns the words of the first into those of the second
    (`checker.reporters.edited`): a distance, not errors; "refused" says why where they were not compared.
    "limits" of the summary is what the article was held to (`checker.judged.Limits`), each null or "never" where the
    run asked for none.
    A skipped check's "need" is what it lacks, as `checker.model.Skipped` names it.
    "suppressed" has the findings that do not count, each with "suppressed": {"by", "reason"}, by "decision", "inline",
    "baseline" or "unchanged"; "decisions" tells how what was judged before stands (`checker.judged.Standing`).
    """
    article = report.article
    return {
        "schema": SCHEMA,
        "tool": {"name": "checker", "version": dict(report.signature.fields).get("checker", "")},
        "signature": str(report.signature),
        **{str(side): _text(report, article.document(side)) for side in (Side.TARGET, Side.SOURCE, Side.REFERENCE)},
        "summary": _summary(report),
        "sentences": _sentences(report),
        "beads": [_bead(bead) for bead in article.beads],
        "findings": [_finding(report, finding) for finding in report.findings],
        "skipped": [_skipped(one) for one in report.skipped],
        "suppressed": [_suppressed(report, one) for one in report.suppressed],
        "decisions": standing_as_dict(report.standing),
    }


def _text(report: Report, document: Document | None) -> dict[str, Any] | None:
    if document is None:
        return None
    side = next(side for side in Side if report.article.document(side) is document)
    return {
        "path": document.name,
        "language": document.language,
        "detected": document.detected,
        "sentences": len(report.article.sentences[side]),
        "words": words(report, document),
        "format": document.format,
        "encoding": document.encoding,
        "notes": list(document.notes),
        "between": _between(report.article.sentences[side]),
    }


def _between(sentences: Sequence[Sentence]) -> list[str]:
    if not sentences:
        return []
    text = sentences[0].document.text
    starts = [0, *(sentence.span.end for sentence in sentences)]
    ends = [*(sentence.span.start for sentence in sentences), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _summary(report: Report) -> dict[str, Any]:
    share = aligned(report)
    return {
        "score": number(report.score.value),
        "verdict": "pass" if report.passed else "fail",
        "reasons": list(report.reasons),
        "findings": counts(report),
        "mqm_per_1000_words": number(report.score.parts.get("mqm_per_1000_words", 0.0)),
        "aligned": None if share is None else number(share),
        "parts": numbers(report.score.parts),
        **({} if report.limits is None else {"limits": asdict(report.limits)}),
    }


def _sentences(report: Report) -> list[dict[str, Any]]:
    sentences = report.article.sentences[Side.TARGET]
    found: list[list[int]] = [[] for _ in sentences]
    for place, finding in enumerate(report.findings):
        for index in finding.sentences:
            found[index].append(place)
    beads = {sentence.index: bead.index for bead in report.article.beads for sentence in bead.target}
    return [
        {
            "index": sentence.index,
            **_place(sentence.document, sentence.span),
            "score": number(score.value),
            "bead": beads.get(sentence.index),
            "findings": found[sentence.index],
            "parts": numbers(score.parts),
            "block": sentence.block,
            "kind": str(sentence.kind),
        }
        for sentence, score in zip(sentences, report.scores, strict=True)
    ]


def _bead(bead: Bead) -> dict[str, Any]:
    edits = edited.as_dicts(bead)
    return {
        "index": bead.index,
        "kind": bead.kind,
        "target": [sentence.index for sentence in bead.target],
        "source": _places(bead.source),
        "reference": _places(bead.reference),
        "confidence": number(bead.confidence),
        "measures": numbers(bead.measures),
        **({"refused": dict(bead.refused)} if bead.refused else {}),
        **({} if edits is None else {"edits": edits}),
    }


def known(finding: Finding) -> dict[str, Any]:
    """What is said of a finding wherever it stands."""
    return {
        "id": finding.fingerprint,
        "check": finding.check,
        "category": finding.category,
        "severity": str(finding.severity),
        "confidence": number(finding.hit.confidence),
        "message": finding.hit.message,
        "side": str(finding.hit.side),
    }


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    hit = finding.hit
    return {
        **known(finding),
        **_place(_of(report, hit.side), hit.span),
        "related": [{"side": str(side), **_place(_of(report, side), span)} for side, span in hit.related],
        "fix": hit.fix,
        "sentence": finding.sentence,
        "bead": finding.bead,
    }


def _skipped(one: Skipped) -> dict[str, str]:
    return {"check": one.check, "reason": one.reason, **({"need": one.need} if one.need else {})}


def _suppressed(report: Report, one: Suppressed) -> dict[str, Any]:
    note = {"note": one.note} if one.note else {}
    return {**_finding(report, one.finding), "suppressed": {"by": str(one.by), "reason": one.reason, **note}}


def _of(report: Report, side: Side) -> Document:
    document = report.article.document(side)
    if document is None:
        raise ValueError(f"a finding stands in the {side}, which the article does not have")
    return document


def _places(sentences: Sequence[Sentence] | None) -> list[dict[str, Any]]:
    return [_place(sentence.document, sentence.span) for sentence in sentences or ()]


def _place(document: Document, span: Span) -> dict[str, Any]:
    line, column = document.locate(span.start)
    return {
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "text": document.text[span.start : span.end],
    }


def numbers(parts: Mapping[str, float]) -> dict[str, int | float]:
    """Numbers by name, as a report writes them."""
    return {name: number(parts[name]) for name in parts}


def number(value: float) -> int | float:
    """A number with four decimals at most; a whole one has none."""
    rounded = round(float(value), DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


def _lines(report: Mapping[str, Any]) -> str:
    """One line for each member of the report, and for each member of its lists."""
    members = []
    for name, value in report.items():
        if isinstance(value, list) and value:
            inner = ",\n".join(f"    {_compact(one)}" for one in value)
            members.append(f"  {_compact(name)}: [\n{inner}\n  ]")
        else:
            members.append(f"  {_compact(name)}: {_compact(value)}")
    return "{\n" + ",\n".join(members) + "\n}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
