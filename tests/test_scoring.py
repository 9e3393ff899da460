"""The laws of scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.checks.runner import run
from checker.judged import Limits
from checker.lang.length import length_in_words
from checker.model import Article, Finding, Hit, Severity, Side, Span
from checker.scoring import score, verdict

Build = Callable[..., Article]
SENTENCES = 6
TEXT = "\n\n".join(f"{'Word ' * count}end." for count in (1, 3, 8, 20, 45, 90))
LAWS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def _finding(severity: Severity, sentences: tuple[int, ...], number: int = 0) -> Finding:
    side = Side.TARGET if sentences else Side.SOURCE
    hit = Hit(Span(0, 1), "Wrong.", side)
    first = sentences[0] if sentences else None
    return Finding("bad-word", "fluency/grammar", severity, f"{number:016x}", hit, first, first, sentences)


places = st.lists(st.integers(0, SENTENCES - 1), max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
findings_of_all_kinds = st.builds(_finding, st.sampled_from(list(Severity)), places)


def _values(article: Article, findings: Sequence[Finding]) -> list[float]:
    scores, total = score(article, findings)
    return [*(one.value for one in scores), total.value]


@LAWS
@given(findings=st.lists(findings_of_all_kinds, max_size=12), more=findings_of_all_kinds)
def test_a_further_finding_never_raises_a_score(article: Build, findings: list[Finding], more: Finding) -> None:
    made = article(TEXT)
    before, after = _values(made, findings), _values(made, [*findings, more])
    assert all(0 <= value <= 100 for value in (*before, *after))
    assert all(later <= earlier for earlier, later in zip(before, after, strict=True))
    assert after[-1] < before[-1]


@LAWS
@given(findings=st.lists(findings_of_all_kinds, min_size=1, max_size=12), data=st.data())
def test_a_graver_finding_never_scores_higher(article: Build, findings: list[Finding], data: st.DataObject) -> None:
    made = article(TEXT)
    index = data.draw(st.integers(0, len(findings) - 1))
    graver = replace(findings[index], severity=Severity.CRITICAL)
    changed = [*findings[:index], graver, *findings[index + 1 :]]
    assert all(b <= a for a, b in zip(_values(made, findings), _values(made, changed), strict=True))


USUAL = 87.5
"""The score of a sentence of which nothing is known: it is taken for one that half are better than."""


def test_of_what_nothing_is_known_is_taken_for_usual(article: Build) -> None:
    made = article(TEXT)
    assert set(_values(made, [])) == {USUAL}
    assert _values(_estimated(made, [50.0] * SENTENCES), []) == _values(made, [])


def test_a_sentence_is_scored_for_its_own_findings_alone(article: Build) -> None:
    values = _values(article(TEXT), [_finding(Severity.MAJOR, (3,))])
    assert [value < USUAL for value in values] == [False, False, False, True, False, False, True]


def test_a_long_sentence_is_not_worse_for_being_long(article: Build) -> None:
    made = article(TEXT)
    values = [_values(made, [_finding(Severity.MAJOR, (index,))])[index] for index in range(SENTENCES)]
    assert values == sorted(values)


def test_the_stump_of_a_torn_sentence_is_the_worst(article: Build, word_check: Callable[..., object]) -> None:
    made = article("They agreed on a truce in the north before a month arrives. Ramadan.\n\nIt is over now.")
    findings, _ = run(made, [word_check("a month arrives. Ramadan."), word_check("over", "other")])  # type: ignore[list-item]
    scores, _ = score(made, findings)
    assert min(range(3), key=lambda index: scores[index].value) == 1
    assert scores[1].value < 10 < scores[0].value


def test_one_terrible_sentence_does_not_hide_in_a_long_article(article: Build) -> None:
    made = article("\n\n".join(f"This is sentence number {number} of a long article." for number in range(400)))
    _, total = score(made, [_finding(Severity.CRITICAL, (7,))])
    assert total.value < 80


def test_what_was_lost_lowers_the_article_alone(article: Build) -> None:
    scores, total = score(article(TEXT), [_finding(Severity.MAJOR, ())])
    assert {one.value for one in scores} == {USUAL}
    assert total.value < USUAL
    assert total.parts["lost_penalty"] == 5


def _estimated(article: Article, estimates: Sequence[float]) -> Article:
    beads = [replace(bead, measures={"estimate": value}) for bead, value in zip(article.beads, estimates, strict=True)]
    return replace(article, beads=tuple(beads))


def test_without_findings_a_score_is_the_chance_that_one_of_three_is_worse(article: Build) -> None:
    estimates = [50.0, 0.0, 30.0, 70.0, 90.0, 100.0]
    scores, total = score(_estimated(article(TEXT), estimates), [])
    assert [one.value for one in scores] == pytest.approx([87.5, 0.0, 65.7, 97.3, 99.9, 100.0])
    assert [one.parts["estimate"] for one in scores] == estimates
    assert 0 < total.value < 90


def test_a_finding_lowers_what_was_estimated(article: Build) -> None:
    made = _estimated(article(TEXT), [50.0] * SENTENCES)
    minor, major = (_values(made, [_finding(severity, (3,))])[3] for severity in (Severity.MINOR, Severity.MAJOR))
    assert 0 < major < minor < 87.5


def test_what_cannot_be_estimated_is_taken_for_a_sentence_of_its_article(article: Build) -> None:
    made = _estimated(article(TEXT), [40.0] * SENTENCES)
    beads = (*made.beads[:2], replace(made.beads[2], measures={}), *made.beads[3:])
    assert [one.value for one in score(replace(made, beads=beads), [])[0]] == pytest.approx([78.4] * SENTENCES)


def test_the_interval_of_an_article_holds_its_score(article: Build) -> None:
    few, many = ("\n\n".join(f"Sentence {number} is here." for number in range(count)) for count in (12, 600))
    widths = []
    for text in (few, many):
        made = article(text)
        spoilt = [_finding(Severity.MAJOR, (index,)) for index in range(0, len(made.beads), 4)]
        parts, value = (total := score(made, spoilt)[1]).parts, total.value
        assert parts["low"] <= value <= parts["high"]
        assert score(made, spoilt)[1] == total
        widths.append(parts["high"] - parts["low"])
    assert widths[1] < widths[0]


def test_parts_say_what_a_score_is_made_of(article: Build) -> None:
    scores, total = score(article(TEXT), [_finding(Severity.MAJOR, (2, 3)), _finding(Severity.MINOR, (3,))])
    assert scores[3].parts == {"words": 21, "penalty": 6, "minor": 1, "major": 1, "critical": 0}
    assert total.parts["penalty"] == 6
    assert total.parts["mqm_per_1000_words"] == pytest.approx(6000 / total.parts["words"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cat sat on the mat.", 6),
        ("", 0),
        ("\u732b\u5728\u57ab\u5b50\u4e0a", 5 / 1.6),
        ("GPS\u5b9a\u4f4d", 1 + 2 / 1.6),
        ("\u30b3\u30fc\u30d2\u30fc\u306f", 1 + 1 / 2.2),
    ],
)
def test_length_is_counted_in_words_in_any_script(text: str, words: float) -> None:
    assert length_in_words(text) == pytest.approx(words)


@pytest.mark.parametrize(
    ("severity", "fail_on", "fail_under", "passes"),
    [
        (Severity.MAJOR, "major", None, False),
        (Severity.MAJOR, "critical", None, True),
        (Severity.CRITICAL, "minor", None, False),
        (Severity.CRITICAL, "never", None, True),
        (Severity.CRITICAL, "never", 99.0, False),
        (Severity.MINOR, "major", 1.0, True),
    ],
)
def test_the_verdict_keeps_to_its_thresholds(
    article: Build, severity: Severity, fail_on: str, fail_under: float | None, passes: bool
) -> None:
    made, findings = article(TEXT), [_finding(severity, (2,))]
    scores, total = score(made, findings)
    passed, reasons = verdict(made, findings, scores, total, Limits(fail_on, fail_under))
    assert passed is passes
    assert "number 3, on line 5" in reasons[-1]
    too_short = fail_under is not None
    assert len(reasons) == 1 + (not passes) + too_short


def test_what_speaks_of_the_whole_text_counts_on_every_sentence(article: Build) -> None:
    made = article(TEXT)
    one = _finding(Severity.CRITICAL, (0,))
    everywhere, total = score(made, [replace(one, whole=True)])
    alone = [score(made, [_finding(Severity.CRITICAL, (index,))])[0][index] for index in range(SENTENCES)]
    assert list(everywhere) == alone
    assert total.value < score(made, [one])[1].value
    assert total.parts["penalty"] == 25
