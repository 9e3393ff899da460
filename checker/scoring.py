"""Findings become scores: one for each target sentence, and one for the article, 0..100, higher is better.

Penalties are MQM's (Lommel, Uszkoreit and Burchardt 2014; weights as in Freitag et al. 2021, with 25 for critical).

A sentence of w words (at least 1) with penalty p scores 100 * w / (w + 2.5 * p). So it is 100 without findings and
above 0 always; a finding lowers it, a graver one more; the same finding costs a long sentence less than a short one,
and so the stump of a torn sentence is the worst of its article. In 20 words a minor finding leaves 89, a major one
62, a critical one 24.

The article's score is half the mean of its sentences, weighted by words, a quarter the mean of its worst tenth,
and a quarter its worst sentence: one terrible sentence costs a long article up to 25 points, however long it is.
What was lost (a finding that touches no target sentence) is charged to the article as to one long sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from checker.lang.length import length_in_words
from checker.model import Article, Bead, Finding, Score, Severity, Side

PENALTIES = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
WORDS_A_POINT = 2.5
"""As many words of a sentence as one point of penalty spoils by half."""


def score(article: Article, findings: Sequence[Finding]) -> tuple[tuple[Score, ...], Score]:
    """A score for each target sentence, in order, and the article's.

    parts of a sentence: words, penalty, and its findings by severity. parts of the article: the same, the penalty
    of what was lost, mqm_per_1000_words, and the means that its score is made of.
    """
    sentences = article.sentences[Side.TARGET]
    touching: list[list[Finding]] = [[] for _ in sentences]
    for finding in findings:
        for index in finding.sentences:
            touching[index].append(finding)
    scores = tuple(_sentence(length_in_words(one.prose), found) for one, found in zip(sentences, touching, strict=True))
    return scores, _article(scores, findings)


def _sentence(words: float, findings: Sequence[Finding]) -> Score:
    penalty = _penalty(findings)
    return Score(_value(words, penalty), {"words": words, "penalty": penalty, **_counts(findings)})


def score_bead(bead: Bead, findings: Sequence[Finding]) -> Score:
    """The score of all target sentences of a bead as of one, with what was lost in them; parts as of a sentence."""
    return _sentence(sum(length_in_words(one.prose) for one in bead.target), findings)


def _article(scores: Sequence[Score], findings: Sequence[Finding]) -> Score:
    words = sum(one.parts["words"] for one in scores)
    penalty = _penalty(findings)
    lost = _penalty([finding for finding in findings if not finding.sentences])
    ascending = sorted(one.value for one in scores) or [100.0]
    worst = ascending[: ceil(len(ascending) / 10)]
    mean = sum(one.value * _weight(one) for one in scores) / (sum(map(_weight, scores)) or 1) if scores else 100.0
    worst_tenth = sum(worst) / len(worst)
    value = (mean / 2 + worst_tenth / 4 + worst[0] / 4) * _value(words, lost) / 100
    parts = {
        "words": words,
        "penalty": penalty,
        **_counts(findings),
        "lost_penalty": lost,
        "mqm_per_1000_words": 1000 * penalty / max(words, 1.0),
        "mean": mean,
        "worst_tenth": worst_tenth,
        "worst": worst[0],
    }
    return Score(min(100.0, value), parts)


def _value(words: float, penalty: float) -> float:
    words = max(words, 1.0)
    return 100 * words / (words + WORDS_A_POINT * penalty)


def _weight(score: Score) -> float:
    return max(score.parts["words"], 1.0)


def _penalty(findings: Sequence[Finding]) -> float:
    return sum(PENALTIES[finding.severity] for finding in findings)


def _counts(findings: Sequence[Finding]) -> dict[str, float]:
    return {str(severity): float(sum(one.severity is severity for one in findings)) for severity in Severity}


def verdict(
    article: Article,
    findings: Sequence[Finding],
    scores: Sequence[Score],
    total: Score,
    fail_on: str = "major",
    fail_under: float | None = None,
) -> tuple[bool, tuple[str, ...]]:
    """Whether the article passes, and why (not) in full sentences; the last names the worst sentence.

    fail_on: the mildest severity that fails, or "never". fail_under: the least score that passes.
    """
    failures = []
    grave = [] if fail_on == "never" else [one for one in findings if one.severity.rank >= Severity(fail_on).rank]
    if grave:
        names = ", ".join(dict.fromkeys(one.check for one in sorted(grave, key=lambda one: -one.severity.rank)))
        are, finding = ("is", "finding") if len(grave) == 1 else ("are", "findings")
        at_least = "critical" if fail_on == "critical" else f"{fail_on} or worse"
        failures.append(f"{len(grave)} {finding} {are} {at_least}: {names}.")
    if fail_under is not None and total.value < fail_under:
        failures.append(f"The score of {total.value:.1f} is under {fail_under:g}.")
    return not failures, (*failures, *_worst(article, scores))


def _worst(article: Article, scores: Sequence[Score]) -> tuple[str, ...]:
    if not scores or min(one.value for one in scores) == 100:
        return ()
    index = min(range(len(scores)), key=lambda index: scores[index].value)
    sentence = article.sentences[Side.TARGET][index]
    line = sentence.document.locate(sentence.span.start).line
    return (f"The worst sentence is number {index + 1}, on line {line}, with a score of {scores[index].value:.1f}.",)
