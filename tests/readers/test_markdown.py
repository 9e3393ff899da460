"""Markdown: blocks with exact columns, and what a reader does not see."""

import pytest

from checker.model import MARKUP, OBJECT, BlockKind, Document
from checker.readers import read_bytes

SIGNS = str.maketrans({MARKUP: "~", OBJECT: "@"})


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.md", "en")


def shown(document: Document) -> list[tuple[str, str]]:
    """The blocks as a reader sees them: markup gone, an object as one @."""
    found = []
    for block in document.blocks:
        prose = document.prose[slice(*block.span)].replace(MARKUP, "")
        while OBJECT * 2 in prose:
            prose = prose.replace(OBJECT * 2, OBJECT)
        found.append((block.kind.value, prose.replace(OBJECT, "@")))
    return found


def test_kinds_of_blocks() -> None:
    document = read(
        "# Title\n\nText one.\ngoes on.\n\n## Part ##\n\n- item\n  1. inner\n\n> quoted\n> on\n>> deep\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```py\ncode()\n```\n\n    more()\n\nSetext\n------\n"
    )
    assert shown(document) == [
        ("headline", "Title"),
        ("paragraph", "Text one.\ngoes on."),
        ("heading", "Part"),
        ("list-item", "item"),
        ("list-item", "inner"),
        ("quote", "quoted\non"),
        ("quote", "deep"),
        ("table-cell", "a"),
        ("table-cell", "b"),
        ("table-cell", "c"),
        ("table-cell", "d"),
        ("code", "@\n@\n@"),
        ("code", "@"),
        ("heading", "Setext"),
    ]
    assert [block.level for block in document.blocks[:7]] == [1, 0, 2, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("A **bold** and _soft_ word.", "A ░░bold░░ and ░soft░ word."),
        ("***both*** of them", "░░░both░░░ of them"),
        ("2 * 3 * 4 and snake_case", "2 * 3 * 4 and snake_case"),
        ("~~gone~~ but ~ stays", "░░gone░░ but ~ stays"),
        ("Some `code` here", "Some @@@@@@ here"),
        ("A lone ` stays", "A lone ` stays"),
        ('A [link](http://x.org "A title") here', "A ░link░░░░░░░░░░░░░░░░░░░░░░░░░ here"),
        ("A [ref][one] and [one].\n\n[one]: http://x.org", "A ░ref░░░░░░ and ░one░."),
        ("Not [a link] here", "Not [a link] here"),
        ("See ![alt *x*](a.png) there", "See @@@@@@@@@@@@@@@@@ there"),
        ("At <http://x.org> now", "At @@@@@@@@@@@@@@ now"),
        ("At http://x.org/a now", "At @@@@@@@@@@@@@@ now"),
        (r"Not \*bold\* but \\ and C:\dir", r"Not ░*bold░* but ░\ and C:\dir"),
        ("AT&amp;T and&nbsp;so &copy; & on", "AT&░░░░T and░░░░░░so ░░░░░░ & on"),
        ("An <b>old</b> <!-- note --> one", "An ░░░old░░░░ ░░░░░░░░░░░░░ one"),
        ("Press <kbd>Ctrl</kbd> now", "Press ░░░░░@@@@░░░░░░ now"),
        ("A note.[^1] More.", "A note.░░░░ More."),
        ("[*a* **b**](x) *[c](y)*", "░░a░ ░░b░░░░░░ ░░c░░░░░"),
    ],
)
def test_inline_marks(text: str, prose: str) -> None:
    document = read(text)
    start, end = document.blocks[0].span
    assert document.prose[start:end].replace(MARKUP, "░").replace(OBJECT, "@") == prose


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A thing\nlist:\n  - a\n---\nText.",
        '+++\ntitle = "A thing"\n+++\nText.',
        "[one]: http://x.org 'Title'\n\nText.",
        "<div class='a'>\n<p>HTML</p>\n</div>\n\nText.",
        "<!-- a\n\ncomment -->\n\nText.",
        "![only](image.png)\n\nText.",
        "***\n\nText.",
        "`only code`\n\nText.",
        "[![badge](a.svg)](http://x.org)\n\nText.",
    ],
)
def test_what_is_no_prose_is_in_no_block(text: str) -> None:
    document = read(text)
    assert [document.text[slice(*block.span)] for block in document.blocks] == ["Text."]
    assert document.prose.replace(MARKUP, "").strip() == "Text."


def test_a_rule_before_text_is_no_front_matter() -> None:
    assert shown(read("---\nJust text here.\n\nMore text.\n\n---\n"))[0] == ("paragraph", "Just text here.")


def test_a_quotation_over_lines_masks_its_prefixes() -> None:
    document = read("> one **two\n>   three** four\n\n- a\n  > b\n  > c")
    assert [document.prose[slice(*block.span)].translate(SIGNS) for block in document.blocks] == [
        "one ~~two\n~~~~three~~ four",
        "a",
        "b\n~~~~c",
    ]


def test_cells_with_escaped_pipes_and_without_outer_ones() -> None:
    document = read("> | a \\| b | `x` |\n> |---|---|\n> c | **d** e\n> | | f |")
    assert shown(document) == [
        ("table-cell", "a | b"),
        ("table-cell", "c"),
        ("table-cell", "d e"),
        ("table-cell", "f"),
    ]


def test_footnotes_are_blocks_without_their_marks() -> None:
    document = read("A word[^1] and one[^2].\n\n[^1]: The first note.\n[^2]: The *second* one.")
    assert shown(document)[1:] == [("paragraph", "The first note."), ("paragraph", "The second one.")]


def test_tasks_lose_their_boxes() -> None:
    assert shown(read("- [ ] Open it\n- [x] Close it")) == [("list-item", "Open it"), ("list-item", "Close it")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file(end: str) -> None:
    document = read(end.join(["# Title", "", "> first", "> sec*ond*", "", "1. item", "   goes *on*"]))
    assert document.locate(document.text.index("ond")) == (4, 7)
    assert [document.locate(block.span.start) for block in document.blocks] == [(1, 3), (3, 3), (6, 4)]
    assert [document.locate(block.span.end) for block in document.blocks] == [(1, 8), (4, 11), (7, 13)]


def test_a_huge_paragraph_is_read_as_plain_text_and_says_so() -> None:
    document = read("[^1" * 40_000)
    assert len(document.blocks) == 1
    assert "read as plain text" in document.notes[0]


def test_nul_characters_keep_the_columns() -> None:
    document = read("One \0 **two** three.\n")
    assert document.prose.translate(SIGNS).rstrip() == "One \0 ~~two~~ three."


def test_only_the_first_heading_is_the_headline() -> None:
    kinds = [block.kind for block in read("Intro text.\n\n# One\n\n# Two").blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.HEADING]
