"""Words keep their places in what a model reads, and take what tokens tell of them."""

from __future__ import annotations

from collections.abc import Callable

from checker.measures.neural.worded import Worded, by_word, worded
from checker.model import Article, Side, Span
from checker.readers import read_bytes
from checker.segment import segment


def test_a_tokens_words_share_it_and_space_belongs_to_what_follows() -> None:
    found = Worded("世界, 你", ((0, 1), (1, 2), (4, 5)), (Span(0, 1), Span(1, 2), Span(4, 5)))
    # Both words in one token; the comma; a space of its own; the last word in two parts of a character.
    told = by_word(found, [(0, 2), (2, 3), (3, 4), (4, 4), (4, 5)], [3.0, 9.0, 0.5, 1.0, 2.0])
    assert told == [1.5, 1.5, 3.5]


def test_a_word_with_an_unknown_token_has_no_number() -> None:
    found = Worded("one two", ((0, 3), (4, 7)), (Span(0, 3), Span(4, 7)))
    assert by_word(found, [(0, 2), (2, 3), (3, 7)], [1.0, None, 2.0]) == [None, 2.0]


def test_sentences_are_parted_as_the_document_parts_them(article: Callable[..., Article]) -> None:
    chinese = article("他来了。她走了。", languages=("zh", "en"))
    assert len(chinese.sentences[Side.TARGET]) == 2
    assert worded(chinese.sentences[Side.TARGET]).text == "他来了。她走了。"
    english = article("He came.  She left.\n\nThey met.")
    assert worded(english.sentences[Side.TARGET], "\n").text == "He came. She left.\nThey met."


def test_markup_is_left_out_and_code_is_no_word() -> None:
    document = read_bytes(b"Run `git pull` and see what is **un**known there.", "t.md", "en", "markdown")
    found = worded(segment(document))
    assert found.text == "Run `git pull` and see what is unknown there."
    read = [found.text[slice(*place)] for place in found.words]
    assert read == ["Run", "and", "see", "what", "is", "unknown", "there"]
    assert document.text[slice(*found.spans[5])] == "un**known"


def test_no_words_of_no_sentences() -> None:
    assert worded(()) == ("", (), ())
    assert by_word(worded(()), [], []) == []
