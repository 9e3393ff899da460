"""The arithmetic of number words: additions downwards, products with magnitudes, the unit before the ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from checker.lang.numbers.entry import Entry, Joining, Role
from checker.lang.numbers.number import Value


@dataclass(frozen=True, slots=True)
class Sum:
    """A number being read from left to right.

    total: the groups that already have their magnitude, all below `below`. group: what is being counted, under
    1000. step: what is added next must be less. last: the addend before. counted: a bare "thousand" is not.
    """

    total: Value = 0
    below: Value | float = inf
    group: Value = 0
    step: Value = 0
    last: Value = 0
    counted: bool = False

    @property
    def value(self) -> Value:
        """What has been read so far."""
        return self.total + self.group


def _step(value: Value, scores: bool) -> Value:
    """The largest power of ten in a value: 340 leaves room for 1 to 9. French adds to nineteen after 60 and 80."""
    if scores and value in {60, 80}:
        return 20
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _add(so_far: Sum, entry: Entry, rules: Joining, joined: bool) -> Sum | None:
    value = entry.values[0]
    if value >= 1000:
        if so_far.group or value >= so_far.below:
            return None
        return Sum(so_far.total + value, _step(value, False), counted=True)
    if so_far.group == 0:
        if value >= so_far.below or (so_far.counted and value == 0):
            return None
        return replace(so_far, group=value, step=_step(value, rules.scores), last=value, counted=True)
    if entry.teen and 0 < so_far.last < 10:
        return replace(so_far, group=so_far.group + 10, step=1, last=10)
    if rules.scores and so_far.last == 4 and value == 20:
        return replace(so_far, group=so_far.group + 76, step=20, last=80)
    if 0 < value < so_far.step:
        return replace(so_far, group=so_far.group + value, step=_step(value, rules.scores), last=value)
    if rules.units_first and joined and so_far.last < 10 <= value < 100 and value % 10 == 0:
        return replace(so_far, group=so_far.group + value, step=1, last=value)
    return None


def _multiply(so_far: Sum, factor: Value) -> Sum | None:
    if factor == 10:
        if not 0 < so_far.last < 10:
            return None
        grown = so_far.group + so_far.last * 9
        return replace(so_far, group=grown, step=10, last=so_far.last * 10)
    if factor == 100:
        if so_far.group >= 100:
            return None
        return replace(so_far, group=(so_far.group or 1) * 100, step=100, last=100)
    if factor > so_far.below:  # mil millones, thousand million
        return Sum((so_far.total + so_far.group) * factor, factor, counted=so_far.counted)
    if factor == so_far.below:
        return None
    return Sum(so_far.total + (so_far.group or 1) * factor, factor, counted=so_far.counted)


def _extend(so_far: Sum, entry: Entry, rules: Joining, joined: bool) -> Sum | None:
    if entry.role is Role.MULTIPLE:
        return _multiply(so_far, entry.values[0])
    if entry.role in {Role.UNIT, Role.ORDINAL}:
        return _add(so_far, entry, rules, joined)
    return None


def compose(entries: Sequence[Entry], rules: Joining, start: Sum | None = None) -> tuple[int, Sum]:
    """How many of the entries make one number, and the number.

    A number that cannot take the next word gives back what "and" had joined last: in "a hundred and two hundred"
    the first number is a hundred.
    """
    so_far = start or Sum()
    count = 0
    before_and: tuple[int, Sum] | None = None
    joined = False
    for index, entry in enumerate(entries):
        if entry.role is Role.AND:
            if count == 0 or joined:
                break
            joined = True
            continue
        joined = joined or (entry.joined and count > 0)
        if joined and not _may_join(so_far, rules):
            break
        longer = _extend(so_far, entry, rules, joined)
        if longer is None:
            if before_and is not None and entry.role is Role.MULTIPLE:
                return before_and
            break
        if joined:
            before_and = (count, so_far)
        so_far, count, joined = longer, index + 1, False
    return count, so_far


def _may_join(so_far: Sum, rules: Joining) -> bool:
    return so_far.group == 0 or so_far.step >= rules.and_after or rules.units_first
