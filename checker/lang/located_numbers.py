"""A number where it stands: its place in its document, its unit, its currency, what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from checker.lang.numbers import Number, numbers
from checker.lang.numbers.units import Unit, unit_after
from checker.lang.quantities import Quantity, quantities
from checker.model import Sentence, Span

_SIGN_BEFORE = regex.compile(r"(\p{Sc})\s?$")
_SIGN_AFTER = regex.compile(r"\s?(\p{Sc})")


class Located(NamedTuple):
    """A number and the sentence it stands in."""

    number: Number
    sentence: Sentence

    @property
    def span(self) -> Span:
        """The number's span in its document."""
        return self.sentence.at(*self.number.span)

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.sentence.text[self.number.span.start : self.number.span.end]

    @property
    def measure(self) -> Quantity | None:
        """The quantity that it is the number of."""
        found = quantities(self.sentence.prose, self.sentence.language)
        return next((quantity for quantity in found if quantity.number.span == self.number.span), None)

    @property
    def unit(self) -> Unit | None:
        """The unit behind it."""
        return unit_after(self.sentence.prose, self.number.span.end, self.sentence.language)

    @property
    def currency(self) -> str:
        """The sign of a currency beside it, "" where there is none."""
        prose, (start, end) = self.sentence.prose, self.number.span
        match = _SIGN_BEFORE.search(prose, max(0, start - 2), start) or _SIGN_AFTER.match(prose, end)
        return match.group(1) if match else ""


def located(sentences: Sequence[Sentence]) -> list[Located]:
    """The numbers of sentences, in their order."""
    return [Located(number, one) for one in sentences for number in numbers(one.prose, one.language)]
