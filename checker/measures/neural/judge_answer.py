"""What a judge answered, read strictly: only spans that stand in the texts count, and no number of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from checker.measures.neural.judge_prompt import CATEGORIES, MOST_ERRORS, OMISSION
from checker.measures.neural.texts import Said
from checker.measures.quoted import find
from checker.model import Severity, Side, Span, WordMeasure

PENALTIES = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}

LONGEST = 1 << 17
"""Characters of an answer that are read."""

_SIDES = {"translation": Side.TARGET, "target": Side.TARGET, "source": Side.SOURCE}
_CATEGORIES = {**{name.rpartition("/")[2]: name for name in CATEGORIES[::-1]}, **{name: name for name in CATEGORIES}}
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCED = re.compile(r"\A```[\w-]*\s*\n(.*?)\n?\s*```\Z", re.DOTALL)


class UnreadableError(Exception):
    """Why an answer says nothing that can be used, as half a sentence on it."""


class Claim(NamedTuple):
    """An error that a judge claims: the quoted words and where they are said to stand."""

    side: Side
    quote: str
    category: str
    severity: Severity


class Claims(NamedTuple):
    """What an answer holds. dropped: errors that lack something, or that are more than were asked for."""

    errors: tuple[Claim, ...]
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of an answer. spans: one for each error, its penalty as value, by their places. dropped: errors that
    were claimed and could not be found."""

    spans: tuple[WordMeasure, ...]
    dropped: int = 0

    @property
    def score(self) -> float:
        """0 where there is no error, and less the worse the errors are: minor 1, major 5, critical 25."""
        return 0.0 - sum(span.value for span in self.spans)


def claims(answer: str) -> Claims:
    """The errors that an answer lists. Raises UnreadableError where it is not the JSON object that was asked for.

    Thoughts before the object and a code fence around it are passed over; other words beside it are not.
    """
    if len(answer) > LONGEST:
        raise UnreadableError("it is too long")
    text = _THOUGHTS.sub("", answer, count=1).strip()
    fenced = _FENCED.match(text)
    try:
        told = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError):
        raise UnreadableError("it is not the JSON that was asked for") from None
    listed = told.get("errors") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise UnreadableError("it lists no errors, not even an empty list")
    read = [_claim(one) for one in listed[:MOST_ERRORS]]
    errors = tuple(one for one in read if one is not None)
    return Claims(errors, len(listed) - len(errors))


def verify(told: Claims, texts: Mapping[Side, Said]) -> Verdict:
    """The claimed errors whose words stand in the texts, with their places in the documents."""
    found: dict[tuple[Side, Span], float] = {}
    dropped = told.dropped
    for side, quote, _, severity in told.errors:
        said = texts.get(side)
        place = find(said.text, quote, [span for taken, span in found if taken is side]) if said else None
        if place is None:
            dropped += 1
        else:
            found[side, Span(*place)] = PENALTIES[severity]
    order = list(Side)
    spans = [WordMeasure(side, texts[side].span(*place), value) for (side, place), value in found.items()]
    return Verdict(tuple(sorted(spans, key=lambda span: (order.index(span.side), span.span))), dropped)


def _claim(told: Any) -> Claim | None:
    """The error that an entry describes, or None where something of it is missing or unknown."""
    if not isinstance(told, dict):
        return None
    side = _SIDES.get(_word(told.get("in", "translation")))
    category = _CATEGORIES.get(_word(told.get("category")))
    severity = _word(told.get("severity"))
    quote = told.get("span")
    if side is None or category is None or severity not in list(Severity) or not isinstance(quote, str):
        return None
    if not any(map(_is_visible, quote)) or (side is Side.SOURCE and category != OMISSION):
        return None
    return Claim(side, quote, category, Severity(severity))


def _word(told: Any) -> str:
    return told.strip().casefold() if isinstance(told, str) else ""


def _is_visible(character: str) -> bool:
    return character.isprintable() and not character.isspace()
