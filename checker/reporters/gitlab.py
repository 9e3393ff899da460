"""The findings as a code quality report of GitLab, for the widget and the diff of a merge request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from checker.reporters import Saved, View
from checker.reporters.places import Places, on_lines, said, standing


def render(saved: Saved, view: View | None = None) -> str:
    """One report as a list of issues; ends with a line feed."""
    return together([saved], view)


def together(reports: Sequence[Saved], view: View | None = None) -> str:
    """Several reports as one list of issues.

    A fingerprint is the same as long as the words are, wherever they move in the file, and no other issue has it:
    GitLab takes two with the same for one.
    """
    seen: Counter[str] = Counter()
    articles = [Places(saved, view) for saved in reports]
    issues = [_issue(finding, places, seen) for places in articles for finding in standing(places.saved)]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(finding: Mapping[str, Any], places: Places, seen: Counter[str]) -> dict[str, Any]:
    main = places.main(finding)
    key = f"{main.path}\n{finding['id']}"
    seen[key] += 1
    key = key if seen[key] == 1 else f"{key}\n{seen[key]}"
    return {
        "description": said(finding),
        "check_name": finding["check"],
        "fingerprint": sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": finding["severity"],
        "location": {"path": on_lines(main.path), "lines": {"begin": main.start[0], "end": main.end[0]}},
    }
