"""Hits become findings: stamped, placed, ordered, known again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from checker.checks import TABLE, Check
from checker.checks.runner import chosen, configured, run
from checker.errors import CheckerError, ConfigError, PlugError
from checker.model import Article, Bead, Hit, Severity, Side, Span

Build = Callable[..., Article]
Checks = Callable[..., Check]

TEXT = "One dog barks. Two cats sleep.\n\nThree dogs run away."


@dataclass(frozen=True, slots=True)
class Options:
    least_words: int = 3
    share: float = 0.5
    names: tuple[str, ...] = ()


def _nothing(article: Article, options: Options) -> Iterator[Hit]:
    yield from ()


OPTIONAL = Check("optional", "fluency/grammar", Severity.MINOR, "article", _nothing, options=Options())


@pytest.mark.parametrize(
    ("severity", "confidence", "stamped"),
    [
        (Severity.CRITICAL, 1.0, Severity.CRITICAL),
        (Severity.MAJOR, 0.6, Severity.MAJOR),
        (Severity.MAJOR, 0.59, Severity.MINOR),
        (Severity.CRITICAL, 0.3, Severity.MAJOR),
        (Severity.MINOR, 0.4, Severity.MINOR),
        (Severity.MAJOR, 0.29, None),
    ],
)
def test_less_sure_is_milder_and_unsure_is_dropped(
    article: Build, word_check: Checks, severity: Severity, confidence: float, stamped: Severity | None
) -> None:
    findings, _ = run(article(TEXT), [word_check("cats", severity=severity, confidence=confidence)])
    assert [finding.severity for finding in findings] == ([] if stamped is None else [stamped])


def test_findings_stand_in_the_order_of_the_text(article: Build, word_check: Checks) -> None:
    checks = [word_check("run", "later"), word_check("dog", "earlier")]
    findings, _ = run(article(TEXT), checks)
    assert [(one.check, one.sentence, one.bead) for one in findings] == [
        ("earlier", 0, 0),
        ("earlier", 2, 2),
        ("later", 2, 2),
    ]


def test_a_finding_over_two_sentences_counts_on_both(article: Build, word_check: Checks) -> None:
    (finding,), _ = run(article(TEXT), [word_check("barks. Two")])
    assert (finding.sentence, finding.sentences, finding.bead) == (0, (0, 1), 0)


def test_an_exact_duplicate_is_reported_once(article: Build, word_check: Checks) -> None:
    findings, _ = run(article(TEXT), [word_check("cats"), word_check("cats")])
    assert len(findings) == 1


def test_what_the_source_alone_holds_belongs_to_no_sentence(article: Build, word_check: Checks) -> None:
    made = article("One dog barks.", "Un chien aboie. Un chat dort.")
    (finding,), _ = run(made, [word_check("chat", side=Side.SOURCE)])
    assert (finding.sentence, finding.sentences, finding.bead) == (None, (), 1)


def test_a_finding_on_the_source_counts_on_its_translation(article: Build, word_check: Checks) -> None:
    made = article("One dog barks. Two cats sleep.", "Un chien aboie. Deux chats dorment.")
    (finding,), _ = run(made, [word_check("chats", side=Side.SOURCE, reads="bead")])
    assert (finding.sentence, finding.sentences, finding.bead) == (1, (1,), 1)


def test_a_fingerprint_does_not_depend_on_lines(article: Build, word_check: Checks) -> None:
    def fingerprints(text: str) -> list[str]:
        return [finding.fingerprint for finding in run(article(text), [word_check("dogs")])[0]]

    (alone,) = fingerprints(TEXT)
    assert fingerprints(f"A new paragraph.\n\n{TEXT}") == [alone]
    assert fingerprints(TEXT.replace("away", "home")) != [alone]
    twice = fingerprints(f"{TEXT}\n\nThree dogs run away.")
    assert twice[0] == alone != twice[1]
    assert len(alone) == 16
    assert set(alone) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("needs", "texts", "reason"),
    [
        (("source",), (TEXT,), "--source"),
        (("reference",), (TEXT, TEXT), "--reference"),
        (("witness",), (TEXT,), "--source"),
        (("measure:surprise",), (TEXT,), "'surprise'"),
        (("facts:riddles",), (TEXT,), "English"),
    ],
)
def test_a_check_that_lacks_something_is_skipped_with_the_reason(
    article: Build, word_check: Checks, needs: tuple[str, ...], texts: tuple[str, ...], reason: str
) -> None:
    findings, (skipped,) = run(article(*texts), [word_check("dog", needs=needs)])
    assert not findings
    assert skipped.check == "bad-word"
    assert reason in skipped.reason
    assert skipped.reason.endswith((".", ")."))


def test_a_check_that_has_what_it_needs_runs(article: Build, word_check: Checks) -> None:
    made = article(TEXT, TEXT, TEXT)
    made = replace(made, beads=tuple(replace(bead, measures={"surprise": 1.0}) for bead in made.beads))
    needs = ("source", "reference", "witness", "measure:surprise", "facts:writing")
    findings, skipped = run(made, [word_check("cats", needs=needs)])
    assert len(findings) == 1
    assert not skipped


def test_a_check_that_fails_is_named(article: Build) -> None:
    def find(bead: Bead, options: object) -> Iterator[Hit]:
        yield Hit(Span(0, 1), "One.")
        raise KeyError("lost")

    with pytest.raises(CheckerError, match=r"'broken' failed on line 1 of target\.txt with KeyError"):
        run(article(TEXT), [Check("broken", "fluency/grammar", Severity.MINOR, "bead", find)])


def test_a_span_outside_the_text_is_a_failure(article: Build) -> None:
    def find(made: Article, options: object) -> Iterator[Hit]:
        yield Hit(Span(0, 10_000), "Too long.")

    with pytest.raises(CheckerError, match="is no span of the target"):
        run(article(TEXT), [Check("broken", "fluency/grammar", Severity.MINOR, "article", find)])


def test_options_are_changed_by_name() -> None:
    changed = configured(OPTIONAL, {"least-words": 5, "share": 1, "names": ["a"]})
    assert changed.options == Options(5, 1.0, ("a",))
    assert configured(OPTIONAL, {}) is OPTIONAL


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lest-words": 5}, "did you mean 'least-words'"),
        ({"least-words": "five"}, r"\[checks.optional\] least-words cannot be 'five'"),
        ({"least-words": True}, "cannot be True"),
        ({"names": "a"}, "it takes a tuple"),
    ],
)
def test_a_wrong_option_is_an_error(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        configured(OPTIONAL, options)


def test_checks_are_chosen_by_name_in_the_order_of_the_table() -> None:
    names = [check.name for check in chosen(("stray-space", "mixed-quotes"))]
    assert names == ["mixed-quotes", "stray-space"]
    assert [check.name for check in chosen(("stray-space", "mixed-quotes"), ("stray-space",))] == ["mixed-quotes"]
    assert [check.name for check in chosen()] == list(TABLE)


def test_an_unknown_check_is_an_error() -> None:
    with pytest.raises(PlugError, match="did you mean stray-space"):
        chosen(("stray-spaces",))
    with pytest.raises(PlugError, match="nonsense"):
        chosen(ignore=("nonsense",))
    with pytest.raises(PlugError, match="nonsense"):
        chosen(options={"nonsense": {}})
