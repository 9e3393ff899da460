"""What one number word is worth, and how a language joins them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checker.lang.numbers.number import Value


class Role(StrEnum):
    """What a word does inside a number: it adds, multiplies, or joins."""

    UNIT = "unit"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    VAGUE = "vague"
    FRACTION = "fraction"
    MONTH = "month"
    AND = "and"


@dataclass(frozen=True, slots=True)
class Entry:
    """A number word. teen: adds ten to a unit before it. joined: it carries the language's "and" as a prefix.

    firm: the form has no other meaning.
    """

    role: Role
    values: tuple[Value, ...]
    firm: bool = True
    teen: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Joining:
    """How a language adds.

    and_after: the least step after which "and" adds: a hundred and five, but not twenty and five.
    units_first: "and" may join a ten to the unit before it. scores: quatre-vingt is a product.
    """

    and_after: int = 10
    units_first: bool = False
    scores: bool = False
