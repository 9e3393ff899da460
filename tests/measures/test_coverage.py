"""Coverage: what is left out is told with its place, what is there is not, and what is unknown is not measured."""

from __future__ import annotations

import pytest

from checker.measures import measure
from checker.measures.answers import EVIDENCE, answers
from checker.measures.coverage import COVERAGE, masked
from checker.measures.embedded import Embedding
from checker.measures.wording import wording
from checker.model import Bead, Side, WordMeasure
from checker.readers import read_bytes
from checker.segment import lines

SOURCE = "The nurse washed her hands, although the water in the old hospital was brown and cold, and called the doctor."
WHOLE = (
    "Die Schwester wusch sich die Hände, obwohl das Wasser im alten Krankenhaus braun und kalt war, und rief den Arzt."
)
TORN = "Die Schwester wusch sich die Hände und rief den Arzt."


def _bead(target: str, source: str, language: str = "de") -> Bead:
    sides = [
        lines(read_bytes(text.encode(), "text", tag, "text")) for text, tag in ((target, language), (source, "en"))
    ]
    return Bead(0, sides[0], sides[1])


def test_a_clause_that_is_gone_is_told_with_its_place() -> None:
    bead = measure([_bead(TORN, SOURCE)], [COVERAGE])[0]
    gap, place = bead.word_measures["coverage"]
    assert gap.side is Side.SOURCE
    assert "water in the old hospital was brown and cold" in SOURCE[slice(*gap.span)]
    assert "hands" not in SOURCE[slice(*gap.span)]
    assert gap.value < 0.4
    assert place.side is Side.TARGET
    assert "Hände" in TORN[slice(*place.span)]


def test_what_is_there_is_not_told() -> None:
    assert COVERAGE.compute([_bead(WHOLE, SOURCE)]) == [()]


def test_what_the_aligner_left_is_kept() -> None:
    bead = _bead(WHOLE, SOURCE)
    told = (WordMeasure(Side.TARGET, bead.target[0].span, 0.1),)
    kept = measure([Bead(0, bead.target, bead.source, word_measures={"without-source": told})])[0]
    assert kept.word_measures["without-source"] == told
    assert kept.word_measures["coverage"] == ()
    assert kept.measures["length-ratio"] > 0


@pytest.mark.parametrize("language", ["el", "ta", "hu"])
def test_languages_that_the_model_does_not_know_are_not_measured(language: str) -> None:
    assert COVERAGE.compute([_bead(TORN, SOURCE, language)]) is None


def test_without_source_and_reference_nothing_is_measured() -> None:
    assert COVERAGE.compute([Bead(0, _bead(TORN, SOURCE).target)]) is None


def test_words_are_put_together_from_pieces() -> None:
    text = "Der Ministerpräsident eröffnete das Krankenhaus."
    words = wording(Embedding(), text)
    assert [text[start:end] for start, end in words.spans] == text.rstrip(".").split()
    assert words.weights.shape == words.lengths.shape == (5,)


def test_digits_cover_each_other_in_any_script() -> None:
    model = Embedding()
    arabic = wording(model, "في عام \N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT NINE}")
    assert answers(arabic, wording(model, "in the year 19")).cover[-1] == pytest.approx(1.0)
    assert answers(wording(model, "word"), wording(model, "")).cover.tolist() == [0.0]
    assert answers(wording(model, ""), wording(model, "word")).evidence.shape == (0, len(EVIDENCE))


def test_a_word_whose_translation_is_gone_is_not_answered() -> None:
    model = Embedding()
    here = wording(model, "The baker sold bread and the teacher bought a newspaper at the station.")
    there = wording(model, "Der Bäcker verkaufte Brot und der Lehrer kaufte am Bahnhof eine Zeitung.")
    torn = wording(model, "Der Bäcker verkaufte Brot und der Lehrer kaufte eine Zeitung.")
    at = [here.text[start:end] for start, end in here.spans].index("station")
    whole, left = answers(here, there), answers(here, torn)
    assert whole.odds[at] < -1.0
    assert left.odds[at] > whole.odds[at] + 2.0
    assert left.answered([at]).odds[at] == -6.0
    assert left.odds[at] > -6.0


def test_the_renderings_of_a_word_stand_beside_it() -> None:
    model = Embedding()
    words = wording(model, "хлеб bread hospital")
    russian, bread, hospital = words.rendered(1)
    assert russian @ bread > 0.4
    assert russian @ bread > russian @ hospital + 0.3


def test_a_transliterated_name_is_read_once() -> None:
    text = "歌手沙玛(Sharma)唱歌"
    assert masked(text) == "歌手沙玛        唱歌"
    assert masked("the singer (Sharma) sang") == "the singer (Sharma) sang"
