"""The edits between two texts: laws that hold of any two, and how they read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.lang.edits import edits
from checker.lang.tokens import Token, tokens
from checker.model import MARKUP, OBJECT
from checker.spans import Edit, EditKind, Facet, Span

NNBSP = "\N{NARROW NO-BREAK SPACE}"
VOCABULARY = (
    "the of a ship captain storm saw left , . « » harbour The ship's 1,200 Sunday 2024年 北 京 的 في السفينة".split()
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join)
LANGUAGES = st.sampled_from(["en", "ar", "zh", "eu"])


def _tokens(text: str) -> tuple[Token, ...]:
    return tokens(text, text)


def _edits(target: str, reference: str, language: str) -> tuple[Edit, ...]:
    return edits(_tokens(target), _tokens(reference), language)


def _shown(target: str, reference: str, language: str) -> list[str]:
    """Each edit as "gone > come", words that move with their number."""
    found = _edits(target, reference, language)
    numbers = {place: min(place, edit.moved) for place, edit in enumerate(found) if edit.moved is not None}
    return [
        f"{target[slice(*edit.target)]} > {reference[slice(*edit.reference)]}"
        + (f" @{numbers[place]}" if place in numbers else "")
        for place, edit in enumerate(found)
    ]


def _applied(target: str, reference: str, found: tuple[Edit, ...]) -> list[str]:
    """The tokens of the target with those of the reference in place of what its edits take."""
    kept, applied, at = _tokens(target), [], 0
    for edit in found:
        applied += [one.key for one in kept if at <= one.start and one.end <= edit.target.start]
        applied += [one.key for one in _tokens(reference[slice(*edit.reference)])]
        at = edit.target.end
    return [*applied, *(one.key for one in kept if at <= one.start)]


@given(TEXTS, TEXTS, LANGUAGES)
def test_the_edits_lead_to_the_reference(target: str, reference: str, language: str) -> None:
    found = _edits(target, reference, language)
    assert _applied(target, reference, found) == [one.key for one in _tokens(reference)]


@given(TEXTS, TEXTS, LANGUAGES)
def test_spans_lie_inside_in_order_and_apart(target: str, reference: str, language: str) -> None:
    found = _edits(target, reference, language)
    for text, spans in ((target, [one.target for one in found]), (reference, [one.reference for one in found])):
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(TEXTS, TEXTS, LANGUAGES)
def test_a_kind_says_which_sides_have_words(target: str, reference: str, language: str) -> None:
    kinds = {(True, True): EditKind.REPLACE, (True, False): EditKind.DELETE, (False, True): EditKind.INSERT}
    for edit in _edits(target, reference, language):
        assert edit.kind is kinds[edit.target.start < edit.target.end, edit.reference.start < edit.reference.end]


@given(TEXTS, TEXTS, LANGUAGES)
def test_what_moves_goes_once_and_comes_once(target: str, reference: str, language: str) -> None:
    found = _edits(target, reference, language)
    for place, edit in enumerate(found):
        if edit.moved is not None:
            other = found[edit.moved]
            assert other.moved == place
            gone, come = sorted((edit, other), key=lambda one: one.kind)
            assert (gone.kind, come.kind) == (EditKind.DELETE, EditKind.INSERT)
            words = [_tokens(text) for text in (target[slice(*gone.target)], reference[slice(*come.reference)])]
            assert [one.key.casefold() for one in words[0]] == [one.key.casefold() for one in words[1]]


@given(TEXTS, LANGUAGES)
def test_a_text_is_at_no_distance_from_itself(text: str, language: str) -> None:
    assert _edits(text, text, language) == ()


@given(TEXTS)
def test_words_and_marks_are_all_that_is_no_white_space(text: str) -> None:
    assert "".join(one.key for one in _tokens(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("target", "reference", "language", "expected"),
    [
        # A replaced word, and one that is only in the reference.
        ("The ship left the harbour.", "The boat left the old harbour.", "en", ["ship > boat", " > old"]),
        # "of the" says too little to part two edits; the words at the ends of an edit are not in it.
        ("The end of the storm was near.", "The close of the gale was near.", "en",
         ["end of the storm > close of the gale"]),
        # A mark says nothing by itself.
        ("The ship, laden, left.", "The boat, empty, left.", "en", ["ship, laden > boat, empty"]),
        # A name in the middle stays, though everything around it goes.
        ("He thinks Maria Lund is wrong", "In her view Maria Lund erred", "en",
         ["He thinks > In her view", "is wrong > erred"]),
        # Words that stand elsewhere.
        ("On Sunday evening the grey old ship left.", "The grey old ship left on Sunday evening.", "en",
         ["On Sunday evening >  @0", "the > The", " > on Sunday evening @0"]),
        ("Der Kapitän hat gestern das Schiff verlassen.", "Gestern verließ der Kapitän das Schiff.", "de",
         [" > Gestern @0", "Der > verließ der", "hat > ", "gestern >  @0", "verlassen > "]),
        ("Корабль вышел из порта утром.", "Корабль покинул гавань утром.", "ru", ["вышел из порта > покинул гавань"]),
        ("وصلت السفينة إلى الميناء في المساء.", "بلغت السفينة المرفأ في المساء.", "ar",
         ["وصلت > بلغت", "إلى الميناء > المرفأ"]),
        # Signs count one by one, and one sign alone parts no edits.
        ("船长昨天离开了港口。", "船长昨日离开了码头。", "zh", ["天 > 日", "港口 > 码头"]),
        ("他们未能进行大规模试验。", "他们并未开展大规模试验。", "zh", ["未能进行 > 并未开展"]),
        ("船は港を出発した。", "船は朝に港を出た。", "ja", [" > 朝に", "発し > "]),
        # In a language that nobody has listed short words are light.
        ("Itsasontzia eta kapitaina galdu ziren", "Ontzia eta nagusia galdu ziren", "eu",
         ["Itsasontzia eta kapitaina > Ontzia eta nagusia"]),
    ],
)  # fmt: skip
def test_edits_read_well(target: str, reference: str, language: str, expected: list[str]) -> None:
    assert _shown(target, reference, language) == expected


@pytest.mark.parametrize(
    ("target", "reference", "expected"),
    [
        ("The ship", "the ship", (Facet.CASE,)),
        ('He said "no" twice', "He said “no” twice", (Facet.PUNCTUATION,)),
        ("an e-mail came", "an email came", (Facet.PUNCTUATION,)),
        ("He left. She stayed", "He left, she stayed", (Facet.CASE, Facet.PUNCTUATION)),
        ("He left now", "He stayed now", ()),
        ("about 1,200 ships", "about 1,300 ships", ()),
        # A mark in a number, a currency and a per cent sign say something.
        ("about 3.5 ships", "about 35 ships", ()),
        ("it cost $5 then", "it cost €5 then", ()),
        ("some 5% of it", "some 5 of it", ()),
    ],
)  # fmt: skip
def test_what_alone_differs_is_told(target: str, reference: str, expected: tuple[Facet, ...]) -> None:
    assert {edit.only for edit in _edits(target, reference, "en")} == {expected}


@pytest.mark.parametrize(
    ("target", "reference", "language"),
    [
        ("\u00ab\u00a0Bonjour\u00a0! \u00bb", f"\u00ab{NNBSP}Bonjour{NNBSP}! \u00bb", "fr"),
        ("caf\u00e9", "cafe\N{COMBINING ACUTE ACCENT}", "fr"),
        ("北京 2024 年", "北京2024年", "zh"),
        ("\u05e9\u05dc\u05d5\u05dd!\N{RIGHT-TO-LEFT MARK}", "\u05e9\u05dc\u05d5\u05dd!", "he"),
    ],
)
def test_spaces_and_ways_to_encode_a_letter_are_no_difference(target: str, reference: str, language: str) -> None:
    assert _edits(target, reference, language) == ()


def test_markup_is_nothing_and_an_object_is_what_stands_in_the_text() -> None:
    marked = tokens("a **bold** `x`", f"a {MARKUP * 2}bold{MARKUP * 2} {OBJECT * 3}")
    assert [one.key for one in marked] == ["a", "bold", "`x`"]
    assert edits(marked, _tokens("a bold"), "en") == (Edit(EditKind.DELETE, Span(11, 14), Span(6, 6)),)


def test_a_place_between_words_is_behind_the_word_before() -> None:
    first, last = _edits("ship left", "A ship left early", "en")
    assert (first.target, last.target) == (Span(0, 0), Span(9, 9))
    assert _edits("", "ship", "en") == (Edit(EditKind.INSERT, Span(0, 0), Span(0, 4)),)
