"""Plain text: what is a block, and of which kind."""

import pytest

from checker.model import MARKUP, OBJECT, BlockKind
from checker.readers import read_bytes

Found = list[tuple[str, str]]


def blocks(text: str, language: str = "en") -> Found:
    document = read_bytes(text.encode(), "a.txt", language)
    return [(block.kind.value, document.text[slice(*block.span)]) for block in document.blocks]


def test_an_article_with_blank_lines() -> None:
    assert blocks(
        "Old bridge to be rebuilt (Reuters)\n\nThe bridge will be rebuilt next year.\n\n"
        "What it costs\n\nTwenty million.\n"
    ) == [
        ("headline", "Old bridge to be rebuilt (Reuters)"),
        ("paragraph", "The bridge will be rebuilt next year."),
        ("heading", "What it costs"),
        ("paragraph", "Twenty million."),
    ]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    long = (
        "The council decided on Monday, after a debate of four hours, that the bridge over the river will be rebuilt."
    )
    assert blocks(f"Bridge to be rebuilt\nBy Anna Kowalska\n{long}\nIt costs a lot.\n{long}") == [
        ("headline", "Bridge to be rebuilt"),
        ("heading", "By Anna Kowalska"),
        ("paragraph", long),
        ("paragraph", "It costs a lot."),
        ("paragraph", long),
    ]


MAIL = """\
Dear Ms. Smith,

thank you for your letter of 12 March, in which you asked whether the
bridge over the river could be closed for two weeks in the summer
- a question that we have put to the council - and what that would
cost.

- The bridge can be closed in July, when there is less traffic than
  at any other time of the year.
- A part of the cost may be paid by the state, as happened in the year
  1998. We have asked for that.

> Could the bridge be closed for two weeks? We would like to
> hold our festival there.

Best regards,
John Miller
City of Riverton
"""


def test_a_wrapped_mail_is_joined_and_its_short_lines_are_not() -> None:
    found = blocks(MAIL)
    assert [kind for kind, _ in found] == [
        "paragraph", "paragraph", "list-item", "list-item", "quote", "paragraph", "heading", "heading",
    ]  # fmt: skip
    assert found[1][1].endswith("cost.")
    assert found[3][1].endswith("We have asked for that.")


def test_verse_is_joined_by_stanza() -> None:
    verse = (
        "The Old Bridge\n\nThe river runs beneath the stone,\nand carries leaves away,\n"
        "I stand above it all alone\nat closing of the day.\n"
    )
    assert [kind for kind, _ in blocks(verse)] == ["headline", "paragraph"]


def test_a_list_of_short_lines_is_not_joined() -> None:
    assert len(blocks("Open file\nSave as\nClose window\nPrint\n")) == 4


def test_wrapped_chinese_is_joined() -> None:
    line = "市政府昨日宣布跨江新桥将于下月开工建设预计三年内全部完工"
    assert len(blocks(f"{line}\n{line}\n{line}。\n\n市长表示欢迎。", "zh")) == 2


@pytest.mark.parametrize(
    "marks",
    ["- - -", "* * *", "• • •", "1. 2. 3.", "1) 2) 3)", "(a) (b) (c)", "a) b) c)",
     "١. ٢. ٣.", "① ② ③", "一、 二、 三、", "（一） （二） （三）"],
)  # fmt: skip
def test_list_marks_stand_outside_of_their_items(marks: str) -> None:
    text = "\n".join(f"{mark} Open the gate." for mark in marks.split())
    assert blocks(text) == [("list-item", "Open the gate.")] * 3


@pytest.mark.parametrize(
    "text",
    [
        "3. Oktober 1990 war ein besonderer Tag.",
        "(1) gilt nicht immer.",
        "-5 Grad waren es in der Nacht.",
        "1,5 Millionen kamen.",
        "— Нет, — сказал он.",
        "A) was rejected.",
    ],
)
def test_what_looks_like_a_list_mark_and_counts_nothing_is_text(text: str) -> None:
    assert blocks(text) == [("paragraph", text)]


def test_signs_alone_separate_and_are_in_no_block() -> None:
    assert len(blocks("He left.\n* * *\nShe stayed.\n-----\nThey met.")) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line_and_nothing_else_does(end: str) -> None:
    odd = "One\N{LINE SEPARATOR}two\x0bthree\x85four."
    document = read_bytes(f"{odd}{end}{end}Next.".encode(), "a.txt", "en")
    assert [document.text[slice(*block.span)] for block in document.blocks] == [odd, "Next."]
    assert document.locate(document.text.index("Next")) == (3, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See https://example.org/a.b?c=1. Then go.", "See @. Then go."),
        ("Write to info@example.org, please.", "Write to @, please."),
        ("(see http://x.org/a_(b))", "(see @)"),
        ("见https://example.org。好", "见@。好"),
        ("At www.example.org!", "At @!"),
        ("He said 3.5@home.", "He said 3.5@home."),
        ("请联系info@port.example或致电。", "请联系@或致电。"),
        ("[x](https://a.example/b).[^2]", "[x](@).[^2]"),
        ("https://x.example/q[1]. End", "@. End"),
    ],
)
def test_addresses_are_one_object(text: str, shown: str) -> None:
    document = read_bytes(text.encode(), "a.txt", "en")
    collapsed = document.prose
    while OBJECT * 2 in collapsed:
        collapsed = collapsed.replace(OBJECT * 2, OBJECT)
    assert collapsed.replace(OBJECT, "@") == shown


def test_marks_are_masked_in_the_prose() -> None:
    document = read_bytes(b"- One two.\n- Three.", "a.txt", "en")
    assert document.prose == f"{MARKUP} One two.\n{MARKUP} Three."


def test_a_headline_is_short_and_ends_with_no_mark() -> None:
    assert blocks("A very short text.")[0][0] == BlockKind.PARAGRAPH
    assert blocks("what follows the dots\n\nText.")[0][0] == BlockKind.PARAGRAPH
