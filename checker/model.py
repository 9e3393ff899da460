"""The nouns of the checker: frozen values that every stage hands to the next.

They carry no behaviour beyond look-up. All offsets are code points of `Document.text`, half-open, and never
of a normalised or padded copy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from checker.judged import By, Change, Limits, Standing
from checker.spans import Edit
from checker.spans import Place as Place
from checker.spans import Span as Span

MARKUP = "\N{WORD JOINER}"
"""Stands in `Document.prose` for each character of markup that a reader never sees: `**`, a tag, a link target."""

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in `Document.prose` for each character of something read as one object: inline code, an image, a bare URL."""


class Side(StrEnum):
    """Which of the texts of an article a span belongs to."""

    TARGET = "target"
    SOURCE = "source"
    REFERENCE = "reference"


class Severity(StrEnum):
    """MQM severities, mildest first."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for minor, 1 for major, 2 for critical."""
        return list(Severity).index(self)


class BlockKind(StrEnum):
    """What a block of a document is. `CODE` is never prose and holds no sentences."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE_CELL = "table-cell"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, paragraph, list item ...: sentences never cross it. `level` is the depth of a heading or list."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text as it was read.

    text: the file's decoded text, line ends as they stand in the file, without a byte-order mark.
    prose: as long as `text` and equal to it but for what is not prose (`MARKUP`, `OBJECT`): what checks read.
    language: BCP-47 tag; `detected` says that nobody gave it.
    line_starts: the offset of each line's first character, ascending, beginning with 0.
    notes: full sentences on what the reader had to guess (an encoding, a language).
    change: what became of it since the revision that was asked for; None where none was.
    """

    text: str
    prose: str
    language: str
    name: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    format: str = "text"
    encoding: str = "utf-8"
    detected: bool = False
    notes: tuple[str, ...] = ()
    change: Change | None = None

    def locate(self, offset: int) -> Place:
        """The line and column of a code point of `text` (0 <= offset <= len(text))."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence is a document and a span, so its text cannot disagree with its document."""

    document: Document
    span: Span
    index: int
    block: int

    @property
    def text(self) -> str:
        """The sentence as it stands in the file."""
        return self.document.text[self.span.start : self.span.end]

    @property
    def prose(self) -> str:
        """The sentence with markup masked; the same length as `text`, so offsets hold."""
        return self.document.prose[self.span.start : self.span.end]

    @property
    def language(self) -> str:
        """BCP-47 tag of the document."""
        return self.document.language

    @property
    def kind(self) -> BlockKind:
        """The kind of block the sentence stands in."""
        return self.document.blocks[self.block].kind

    def at(self, start: int, end: int) -> Span:
        """The document's span of the sentence's own code points start..end."""
        return Span(self.span.start + start, self.span.start + end)


class WordMeasure(NamedTuple):
    """A number for one word: how surprising it is, how well the other side covers it."""

    side: Side
    span: Span
    value: float


@dataclass(frozen=True, slots=True)
class Bead:
    """The smallest groups of sentences that say the same (Gale and Church 1993).

    `source` or `reference` is None where the article has no such text, and empty where it has one that holds
    nothing for these sentences: target without source is an addition, source without target an omission.
    confidence: the aligner's probability that the bead is right, 0..1.
    refused: by the names of measures that were not taken of this bead why not, as sentences.
    edits: what turns the words of the target into those of the reference; None where they were not compared.
    row, key: of a bead that is a row of a bitext its number, from 0, and its id, "" where it has none.
    """

    index: int
    target: tuple[Sentence, ...]
    source: tuple[Sentence, ...] | None = None
    reference: tuple[Sentence, ...] | None = None
    confidence: float = 1.0
    measures: Mapping[str, float] = field(default_factory=dict)
    word_measures: Mapping[str, tuple[WordMeasure, ...]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] | None = None
    row: int | None = None
    key: str = ""

    @property
    def kind(self) -> str:
        """Counts of target, source and reference sentences, of the texts there are: "1-1", "2-1", "1-1-1", "1"."""
        sides = (self.target, self.source, self.reference)
        return "-".join(str(len(side)) for side in sides if side is not None)

    def side(self, side: Side) -> tuple[Sentence, ...]:
        """The sentences of one side; empty where the article has no such text."""
        if side is Side.TARGET:
            return self.target
        return (self.source if side is Side.SOURCE else self.reference) or ()


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """The texts and all beads: what a document-wide check sees. `beads` are in the order of the target."""

    target: Document
    source: Document | None
    reference: Document | None
    sentences: Mapping[Side, tuple[Sentence, ...]]
    beads: tuple[Bead, ...]

    def document(self, side: Side) -> Document | None:
        """The text of one side, or None where the article has none."""
        return {Side.TARGET: self.target, Side.SOURCE: self.source, Side.REFERENCE: self.reference}[side]


class Passage(NamedTuple):
    """A span of one of the texts."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields. It knows neither the check's name nor its severity.

    span: the flagged code points of the side's document.
    message: one plain sentence or two for an editor: what is wrong and how it is known.
    related: where the evidence stands, in this text or another.
    fix: what should stand in place of the span, or None where the evidence does not say.
    confidence: 0..1, the chance that an editor agrees.
    """

    span: Span
    message: str
    side: Side = Side.TARGET
    related: tuple[Passage, ...] = ()
    fix: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A Hit, stamped by the runner. `sentence` and `bead` are indices, or None where it belongs to none.

    sentences: indices of the target sentences that it stands at: those its span touches, or those of its bead.
    whole: it speaks of the whole text, and counts on every sentence.
    """

    check: str
    category: str
    severity: Severity
    fingerprint: str
    hit: Hit
    sentence: int | None
    bead: int | None
    sentences: tuple[int, ...] = ()
    whole: bool = False


class Suppressed(NamedTuple):
    """A finding that counts in no score and no verdict, by what, and why."""

    finding: Finding
    by: By
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A value of 0..100, higher is better, and the named parts it is made of."""

    value: float
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """Versions, options and model revisions: what lets a number be repeated. Printed as one line."""

    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "|".join(f"{name}:{value}" for name, value in self.fields)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that did not run, and why, in a full sentence.

    need: what it lacks, as `Check.needs` names it; "document" where the source is not what was translated, "" for a
    measure that was not taken.
    """

    check: str
    reason: str
    need: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """All that a reporter may look at. `scores` holds one score for each target sentence, in order.

    suppressed: findings that do not count. standing: how what was judged before stands. ran: the checks that looked.
    limits: what the article was held to; None where a saved report does not say it.
    """

    article: Article
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    score: Score
    passed: bool
    reasons: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    signature: Signature
    suppressed: tuple[Suppressed, ...] = ()
    standing: Standing = field(default_factory=Standing)
    ran: tuple[str, ...] = ()
    limits: Limits | None = None
