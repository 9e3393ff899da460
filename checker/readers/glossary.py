"""Glossaries: CSV, TSV and TBX files of the terms that a translation must use, must not use, or must leave as they are.

Rows are read by `checker.lang.term_rows`, TBX by `checker.readers.tbx`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from checker.errors import ConfigError
from checker.lang.tags import base
from checker.lang.term_rows import read_rows
from checker.lang.terms import Kind, Term
from checker.readers.tbx import Concept, concepts

_SEPARATORS = {".csv": ",;", ".tsv": "\t", ".tab": "\t", ".txt": "\t"}
_TBX = frozenset({".tbx", ".xml"})


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a file holds: terms of any pair of languages, and concepts with terms in several languages.

    digest: eight hexadecimal digits of the SHA-256 of the file.
    """

    digest: str
    rows: tuple[Term, ...] = ()
    concepts: tuple[Concept, ...] = ()

    def terms(self, source: str | None, target: str) -> tuple[Term, ...]:
        """The terms for a pair of languages. source: None where there is no source."""
        found = (term for concept in self.concepts for term in _of(concept, source, target))
        return (*self.rows, *found)


def read_glossary(path: str) -> Glossary:
    """Reads one file. Raises ConfigError, in one sentence, for a file that is no glossary."""
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in _SEPARATORS and suffix not in _TBX:
        raise ConfigError(f"The glossary {path} should be a .csv, a .tsv or a .tbx file.")
    try:
        raw = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"The glossary {path} cannot be read: {reason}.") from None
    digest = sha256(raw).hexdigest()[:8]
    if suffix in _TBX:
        found = concepts(raw, path)
        if not found:
            raise ConfigError(f"The glossary {path} holds no term: it needs concepts with terms in two languages.")
        return Glossary(digest, concepts=found)
    rows = tuple(read_rows(_decoded(raw, path), _SEPARATORS[suffix], f"The glossary {path}"))
    if not rows:
        raise ConfigError(f"The glossary {path} holds no term: write a line for each, source, target, kind.")
    return Glossary(digest, rows)


def _decoded(raw: bytes, path: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"The glossary {path} is not in UTF-8: save it as UTF-8.") from None
    if "\0" in text:
        raise ConfigError(f"The glossary {path} is no text: save it as CSV or TSV in UTF-8.")
    return text


def _of(concept: Concept, source: str | None, target: str) -> Iterator[Term]:
    """What a concept asks of a pair of languages: its preferred terms are required, its deprecated ones forbidden."""
    wanted = [one.text for one in concept.terms if base(one.language) == base(target) and not one.deprecated]
    unwanted = [one.text for one in concept.terms if base(one.language) == base(target) and one.deprecated]
    there = [one.text for one in concept.terms if source and base(one.language) == base(source)]
    for term in there:
        if wanted:
            yield Term(term, tuple(wanted), Kind.REQUIRED)
        if unwanted:
            yield Term(term, tuple(unwanted), Kind.FORBIDDEN)
    if unwanted and all(base(one.language) == base(target) for one in concept.terms):
        yield Term("", tuple(unwanted), Kind.FORBIDDEN)
