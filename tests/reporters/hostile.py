"""Saved reports that mean harm: their texts, names and messages hold what some format gives a meaning to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For validators that are slow, on machines that have other work to do."""

TOKENS = [
    *("a", "Ramadan", " ", ".", "\u062a\u0639\u062b\u0631", "\u6708", "\N{DESERET CAPITAL LETTER LONG I}", "e\u0301"),
    *("\n", "\r\n", "\t", "\x00", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe"),
    *("\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL ISOLATE}", "\N{LEFT-TO-RIGHT MARK}", "\N{ZERO WIDTH JOINER}"),
    *("<v>", "</v>", "<script>", "]]>", "&amp;", '"', "'", "::error::x", "##[error]", "%0A", "%", ",", ":", "|", "`"),
    *(
        "{0}",
        "{{",
        "[a](https://x.example)",
        "[1](2)",
        "@all",
        "\\",
        "\\n",
        "-->",
        "```",
        "#",
        "$(id)",
        "=1+1",
        "${{ x }}",
    ),
]
"""Stretches of text; a place never begins within one, so that it never splits the two characters of a line end."""

PATHS = [
    *(
        "a.txt",
        "docs/b c.md",
        "docs\\\u00e9t\u00e9.md",
        "C:\\work\\a.txt",
        "/repo/docs/a.txt",
        "../a.txt",
        "-",
        "a:b.txt",
    ),
    *(
        "\u0645\u0642\u0627\u0644.txt",
        "a,b:c%20d.txt",
        "x\ny.txt",
        '<v>&".txt',
        "\udcff.txt",
        "\\\\server\\share\\a.txt",
    ),
]

LIMITS = [
    {"limits": {"fail_on": fail_on, "fail_under": score, "min_sentence": score, "strict": strict}}
    for fail_on in ("minor", "major", "critical", "never")
    for score, strict in ((None, False), (55.5, True))
]
"""What a report may have been held to, whatever its verdict; reports of the first versions do not say it."""

texts = st.lists(st.sampled_from(TOKENS), max_size=6).map("".join)


@st.composite
def reports(draw: Callable[..., Any]) -> dict[str, Any]:
    """A report whose places are right, with a source or without one."""
    target, source = draw(_text()), draw(st.none() | _text())
    sides = {"target": target, **({"source": source} if source else {})}
    count = len(target[1])
    beads = draw(st.integers(1, count))
    findings = [_finding(draw, sides, number, beads) for number in range(draw(st.integers(0, 4)))]
    return {
        "schema": "checker.report/1",
        "tool": {"name": "checker", "version": draw(st.sampled_from(["0.1.0", "", "1.0.dev1"]))},
        "signature": draw(texts),
        "target": _about(draw, target),
        "source": _about(draw, source) if source else None,
        "reference": None,
        "summary": {
            "score": 12.5,
            "verdict": draw(st.sampled_from(["pass", "fail"])),
            "reasons": draw(st.lists(texts, max_size=2)),
            "findings": {"critical": 0, "major": 0, "minor": 0},
            "mqm_per_1000_words": 0,
            "aligned": None,
            **draw(st.sampled_from([{}, *LIMITS])),
        },
        "sentences": [
            {"index": i, **place, "score": 50, "bead": min(i, beads - 1), "findings": []}
            for i, place in enumerate(target[1])
        ],
        "beads": [
            {
                "index": i,
                "kind": "1-1",
                "target": [i] if i < beads - 1 else [*range(i, count)],
                "source": (source[1][i : i + 1] if i < beads - 1 else source[1][i:]) if source else [],
                "reference": [],
                "confidence": 1,
                "measures": {},
            }
            for i in range(beads)
        ],
        "findings": findings,
        "skipped": [{"check": "needs-more", "reason": draw(texts)}],
    }


Text = tuple[str, list[dict[str, Any]], list[str], list[int]]
"""A whole text, its sentences as places, what stands between them, and where a place may begin or end."""


@st.composite
def _text(draw: Callable[..., Any]) -> Text:
    whole, spans, between, bounds = "", [], [], [0]
    for _ in range(draw(st.integers(1, 4))):
        between.append(_grown(draw, 0))
        bounds += _bounds(whole, between[-1])
        whole += "".join(between[-1])
        sentence = _grown(draw, 1)
        bounds += _bounds(whole, sentence)
        spans.append((len(whole), len(whole) + len("".join(sentence))))
        whole += "".join(sentence)
    between.append(_grown(draw, 0))
    whole += "".join(between[-1])
    return whole, [place(whole, *span) for span in spans], ["".join(gap) for gap in between], sorted(set(bounds))


def _grown(draw: Callable[..., Any], least: int) -> list[str]:
    found: list[str] = draw(st.lists(st.sampled_from(TOKENS), min_size=least, max_size=5))
    return found


def _bounds(before: str, tokens: list[str]) -> list[int]:
    return [len(before) + len("".join(tokens[:number])) for number in range(len(tokens) + 1)]


def place(whole: str, start: int, end: int) -> dict[str, Any]:
    """A passage of a text as a report tells it."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", whole[:start]))]
    line, column = len(starts), start - starts[-1] + 1
    return {"start": start, "end": end, "line": line, "column": column, "text": whole[start:end]}


def _about(draw: Callable[..., Any], text: Text) -> dict[str, Any]:
    about = {"path": draw(st.sampled_from(PATHS)), "language": "pt-BR", "detected": False, "sentences": 1, "words": 1}
    return about | ({"between": text[2]} if draw(st.booleans()) else {})


def _finding(draw: Callable[..., Any], sides: dict[str, Text], number: int, beads: int) -> dict[str, Any]:
    side, place = _place(draw, sides)
    bead = draw(st.none() | st.integers(0, beads - 1))
    return {
        "id": f"{draw(st.sampled_from([number, 0])):016x}",
        "check": draw(st.sampled_from(["torn-sentence", "missing-sentence", "my:own,check"])),
        "category": draw(st.sampled_from(["fluency/grammar", "accuracy/omission", "style/awkward"])),
        "severity": draw(st.sampled_from(["critical", "major", "minor"])),
        "confidence": draw(st.sampled_from([1, 0.5, 0.123])),
        "message": draw(texts),
        "side": side,
        **place,
        "related": [
            {"side": one, **where} for one, where in (_place(draw, sides) for _ in range(draw(st.integers(0, 2))))
        ],
        "fix": draw(st.none() | texts),
        "sentence": bead if side == "target" else None,
        "bead": bead,
        **draw(st.sampled_from([{}, {}, {"suppressed": {"by": "decisions", "reason": "meant so"}}])),
    }


def _place(draw: Callable[..., Any], sides: dict[str, Text]) -> tuple[str, dict[str, Any]]:
    side = draw(st.sampled_from(sorted(sides)))
    start, end = sorted(draw(st.sampled_from(sides[side][3])) for _ in range(2))
    return side, place(sides[side][0], start, end)
