"""The report as SARIF 2.1.0, for code scanning: GitHub, Azure DevOps, editors.

All articles make one run, since GitHub takes 20 runs of a file at most. What it takes no more of is left out here, the
mildest first, so that nothing is refused or cut at random: of results, it stores 5,000 of a run; of locations, 100; a
packed file may have 10 MB. Dismissed findings are left out, since GitHub keeps decisions of its own and would open
theirs again. The run names no category: who uploads several files of one commit gives each its own.

GitHub knows a result by `primaryLocationLineHash` alone. Its upload action has a hash of its own, of a line's first
hundred characters, and warns that ours is another; ours stays. A paragraph is often one line, so theirs would take two
findings in it for one, and would forget what was dismissed there when the paragraph begins otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.explain import EXAMPLE, built_in
from checker.model import Side
from checker.reporters import Saved, View
from checker.reporters.markdown import escaped
from checker.reporters.places import CAPTIONS, Place, Places, advice, gravest_first, is_absolute, said, standing, uri
from checker.reporters.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 5000
MOST_LOCATIONS = 100
LONGEST_SNIPPET = 300
"""Code points of a flagged passage that are repeated in the file: a snippet is shown beside its place or not at all."""
MOST_LINKS = 5
"""Related places that the message leads to, without which GitHub shows none of them."""

LEVELS = {"critical": "error", "major": "error", "minor": "warning"}
"""A major finding fails a check by default, and so does an error in GitHub's."""

Object = dict[str, Any]
Located = tuple[Mapping[str, Any], Places]

_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def render(saved: Saved, view: View | None = None) -> str:
    """One report as a SARIF log; ends with a line feed."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """Several reports as one SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(reports, view)]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(reports: Sequence[Saved], view: View | None) -> Object:
    articles = [Places(saved, view) for saved in reports]
    found: list[Located] = [(one, places) for places in articles for one in standing(places.saved)]
    kept = _fewer(found)
    names = list(dict.fromkeys(finding["check"] for finding, _ in kept))
    return {
        "tool": {"driver": {**_driver(reports), "rules": [_rule(name) for name in names]}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [*_notes(articles, found)]}],
        "artifacts": [*_artifacts(articles)],
        "results": [_result(finding, places, names.index(finding["check"])) for finding, places in kept],
        "columnKind": "unicodeCodePoints",
        "properties": {"articles": [_article(places) for places in articles]},
    }


def _driver(reports: Sequence[Saved]) -> Object:
    version = next((saved["tool"]["version"] for saved in reports), "")
    semantic = {"semanticVersion": version} if re.fullmatch(r"\d+\.\d+\.\d+", version) else {}
    return {"name": "checker", "fullName": "translation-checker", "version": version or "unknown", **semantic}


def _fewer(found: Sequence[Located]) -> list[Located]:
    """The gravest findings, as many as are taken, in the order of the report."""
    if len(found) <= MOST_RESULTS:
        return list(found)
    by_finding = {id(finding): places for finding, places in found}
    grave = {id(one) for one in gravest_first([finding for finding, _ in found])[:MOST_RESULTS]}
    return [(finding, by_finding[id(finding)]) for finding, _ in found if id(finding) in grave]


def _rule(name: str) -> Object:
    """A check as a rule, its page as the help; a check from elsewhere has no page that could be found by its name."""
    page = built_in(name)
    if page is None:
        about = {"text": f"What the check {_plain(visible(name))} finds; it comes from elsewhere than this program."}
        return {"id": name, "shortDescription": about, "fullDescription": about, "help": about}
    sections = [(heading, [" ".join(part.split()) for part in body.split("\n\n")]) for heading, body in page.sections]
    text = "\n\n".join(paragraph for _, paragraphs in sections for paragraph in paragraphs)
    examples = [f"> {_example(one.bad)}\n\nrather\n\n> {_example(one.good)}" for one in page.examples]
    parts = [
        part for heading, paragraphs in [*sections, (EXAMPLE, examples)] for part in (f"## {heading}", *paragraphs)
    ]
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": " ".join(sections[0][1])},
        "help": {"text": text, "markdown": "\n\n".join([page.summary, *parts])},
        "properties": {"tags": ["translation"]},
    }


def _example(text: str) -> str:
    """A text of an example, on one line."""
    return escaped(text.replace("\n", " "))


def _result(finding: Mapping[str, Any], places: Places, rule: int) -> Object:
    main = places.main(finding)
    related = places.related(finding)[:MOST_LOCATIONS]
    return {
        "ruleId": finding["check"],
        "ruleIndex": rule,
        "level": LEVELS[finding["severity"]],
        "rank": round(100 * finding["confidence"], 1),
        "message": {"text": f"{_plain(said(finding))}{_links(related)}"},
        "locations": [{"physicalLocation": _location(main)}],
        "relatedLocations": [
            {"id": number, "physicalLocation": _location(place), "message": {"text": f"{CAPTIONS[place.side]}."}}
            for number, place in enumerate(related, 1)
        ],
        "partialFingerprints": {"checkerFinding/v1": finding["id"], "primaryLocationLineHash": f"{finding['id']}:1"},
        **_fixes(finding, main),
        "properties": {"category": finding["category"], "severity": finding["severity"]},
    }


def _links(related: Sequence[Place]) -> str:
    """A sentence that leads to the related places, by their numbers."""
    named = {Side.TARGET: "the translation", Side.SOURCE: "the source", Side.REFERENCE: "the reference"}
    links = [
        f"[{named[place.side]}, line {place.start[0]}]({number})"
        for number, place in enumerate(related[:MOST_LINKS], 1)
    ]
    return f" Compare {', '.join(links)}." if links else ""


def _plain(text: str) -> str:
    """A message in which nothing becomes a link. Braces stay as they are: without arguments nothing reads them."""
    return _LINK.sub(r"\\[", text)


def _fixes(finding: Mapping[str, Any], main: Place) -> Object:
    if finding["fix"] is None or finding["side"] != main.side:
        return {}
    replacement = {"deletedRegion": _region(main), "insertedContent": {"text": finding["fix"]}}
    change = {"artifactLocation": _artifact(main.path), "replacements": [replacement]}
    return {"fixes": [{"description": {"text": _plain(advice(finding))}, "artifactChanges": [change]}]}


def _location(place: Place) -> Object:
    region = _region(place)
    if 0 < len(place.text) <= LONGEST_SNIPPET:
        region["snippet"] = {"text": place.text}
    return {"artifactLocation": _artifact(place.path), "region": region}


def _region(place: Place) -> Object:
    (line, column), (end_line, end_column) = place.start, place.end
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> Object:
    return {"uri": uri(path), **({} if is_absolute(path) else {"uriBaseId": "%SRCROOT%"})}


def _artifacts(articles: Sequence[Places]) -> Iterator[Object]:
    """Every file that was read, once."""
    seen = set()
    for places in articles:
        for side in Side:
            if places.saved[side] and (path := places.path(side)) not in seen:
                seen.add(path)
                role = "analysisTarget" if side is Side.TARGET else "referencedOnCommandLine"
                yield {"location": _artifact(path), "roles": [role]}


def _article(places: Places) -> Object:
    """The verdict on an article, which SARIF has no place for."""
    summary = places.saved["summary"]
    score = {"path": places.path(Side.TARGET), "score": summary["score"], "verdict": summary["verdict"]}
    return {**score, "reasons": summary["reasons"], "signature": places.saved["signature"]}


def _notes(articles: Sequence[Places], found: Sequence[Located]) -> Iterator[Object]:
    """What was not checked, and what is not told."""
    if len(found) > MOST_RESULTS:
        told = f"Of {len(found)} findings the {MOST_RESULTS} gravest are told: GitHub stores no more."
        yield {"level": "warning", "message": {"text": told}}
    for places in articles:
        for skipped in places.saved["skipped"]:
            location = {"physicalLocation": {"artifactLocation": _artifact(places.path(Side.TARGET))}}
            text = _plain(visible(f"{skipped['check']} did not run. {skipped['reason']}"))
            yield {"level": "note", "message": {"text": text}, "locations": [location]}
