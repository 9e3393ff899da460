"""What holds for every text: sentences are disjoint, ordered, trimmed, and cover all but white space and MARKUP."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import MARKUP, OBJECT, Block, BlockKind, Document, Span
from checker.segment import lines, segment
from checker.segment.rules import split

LANGUAGES = "ar en es fr de zh ja ko ru uk hi fa he tr pt it nl pl cs id vi da th xx".split()
PIECES = (
    "The she U.S. Dr. e.g. no. 3 3.5 12 XIV z. B. usw. т. е. Она г. J. d'A. iPhone Yahoo! www.a.b "
    'ended.The د. وقال هـ. كتاب डॉ. है वह 他 说 “走。” 」と はい 그는 했다 ראש ד"ר . .. ... … ! ? ?! 。 ！ ？ ؟ ۔ । ｡ '
    "\" “ ” „ « » ‹ › ‘ ’ ' ( ) （ ） [ ] 「 」 [1] ¹ , ، ； : - — • 1. a) "
    "😀 👩\N{ZERO WIDTH JOINER}🚀 e\N{COMBINING ACUTE ACCENT}"
).split(" ")
SPACES = [" ", "  ", "\n", "\t", "\r\n", *map(chr, [0xA0, 0x85, 0x2028, 0x2029, 0x1C, 0x3000, *range(0x2000, 0x200B)])]
UNSEEN = [MARKUP, OBJECT, *map(chr, [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x202B, 0x202C, 0xAD])]

shaped = st.lists(st.sampled_from([*PIECES, *SPACES, " ", " ", " ", *UNSEEN]), max_size=40).map("".join)
languages = st.sampled_from(LANGUAGES)


def document(*texts: str, language: str = "en", kinds: tuple[BlockKind, ...] = ()) -> Document:
    blocks, text = [], ""
    for index, part in enumerate(texts):
        kind = kinds[index] if kinds else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(len(text), len(text) + len(part))))
        text += part + "\n\n"
    starts = (0, *(index + 1 for index, char in enumerate(text) if char == "\n"))
    return Document(text, text, language, "test.txt", tuple(blocks), starts)


def blank(char: str) -> bool:
    return char.isspace() or char == MARKUP


@settings(max_examples=400, deadline=None)
@given(shaped | st.text(max_size=40), languages)
def test_sentences_cover_all_but_white_space_and_markup(text: str, language: str) -> None:
    covered = 0
    for start, end in split(text, language):
        assert covered <= start < end <= len(text)
        assert all(blank(char) for char in text[covered:start])
        assert not blank(text[start])
        assert not blank(text[end - 1])
        covered = end
    assert all(blank(char) for char in text[covered:])


@settings(max_examples=150, deadline=None)
@given(shaped, languages)
def test_the_kind_of_space_changes_nothing(text: str, language: str) -> None:
    plain = "".join(" " if char.isspace() else char for char in text)
    assert split(text, language) == split(plain, language)


@settings(max_examples=150, deadline=None)
@given(shaped, languages)
def test_markup_changes_nothing(text: str, language: str) -> None:
    marked = "".join(char + MARKUP for char in text)
    assert [marked[start:end].replace(MARKUP, "").strip() for start, end in split(marked, language)] == [
        text.replace(MARKUP, "")[start:end].strip() for start, end in split(text.replace(MARKUP, ""), language)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(shaped, max_size=4), languages)
def test_a_block_is_split_as_if_it_stood_alone(texts: list[str], language: str) -> None:
    made = document(*texts, language=language)
    alone = [text[start:end] for text in texts for start, end in split(text, language)]
    sentences = segment(made)
    assert [sentence.text for sentence in sentences] == alone
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))


def test_sentences_never_cross_blocks_and_code_holds_none() -> None:
    kinds = (BlockKind.HEADLINE, BlockKind.CODE, BlockKind.PARAGRAPH)
    made = document("A heading with no stop", "run. Now!", "It ends. Here.", kinds=kinds)
    assert [(s.text, s.block) for s in segment(made)] == [
        ("A heading with no stop", 0),
        ("It ends.", 2),
        ("Here.", 2),
    ]


def test_markup_at_the_edges_belongs_to_no_sentence() -> None:
    text = "**It ends.** *Here* it `a.b` is."
    prose = text.replace("*", MARKUP).replace("`a.b`", OBJECT * 5)
    made = Document(text, prose, "en", "test.md", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), (0,))
    assert [sentence.text for sentence in segment(made)] == ["It ends.", "Here* it `a.b` is."]


@pytest.mark.parametrize("end", ["", "\n"])
def test_lines_are_numbered_as_in_the_file(end: str) -> None:
    text = f"One. Two.\n\n  three \nfour{end}"
    starts = (0, *(index + 1 for index, char in enumerate(text) if char == "\n"))
    made = Document(text, text, "en", "test.txt", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), starts)
    assert [sentence.text for sentence in lines(made)] == ["One. Two.", "", "three", "four"]
    assert [sentence.index for sentence in lines(made)] == [0, 1, 2, 3]


def test_an_empty_document_has_no_lines_and_no_sentences() -> None:
    made = Document("", "", "en", "empty.txt", (), (0,))
    assert lines(made) == segment(made) == ()


HOSTILE = {
    "dots": "." * 100_000,
    "spaced dots": ". " * 50_000,
    "quotes": '"' * 100_000,
    "opening quotes": "“" * 100_000,
    "brackets": "(" * 100_000,
    "marks and quotes": '." ' * 30_000,
    "initials": "A. " * 20_000,
    "list marks": "1. " * 20_000,
    "white space": " \u3000\x85" * 30_000,
    "one word": "a" * 1_000_000,
    "Han without a mark": "\u4eca\u5929" * 300_000,
    "emoji": "\N{ROCKET}\N{ZERO WIDTH JOINER}" * 50_000,
    "combining marks": "a" + "\N{COMBINING ACUTE ACCENT}" * 100_000 + ". B",
    "marks of direction": "\N{RIGHT-TO-LEFT MARK}" * 100_000,
    "a NUL and a lone surrogate": "a\x00. B\ud800. C",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh", "xx"])
def test_hostile_text_is_read_in_linear_time(name: str, language: str) -> None:
    text = HOSTILE[name]
    for start, end in split(text, language):
        assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Ten men came. "),
        ("zh", "\u96e8\u505c\u4e86\u3002"),
        ("ar", "\u062c\u0627\u0621 \u0633\u0627\u0645\u064a. "),
    ],
)
def test_one_huge_line_keeps_its_offsets(language: str, sentence: str) -> None:
    count = 300_000 // len(sentence)
    spans = split(sentence * count, language)
    width = len(sentence)
    assert spans == tuple(Span(i * width, i * width + len(sentence.strip())) for i in range(count))
