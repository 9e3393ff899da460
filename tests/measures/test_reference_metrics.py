"""Distances to a reference are sacrebleu's own, with the tokenizer of the target language."""

from __future__ import annotations

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from checker.measures import reference_metrics
from checker.measures.reference_metrics import LONGEST_EDITED, signatures, tokenizer
from checker.model import Report
from checker.pipeline import check_article
from checker.readers import read_bytes

TARGET, REFERENCE = "The council passed the budget on Monday.", "On Monday the council adopted its budget."


def report(target: str, reference: str, language: str = "en") -> Report:
    texts = [read_bytes(text.encode(), name, language) for text, name in ((target, "t"), (reference, "r"))]
    return check_article(texts[0], None, texts[1])


def test_the_numbers_are_those_of_sacrebleu() -> None:
    measures = report(TARGET, REFERENCE).article.beads[0].measures
    assert measures["bleu"] == BLEU(effective_order=True).sentence_score(TARGET, [REFERENCE]).score
    assert measures["chrf"] == CHRF().sentence_score(TARGET, [REFERENCE]).score
    assert measures["chrf++"] == CHRF(word_order=2).sentence_score(TARGET, [REFERENCE]).score
    assert measures["ter"] == TER(normalized=True).sentence_score(TARGET, [REFERENCE]).score


def test_equal_texts_are_at_no_distance() -> None:
    measures = report(TARGET, f"{TARGET}").article.beads[0].measures
    assert measures["bleu"] == pytest.approx(100)
    assert (measures["chrf"], measures["ter"]) == (100, 0)


@pytest.mark.parametrize(
    ("language", "target", "reference"),
    [
        ("zh", "市议会星期一通过了预算。", "市议会周一通过了这项预算。"),
        ("ja", "市議会は月曜日に予算を可決した。", "月曜日に市議会が予算案を可決した。"),
    ],
)
def test_texts_without_word_spaces_are_compared_by_smaller_parts(language: str, target: str, reference: str) -> None:
    measures = report(target, reference, language).article.beads[0].measures
    assert measures["bleu"] > 10
    assert 0 < measures["ter"] < 100


def test_the_tokenizer_is_that_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_metrics, "find_spec", lambda _: None)
    assert {one: tokenizer(one) for one in ("de", "zh-Hant", "ja", "ko", "sw")} == {
        "de": "13a",
        "zh-Hant": "zh",
        "ja": "char",
        "ko": "13a",
        "sw": "13a",
    }


def test_edits_are_not_counted_in_what_is_too_long() -> None:
    long = " ".join(["word"] * (LONGEST_EDITED + 1)) + "."
    measures = report(long, f"A {long}").article.beads[0].measures
    assert "ter" not in measures
    assert "bleu" in measures


def test_the_signature_of_each_travels_with_the_report() -> None:
    signature = str(report(TARGET, REFERENCE).signature)
    assert all(f"|{name}:{told}" in signature for name, told in signatures("en"))
    assert "tok:13a" in signature
    assert "|bleu:" not in str(check_article(read_bytes(TARGET.encode(), "t", "en")).signature)
