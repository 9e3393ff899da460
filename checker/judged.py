"""The nouns of judging: what a person has decided of findings, how that stands after a run, what a run is held to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """What keeps a finding out of the verdict: who reads the report is told."""

    DECISION = "decision"
    INLINE = "inline"
    BASELINE = "baseline"
    UNCHANGED = "unchanged"


class Choice(StrEnum):
    """What a person decides of a finding: it is wrong; it is right; it is right, and this should stand there."""

    DISMISS = "dismiss"
    ACCEPT = "accept"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one finding.

    fingerprint: the finding's id. check, path: the check that found it, and the target it stood in, "" where unknown.
    sentence: the first 16 hexadecimal digits of the SHA-256 of the sentence that it was decided on, "" where unknown.
    reason: why, in the words of who decided. note: what else they wrote. text: what an edit puts in its place.
    beside: the other texts that the article was read beside, "source reference" or one of the two, "" where unknown.
    """

    fingerprint: str
    choice: Choice
    reason: str = ""
    check: str = ""
    path: str = ""
    sentence: str = ""
    note: str = ""
    text: str | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How what was judged before stands after a run over one article.

    path: the file of decisions, None where there is none. dismissed: decisions that keep a finding out. open: those
    that accept or edit a finding that is still there. done: those whose finding is gone. stale: those whose sentence,
    or its source, has changed since. unused: dismissed findings that are no longer found.
    baseline: its file; known: its findings that are still there; gone: those of this article that are not.
    notes: what should be put right, as sentences.
    """

    path: str | None = None
    dismissed: tuple[Decision, ...] = ()
    open: tuple[Decision, ...] = ()
    done: tuple[Decision, ...] = ()
    stale: tuple[Decision, ...] = ()
    unused: tuple[Decision, ...] = ()
    baseline: str | None = None
    known: int = 0
    gone: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article must keep to pass.

    fail_on: the mildest severity that fails, or "never". fail_under: the least score of the article that passes.
    min_sentence: the least score of each sentence. strict: whether a check that could not run fails.
    """

    fail_on: str = "major"
    fail_under: float | None = None
    min_sentence: float | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document since a revision.

    revision: as it was asked for. former: the prose of its sentences there, None where it was not there.
    lines: spans of the lines that are new since, in order and apart.
    """

    revision: str
    former: tuple[str, ...] | None
    lines: tuple[tuple[int, int], ...] = ()
