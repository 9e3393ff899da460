"""Which words a language has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.lang.vocabulary import Vocabulary, fold, pack, unpack, vocabulary, word_set

WORDS = st.lists(st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=12), min_size=1, max_size=80)


@given(WORDS)
def test_no_word_that_was_put_in_is_missing(words: list[str]) -> None:
    held = word_set(words)
    assert all(word in held for word in words)


@given(WORDS, WORDS, WORDS)
def test_a_vocabulary_survives_its_file(known: list[str], common: list[str], core: list[str]) -> None:
    made = Vocabulary(word_set(known), word_set(common), word_set(core))
    assert unpack(pack(made)) == made


def test_few_absent_words_pass_as_present() -> None:
    held = word_set(f"word{number}" for number in range(5_000))
    wrong = sum(f"other{number}" in held for number in range(5_000))
    assert wrong < 100


def test_words_of_running_text_are_known_and_those_of_a_neighbour_are_not() -> None:
    spanish, portuguese = vocabulary("es"), vocabulary("pt-BR")
    assert spanish
    assert portuguese
    assert all(word in spanish.known for word in ("pero", "vecinos", "hospital"))
    assert all(word in portuguese.known for word in ("mas", "vizinhos", "hospital"))
    assert "vecinos" not in portuguese.known
    assert "vizinhos" not in spanish.known


def test_english_that_subtitles_quote_is_no_word_of_the_language() -> None:
    for language in ("de", "es", "fr", "it", "nl", "pl", "tr"):
        held = vocabulary(language)
        assert held
        assert "because" not in held.known


def test_what_varies_in_writing_alone_is_one_word() -> None:
    assert fold("L\N{RIGHT SINGLE QUOTATION MARK}École") == fold("l'école")
    assert fold("\N{ARABIC LETTER KAF}\N{ARABIC LETTER YEH}") == fold(
        "\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER FARSI YEH}"
    )
    assert fold("مُحَمَّد") == fold("محمد")


def test_a_language_without_a_vocabulary_says_so() -> None:
    assert vocabulary("zh") is None
    assert vocabulary("sw") is None
