"""A check's docstring becomes its page: a summary, sections, and an example that is run as a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from inspect import cleandoc
from textwrap import dedent

from checker.model import Span

SECTIONS = ("Why it matters", "What it looks at", "Limits")
EXAMPLE = "Example"
OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a page. The marks in `bad` (or in `source`, for what was lost) are exactly what is found.

    former_source, former_target: the texts at an earlier revision, for what looks at changes.
    """

    language: str
    bad: str
    good: str
    source: str | None = None
    source_language: str | None = None
    reference: str | None = None
    format: str = "text"
    glossary: str | None = None
    former_source: str | None = None
    former_target: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What `checker explain NAME` shows. sections: heading and text, paragraphs parted by an empty line."""

    name: str
    summary: str
    sections: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


def page(name: str, docstring: str) -> Page:
    """The page in a check's docstring. Raises ValueError where its form is not the one that all pages have."""
    summary, *rest = cleandoc(docstring).split("\n\n", 1)
    texts = dict(_sections(rest[0] if rest else ""))
    if tuple(texts) != (*SECTIONS, EXAMPLE):
        raise ValueError(f"the page of {name} has the sections {', '.join(texts)}")
    return Page(
        name=name,
        summary=" ".join(summary.split()),
        sections=tuple((heading, texts[heading]) for heading in SECTIONS),
        examples=tuple(_examples(texts[EXAMPLE])),
    )


@cache
def built_in(name: str) -> Page | None:
    """The page of a check that comes with the package, read without importing the check; None for any other name."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        return None
    module = files("checker") / "checks" / f"{name.replace('-', '_')}.py"
    if not module.is_file():
        return None
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")), clean=False)
    try:
        return page(name, docstring or "")
    except ValueError:
        return None


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Heading and text of each section; a heading is a line of its own."""
    headings = "|".join(map(re.escape, (*SECTIONS, EXAMPLE)))
    parts = re.split(rf"^({headings})[ \t]*$", text, flags=re.MULTILINE)
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        yield heading, dedent(body.strip("\n")).strip()


def _examples(text: str) -> Iterator[Example]:
    """Each example begins with its language; a line that names no field goes on with the last one."""
    fields: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon and key.replace("-", "_") in Example.__slots__:
            if key == "language" and fields:
                yield _example(fields)
                fields = {}
            last = key.replace("-", "_")
            fields[last] = value.strip()
        elif line.strip():
            fields[last] = f"{fields.get(last, '')} {line.strip()}".strip()
    yield _example(fields)


def _example(fields: dict[str, str]) -> Example:
    missing = [name for name in ("language", "bad", "good") if name not in fields]
    if missing:
        raise ValueError(f"an example lacks {', '.join(missing)}")
    return Example(**{name: value.replace("\\n", "\n") for name, value in fields.items()})


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its ⟦marks⟧, and the spans that they stood around."""
    clean, spans, start = "", [], None
    for part in re.split(f"([{OPEN}{CLOSE}])", text):
        if part == OPEN:
            start = len(clean)
        elif part == CLOSE:
            if start is None:
                raise ValueError(f"a mark is closed that was not opened: {text!r}")
            spans.append(Span(start, len(clean)))
            start = None
        else:
            clean += part
    if start is not None:
        raise ValueError(f"a mark is not closed: {text!r}")
    return clean, tuple(spans)
