"""TBX, the exchange format of terms (ISO 30042), versions 2 and 3: concepts with their terms in several languages.

Read by expat alone. A file that declares an entity is refused: nothing is expanded, and nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from checker.errors import ConfigError

_CONCEPTS, _LANGUAGES = ("conceptEntry", "termEntry"), ("langSec", "langSet")
_GROUPS = ("termSec", "tig", "ntig")
_NOTES = ("administrativeStatus", "normativeAuthorization")
_DEPRECATED = ("deprecated", "superseded")


@dataclass(frozen=True, slots=True)
class TermOf:
    """A term of a language; deprecated or superseded ones are not to be used."""

    text: str
    language: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """All terms of one concept."""

    terms: tuple[TermOf, ...]


@dataclass(slots=True)
class _Reading:
    """Where the parser is, and what it has found."""

    concepts: list[Concept] = field(default_factory=list)
    terms: list[TermOf] = field(default_factory=list)
    language: str = ""
    text: str = ""
    note: str = ""
    term: str = ""
    deprecated: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name in _CONCEPTS:
            self.terms = []
        elif name in _LANGUAGES:
            self.language = attributes.get("xml:lang", attributes.get("lang", "")).strip()
        elif name in _GROUPS:
            self.term, self.deprecated = "", False
        elif name in ("term", "termNote", *_NOTES):
            self.text, self.note = "", attributes.get("type", name)

    def characters(self, text: str) -> None:
        self.text += text

    def end(self, name: str) -> None:
        name = _local(name)
        if name == "term":
            self.term = " ".join(self.text.split())
        elif name in ("termNote", *_NOTES) and self.note in _NOTES:
            self.deprecated = self.text.strip().lower().startswith(_DEPRECATED)
        elif name in _GROUPS and self.term and self.language:
            self.terms.append(TermOf(self.term, self.language, self.deprecated))
            self.term = ""
        elif name in _CONCEPTS and self.terms:
            self.concepts.append(Concept(tuple(self.terms)))


def _local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


class _RefusedError(Exception):
    """The file declares an entity."""


def _refuse(*declaration: object) -> None:
    raise _RefusedError


def concepts(raw: bytes, name: str) -> tuple[Concept, ...]:
    """The concepts of a file. Raises ConfigError for what is no XML, and for a file that declares entities."""
    found = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    parser.CharacterDataHandler = found.characters
    parser.EndElementHandler = found.end
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ConfigError(f"The glossary {name} is not well-formed XML: {error}.") from None
    except _RefusedError:
        raise ConfigError(f"The glossary {name} declares XML entities, which are not read: remove them.") from None
    return tuple(found.concepts)
