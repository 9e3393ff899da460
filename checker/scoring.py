"""Findings and estimates become scores, of each target sentence and of the article: 0..100, higher is better.

Penalties are MQM's (Lommel, Uszkoreit and Burchardt 2014; weights as in Freitag et al. 2021, with 25 for critical). A
sentence of w words (at least 1) with penalty p keeps the share k = w / (w + 2.5 * p): all of it without findings and
always some; a finding lowers it, a graver one more; the same finding costs a long sentence less than a short one, and
so the stump of a torn sentence is the worst of its article. In 20 words a minor finding leaves .89, a major one .62, a
critical one .24.

The score is 100 * k * (1 - (1 - e)**3), where e is the estimate (the measure `estimate` over 100): of the machine
translations that people judged, the share that they put below one that looks like this. So, without findings, it is the
chance that of three of them drawn at random one at least is worse: 88 for what looks as usual (e = .5), 66 for e = .3,
little for what looks bad, and no great difference among what looks good. Where no estimate can be made, as for a
language without a model, a sentence is taken for a usual one: nothing is known for it or against it.

The rule is a compromise of two trials. On MLQE-PE (Pearson with people, mean of seven pairs, 500 rows each) e alone has
.43, e * k .41, this rule .37, and k alone .05: people there judged what the estimate was fitted on. In our own articles
with planted flaws (the chance that a flawed sentence stands below a sound one) the same have .51, .81, .86, .92: there
the findings know.

The article's score is half the mean of its sentences, weighted by words, a quarter the mean of its worst tenth,
and a quarter its worst sentence: one terrible sentence costs a long article up to 25 points, however long it is.
What was lost (a finding that touches no target sentence) is charged to the article as to one long sentence; what
speaks of the whole text (its source is another one) is charged to each sentence. Its
interval is that of a bootstrap over sentences (Efron 1979): nine of ten scores of articles drawn from these sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from checker.judged import Limits
from checker.lang.length import length_in_words
from checker.model import Article, Bead, Finding, Score, Severity, Side, Skipped

Floats = npt.NDArray[np.float64]

PENALTIES = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
WORDS_A_POINT = 2.5
"""As many words of a sentence as one point of penalty spoils by half."""


RESAMPLES = 200
"""Articles that are drawn for the interval."""

LONGEST_DRAW = 2_000
"""Sentences of a drawn article at most; of more the interval would be narrower than is said."""

FEWEST = 10
"""Sentences of an article from which its score says something of the whole."""

_SEED = 20240607  # the same draws in every run
ESTIMATE = "estimate"
USUAL = 50.0
"""The estimate of a translation that half of those that people judged are better than."""

_ENDS = ("estimate-low", "estimate-high")


def score(article: Article, findings: Sequence[Finding]) -> tuple[tuple[Score, ...], Score]:
    """A score for each target sentence, in order, and the article's.

    parts of a sentence: words, penalty, its findings by severity, and the estimate and its interval where it has one.
    parts of the article: the same, the penalty of what was lost, mqm_per_1000_words, the means that its score is made
    of, and the ends of its interval.
    """
    sentences = article.sentences[Side.TARGET]
    touching: list[list[Finding]] = [[] for _ in sentences]
    for finding in findings:
        for index in range(len(sentences)) if finding.whole else finding.sentences:
            touching[index].append(finding)
    estimates = {one.index: _estimate(bead) for bead in article.beads for one in bead.target}
    known = [one[ESTIMATE] for one in estimates.values() if one]
    # A sentence of which nothing can be estimated is taken for one of its article.
    usual = {ESTIMATE: sum(known) / len(known)} if known else {}
    scores = tuple(
        _sentence(length_in_words(one.prose), found, estimates.get(one.index) or usual)
        for one, found in zip(sentences, touching, strict=True)
    )
    return scores, _article(scores, findings)


def _estimate(bead: Bead) -> dict[str, float]:
    return {name: bead.measures[name] for name in (ESTIMATE, *_ENDS) if name in bead.measures}


def score_bead(bead: Bead, findings: Sequence[Finding]) -> Score:
    """The score of all target sentences of a bead as of one, with what was lost in them; parts as of a sentence."""
    return _sentence(sum(length_in_words(one.prose) for one in bead.target), findings, _estimate(bead))


def _sentence(words: float, findings: Sequence[Finding], estimate: Mapping[str, float]) -> Score:
    penalty = _penalty(findings)
    kept = _kept(words, penalty)
    value = 100 * kept * _unlike_the_worst(estimate.get(ESTIMATE, USUAL) / 100)
    named = {name.replace("-", "_"): number for name, number in estimate.items()}
    return Score(value, {"words": words, "penalty": penalty, **_counts(findings), **named})


def _unlike_the_worst(estimate: float) -> float:
    """The chance that of three judged translations one at least is worse. estimate: the share that is, 0..1."""
    return float(1 - (1 - estimate) ** 3)


def _article(scores: Sequence[Score], findings: Sequence[Finding]) -> Score:
    words = sum(one.parts["words"] for one in scores)
    penalty = _penalty(findings)
    lost = _penalty([finding for finding in findings if not finding.sentences])
    kept = _kept(words, lost)
    values = np.array([[one.value for one in scores]] if scores else [[100.0]])
    weights = np.array([[_weight(one) for one in scores]] if scores else [[1.0]])
    mean, worst_tenth, worst = (float(part[0]) for part in _means(values, weights))
    draws = np.random.default_rng(_SEED).integers(0, values.shape[1], (RESAMPLES, min(values.shape[1], LONGEST_DRAW)))
    drawn = _joined(*_means(values[0][draws], weights[0][draws])) * kept
    low, high = (float(end) for end in np.quantile(drawn, (0.05, 0.95)))
    value = min(100.0, _joined(mean, worst_tenth, worst) * kept)
    parts = {
        "words": words,
        "penalty": penalty,
        **_counts(findings),
        "lost_penalty": lost,
        "mqm_per_1000_words": 1000 * penalty / max(words, 1.0),
        "mean": mean,
        "worst_tenth": worst_tenth,
        "worst": worst,
        "low": min(low, value),
        "high": min(100.0, max(high, value)),
    }
    return Score(value, parts)


def _means(values: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """The weighed mean, the mean of the worst tenth, and the worst, of articles with as many sentences each, (n,)."""
    ascending = np.sort(values, axis=1)
    tenth = ascending[:, : ceil(values.shape[1] / 10)]
    return (values * weights).sum(axis=1) / weights.sum(axis=1), tenth.mean(axis=1), ascending[:, 0]


Number = TypeVar("Number", float, Floats)


def _joined(mean: Number, worst_tenth: Number, worst: Number) -> Number:
    return mean / 2 + worst_tenth / 4 + worst / 4


def _kept(words: float, penalty: float) -> float:
    words = max(words, 1.0)
    return words / (words + WORDS_A_POINT * penalty)


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
    limits: Limits | None = None,
    skipped: Sequence[Skipped] = (),
) -> tuple[bool, tuple[str, ...]]:
    """Whether the article passes, and why (not) in full sentences; the last names the worst sentence."""
    limits = limits or Limits()
    failures = (
        *_grave(findings, limits.fail_on),
        *_low(total, limits.fail_under),
        *_lowest(article, scores, limits.min_sentence),
        *(_unchecked(skipped) if limits.strict else ()),
    )
    return not failures, (*failures, *_short(scores, limits.fail_under), *_worst(article, scores))


def _grave(findings: Sequence[Finding], fail_on: str) -> Iterator[str]:
    grave = [] if fail_on == "never" else [one for one in findings if one.severity.rank >= Severity(fail_on).rank]
    if grave:
        names = ", ".join(dict.fromkeys(one.check for one in sorted(grave, key=lambda one: -one.severity.rank)))
        are, finding = ("is", "finding") if len(grave) == 1 else ("are", "findings")
        at_least = "critical" if fail_on == "critical" else f"{fail_on} or worse"
        yield f"{len(grave)} {finding} {are} {at_least}: {names}."


def _low(total: Score, fail_under: float | None) -> Iterator[str]:
    if fail_under is not None and total.value < fail_under:
        ends = f"{total.parts['low']:.1f} to {total.parts['high']:.1f}" if "low" in total.parts else "unknown"
        yield f"The score of {total.value:.1f} is under {fail_under:g} (interval {ends})."


def _lowest(article: Article, scores: Sequence[Score], least: float | None) -> Iterator[str]:
    low = [index for index, one in enumerate(scores) if least is not None and one.value < least]
    if low:
        score, number = ("scores", "sentence") if len(low) == 1 else ("score", "sentences")
        first = min(low, key=lambda index: scores[index].value)
        yield (
            f"{len(low)} {number} {score} under {least:g}, the lowest {scores[first].value:.1f} on line "
            f"{_line(article, first)}."
        )


def _unchecked(skipped: Sequence[Skipped]) -> Iterator[str]:
    if skipped:
        count = "1 check" if len(skipped) == 1 else f"{len(skipped)} checks"
        yield f"{count} could not run: {', '.join(one.check for one in skipped)}."


def _short(scores: Sequence[Score], fail_under: float | None) -> tuple[str, ...]:
    if fail_under is None or len(scores) >= FEWEST:
        return ()
    sentences = "sentence is" if len(scores) == 1 else "sentences are"
    return (f"{len(scores)} {sentences} too little text for a verdict on the score.",)


def _worst(article: Article, scores: Sequence[Score]) -> tuple[str, ...]:
    """The sentence with the lowest score among those with findings; without findings nothing is known to be bad."""
    flagged = [index for index, one in enumerate(scores) if one.parts["penalty"]]
    if not flagged:
        return ()
    index = min(flagged, key=lambda index: scores[index].value)
    at = f"number {index + 1}, on line {_line(article, index)}"
    return (f"The worst sentence is {at}, with a score of {scores[index].value:.1f}.",)


def _line(article: Article, index: int) -> int:
    return article.target.locate(article.sentences[Side.TARGET][index].span.start).line
