"""The report as JUnit XML, for whatever shows the results of tests: an article is a suite, each sentence a test.

A sentence fails by a finding that is grave enough to fail the article, or by a score that is too low; what is milder is
told in its output. A check that could not run is skipped, or an error where that fails the article. Tests are named by
words and not by lines, so that one stays the same test when something else in the file is edited.

What a test has to say stands in the text of its element, too: GitLab shows that and no attribute. A test that passes
shows its output in Jenkins, and in GitLab nothing; there the milder findings are in the code quality report.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from checker.model import Side
from checker.reporters import Saved, View
from checker.reporters.limits import fails, held_to, strict, too_low
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
    totals = {kind: sum(counts[kind] for counts, _ in suites) for kind in ("tests", "failures", "errors")}
    head = f"<testsuites{_attributes(name='checker', **totals)}>"
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{body}</testsuites>\n'


def _suite(places: Places) -> tuple[dict[str, int], str]:
    """The numbers of a suite's tests, by what became of them, and its XML."""
    saved, path = places.saved, places.path(Side.TARGET)
    cases = [_article(saved), *_sentences(places), *_lost(places), *_skipped(saved)]
    elements = {"failures": "<failure ", "errors": "<error ", "skipped": "<skipped "}
    counts = {kind: sum(element in body for _, body in cases) for kind, element in elements.items()}
    counts = {"tests": len(cases), **counts}
    held = held_to(saved)
    properties = {"score": f"{saved['summary']['score']:.1f}", **({"fails by": held} if held else {})}
    properties |= {"signature": saved["signature"]}
    rows = [f"<property{_attributes(name=name, value=value)}/>" for name, value in properties.items()]
    written = [f"<testcase{_attributes(name=name, classname=path)}>{body}</testcase>" for name, body in _unique(cases)]
    head = _attributes(name=path, **counts)
    inside = "\n".join([f"<properties>{''.join(rows)}</properties>", *written])
    return counts, f"<testsuite{head}>\n{inside}\n</testsuite>\n"


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
        least = too_low(places.saved, sentence)
        low = "" if least is None else f"The score of this sentence is {sentence['score']:.1f}, and {least:g} is asked."
        yield _short(sentence["text"]), _body(places, found[sentence["index"]], low)


def _lost(places: Places) -> Iterator[tuple[str, str]]:
    """What belongs to no sentence of the translation, above all what is missing from it."""
    for finding in standing(places.saved):
        if finding["sentence"] is None:
            yield f"{visible(finding['check'])}: {_short(finding['text'])}", _body(places, [finding])


def _skipped(saved: Saved) -> Iterator[tuple[str, str]]:
    for skipped in saved["skipped"]:
        # A measure that was not taken lacks nothing that a check needs, and fails no article.
        element = "error" if strict(saved) and skipped.get("need") else "skipped"
        reason = visible(skipped["reason"])
        yield skipped["check"], _element(element, [reason], "not-run", reason)


def _body(places: Places, found: Findings, low: str = "") -> str:
    """What a test says: one failure of all that fails it, since most readers show one, and in its output the rest.

    low: a sentence on a score that is too low; all findings are what it is made of.
    """
    grave = gravest_first([one for one in found if low or fails(places.saved, one)])
    mild = [] if low else [one for one in found if not fails(places.saved, one)]
    output = f"<system-out>{_text([_told(places, one) for one in mild])}</system-out>" if mild else ""
    if not grave and not low:
        return output
    told = [*([low] if low else []), *(_told(places, one) for one in grave)]
    kind, message = (grave[0]["check"], grave[0]["message"]) if grave else ("score", low)
    return _element("failure", told, kind, message) + output


def _told(places: Places, finding: Mapping[str, Any]) -> str:
    main = places.main(finding)
    place = f"{visible(main.path)}:{main.start[0]}:{main.start[1]}"
    return f"{said(finding)} ({visible(finding['check'])}, {finding['severity']}, {place})"


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
