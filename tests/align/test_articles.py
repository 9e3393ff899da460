"""Small articles in several scripts, with the beads that a person would make."""

from __future__ import annotations

import pytest

from checker.align import align
from checker.measures.lexical_similarity import LexicalSimilarity
from checker.model import Side
from tests.align.texts import lines, sentences

ENGLISH = [
    "The museum in Halden opened in 1932.",
    "It owns 5,400 paintings, most of them gifts of the Berg family.",
    "A fire destroyed the east wing in 1978.",
    "The new wing was finished in 1985 and cost 12 million kroner.",
]
OTHERS = {
    "de": [
        "Das Museum in Halden wurde 1932 eröffnet.",
        "Es besitzt 5.400 Gemälde, die meisten davon Geschenke der Familie Berg.",
        "Ein Brand zerstörte 1978 den Ostflügel.",
        "Der neue Flügel wurde 1985 fertig und kostete 12 Millionen Kronen.",
    ],
    "ar": [
        "افتتح متحف هالدن عام 1932.",
        "ويملك 5400 لوحة، معظمها هدايا من عائلة بيرغ.",
        "ودمر حريق الجناح الشرقي عام 1978.",
        "واكتمل الجناح الجديد عام 1985 وبلغت كلفته 12 مليون كرونة.",
    ],
    "zh": [
        "哈尔登博物馆于1932年开放。",
        "馆内藏有5400幅画作,大多为伯格家族所赠。",
        "1978年的一场大火烧毁了东翼。",
        "新翼于1985年完工,耗资1200万克朗。",
    ],
    "hi": [
        "हाल्डेन का संग्रहालय 1932 में खुला।",
        "इसके पास 5,400 चित्र हैं, जिनमें से अधिकांश बर्ग परिवार के उपहार हैं।",
        "1978 में आग ने पूर्वी भाग को नष्ट कर दिया।",
        "नया भाग 1985 में पूरा हुआ और इस पर 1.2 करोड़ क्रोनर खर्च हुए।",
    ],
    "ko": [
        "할덴의 박물관은 1932년에 문을 열었다.",
        "이곳은 그림 5,400점을 소장하고 있으며 대부분 베르그 가문의 선물이다.",
        "1978년에 화재로 동쪽 건물이 불탔다.",
        "새 건물은 1985년에 완공되었고 1200만 크로네가 들었다.",
    ],
}


def _ids(source: list[str], target: list[str]) -> list[tuple[list[int], list[int]]]:
    beads = align(lines(target), lines(source), None, LexicalSimilarity())
    return [([one.index for one in bead.side(Side.SOURCE)], [one.index for one in bead.target]) for bead in beads]


@pytest.mark.parametrize("language", OTHERS)
def test_sentence_by_sentence(language: str) -> None:
    one_to_one = [([index], [index]) for index in range(4)]
    assert _ids(OTHERS[language], ENGLISH) == one_to_one
    assert _ids(ENGLISH, OTHERS[language]) == one_to_one


@pytest.mark.parametrize("language", OTHERS)
def test_a_stump_stays_with_its_head(language: str) -> None:
    torn = [*ENGLISH[:1], "It owns 5,400 paintings, most of them gifts of the.", "Berg family.", *ENGLISH[2:]]
    assert _ids(OTHERS[language], torn) == [([0], [0]), ([1], [1, 2]), ([2], [3]), ([3], [4])]


@pytest.mark.parametrize("language", ["de", "hi"])
def test_a_lost_sentence_stands_alone(language: str) -> None:
    assert _ids(OTHERS[language], ENGLISH[:2] + ENGLISH[3:]) == [([0], [0]), ([1], [1]), ([2], []), ([3], [2])]


def test_paragraph_breaks_decide_where_words_do_not() -> None:
    source = sentences([["Abc def ghi.", "Jkl mno pqr."], ["Stu vwx yza.", "Bcd efg hij."]])
    target = sentences([["Klm nop qrs tuv wxy zab."], ["Stu xyz abc.", "Def ghi jkl."]])
    beads = align(target, source, None, LexicalSimilarity())
    assert [bead.kind for bead in beads] == ["1-2", "1-1", "1-1"]


def test_three_texts_meet_in_the_smallest_common_beads() -> None:
    reference = [
        "The Halden museum opened in 1932 and owns 5,400 paintings, mostly gifts of the Berg family.",
        *ENGLISH[2:],
    ]
    beads = align(lines(ENGLISH), lines(OTHERS["de"], "de"), lines(reference), LexicalSimilarity())
    assert [bead.kind for bead in beads] == ["2-2-1", "1-1-1", "1-1-1"]
