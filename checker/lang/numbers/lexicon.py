"""The number words of a language, made from its facts: what a word is worth, and what it does to its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property, lru_cache, partial
from typing import Any

import regex

from checker.lang.calendars import months
from checker.lang.facts import section
from checker.lang.numbers.compose import compose
from checker.lang.numbers.entry import Entry, Joining, Role
from checker.lang.numbers.fold import fold
from checker.lang.numbers.number import Value, whole

_LONGEST_ENDING = 4
_SHORTEST_JOINED = 6
_SHORTEST_BEFORE_CASE = 4
_REMEMBERED = 50_000  # words of each language whose reading is kept


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number word of several words: the words after the first, folded."""

    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The number words of one language, folded, and how they combine.

    words, stems (any short ending may follow), phrases by their first word; short: forms that count only after
    digits, and whether they mean nothing else there.
    """

    language: str
    words: Mapping[str, Entry] = field(default_factory=dict)
    stems: Mapping[str, Entry] = field(default_factory=dict)
    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    short: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    joined: regex.Pattern[str] | None = None
    endings: tuple[tuple[str, Role | None], ...] = ()
    and_prefix: str = ""
    prefixes: tuple[str, ...] = ()
    joining: Joining = field(default_factory=Joining)
    year_pairs: bool = False

    @cached_property
    def reading(self) -> Callable[[str], tuple[Entry | None, tuple[Phrase, ...]]]:
        """What a word of the text is worth, None where it is no number word, and the phrases that it may begin."""
        return lru_cache(maxsize=_REMEMBERED)(partial(_reading, self))


def _forms(facts: Mapping[str, Any]) -> Iterator[tuple[Role, Value, str, bool]]:
    """(role, value, form, teen) of everything the facts list."""
    sequences = (
        ("ones", Role.UNIT, range(100)),
        ("tens", Role.UNIT, range(20, 100, 10)),
        ("hundreds", Role.UNIT, range(100, 1000, 100)),
        ("teens", Role.UNIT, range(10, 11)),
        ("ordinals", Role.ORDINAL, range(1, 100)),
        ("ordinal-tens", Role.ORDINAL, range(20, 110, 10)),
    )
    for name, role, worth in sequences:
        for value, alternatives in zip(worth, facts.get(name, "").split(), strict=False):
            for form in alternatives.split("/"):
                yield role, value, form.replace("_", " "), name == "teens"
    tables = (
        ("cardinals", Role.UNIT),
        ("magnitudes", Role.MULTIPLE),
        ("vague", Role.VAGUE),
        ("fractions", Role.FRACTION),
    )
    for name, role in tables:
        for key, alternatives in facts.get(name, {}).items():
            for form in alternatives.split("/"):
                yield role, whole(Fraction(key)), form, False


def _merged(known: Entry | None, entry: Entry) -> Entry:
    """A word with two readings keeps the first role and the values of both."""
    if known is None:
        return entry
    values = known.values + tuple(value for value in entry.values if value not in known.values)
    return Entry(known.role, values, known.firm and entry.firm, known.teen or entry.teen)


@cache
def lexicon(tag: str) -> Lexicon | None:
    """The number words of a language, or None where its facts do not say."""
    facts = section(tag, "numbers")
    if facts is None:
        return None
    words: dict[str, Entry] = {}
    stems: dict[str, Entry] = {}
    phrases: dict[str, list[Phrase]] = {}
    named = [(Role.MONTH, month.value, month.name, False) for month in months(tag)]
    for role, value, form, teen in [*_forms(facts), *named]:
        if form in {"-", ""}:
            continue
        firm = not form.endswith("?")
        first, *rest = fold(form.rstrip("?")).split(" ")
        entry = Entry(role, (value,), firm, teen)
        if rest:
            phrases.setdefault(first, []).append(Phrase(tuple(rest), entry))
        elif first.endswith("~"):
            stems[first[:-1]] = _merged(stems.get(first[:-1]), entry)
        else:
            words[first] = _merged(words.get(first), entry)
    for form in facts.get("and", "").split("/"):
        if form:
            words.setdefault(fold(form), Entry(Role.AND, (0,)))
    return Lexicon(
        language=tag,
        words=words,
        stems=stems,
        phrases={first: tuple(sorted(found, key=lambda p: -len(p.rest))) for first, found in phrases.items()},
        short={
            fold(form.rstrip("?")).rstrip("."): (int(key), not form.endswith("?"))
            for key, forms in facts.get("after-digits", {}).items()
            for form in forms.split("/")
        },
        joined=_joined(words) if facts.get("joined") else None,
        endings=_endings(facts, "ordinal-endings", Role.ORDINAL) + _endings(facts, "case-endings", None),
        and_prefix=facts.get("and-prefix", ""),
        prefixes=tuple(fold(prefix) for prefix in facts.get("prefixes", "").split()),
        joining=Joining(facts.get("and-after", 10), facts.get("units-first", False), facts.get("scores", False)),
        year_pairs=facts.get("year-pairs", False),
    )


def _endings(facts: Mapping[str, Any], name: str, role: Role | None) -> tuple[tuple[str, Role | None], ...]:
    """The endings, longest first, and the role that they give to a cardinal, None where it keeps its own."""
    endings = {fold(ending) for ending in facts.get(name, "").split()}
    return tuple((ending, role) for ending in sorted(endings, key=lambda ending: (-len(ending), ending)))


def _joined(words: Mapping[str, Entry]) -> regex.Pattern[str]:
    parts = [w for w, e in words.items() if e.role in {Role.UNIT, Role.MULTIPLE, Role.AND}]
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    return regex.compile(f"(?:({'|'.join(map(regex.escape, longest_first))}))+")


def _reading(lexicon: Lexicon, word: str) -> tuple[Entry | None, tuple[Phrase, ...]]:
    folded = fold(word)
    entry = (
        _known(lexicon, folded)
        or _prefixed(lexicon, folded)
        or _in_one_word(lexicon, folded)
        or _with_ending(lexicon, folded)
    )
    return entry, _phrases(lexicon, folded) if lexicon.phrases else ()


def _phrases(lexicon: Lexicon, folded: str) -> tuple[Phrase, ...]:
    """The phrases that a word begins, with or without a prefix."""
    prefixes = ("", lexicon.and_prefix, *lexicon.prefixes)
    bare = dict.fromkeys(folded[len(prefix) :] for prefix in prefixes if folded.startswith(prefix))
    return tuple(phrase for word in bare for phrase in lexicon.phrases.get(word, ()))


def _known(lexicon: Lexicon, folded: str) -> Entry | None:
    found = lexicon.words.get(folded)
    if found is not None or not lexicon.stems:
        return found
    for length in range(_LONGEST_ENDING + 1):
        found = lexicon.stems.get(folded[: len(folded) - length])
        if found is not None:
            return found
    return None


def _prefixed(lexicon: Lexicon, folded: str) -> Entry | None:
    """A word with "and", an article or a preposition written to it."""
    joined = bool(lexicon.and_prefix) and folded.startswith(lexicon.and_prefix)
    bare = folded[len(lexicon.and_prefix) :] if joined else folded
    tried = [bare] if joined else []
    tried += [bare[len(p) :] for p in lexicon.prefixes if bare.startswith(p) and len(bare) > len(p) + 1]
    for rest in tried:
        found = lexicon.words.get(rest)
        if found is not None and rest is not bare and found.role is Role.MULTIPLE:
            return replace(found, role=Role.VAGUE, joined=joined)  # "the million", "per hundred" count nothing
        if found is not None:
            return replace(found, joined=joined)
    return None


def _in_one_word(lexicon: Lexicon, folded: str) -> Entry | None:
    """A number that is written as one word: vierundzwanzig."""
    if lexicon.joined is None or len(folded) < _SHORTEST_JOINED:
        return None
    match = lexicon.joined.fullmatch(folded)
    if match is None:
        return None
    parts = [lexicon.words[part] for part in match.captures(1)]
    count, result = compose(parts, lexicon.joining)
    return Entry(Role.UNIT, (result.value,)) if len(parts) > 1 and count == len(parts) else None


def _with_ending(lexicon: Lexicon, folded: str) -> Entry | None:
    """A cardinal with the ending of an ordinal or of a case."""
    for ending, role in lexicon.endings:
        least = _SHORTEST_BEFORE_CASE if role is None else 2
        if folded.endswith(ending) and len(folded) - len(ending) >= least:
            stem = folded[: -len(ending)]
            for base in (stem, stem + "e"):
                found = lexicon.words.get(base) or _in_one_word(lexicon, base)
                if found is not None and found.role in {Role.UNIT, Role.MULTIPLE}:
                    return replace(found, role=role or found.role)
    return None
