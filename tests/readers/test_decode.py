"""Bytes to text: marks, wide encodings, old code pages, damage, and files that are no text."""

import codecs

import pytest

from checker.errors import ReadError
from checker.readers.decode import decode

ENGLISH = "The old bridge was closed on Monday.\nIt will open again in May.\n"
GREETING = "Le maire a annoncé que l’école fermée rouvrira à la rentrée, après des années de travaux."

OLD = {
    "fr": ("cp1252", GREETING),
    "de": ("cp1252", "Die Brücke über den Fluß wird für längere Zeit gesperrt, weil sie größere Schäden hat."),
    "es": ("cp1252", "El alcalde anunció que la decisión sobre el año próximo será pública. ¿Quién lo votó?"),
    "pl": ("iso8859_2", "Burmistrz ogłosił, że most będzie zamknięty, gdyż jest bardzo zniszczony i wąski."),
    "cs": ("cp1250", "Starosta oznámil, že most bude uzavřen, protože je velmi poškozený a příliš úzký."),
    "tr": ("cp1254", "Belediye başkanı köprünün kapatılacağını, çünkü çok hasarlı olduğunu açıkladı."),
    "ru": ("koi8_r", "Мэр сообщил, что старый мост закроют на два года, потому что он очень повреждён."),
    "uk": ("cp1251", "Міський голова повідомив, що міст закриють на два роки, бо він дуже пошкоджений."),
    "ar": ("cp1256", "أعلن رئيس البلدية أن الجسر القديم سيغلق لمدة عامين بسبب الأضرار الكبيرة."),
    "he": ("cp1255", "ראש העיר הודיע כי הגשר הישן ייסגר לשנתיים בגלל נזקים כבדים."),
    "ja": ("cp932", "市長は、古い橋が大きく損傷しているため、二年間閉鎖されると発表した。"),
    "ko": ("cp949", "시장은 오래된 다리가 크게 손상되어 이 년 동안 폐쇄된다고 발표했다."),
    "zh": ("gb18030", "市长宣布，由于严重损坏，这座老桥将关闭两年，市民对此表示理解。"),
}


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, GREETING, OLD["ar"][1], OLD["zh"][1], "😀 smiles\r\n"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str, text: str) -> None:
    named = "utf-8-sig" if encoding == "utf-8" else encoding
    assert decode(mark + text.encode(encoding), "a.txt") == (text, named, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, GREETING, *(text + "\n" for _, text in OLD.values())])
def test_utf16_without_a_mark_is_recognised_and_reported(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert "byte-order mark" in decoded.notes[0]


@pytest.mark.parametrize("text", [ENGLISH, GREETING, "一二三四", "a", "ab" * 500])
def test_utf8_is_not_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, "utf-8", ())


@pytest.mark.parametrize("language", OLD)
@pytest.mark.parametrize("known", [True, False])
def test_old_encodings_are_told_by_their_alphabets_and_reported(language: str, known: bool) -> None:
    encoding, text = OLD[language]
    decoded = decode(text.encode(encoding), "a.txt", language if known else None)
    assert decoded.text == text
    assert "not UTF-8" in decoded.notes[0]


def test_a_language_in_its_alphabet_decides_between_code_pages() -> None:
    text = "Cañón"
    assert decode(text.encode("cp1252"), "a.txt", "es").text == text


def test_a_mail_in_iso_2022_jp_is_decoded() -> None:
    text = "市長は橋を閉鎖すると発表した。"
    assert decode(text.encode("iso2022_jp"), "a.txt").text == text


def test_a_broken_place_in_utf8_becomes_the_replacement_character() -> None:
    data = GREETING.encode() * 3
    decoded = decode(data[:-40] + b"\xff" + data[-40:] + "é".encode()[:1], "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\N{REPLACEMENT CHARACTER}") == 2
    assert "2 broken places" in decoded.notes[0]


def test_a_replacement_character_of_the_file_stays_and_is_no_damage() -> None:
    text = "Caf\N{REPLACEMENT CHARACTER} is open."
    assert decode(text.encode(), "a.txt") == (text, "utf-8", ())


def test_surrogates_encoded_one_by_one_are_put_together() -> None:
    cesu = "So nice \ud83d\ude00, and one alone: \ud83d.".encode("utf-8", "surrogatepass")
    decoded = decode(cesu, "a.txt")
    assert decoded.text == "So nice 😀, and one alone: \N{REPLACEMENT CHARACTER}."
    assert "surrogates" in decoded.notes[0]


def test_a_few_nul_characters_stay_in_the_text() -> None:
    decoded = decode(b"The bridge was closed\0 on Monday.", "a.txt")
    assert "\0" in decoded.text
    assert "1 NUL character" in decoded.notes[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "only white space"),
        (codecs.BOM_UTF8, "only white space"),
        (codecs.BOM_UTF16_LE + b"a", "damaged"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\x00word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\x00other.bin", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f", "binary"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    sentence = str(caught.value)
    assert message in sentence
    assert "a.txt" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
