"""The report as JUnit XML, for whatever shows the results of tests: an article is a suite, each sentence a test.

A sentence fails by a finding that is grave enough to fail the article; what is milder is told in its output. Tests are
named by words and not by lines, so that one stays the same test when something else in the file is edited.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from checker.model import Severity, Side
from checker.reporters import Saved, View
from checker.reporters.places import Places, gravest_first, said, standing
from checker.reporters.visible import visible

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML 1.0 allows in no form."""
_QUOTE = {'"': "&quot;"}

LONGEST_NAME = 80
"""Code points of a sentence that name its test."""

Findings = Sequence[Mapping[str, Any]]


def render(saved: Saved, view: View | None = None) -> str:
    """One report as a document with one suite; ends with a line feed."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """Several reports as one document."""
    suites = [_suite(Places(saved, view)) for saved in reports]
    tests, failures, _ = (sum(numbers) for numbers in zip(*(counts for counts, _ in suites), strict=True))
    head = f"<testsuites{_attributes(name='checker', tests=tests, failures=failures, errors=0)}>"
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{body}</testsuites>\n'


def _suite(places: Places) -> tuple[tuple[int, int, int], str]:
    """Tests, failures and skipped tests of a suite, and its XML."""
    saved, path = places.saved, places.path(Side.TARGET)
    cases = [_article(saved), *_sentences(places), *_lost(places), *_skipped(saved)]
    counts = (len(cases), *(sum(f"<{kind}" in body for _, body in cases) for kind in ("failure", "skipped")))
    tests, failures, skipped = counts
    properties = {"score": f"{saved['summary']['score']:.1f}", "signature": saved["signature"]}
    rows = [f"<property{_attributes(name=name, value=value)}/>" for name, value in properties.items()]
    written = [f"<testcase{_attributes(name=name, classname=path)}>{body}</testcase>" for name, body in _unique(cases)]
    head = _attributes(name=path, tests=tests, failures=failures, errors=0, skipped=skipped)
    inside = "\n".join([f"<properties>{''.join(rows)}</properties>", *written])
    return (tests, failures, skipped), f"<testsuite{head}>\n{inside}\n</testsuite>\n"


def _unique(cases: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The cases; a name that was there before gets a number, since most readers know a test by its name."""
    seen: Counter[str] = Counter()
    for name, body in cases:
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), body


def _article(saved: Saved) -> tuple[str, str]:
    """The verdict: a score that is too low fails no sentence."""
    summary = saved["summary"]
    if summary["verdict"] == "pass":
        return "The whole article", ""
    reasons = [visible(reason) for reason in summary["reasons"]]
    return "The whole article", _element("failure", reasons, "verdict", " ".join(reasons[:1]))


def _sentences(places: Places) -> Iterator[tuple[str, str]]:
    found: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for finding in standing(places.saved):
        if finding["sentence"] is not None:
            found[finding["sentence"]].append(finding)
    for sentence in places.saved["sentences"]:
        yield _short(sentence["text"]), _body(places, found[sentence["index"]])


def _lost(places: Places) -> Iterator[tuple[str, str]]:
    """What belongs to no sentence of the translation, above all what is missing from it."""
    for finding in standing(places.saved):
        if finding["sentence"] is None:
            yield f"{finding['check']}: {_short(finding['text'])}", _body(places, [finding])


def _skipped(saved: Saved) -> Iterator[tuple[str, str]]:
    for skipped in saved["skipped"]:
        yield skipped["check"], f"<skipped{_attributes(message=skipped['reason'])}/>"


def _body(places: Places, found: Findings) -> str:
    """What a test says: one failure of all its grave findings, since most readers show one, and the milder ones."""
    passes = places.saved["summary"]["verdict"] == "pass"
    mild = [one for one in found if passes or one["severity"] == Severity.MINOR]
    grave = [] if passes else gravest_first([one for one in found if one["severity"] != Severity.MINOR])
    output = f"<system-out>{_text([_told(places, one) for one in mild])}</system-out>" if mild else ""
    if not grave:
        return output
    first = grave[0]
    return _element("failure", [_told(places, one) for one in grave], first["check"], first["message"]) + output


def _told(places: Places, finding: Mapping[str, Any]) -> str:
    main = places.main(finding)
    place = f"{visible(main.path)}:{main.start[0]}:{main.start[1]}"
    return f"{said(finding)} ({finding['check']}, {finding['severity']}, {place})"


def _short(text: str) -> str:
    return visible(text).strip() if len(text) <= LONGEST_NAME else f"{visible(text[:LONGEST_NAME]).strip()} …"


def _element(name: str, lines: Sequence[str], type: str, message: str) -> str:
    return f"<{name}{_attributes(type=type, message=message)}>{_text(lines)}</{name}>"


def _text(lines: Sequence[str]) -> str:
    """Lines as the content of an element."""
    return escape(_FORBIDDEN.sub("", "\n".join(lines)))


def _attributes(**values: str | int) -> str:
    """Attributes with their values, made visible, since a parser would make a space of a line end."""
    return "".join(f' {name}="{escape(_shown(value), _QUOTE)}"' for name, value in values.items())


def _shown(value: str | int) -> str:
    return _FORBIDDEN.sub("", visible(str(value)))
