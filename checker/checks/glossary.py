"""A term is not rendered as the glossary asks.

Why it matters
    Contracts, manuals and house styles settle what things are called. A reader who meets another word takes it for
    another thing, and a name of a product that was translated is found in no shop.

What it looks at
    Terms that you give, in files (`--glossary FILE`, repeatable; `glossary = ["terms.csv"]` in the configuration,
    read relative to it) or in the configuration itself (`terms` under `[checks.glossary]`, lines of
    source,target,kind). CSV and TSV have the columns source, target, kind; a header is needed only where their order
    is another. Kind is required (when left out): one of the targets, parted by |, must stand where the source has the
    term; forbidden: none of the targets may stand there, or anywhere when the source is empty; keep: the term must
    stand as it is. TBX is read with its preferred, admitted, deprecated and superseded terms.

    Terms are found in all their forms, in any script; of terms that overlap the longest counts. What is missing is
    marked in the source, what is forbidden in the translation.

Limits
    Forms are told by their endings and particles, not by a dictionary: where the stem changes, give all its forms as
    targets. A term that was rendered by a pronoun is missing. A term in capitals is found only in capitals.

Example
    language: en
    source-language: de
    glossary: Vertrag,agreement,required\\nVertrag,treaty,forbidden
    source: Der Vertrag gilt für zwei Jahre und kann verlängert werden.
    bad: The ⟦treaty⟧ is valid for two years and can be extended.
    good: The agreement is valid for two years and can be extended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from checker.checks import Check
from checker.lang.terms import Found, Kind, Lookup, Term, says
from checker.lang.vocabulary import fold
from checker.model import MARKUP, Article, Bead, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """terms: what is asked for. least_confidence: beads that the aligner is less sure of are not read."""

    terms: tuple[Term, ...] = ()
    least_confidence: float = 0.35


class Placed(NamedTuple):
    """A term of the glossary where it stands."""

    term: Term
    text: str
    span: Span
    form: str


_MISSING, _WRONG, _ANYWHERE = 0.75, 0.9, 0.9


def find(article: Article, options: Options) -> Iterator[Hit]:
    """Hits on forbidden terms in the target, and on terms of the source that are not rendered as they should be."""
    if not options.terms:
        return
    beads = article.beads
    for index, bead in enumerate(beads):
        trusted = bead.confidence >= options.least_confidence and bool(bead.source)
        asked = list(_asked(bead, options.terms)) if trusted else []
        unwanted = list(_forbidden(bead, options.terms, asked))
        yield from unwanted
        if bead.target and trusted:
            near = (*beads[max(0, index - 1) : index], *beads[index + 1 : index + 2])
            spent = {passage.span for hit in unwanted for passage in hit.related}
            yield from (hit for hit in _missing(bead, asked, near) if hit.span not in spent)


@lru_cache(maxsize=16)
def _sources(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(term.source for term in terms)


@lru_cache(maxsize=16)
def _targets(terms: tuple[Term, ...]) -> tuple[tuple[str, Term], ...]:
    return tuple((target, term) for term in terms if term.kind is not Kind.KEEP for target in term.targets)


def _found(sentence: Sentence, terms: tuple[str, ...]) -> list[Found]:
    return Lookup.of(terms, sentence.language).find(sentence.prose)


def _asked(bead: Bead, terms: tuple[Term, ...]) -> Iterator[Placed]:
    """The terms that the source of a bead has."""
    for sentence in bead.source or ():
        for start, end, number in _found(sentence, _sources(terms)):
            yield Placed(terms[number], terms[number].source, sentence.at(start, end), sentence.prose[start:end])


def _forbidden(bead: Bead, terms: tuple[Term, ...], asked: Sequence[Placed]) -> Iterator[Hit]:
    """The target's words that may not stand for a term of the source, or may stand nowhere."""
    targets = _targets(terms)
    names = tuple(target for target, _ in targets)
    there: dict[str, Placed] = {}
    for one in asked:
        there.setdefault(fold(one.term.source), one)
    for sentence in bead.target:
        here = _found(sentence, names)
        wanted = {(one.start, one.end) for one in here if targets[one.term][1].kind is Kind.REQUIRED}
        for start, end, number in here:
            text, term = targets[number]
            source = there.get(fold(term.source))
            if term.kind is not Kind.FORBIDDEN or (start, end) in wanted or (term.source and source is None):
                continue
            instead = _instead(term, terms)
            form = sentence.prose[start:end]
            where = f" for “{source.form}”" if source is not None else ""
            advice = f"; it asks for {' or '.join(f'“{one}”' for one in instead)}" if instead else ""
            yield Hit(
                sentence.at(start, end),
                f"The glossary forbids “{text}”{where}{advice}.",
                related=(Passage(Side.SOURCE, source.span),) if source is not None else (),
                fix=instead[0] if instead and form == text else None,
                confidence=_WRONG if source is not None else _ANYWHERE,
            )


def _instead(term: Term, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """What the glossary asks for in place of a forbidden term."""
    if not term.source:
        return ()
    same = (one for one in terms if one.kind is Kind.REQUIRED and fold(one.source) == fold(term.source))
    return tuple(target for one in same for target in one.targets)


def _missing(bead: Bead, asked: Sequence[Placed], near: Sequence[Bead]) -> Iterator[Hit]:
    """The first of each term of the source that the target does not render as it should."""
    told = set()
    place = Passage(Side.TARGET, Span(bead.target[0].span.start, bead.target[-1].span.end))
    for one in asked:
        kind, key = one.term.kind, fold(one.term.source)
        if kind is Kind.FORBIDDEN or (kind, key) in told:
            continue
        told.add((kind, key))
        wanted = (one.term.source,) if kind is Kind.KEEP else _all(asked, key)
        if _said(bead.target, wanted) or any(_moved(other, one, wanted) for other in near):
            continue
        if kind is Kind.KEEP:
            message = f"The glossary keeps “{one.term.source}” as it is, and the translation lacks it."
        else:
            should = " or ".join(f"“{target}”" for target in wanted)
            message = f"The glossary asks for {should} for “{one.form}”, and the translation has it in no form."
        yield Hit(one.span, message, side=Side.SOURCE, related=(place,), confidence=_MISSING)


def _all(asked: Sequence[Placed], key: str) -> tuple[str, ...]:
    """All that any row allows for one term."""
    rows = (one.term for one in asked if fold(one.term.source) == key and one.term.kind is Kind.REQUIRED)
    return tuple(dict.fromkeys(target for term in rows for target in term.targets))


def _said(sentences: Sequence[Sentence], wanted: Sequence[str]) -> bool:
    return any(says(one.prose.replace(MARKUP, ""), term, one.language) for one in sentences for term in wanted)


def _moved(other: Bead, one: Placed, wanted: Sequence[str]) -> bool:
    """Whether the bead beside has taken over the term: its target has it, and its source has not."""
    if not _said(other.target, wanted):
        return False
    return not any(says(sentence.prose, one.term.source, sentence.language) for sentence in other.source or ())


CHECK = Check(
    name="glossary",
    category="terminology/glossary",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    options=Options(),
)
"""Runs nothing, and says nothing, where no terms are given."""
