"""The language of a text, and silence where it does not tell."""

import subprocess
import sys

import pytest

from checker.lang.identify import identify

TEXTS = {
    "ar": "أعلن رئيس البلدية أن الجسر القديم سيغلق لمدة عامين بسبب الأضرار.",
    "cs": "Starosta oznámil, že starý most bude uzavřen na dva roky.",
    "de": "Der Bürgermeister sagte, dass die alte Brücke zwei Jahre gesperrt bleibt.",
    "en": "The mayor said that the old bridge will be closed for two years.",
    "es": "El alcalde dijo que el puente viejo estará cerrado durante dos años.",
    "fa": "شهردار گفت که پل قدیمی به مدت دو سال بسته خواهد بود.",
    "fr": "Le maire a dit que le vieux pont sera fermé pendant deux ans.",
    "he": "ראש העיר אמר שהגשר הישן ייסגר לשנתיים.",
    "hi": "मेयर ने कहा कि पुराना पुल दो साल के लिए बंद रहेगा।",
    "id": "Wali kota mengatakan bahwa jembatan tua itu akan ditutup selama dua tahun.",
    "it": "Il sindaco ha detto che il vecchio ponte resterà chiuso per due anni.",
    "ja": "市長は古い橋が二年間閉鎖されると述べた。",
    "ko": "시장은 오래된 다리가 이 년 동안 폐쇄된다고 말했다.",
    "nl": "De burgemeester zei dat de oude brug twee jaar gesloten blijft.",
    "pl": "Burmistrz powiedział, że stary most będzie zamknięty przez dwa lata.",
    "pt": "O prefeito disse que a ponte velha ficará fechada por dois anos.",
    "ru": "Мэр сказал, что старый мост будет закрыт на два года.",
    "tr": "Belediye başkanı, eski köprünün iki yıl kapalı kalacağını söyledi.",
    "uk": "Міський голова сказав, що старий міст буде закрито на два роки.",
    "vi": "Thị trưởng nói rằng cây cầu cũ sẽ đóng cửa trong hai năm.",
    "zh": "市长说，旧桥将关闭两年，居民们可以走新桥。",
    "el": "Ο δήμαρχος είπε ότι η παλιά γέφυρα θα κλείσει για δύο χρόνια.",
    "ka": "მერმა თქვა, რომ ძველი ხიდი ორი წლით დაიკეტება.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานเก่าจะปิดเป็นเวลาสองปี",
    "ur": "میئر نے کہا کہ پرانا پل دو سال تک بند رہے گا۔",
    "bg": "Кметът каза, че старият мост ще бъде затворен за две години.",
    "sv": "Borgmästaren sade att den gamla bron ska vara stängd i två år.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert identify(TEXTS[language]).language == language


@pytest.mark.parametrize("language", ["ar", "ja", "ko", "ru", "zh"])
def test_a_few_foreign_words_change_nothing(language: str) -> None:
    assert identify(f"iPhone 15 Pro: {TEXTS[language]} (Apple)").language == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "12 345,67 %",
        "?!…",
        "John Smith",
        "Mohammed Ali",
        "NATO",
        "OK",
        "Paris",
        "東京",
        "😀 😀",
        "Hotel Metropol",
    ],
)
def test_it_is_silent_where_nothing_tells(text: str) -> None:
    assert identify(text).language is None


def test_a_text_half_in_one_language_and_half_in_another_script_is_weak() -> None:
    assert identify("The mayor spoke. Мэр сказал.").confidence < identify(TEXTS["en"]).confidence


def test_traditional_chinese_is_chinese() -> None:
    assert identify("市長說，舊橋將關閉兩年，居民們可以走新橋。").language == "zh"


def test_among_narrows_the_answer_and_keeps_the_tags_as_given() -> None:
    assert identify(TEXTS["pt"], ("es", "pt-BR")).language == "pt-BR"
    assert identify("Bom dia a todos", ("en", "pt")).language == "pt"
    assert identify(TEXTS["ru"], ("en", "fr")).language is None
    assert identify(TEXTS["en"], ()).language is None


def test_the_answer_is_the_same_every_time_and_in_any_order_of_among() -> None:
    for text in TEXTS.values():
        assert identify(text, ("en", "de", "ar")) == identify(text, ("ar", "de", "en"))


def test_scripts_that_decide_do_not_load_the_model() -> None:
    script = (
        "import sys; from checker.lang.identify import identify\n"
        f"for text in {[TEXTS[code] for code in ('ar', 'fa', 'he', 'ja', 'ko', 'uk', 'zh', 'el')]!r}: identify(text)\n"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-X", "utf8", "-c", script], check=False).returncode == 0
