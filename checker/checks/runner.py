"""Runs checks over an article, and stamps what they yield: hits go in, findings come out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from checker.checks import TABLE, Check
from checker.errors import CheckerError
from checker.lang.facts import section
from checker.lang.tags import name as language_name
from checker.model import Article, Bead, Finding, Hit, Sentence, Severity, Side, Skipped, Span
from checker.options import changed
from checker.plug import resolve

MILDER = 0.6
"""A hit that is less sure than this is one step milder than its check's severity."""

DROPPED = 0.3
"""A hit that is less sure than this is no finding."""


def chosen(
    select: Sequence[str] = (), ignore: Sequence[str] = (), options: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Check, ...]:
    """The checks to run, in the order of the table, with their options.

    select: names or dotted paths; empty is every check of the table. ignore: names to leave out.
    options: by the check's name, what differs from the defaults.

    Raises PlugError for a name that stands for no check, ConfigError for an option that a check does not have.
    """
    options = options or {}
    for name in (*ignore, *options):
        resolve(name, TABLE, "check")
    names = [name for name in TABLE if name in select] + [name for name in select if name not in TABLE]
    checks = [resolve(name, TABLE, "check") for name in names or TABLE if name not in ignore]
    return tuple(configured(check, options.get(check.name, {})) for check in checks)


def configured(check: Check, options: Mapping[str, Any]) -> Check:
    """The check with some of its options changed; names are written as in a file, "least-words".

    Raises ConfigError where it has no such option or the value is of another kind than the default.
    """
    if not options:
        return check
    return replace(check, options=changed(check.options, options, f"check {check.name!r}", f"[checks.{check.name}]"))


def run(article: Article, checks: Sequence[Check]) -> tuple[tuple[Finding, ...], tuple[Skipped, ...]]:
    """All findings, by their place in the target (a source-side one by its bead), and the checks that did not run.

    A check that raises ends the run with a CheckerError: silence would read as "nothing found".
    """
    place = _Place(article)
    stamped: list[tuple[Check, Hit, Bead | None]] = []
    skipped = []
    seen, settled = article, ""
    for check in sorted(checks, key=lambda check: not check.settles):
        need, reason = next(((need, reason) for need in check.needs if (reason := _lacks(need, seen))), ("", None))
        if reason is None:
            hits = [(check, hit, bead) for hit, bead in _hits(check, seen)]
            stamped += hits
            if check.settles and hits:
                seen, settled = _alone(article), f"The source is not the text that was translated ({check.name})."
        else:
            skipped.append(Skipped(check.name, settled, "document") if settled else Skipped(check.name, reason, need))
    unique = {(check.name, hit.side, hit.span, hit.message): (check, hit, bead) for check, hit, bead in stamped[::-1]}
    order = {check.name: rank for rank, check in enumerate(checks)}
    placed = sorted(
        unique.values(), key=lambda found: (*place.position(found[1], found[2]), order[found[0].name], found[1].message)
    )
    return tuple(_stamp(placed, place)), tuple(skipped)


def _alone(article: Article) -> Article:
    """The article without its source, whose beads say nothing then; a reference stays."""
    beads = tuple(
        replace(bead, source=None, measures={}, word_measures={})
        for bead in article.beads
        if bead.target or bead.reference
    )
    sentences: dict[Side, tuple[Sentence, ...]] = {
        side: found for side, found in article.sentences.items() if side is not Side.SOURCE
    }
    return replace(article, source=None, sentences=sentences, beads=beads)


def _hits(check: Check, article: Article) -> Iterator[tuple[Hit, Bead | None]]:
    """The hits of one check that are sure enough, each with its bead where the check reads beads."""
    subjects: Sequence[Article | Bead] = [article] if check.reads == "article" else article.beads
    for subject in subjects:
        try:
            for hit in check.find(subject, check.options):
                _demand_inside(hit, article)
                if hit.confidence >= DROPPED:
                    yield hit, subject if isinstance(subject, Bead) else None
        except Exception as error:
            raise CheckerError(
                f"The check {check.name!r} failed{_at(subject)} with {type(error).__name__}: {error}; leave it out "
                f"with --ignore {check.name}, and report the traceback that --verbose shows."
            ) from error


def _demand_inside(hit: Hit, article: Article) -> None:
    for side, span in ((hit.side, hit.span), *hit.related):
        document = article.document(side)
        if document is None or not 0 <= span.start <= span.end <= len(document.text):
            raise ValueError(f"{tuple(span)} is no span of the {side}")


def _at(subject: Article | Bead) -> str:
    if isinstance(subject, Article):
        return ""
    first = (*subject.target, *(subject.source or ()), *(subject.reference or ()))[0]
    return f" on line {first.document.locate(first.span.start).line} of {first.document.name}"


def _lacks(need: str, article: Article) -> str | None:
    """Why a need of a check is not met, as a sentence, or None where it is."""
    kind, _, name = need.partition(":")
    target = article.target.language
    has_source, has_reference = article.source is not None, article.reference is not None
    lacking = {
        "source": (not has_source, "It compares with the source, and none was given (--source)."),
        "reference": (not has_reference, "It compares with a reference, and none was given (--reference)."),
        "witness": (
            not has_source and not has_reference,
            "It compares with a source or a reference, and neither was given (--source, --reference).",
        ),
        "measure": (
            not _measured(article, name),
            f"It reads the measure {name!r}, which could not be taken: its model does not know the "
            "languages, or nothing is aligned.",
        ),
        "facts": (
            kind == "facts" and section(target, name) is None,
            f"It needs facts about {language_name(target)} ({name}) that are not known yet.",
        ),
    }
    if kind not in lacking:
        raise CheckerError(f"A check asks for {need!r}, which means nothing.")
    lacks, reason = lacking[kind]
    return reason if lacks else None


def _measured(article: Article, name: str) -> bool:
    return any(name in bead.measures or name in bead.word_measures for bead in article.beads)


class _Place:
    """Finds the sentences and beads that a span touches."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._digests: dict[tuple[tuple[int, int], ...], str] = {}
        self._beads = {
            side: {sentence.index: bead.index for bead in article.beads for sentence in bead.side(side)}
            for side in Side
        }
        self._starts = {side: [one.span.start for one in article.sentences.get(side, ())] for side in Side}
        self._ends = {side: [one.span.end for one in article.sentences.get(side, ())] for side in Side}

    def touched(self, side: Side, span: Span) -> tuple[Sentence, ...]:
        """The sentences that a span overlaps; for an empty span the one that it stands in."""
        first = bisect_right(self._ends[side], span.start)
        last = bisect_left(self._starts[side], max(span.end, span.start + 1))
        return tuple(self.article.sentences.get(side, ())[first:last])

    def digest(self, sentences: Sequence[Sentence]) -> str:
        """A hash of the sentences' texts, taken once: thousands of findings may stand in one endless sentence."""
        key = tuple((id(sentence.document), sentence.index) for sentence in sentences)
        if key not in self._digests:
            text = "\n".join(sentence.text for sentence in sentences)
            self._digests[key] = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self._digests[key]

    def bead(self, hit: Hit, bead: Bead | None) -> int | None:
        """The index of the bead that a hit belongs to."""
        touched = self.touched(hit.side, hit.span)
        if bead is not None and (not touched or touched[0] in bead.side(hit.side)):
            return bead.index
        return self._beads[hit.side].get(touched[0].index) if touched else None

    def sentences(self, hit: Hit, bead: int | None) -> tuple[int, ...]:
        """The target sentences that a hit counts on: those it touches, or all of its bead when it is elsewhere."""
        if hit.side is Side.TARGET:
            return tuple(sentence.index for sentence in self.touched(Side.TARGET, hit.span))
        return () if bead is None else tuple(sentence.index for sentence in self.article.beads[bead].target)

    def position(self, hit: Hit, bead: Bead | None) -> tuple[int, str, int, int]:
        """Where a hit stands in the order of the report."""
        if hit.side is Side.TARGET:
            return hit.span.start, "", hit.span.start, hit.span.end
        index = self.bead(hit, bead)
        beads = self.article.beads if index is None else self.article.beads[: index + 1]
        if index is not None and beads[-1].target:
            at = beads[-1].target[0].span.start
        else:
            at = max((one.target[-1].span.end for one in beads if one.target), default=0)
        return at, hit.side, hit.span.start, hit.span.end


def _stamp(placed: Sequence[tuple[Check, Hit, Bead | None]], place: _Place) -> Iterator[Finding]:
    seen: Counter[tuple[str, ...]] = Counter()
    for check, hit, bead in placed:
        index = place.bead(hit, bead)
        words = _words_of(check, hit, index, place)
        seen[words] += 1
        sentences = place.sentences(hit, index)
        yield Finding(
            check=check.name,
            category=check.category,
            severity=_severity(check, hit),
            fingerprint=_fingerprint(words, seen[words]),
            hit=hit,
            sentence=sentences[0] if sentences else None,
            bead=index,
            sentences=sentences,
            whole=check.settles,
        )


def _severity(check: Check, hit: Hit) -> Severity:
    step = 1 if hit.confidence < MILDER else 0
    return list(Severity)[max(0, check.severity.rank - step)]


def _words_of(check: Check, hit: Hit, bead: int | None, place: _Place) -> tuple[str, ...]:
    """What a finding is known by from run to run: words alone, never a number of a line."""
    document = place.article.document(hit.side)
    flagged = document.text[hit.span.start : hit.span.end] if document else ""
    source = () if bead is None else place.article.beads[bead].source or ()
    return check.name, flagged, place.digest(place.touched(hit.side, hit.span)), place.digest(source)


def _fingerprint(words: tuple[str, ...], occurrence: int) -> str:
    """16 hexadecimal digits of SHA-256; the occurrence tells apart what the words do not."""
    line = "\N{INFORMATION SEPARATOR ONE}".join((*words, str(occurrence)))
    return sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]
