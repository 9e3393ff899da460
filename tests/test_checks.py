"""Every case of every check, and the example on its page, through the whole pipeline with only that check chosen.

A case in `tests/cases/<check>.toml`, under [[fail]] or [[pass]]:

    why                       the reason that the case is there, in a sentence
    language, target          the translation; in a [[fail]], ⟦marks⟧ stand around what must be found, and no more
    source-language, source   what was translated; marks here are findings on the source side
    reference                 a human translation
    fix                       the fix of the first finding
    format                    "text" unless it is said
    glossary                  lines of a glossary, for the check that reads one
    former-source, former-target    the texts at an earlier revision, for the check that reads changes
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checker.checks import TABLE
from checker.config import Config
from checker.explain import Example, page, unmark
from checker.judged import Change
from checker.model import Document, Report, Side
from checker.pipeline import check_article
from checker.readers import read_bytes
from checker.segment import segment

CASES = Path(__file__).parent / "cases"
FIELDS = {
    *("why", "language", "target", "source-language", "source", "reference", "fix", "format", "side", "glossary"),
    *("former-source", "former-target"),
}


class Marked(NamedTuple):
    """Texts of one case with their marks, and the fix that the first finding must have."""

    language: str
    target: str
    source: str | None = None
    source_language: str | None = None
    reference: str | None = None
    fix: str | None = None
    format: str = "text"
    glossary: str | None = None
    former_source: str | None = None
    former_target: str | None = None


def _slug(text: str) -> str:
    words = "".join(character if character.isalnum() else " " for character in text.lower()).split()
    return "-".join(words)[:60]


def _cases(kind: str) -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get(kind, []), 1):
            name = f"{path.stem}-{kind}-{number}-{_slug(case.get('why', ''))}"
            yield pytest.param(path.stem, case, id=name)


def _examples() -> Iterator[Any]:
    for name, path in TABLE.items():
        try:
            docstring = import_module(path.partition(":")[0]).__doc__ or ""
            examples = page(name, docstring).examples
        except (ImportError, ValueError) as error:
            yield pytest.param(name, error, id=name)
            continue
        for number, example in enumerate(examples, 1):
            yield pytest.param(name, example, id=name if len(examples) == 1 else f"{name}-{number}")


def _marked(case: dict[str, str]) -> Marked:
    unknown = set(case) - FIELDS
    assert not unknown, f"a case has no field {', '.join(sorted(unknown))}"
    assert case.get("why"), "a case says why it is there"
    return Marked(**{name.replace("-", "_"): value for name, value in case.items() if name not in ("why", "side")})


def _read(text: str, side: Side, language: str | None, format: str, former: str | None = None) -> Document:
    assert language, f"the {side} has no language"
    document = read_bytes(unmark(text)[0].encode(), str(side), language, format)
    if former is None:
        return document
    sentences = segment(read_bytes(former.encode(), str(side), language, format))
    return replace(document, change=Change("main", tuple(one.prose for one in sentences), ((0, 1 << 30),)))


def _report(check: str, case: Marked) -> Report:
    """The report with that check alone."""
    target = _read(case.target, Side.TARGET, case.language, case.format, case.former_target)
    source = case.source and _read(case.source, Side.SOURCE, case.source_language, case.format, case.former_source)
    reference = case.reference and _read(case.reference, Side.REFERENCE, case.language, case.format)
    options = {"glossary": {"terms": case.glossary.splitlines()}} if case.glossary else {}
    return check_article(target, source or None, reference or None, Config(select=(check,), checks=options))


def _expected(case: Marked) -> list[tuple[str, str]]:
    """Side and words of each mark, in order."""
    texts = ((Side.SOURCE, case.source or ""), (Side.TARGET, case.target))
    return sorted(
        (f"{side} {start}-{end}", text[start:end])
        for side, (text, spans) in ((side, unmark(text)) for side, text in texts)
        for start, end in spans
    )


def _found(report: Report) -> list[tuple[str, str]]:
    found = []
    for finding in report.findings:
        side, (start, end) = finding.hit.side, finding.hit.span
        document = report.article.document(side)
        assert document is not None
        found.append((f"{side} {start}-{end}", document.text[start:end]))
    return sorted(found)


def _demand_exactly_the_marks(check: str, case: Marked) -> Report:
    report = _report(check, case)
    assert not report.skipped, report.skipped[0].reason
    assert _expected(case), "a failing case marks what must be found"
    assert _found(report) == _expected(case)
    if case.fix is not None:
        assert report.findings[0].hit.fix == case.fix
    return report


@pytest.mark.parametrize(("check", "case"), list(_cases("fail")))
def test_what_is_broken_is_found(check: str, case: dict[str, str]) -> None:
    _demand_exactly_the_marks(check, _marked(case))


@pytest.mark.parametrize(("check", "case"), list(_cases("pass")))
def test_what_is_sound_is_left_alone(check: str, case: dict[str, str]) -> None:
    marked = _marked(case)
    assert not _expected(marked), "a passing case has no marks"
    assert _found(_report(check, marked)) == []


@pytest.mark.parametrize(("check", "example"), list(_examples()))
def test_the_example_on_the_page_is_true(check: str, example: Example | Exception) -> None:
    if isinstance(example, Exception):
        raise example
    bad = Marked(
        example.language,
        example.bad,
        example.source,
        example.source_language,
        example.reference,
        format=example.format,
        glossary=example.glossary,
        former_source=example.former_source,
        former_target=example.former_target,
    )
    _demand_exactly_the_marks(check, bad)
    good = bad._replace(target=example.good, source=bad.source and unmark(bad.source)[0])
    assert _found(_report(check, good)) == []


@pytest.mark.parametrize("check", list(TABLE))
def test_every_check_has_cases_both_ways(check: str) -> None:
    cases = tomllib.loads((CASES / f"{check}.toml").read_text(encoding="utf-8"))
    assert cases.get("fail")
    assert cases.get("pass")
    assert set(cases) == {"fail", "pass"}


def test_every_file_of_cases_belongs_to_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} <= set(TABLE)
