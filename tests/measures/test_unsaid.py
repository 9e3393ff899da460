"""What a broken-off translation leaves unsaid."""

from __future__ import annotations

from checker.measures.unsaid import UNSAID
from checker.model import Bead, Sentence, Side
from checker.readers import read_bytes
from checker.segment import segment


def _sentences(text: str, language: str) -> tuple[Sentence, ...]:
    return segment(read_bytes(text.encode(), language, language, "text"))


SOURCE = _sentences("The minister resigned after the newspaper published her letters to the builder.", "en")


def _measured(target: str) -> tuple[tuple[Side, str, float], ...]:
    (told,) = UNSAID.compute([Bead(0, _sentences(target, "de"), SOURCE)]) or ()
    assert isinstance(told, tuple)
    return tuple((one.side, SOURCE[0].document.text[one.span.start : one.span.end], one.value) for one in told)


def test_the_last_words_of_the_source_are_unsaid_where_the_target_breaks_off() -> None:
    ((side, words, said),) = _measured("Die Ministerin trat zurück, nachdem die")
    assert side is Side.SOURCE
    assert words.endswith("newspaper published her letters to the builder")
    assert said < 0.2


def test_a_sentence_that_ends_properly_is_not_measured() -> None:
    assert _measured("Die Ministerin trat zurück.") == ()


def test_what_only_lacks_its_mark_is_said() -> None:
    ((_, _, said),) = _measured(
        "Die Ministerin trat zurück, nachdem die Zeitung ihre Briefe an den Bauunternehmer veröffentlicht hatte"
    )
    assert said > 0.7
