"""How sentences stop."""

from __future__ import annotations

import pytest

from checker.lang.closed import closed
from checker.lang.endings import Stop, ending, properly
from checker.readers import read_bytes
from checker.segment import segment


@pytest.mark.parametrize(
    ("text", "language", "stop"),
    [
        ("The deal was signed by the", "en", Stop.NEVER),
        ("The deal was signed by the.", "en", Stop.NEVER),
        ("The deal was signed by", "en", Stop.SELDOM),
        ("The deal was signed,", "en", Stop.COMMA),
        ("The deal was signed (", "en", Stop.OPENER),
        ("The deal was unsign-", "en", Stop.HYPHEN),
        ("The deal was signed", "en", Stop.UNMARKED),
        ("The deal was signed.", "en", None),
        ("The deal was signed by the…", "en", None),
        ("He never writes “the”", "en", None),
        ("合同由银行签署，因为", "zh", Stop.NEVER),
    ],
)
def test_a_sentence_stops_in_its_way(text: str, language: str, stop: Stop | None) -> None:
    known = closed(language)
    assert known is not None
    (sentence,) = segment(read_bytes(text.encode(), "text", language, "text"))
    found = ending(sentence, known)
    assert (found.stop if found else None) is stop


def test_a_closing_quote_may_stand_behind_the_mark() -> None:
    assert properly("“He came.”", "en")
    assert properly("Ήρθε;", "el")
    assert not properly("He came", "en")
