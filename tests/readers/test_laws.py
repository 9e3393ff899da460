"""What holds for every document, whatever was read."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.model import MARKUP, OBJECT, Document
from checker.readers import read_bytes
from checker.readers.binary import looks_binary

WORDS = st.sampled_from(
    'The river bridge was closed, on Monday. said "No!" he – (Reuters) 8,800 a.m. 3. 1) - * > # ## | ** _ ` ~~ [ ] '
    "](x) [^1] &amp; <b> </b> <!-- --> http://x.org/a me@x.org \\* \\ ![i](j) --- ``` ~~~ +++ === | --- "
    "النهر مغلق، 一、 桥已关闭。 橋は閉鎖された。 мост закрыт पुल बंद है। 😀 "
    "e\N{COMBINING ACUTE ACCENT} \N{ZERO WIDTH SPACE} \0".split(" ")
)
SPACES = st.sampled_from([" ", " ", " ", "  ", "\t", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\f"])
LINE_ENDS = st.sampled_from(
    ["\n", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "  \n", "\n    ", "\n> ", "\n- ", "\n1. ", "\n| "]
)
TEXTS = st.builds(
    lambda head, rest: head + "".join(gap + word for gap, word in rest) + "\n",
    WORDS.filter(lambda word: word.strip("\0\N{ZERO WIDTH SPACE}")),
    st.lists(st.tuples(SPACES | LINE_ENDS, WORDS), max_size=40),
)
FORMATS = st.sampled_from(["text", "markdown"])


def read(text: str, format: str) -> Document:
    # Of a few characters, two nulls are what a binary file has.
    assume(not looks_binary(text.encode()))
    return read_bytes(text.encode(), "a", "en", format)


@given(TEXTS, FORMATS)
@settings(max_examples=300, deadline=None)
def test_blocks_are_ordered_and_disjoint_and_hold_something(text: str, format: str) -> None:
    document = read(text, format)
    assert document.text == text
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert text[slice(*block.span)].strip()
        end = block.span.end


@given(TEXTS, FORMATS)
@settings(max_examples=300, deadline=None)
def test_prose_differs_from_the_text_by_its_masks_alone(text: str, format: str) -> None:
    document = read(text, format)
    assert len(document.prose) == len(text)
    for shown, written in zip(document.prose, text, strict=True):
        assert shown == written or (shown in {MARKUP, OBJECT} and written not in "\r\n")
    inside = {offset for block in document.blocks for offset in range(*block.span)}
    for offset, shown in enumerate(document.prose):
        assert offset in inside or shown == MARKUP or shown.isspace()


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_plain_text_loses_no_word(text: str) -> None:
    document = read(text, "text")
    for block in document.blocks:
        assert any(not character.isspace() for character in document.prose[slice(*block.span)])
    letters = [offset for offset, character in enumerate(text) if character.isalpha()]
    inside = {offset for block in document.blocks for offset in range(*block.span)}
    marks = sum(offset not in inside for offset in letters)
    assert marks <= text.count("一")


def naive_place(text: str, offset: int) -> tuple[int, int]:
    line, column, at = 1, 1, 0
    while at < offset:
        ends = text[at] in "\r\n"
        if text[at : at + 2] == "\r\n" and at + 1 < offset:
            at += 1
        elif text[at : at + 2] == "\r\n":
            ends = False
        line, column = (line + 1, 1) if ends else (line, column + 1)
        at += 1
    return line, column


@given(TEXTS, FORMATS)
@settings(max_examples=100, deadline=None)
def test_places_agree_with_counting_by_hand(text: str, format: str) -> None:
    document = read(text, format)
    for offset in range(len(text) + 1):
        assert document.locate(offset) == naive_place(text, offset)


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
@settings(max_examples=100, deadline=None)
def test_an_encoding_changes_nothing_but_its_name(text: str, encoding: str) -> None:
    plain, marked = read_bytes(text.encode(), "a", "en"), read_bytes(text.encode(encoding), "a", "en")
    assert (marked.text, marked.prose, marked.blocks, marked.line_starts) == (
        plain.text, plain.prose, plain.blocks, plain.line_starts,
    )  # fmt: skip
