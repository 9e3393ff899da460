"""Scores and error spans that other programs made, joined with the beads that they belong to.

XCOMET, MetricX, pymarian and others may run elsewhere, on a GPU, and what they wrote is read from a file. A file
is one measure, named in the settings, with the scale and the direction that it has; its error spans are the measure
NAME-spans, with penalties as values, and NAME-dropped counts spans whose words do not stand in the text. Several files
are several tables, [measures.external.NAME].

An entry belongs to the row of a bitext with its id; else to a bead with the same texts; else to the row with its
number, or the bead of an article with that index. Where a file holds texts, an entry is of no other text: what belongs
to none, or to several that differ, is told and not guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from checker.errors import ConfigError, ReadError
from checker.measures import CONFIGURED, Measure, Refused, Told, shipped_names
from checker.measures.external_files import FORMATS, Entry, Flagged, digest, guess, parse
from checker.measures.neural.options import among, read
from checker.measures.neural.texts import said
from checker.measures.quoted import find
from checker.model import Bead, Side, Span, WordMeasure

JOINS = ("auto", "id", "text", "row")

_NAME = re.compile(r"[^\W_][\w.+-]*")

Key = TypeVar("Key", str, bytes, int)


@dataclass(frozen=True, slots=True)
class ExternalOptions:
    """What the measure can be told.

    file: what is read; model is another name for it. name: of the measure. format: of the file. system: of which of its
    systems the scores are. join: by what an entry belongs to a bead.
    """

    file: str = ""
    model: str = ""
    name: str = "external"
    format: str = "auto"
    system: str = ""
    join: str = "auto"


@dataclass(frozen=True, slots=True, eq=False)
class External:
    """A file's entries, and the ways to them: their numbers by id, by digest of the target, and by row."""

    name: str
    digest: str
    format: str
    entries: tuple[Entry, ...]
    ids: Mapping[str, frozenset[int]] = field(repr=False)
    targets: Mapping[bytes, frozenset[int]] = field(repr=False)
    rows: Mapping[int, frozenset[int]] = field(repr=False)

    def entry(self, bead: Bead, join: str) -> Entry | Refused:
        """The entry that belongs to a bead, or why there is none."""
        by = join if join != "auto" else "id" if self.ids and bead.key else "text" if self.targets else "row"
        texts = {side: _digests(bead, side) for side in (Side.TARGET, Side.SOURCE)}
        row = bead.index if bead.row is None else bead.row
        own = self.rows.get(row, frozenset())
        if by == "id":
            numbers, what = self.ids.get(bead.key, frozenset()), f"the id {bead.key!r}"
        elif by == "text":
            same = [self.targets[one] for one in texts[Side.TARGET] if one in self.targets]
            numbers, what = same[0].union(*same[1:]) if same else frozenset(), "this text"
        else:
            numbers, what = own, f"row {row}"
        if not numbers:
            return Refused(f"{self.name} tells nothing of {what}.")
        # The bead's own row first: a text may stand in a great many, and each of their beads would look at them all.
        found = self._agreeing(own & numbers, texts) or self._agreeing(numbers, texts)
        if not found:
            return Refused(f"What {self.name} tells of {what} is of another text.")
        if any((one.score, one.flagged) != (found[0].score, found[0].flagged) for one in found):
            return Refused(f"{self.name} tells different things of {what}.")
        return found[0]

    def _agreeing(self, numbers: frozenset[int], texts: Mapping[Side, frozenset[bytes]]) -> list[Entry]:
        """The entries of these numbers that are of no other texts."""
        found = [self.entries[number] for number in sorted(numbers)]
        found = [one for one in found if _agrees(one.target, texts[Side.TARGET])]
        return [one for one in found if _agrees(one.source, texts[Side.SOURCE])]


def make(given: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures of one file, or of several: a table for each.

    Raises ConfigError for options that are none and ReadError for a file that cannot be read.
    """
    tables = {name: table for name, table in given.items() if isinstance(table, Mapping)}
    alone = {name: value for name, value in given.items() if name not in tables}
    several = [*([alone] if alone or not tables else []), *({"name": name, **tables[name]} for name in tables)]
    measures = [measure for options in several for measure in _made(read(ExternalOptions, options, "external"))]
    names = [measure.name for measure in measures]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(f"[measures.external] names two measures {twice!r}: give each file another name.")
    return tuple(measures)


def _made(options: ExternalOptions) -> list[Measure]:
    path = options.file or options.model
    name = options.name
    where = "[measures.external]"
    if not path:
        raise ConfigError(f"The measure 'external' needs a file: name it with file in {where}, or external=FILE.")
    if not _NAME.fullmatch(name) or name in shipped_names() or (name in CONFIGURED and name != "external"):
        raise ConfigError(f"{where} name cannot be {name!r}: it takes a name that no other measure has, like xcomet.")
    among(options.format, ("auto", *FORMATS), f"{where} format")
    among(options.join, JOINS, f"{where} join")
    made = _read(path, options.format, options.system)
    parts: list[tuple[str, Callable[[Entry, Bead], Told]]] = []
    if any(one.score is not None for one in made.entries):
        parts.append((name, partial(_score, made.name)))
    if any(one.flagged for one in made.entries):
        parts += [(f"{name}-spans", _spans), (f"{name}-dropped", _dropped)]
    if not parts:
        raise ReadError(f"{path} holds neither scores nor spans: give another file, or say its format.")
    signature = f"{made.name.replace('|', '_')},{made.digest},{made.format}"
    signature += f",{options.join}" if options.join != "auto" else ""
    first = parts[0][0]
    return [
        Measure(
            each,
            (),
            partial(_told, made, options.join, part, each == first),
            apart=True,
            signature=signature if each == first else name,
        )
        for each, part in parts
    ]


def _told(
    external: External, join: str, part: Callable[[Entry, Bead], Told], first: bool, beads: Sequence[Bead]
) -> list[Told]:
    """What a file tells of beads; the reason why it tells nothing is given once, by the first of its measures."""
    told: list[Told] = []
    for bead in beads:
        entry = external.entry(bead, join)
        told.append(part(entry, bead) if isinstance(entry, Entry) else entry if first else None)
    return told


def _score(name: str, entry: Entry, bead: Bead) -> Told:
    return Refused(f"{name} has no score here.") if entry.score is None else entry.score


def _spans(entry: Entry, bead: Bead) -> Told:
    return tuple(sorted(_found(entry, bead), key=lambda one: (list(Side).index(one.side), one.span)))


def _dropped(entry: Entry, bead: Bead) -> Told:
    return len(entry.flagged) - len(_found(entry, bead))


def _found(entry: Entry, bead: Bead) -> list[WordMeasure]:
    """The spans of an entry that stand in the bead's texts."""
    taken: dict[Side, list[Span]] = {side: [] for side in Side}
    found: list[WordMeasure] = []
    for flagged in entry.flagged:
        place = _place(flagged, bead, taken[flagged.side])
        if place is not None and flagged.value is not None:
            found.append(WordMeasure(flagged.side, place, flagged.value))
    return found


def _place(flagged: Flagged, bead: Bead, taken: list[Span]) -> Span | None:
    """Where a span stands in the document: by its words, next to where it should be; without words by its offsets."""
    text = said(bead, flagged.side)
    for quote in flagged.quotes:
        place = find(text.text, quote, taken, max(flagged.start, 0))
        if place is not None:
            taken.append(place)
            return text.span(*place)
    sentences = bead.side(flagged.side)
    if flagged.quotes or not sentences or not 0 <= flagged.start < flagged.end:
        return None
    start, end = sentences[0].span.start, sentences[-1].span.end
    return Span(start + flagged.start, start + flagged.end) if start + flagged.end <= end else None


def _agrees(told: bytes | None, own: frozenset[bytes]) -> bool:
    """Whether an entry's text is the bead's, as far as both are known."""
    return told is None or not own or told in own


def _digests(bead: Bead, side: Side) -> frozenset[bytes]:
    """The digests of one side's text, with markup and without; empty where there is no such text."""
    sentences = bead.side(side)
    if not sentences:
        return frozenset()
    return frozenset({digest("".join(one.text for one in sentences)), digest(said(bead, side).text)})


def _read(path: str, format: str, system: str) -> External:
    """A file's entries, read once as long as it does not change."""
    place = Path(path).expanduser()
    try:
        known = place.stat()
        return _unchanged(place, known.st_mtime_ns, known.st_size, format, system)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"The file of scores {path} cannot be read: {reason}.") from None


@lru_cache(maxsize=8)
def _unchanged(path: Path, changed: int, size: int, format: str, system: str) -> External:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(f"The file of scores {path} is not in UTF-8.") from None
    format = guess(path.name, text) if format == "auto" else format
    entries = _of_system(parse(text, format, path.name), system, path.name)
    ids: defaultdict[str, list[int]] = defaultdict(list)
    targets: defaultdict[bytes, list[int]] = defaultdict(list)
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(entries):
        rows[one.row].append(number)
        if one.id is not None:
            ids[one.id].append(number)
        if one.target is not None:
            targets[one.target].append(number)
    found = (_frozen(ids), _frozen(targets), _frozen(rows))
    return External(path.name, sha256(data).hexdigest()[:8], format, entries, *found)


def _frozen(numbers: Mapping[Key, Sequence[int]]) -> dict[Key, frozenset[int]]:
    return {key: frozenset(some) for key, some in numbers.items()}


def _of_system(entries: Sequence[Entry], system: str, name: str) -> tuple[Entry, ...]:
    """The entries of one system. Raises ConfigError where there are several and none is chosen, or it is not there."""
    systems = list(dict.fromkeys(one.system for one in entries if one.system is not None))
    if (system and system not in systems) or (not system and len(systems) > 1):
        listed = ", ".join(map(repr, systems[:8])) or "none"
        raise ConfigError(f"{name} holds scores of these systems: {listed}; choose one with system.")
    return tuple(one for one in entries if not system or one.system == system)
