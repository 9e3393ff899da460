"""Passages in which a text may hold what is foreign to it."""

from __future__ import annotations

import pytest

from checker.lang.asides import asides, is_attribution


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Απαντά ο @anna-of-the-hills.", "@anna-of-the-hills"),
        ("Η σελίδα /contribute ανοίγει.", "/contribute"),
        ("它读取 sys.stdin 的内容。", "sys.stdin"),
        ("先运行 `make clean all` 再说。", "`make clean all`"),
        ('看 <a href="x"> 标签。', '<a href="x">'),
        ("see @maya's list", "@maya's"),
    ],
)
def test_handles_paths_code_and_dotted_names_are_held(text: str, held: str) -> None:
    assert held in {text[start:end] for start, end in asides(text)}


@pytest.mark.parametrize("text", ["he and/or she came", "at 50 km/h it stopped", "It stopped.Then it went."])
def test_a_slash_in_a_word_and_a_glued_sentence_are_not(text: str) -> None:
    assert not asides(text)


@pytest.mark.parametrize(
    "text",
    [
        "— Maria Lopez, “How to read a river in the dark”",
        '— @mlopez on rivers, "How to read a river"',
        '@mlopez, "How to read a river"',
        "— Ольга Иванова, «Как читать реку»",
    ],
)
def test_a_name_and_a_title_are_an_attribution(text: str) -> None:
    assert is_attribution(text)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez: “We have read the river in the dark.”",
        "She said, “We will come tomorrow.”",
        "“We will come tomorrow”",
        "— Bien sûr, dit-elle.",
        "Der Bericht stand im „Spiegel“",
    ],
)
def test_speech_is_none(text: str) -> None:
    assert not is_attribution(text)
