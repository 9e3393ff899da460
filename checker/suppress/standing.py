"""How decisions and ignores stand after a run: which still hold, which have been overtaken, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from checker.judged import Choice, Decision, Standing
from checker.model import Article, Finding, Side
from checker.suppress.decisions import digest

LISTED = 5
"""Decisions that a note names at most."""


def standing(
    article: Article, findings: Sequence[Finding], decided: Sequence[Decision], ran: Collection[str], path: str
) -> Standing:
    """The decisions of a file by how they stand. Those on other articles are nothing that this run can tell of.

    ran: the checks that could look; what another one found may well be there still, and so may what was found beside
    a text that this run does not have, or by nobody knows which check: that is over where its sentence has changed.
    """
    present = {finding.fingerprint for finding in findings}
    own = own_paths(article.target.name, path)
    texts = {str(side) for side in Side if article.document(side)}
    gone = [
        one
        for one in decided
        if one.fingerprint not in present
        and one.path in own
        and (not one.check or one.check in ran)
        and texts.issuperset(one.beside.split())
    ]
    sentences = {digest(sentence.text) for some in article.sentences.values() for sentence in some} if gone else set()
    anew = {(finding.check, _sentence(article, finding)) for finding in findings} if gone else set()
    changed = [one for one in gone if (one.check, one.sentence) in anew]
    rest = [one for one in gone if (one.check, one.sentence) not in anew]
    lost = [one for one in rest if one.choice is Choice.DISMISS and one.sentence and one.sentence not in sentences]
    known = [one for one in rest if one.check or (one.sentence and one.sentence not in sentences)]
    there = [one for one in decided if one.fingerprint in present]
    return Standing(
        path=path,
        dismissed=tuple(one for one in there if one.choice is Choice.DISMISS),
        open=tuple(one for one in there if one.choice is not Choice.DISMISS),
        done=tuple(one for one in known if one.choice is not Choice.DISMISS),
        stale=(*changed, *lost),
        unused=tuple(one for one in known if one.choice is Choice.DISMISS and one not in lost),
    )


def own_paths(name: str, file: str) -> frozenset[str]:
    """What an entry of a file of judgements may call a target: its path as it was given, or from the file's folder."""
    return frozenset({name, path_from(name, file)})


def gone_from(folder: str, path: str, file: str) -> bool:
    """Whether an entry of a file of judgements is on an article in a folder that is no longer there."""
    try:
        article = (Path(file).parent.resolve() / path).resolve()
        inside = bool(path) and article.is_relative_to(Path(folder).resolve())
        return inside and not article.exists() and not Path(path).exists()
    except (OSError, ValueError):
        return False


def path_from(name: str, file: str) -> str:
    """The path of a target from the folder of a file, with slashes; as it was given where there is no such path."""
    try:
        if not Path(name).is_file():
            return name
        return Path(os.path.relpath(Path(name).resolve(), Path(file).parent.resolve())).as_posix()
    except (OSError, ValueError):
        return name


def _sentence(article: Article, finding: Finding) -> str:
    """The digest of the first sentence that a finding touches, as a decision holds it."""
    if finding.sentence is not None:
        return digest(article.sentences[Side.TARGET][finding.sentence].text)
    start = finding.hit.span.start
    for sentence in article.sentences.get(finding.hit.side, ()):
        if sentence.span.start <= start < sentence.span.end:
            return digest(sentence.text)
    return ""


def notes(found: Standing, name: str) -> Iterator[str]:
    """What should be put right in the file of decisions, as sentences."""
    if found.stale:
        hold = "holds" if len(found.stale) == 1 else "hold"
        yield (
            f"{found.path}: {_count(found.stale)} on {name} no longer {hold}, since the sentence or its source has "
            f"changed: {_listed(found.stale)}; decide again, and --prune-decisions removes what is stale."
        )
    if found.unused:
        dismiss, them = ("dismisses", "it") if len(found.unused) == 1 else ("dismiss", "them")
        yield (
            f"{found.path}: {_count(found.unused)} on {name} {dismiss} what is no longer found: "
            f"{_listed(found.unused)}; remove {them}, as --prune-decisions does."
        )


def _count(decisions: Sequence[Decision]) -> str:
    return f"{len(decisions)} decision{'' if len(decisions) == 1 else 's'}"


def _listed(decisions: Sequence[Decision]) -> str:
    named = [f"{one.fingerprint}{f' ({one.check})' if one.check else ''}" for one in decisions[:LISTED]]
    return ", ".join(named) + (f" and {len(decisions) - LISTED} more" if len(decisions) > LISTED else "")
