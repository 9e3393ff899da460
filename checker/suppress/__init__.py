"""What a person has already judged: decisions, ignores in the text, a baseline; and what has not changed.

A finding that is suppressed counts in no score and no verdict, and stays in the report with what suppresses it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from checker.config import Config
from checker.judged import By, Choice, Standing
from checker.model import Article, Finding, Suppressed
from checker.suppress.baseline import Known, read_baseline
from checker.suppress.changes import unchanged
from checker.suppress.decisions import read_decisions
from checker.suppress.inline import Ignore, ignores
from checker.suppress.standing import notes, own_paths, standing


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings that count, those that do not, how what was judged before stands now, and the checks that looked."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    standing: Standing
    ran: tuple[str, ...]


def suppress(
    article: Article, findings: Sequence[Finding], config: Config, names: Collection[str], ran: Collection[str]
) -> Judged:
    """The findings of an article, sorted. Where several things suppress one, the first of `By` counts.

    names: of all checks. ran: of those that could look. Raises ConfigError for a file that cannot be read.
    """
    decided = read_decisions(config.decisions) if config.decisions else ()
    baseline = config.baseline if config.baseline and not config.update_baseline else None
    known = read_baseline(baseline) if baseline else ()
    asides, unheeded = ignores(article, names)
    dismissed = {one.fingerprint: one for one in decided if one.choice is Choice.DISMISS}
    covered = {
        at: ignore for at, finding in enumerate(findings) for ignore in asides[::-1] if ignore.covers(finding, article)
    }
    in_baseline = {one.id for one in known}

    def judged(at: int, finding: Finding) -> Suppressed | None:
        if finding.fingerprint in dismissed:
            decision = dismissed[finding.fingerprint]
            return Suppressed(finding, By.DECISION, decision.reason, decision.note)
        if at in covered:
            return Suppressed(finding, By.INLINE, covered[at].reason)
        if finding.fingerprint in in_baseline:
            return Suppressed(finding, By.BASELINE, f"It is in the baseline {baseline}.")
        if unchanged(finding, article):
            return Suppressed(finding, By.UNCHANGED, f"Nothing here has changed since {config.changed_since}.")
        return None

    found = [judged(at, finding) for at, finding in enumerate(findings)]
    stands = standing(article, findings, decided, ran, config.decisions) if config.decisions else Standing()
    idle = _idle(asides, lambda ignore: any(ignore.covers(finding, article) for finding in findings), ran, article)
    return Judged(
        kept=tuple(finding for finding, one in zip(findings, found, strict=True) if one is None),
        suppressed=tuple(one for one in found if one is not None),
        ran=tuple(ran),
        standing=replace(
            stands,
            baseline=baseline,
            known=sum(one is not None and one.by is By.BASELINE for one in found),
            gone=_gone(article, findings, known, ran, baseline) if baseline else 0,
            notes=(*unheeded, *idle, *notes(stands, article.target.name)),
        ),
    )


def _idle(
    asides: Sequence[Ignore], used: Callable[[Ignore], bool], ran: Collection[str], article: Article
) -> Iterator[str]:
    """A note on each ignore that nothing is found for, though its checks looked."""
    for one in asides:
        document = article.document(one.side)
        if document is not None and set(one.checks) <= set(ran) and not used(one):
            yield (
                f"{document.name}, line {one.line}: nothing is found that this ignore of {', '.join(one.checks)} is "
                f"for; remove it."
            )


def _gone(
    article: Article, findings: Sequence[Finding], known: Sequence[Known], ran: Collection[str], baseline: str
) -> int:
    """How many findings of the baseline on this article are no longer there."""
    present = {finding.fingerprint for finding in findings}
    own = own_paths(article.target.name, baseline)
    return sum(one.path in own and one.check in ran and one.id not in present for one in known)


def revision(*paths: str | None) -> str:
    """What files of judgements are known by in a signature: eight digits of their SHA-256, "" where there are none."""
    found = [Path(path).read_bytes() for path in paths if path and Path(path).is_file()]
    return sha256(b"\0".join(found)).hexdigest()[:8] if found else ""
