"""An aside that tells the quantity before it on another scale: "180 °C (350 °F)", "40 euros ($43)", "180 °C (th. 6)".

Each country adds the scale its readers use, and a translator takes out the one that says nothing to his.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from checker.lang.located_numbers import Located
from checker.lang.numbers.agreement import agree, likeness
from checker.lang.numbers.units import unit_after
from checker.lang.quantities import quantities

_ASIDE = regex.compile(r"[(（\[]([^()（）\[\]\n]{1,60})[)）\]]")
_BETWEEN = 12  # code points between a number and the aside behind it: its unit, a space
_ALIKE = 0.85
_HEAT = ("temperature", "degree")
_DEGREES = "°℃℉"


def rescaled(one: Located, ours: Sequence[Located], theirs: Sequence[Located], absent: Sequence[Located]) -> bool:
    """Whether a number stands in an aside right behind a quantity that both sides have, in another unit than that.

    ours, theirs: the numbers of its own side and of the other. absent: those of the other side that have no
    counterpart; one of the same unit, or that looks alike, is the number it should be. Of what stands behind a
    temperature the unit may be one that nobody has listed: the marks of an oven.
    """
    prose = one.sentence.prose
    aside = next((match for match in _ASIDE.finditer(prose) if one.number.span.start in range(*match.span())), None)
    if aside is None:
        return False
    before = [other for other in ours if other.sentence is one.sentence and other.number.span.end <= aside.start()]
    if not before or aside.start() - before[-1].number.span.end > _BETWEEN:
        return False
    anchor = before[-1]
    if not any(agree(anchor.number, other.number) for other in theirs):
        return False
    whole, part = _scales(anchor, aside.start()), _scales(one, aside.end())
    if not whole or not whole.isdisjoint(part) or not (part or _is_heat(whole)):
        return False
    return not any(_rivals(one, part, other) for other in absent)


def _rivals(one: Located, scales: frozenset[str], other: Located) -> bool:
    """Whether a number of the other side is told on the same scale, or looks like a slip of this one."""
    same = not scales.isdisjoint(_scales(other, len(other.sentence.prose)))
    return same or likeness(one.number, other.number) >= _ALIKE


def _scales(one: Located, end: int) -> frozenset[str]:
    """The units and the sign of the currency that stand beside a number, before the place `end` of its sentence."""
    prose, language = one.sentence.prose[:end], one.sentence.language
    found = {one.currency} - {""}
    unit = unit_after(prose, one.number.span.end, language)
    if unit is not None:
        found.add(unit.name)
    elif prose[one.number.span.end : end].lstrip()[:1] in tuple(_DEGREES):
        found.add("degree")
    for quantity in quantities(one.sentence.prose, language):
        if quantity.number.span == one.number.span and quantity.unit.end <= end:
            found |= quantity.units
    return frozenset(found)


def _is_heat(scales: frozenset[str]) -> bool:
    return any(scale.startswith(_HEAT) for scale in scales)
