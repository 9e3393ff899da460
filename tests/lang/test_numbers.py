"""The scanner of numbers, by tables a language: what is written, what it is worth, what kind it is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from checker.lang.facts import section
from checker.lang.numbers import Kind, Number, numbers

LISTED = "ar cs de en es fa fr he hi id it ja ko nl pl pt ru tr uk vi zh".split()

WORTH: dict[str, dict[str, int | str]] = {
    "en": {
        "8,800": 8800,
        "8 800": 8800,
        "8'800": 8800,
        "1,00,000": 100_000,
        "1.5 million": 1_500_000,
        "$5m": 5_000_000,
        "3bn": 3 * 10**9,
        "two lakh": 200_000,
        "twenty-five thousand three hundred and one": 25_301,
        "a hundred and five": 105,
        "nineteen ninety-four": 1994,
        "twenty-first": 21,
        "2:30 pm": "29/2",
        "29¾": "119/4",
        "1/2": "1/2",
        "half": "1/2",
        "two dozen": 24,
        "one and a half million": 1_500_000,
        "half a million": 500_000,
        "two thirds": "2/3",
    },
    "ar": {
        "٨٬٨٠٠": 8800,
        "١٢٫٥ مليون": 12_500_000,
        "ثمانية آلاف وثمانمئة": 8800,
        "ثمانية آلاف وثمانمائة": 8800,
        "ألفان": 2000,
        "مليون ونصف": 1_500_000,
        "خمساً وعشرين": 25,
        "مئتان": 200,
        "مليونان": 2_000_000,
        "خمسة وعشرون": 25,
        "ثلاثة عشر": 13,
        "الحادي والعشرين": 21,
        "ألفين وثلاثة وعشرين": 2023,
        "نوفمبر/تشرين الثاني": 11,
    },
    "es": {
        "1.500.000": 1_500_000,
        "3 mil millones": 3 * 10**9,
        "dos mil quinientos millones": 2_500_000_000,
        "treinta y cinco": 35,
        "veintitrés": 23,
        "vigésimo cuarto": 24,
    },
    "fr": {
        "8\N{NARROW NO-BREAK SPACE}800": 8800,
        "quatre-vingt-dix-sept": 97,
        "soixante et onze": 71,
        "deux cent mille": 200_000,
        "vingtième": 20,
        "17 h 30": "35/2",
        "14h30": "29/2",
    },
    "de": {
        "8.800": 8800,
        "1,5 Mio": 1_500_000,
        "vierundzwanzig": 24,
        "zweihundertfünfundvierzigtausend": 245_000,
        "fünfundzwanzigsten": 25,
        "2 Milliarden": 2 * 10**9,
    },
    "zh": {
        "150万": 1_500_000,
        "1.5亿": 150_000_000,
        "一百五十万": 1_500_000,
        "两千三百": 2300,
        "二〇二三": 2023,
        "3万5千": 35_000,
        "400多万": 4_000_000,
        "百分之二十": 20,
    },
    "ja": {"1億5000万": 150_000_000, "三百二十一": 321, "２万６４６９": 26_469, "１６・５": "33/2", "令和5": 2023},
    "ru": {
        "двадцать четыре": 24,
        "двадцати пяти тысяч трёхсот": 25_300,
        "5 млн": 5_000_000,
        "1,5 миллиарда": 1_500_000_000,
        "3 млн 442,2 тыс": 3_442_200,
        "девяностые": 90,
        "полтора миллиона": 1_500_000,
    },
    "tr": {"yirmi dört": 24, "yirmibeş bin": 25_000, "yüzde 20": 20, "%20": 20, "yirmi beşinci": 25},
    "hi": {
        "1.5 लाख": 150_000,
        "दो करोड़ पचास लाख": 25_000_000,
        "पच्चीस हज़ार": 25_000,
        "पच्चीस हजार": 25_000,
        "१२,३४५": 12_345,
    },
    "fa": {"هشت هزار و هشتصد": 8800, "بیست و پنج": 25, "۱۲٫۵ میلیون": 12_500_000, "بیستم": 20},
    "pt": {"trinta e cinco mil": 35_000, "1,5 milhão": 1_500_000, "vinte e um": 21},
    "it": {"duecentoquarantacinque": 245, "ventuno": 21, "1,5 milioni": 1_500_000},
    "nl": {"vijfentwintig": 25, "tweehonderdvijfenveertig": 245, "1,5 miljoen": 1_500_000},
    "pl": {"dwadzieścia pięć tysięcy": 25_000, "5 mln": 5_000_000, "dwudziestego": 20},
    "cs": {"pětadvacet": 25, "dvacet pět": 25, "dva tisíce": 2000},
    "uk": {"п'ятдесят п’ять": 55, "двадцять тисяч": 20_000},
    "he": {"עשרים וחמישה": 25, "שלושה עשר": 13, "מאתיים ושלושים אלף": 230_000},
    "id": {"dua puluh lima": 25, "seribu lima ratus": 1500, "1,5 juta": 1_500_000},
    "vi": {"hai mươi lăm": 25, "3 nghìn tỷ": 3 * 10**12, "1,5 triệu": 1_500_000},
    "ko": {"1억 5000만": 150_000_000, "3만 2000": 32_000, "3조": 3 * 10**12},
    "th": {"๘,๘๐๐": 8800},
    "sv": {"8 800": 8800},
}

KINDS = [
    ("en", "twelve", Kind.SMALL),
    ("en", "thousands", Kind.VAGUE),
    ("en", "1990s", Kind.YEAR),
    ("en", "20 percent", Kind.PERCENT),
    ("en", "14:30", Kind.TIME),
    ("en", "November", Kind.MONTH),
    ("en", "May", Kind.VAGUE),
    ("fr", "XXIe", Kind.ROMAN),
    ("de", "eine", Kind.SMALL),
    ("zh", "万一", Kind.SMALL),
    ("vi", "tháng 11", Kind.MONTH),
]


def only(text: str, language: str) -> Number:
    """The one number of a text."""
    found = numbers(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "worth"),
    [(language, text, worth) for language, rows in WORTH.items() for text, worth in rows.items()],
)
def test_a_number_is_read_by_value(language: str, text: str, worth: int | str) -> None:
    assert only(text, language).value == Fraction(worth)


@pytest.mark.parametrize(("language", "text", "kind"), KINDS)
def test_a_number_has_a_kind(language: str, text: str, kind: Kind) -> None:
    assert only(text, language).kind is kind


def test_a_mark_that_says_two_things_keeps_both_values() -> None:
    assert set(only("1.500", "en").values) == {1500, Fraction(3, 2)}
    assert set(only("1,500", "fr").values) == {1500, Fraction(3, 2)}
    assert only("1,500", "en").values == (1500,)


def test_a_span_holds_the_number_with_its_magnitude_and_sign() -> None:
    text = "It rose by 20 per cent to 1.5 million."
    assert [text[slice(*number.span)] for number in numbers(text, "en")] == ["20 per cent", "1.5 million"]


def test_two_numbers_with_and_between_them_are_two() -> None:
    assert [number.value for number in numbers("a hundred and two hundred", "en")] == [100, 200]
    assert [number.value for number in numbers("ciento uno y doscientos", "es")] == [101, 200]


def test_the_first_of_a_range_may_have_the_magnitude_of_the_second() -> None:
    assert Fraction(1_500_000) in numbers("1.5 to 2 million", "en")[0].values


def test_a_name_keeps_its_letters() -> None:
    assert [(number.kind, number.label) for number in numbers("the A320 and COVID-19", "en")] == [
        (Kind.IDENTIFIER, "A"),
        (Kind.IDENTIFIER, "COVID-"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "someone before the weight"), ("de", "Elfenbein und Beachtung"), ("it", "centone"), ("tr", "bina yüzey")],
)
def test_a_number_word_inside_a_word_is_none(language: str, text: str) -> None:
    assert numbers(text, language) == ()


@pytest.mark.parametrize("language", LISTED)
def test_every_listed_language_has_number_facts(language: str) -> None:
    assert section(language, "numbers") is not None


@given(st.sampled_from(LISTED), st.integers(min_value=0, max_value=10**12))
def test_whole_numbers_in_a_language_s_own_style_are_read_back(language: str, value: int) -> None:
    written = format_decimal(value, locale=language, numbering_system="default")
    assert value in only(written, language).values


@given(st.sampled_from(LISTED), st.integers(min_value=1, max_value=10**8), st.sampled_from([1, 2, 4]))
def test_decimals_in_a_language_s_own_style_are_read_back(language: str, digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    text = format_decimal(digits / 10**places, format=f"#,##0.{'0' * places}", locale=language)
    assert value in only(f"x {text} x", language).values


@given(st.sampled_from(LISTED), st.integers(min_value=0, max_value=100))
def test_percentages_are_read_back(language: str, value: int) -> None:
    number = only(format_percent(value / 100, locale=language), language)
    assert (number.kind, value in number.values) == (Kind.PERCENT, True)


@given(
    st.sampled_from(LISTED),
    st.lists(st.sampled_from(["25", "8,8", "万", "und", "hundred", "%", " ", "-", "عشر", "mil"])),
)
def test_spans_are_in_order_and_disjoint(language: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for number in numbers(text, language):
        assert end <= number.span.start < number.span.end <= len(text)
        end = number.span.end
