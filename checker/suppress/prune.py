"""Decisions that hold for nothing any more, as far as a run can know, are taken out of their file.

A run knows of the articles that it read, by the checks that looked, beside the texts that a decision was made beside;
and of articles that are gone from the folder that it read. Whatever else there is in the file stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.judged import Decision
from checker.model import Report
from checker.suppress.decisions import read_decisions
from checker.suppress.standing import gone_from, path_from


class Pruned(NamedTuple):
    """What is to become of decisions: those that go, by why they do, and the new paths of those that hold elsewhere."""

    stale: tuple[Decision, ...]
    unused: tuple[Decision, ...]
    done: tuple[Decision, ...]
    orphaned: tuple[Decision, ...]
    moved: dict[str, str]

    @property
    def ids(self) -> frozenset[str]:
        """The findings whose decisions go."""
        return frozenset(one.fingerprint for gone in self[:4] for one in gone)


def pruned(file: str, reports: Sequence[Report], folder: str | None = None) -> Pruned:
    """What a run can take out of a file of decisions. folder: the one whose articles were read, None for one article.

    What holds in any article stays. Raises ConfigError for a file that cannot be read.
    """
    holds = {
        one.fingerprint: report.article.target.name
        for report in reports[::-1]
        for one in (*report.standing.dismissed, *report.standing.open)
    }

    def known(name: str) -> list[Decision]:
        return [one for report in reports for one in getattr(report.standing, name)]

    kinds = [known("stale"), known("unused"), known("done"), list(orphaned(file, folder)) if folder else []]
    over = {one.fingerprint for kind in kinds for one in kind}
    stale, unused, done, orphans = (
        tuple(dict.fromkeys(one for one in kind if one.fingerprint not in holds)) for kind in kinds
    )
    return Pruned(stale, unused, done, orphans, {one: path_from(holds[one], file) for one in sorted(over & set(holds))})


def orphaned(file: str, folder: str) -> Iterator[Decision]:
    """The decisions on articles that are no longer in a folder. Raises ConfigError for a file that cannot be read."""
    yield from (one for one in read_decisions(file) if gone_from(folder, one.path, file))
