"""Ignores in a text: what they hold for, and which are not heeded."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from checker.checks import Check
from checker.checks.runner import run
from checker.config import Config
from checker.model import Article, Passage, Side, Span
from checker.suppress import Judged, suppress

IGNORE = "<!-- checker: ignore odd-word: as in the original -->"
Build = Callable[..., Article]
Word = Callable[..., Check]


def _judged(built: Article, *checks: Check) -> Judged:
    findings, _ = run(built, checks)
    names = ("odd-word", "bad-word")
    return suppress(built, findings, Config(), names, names)


def _lines(judged: Judged, built: Article) -> list[int]:
    return [built.target.locate(one.finding.hit.span.start).line for one in judged.suppressed]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{IGNORE}\n\nAn strange cat.\nAn strange dog.\n\nAn strange cow.", [3, 4]),
        (f"{IGNORE}\nAn strange cat.\n\nAn strange cow.", [2]),
        (f"An strange cat.\n\n{IGNORE}\n\n## An strange dog\n\nAn strange cow.", [5]),
        (f"An strange cat. {IGNORE}\nAn strange dog.", [1]),
        (f"An strange cat.\nAn strange dog. {IGNORE}\nAn strange cow.", [2]),
        ("<!-- checker: ignore bad-word,\n odd-word : for\n two -->\n\nAn strange cat.\n\nAn strange cow.", [5]),
        ("<!-- checker:ignore odd-word:yes-->\n\nAn strange cat.", [3]),
        (f"```\n{IGNORE}\n```\n\nAn strange cat.", []),
        (f"An strange cat, and `{IGNORE}`.", []),
        ("<!-- ignore odd-word: why -->\n\nAn strange cat.", []),
        ("<!-- checker: ignore bad-word: why -->\n\nAn strange cat.", []),
    ],
)
def test_an_ignore_is_for_the_next_block_or_its_line(
    article: Build, word_check: Word, text: str, lines: list[int]
) -> None:
    built = article(text, format="markdown")
    judged = _judged(built, word_check("strange", "odd-word"))
    assert _lines(judged, built) == lines
    assert len(judged.kept) + len(judged.suppressed) == text.replace(IGNORE, "").count("n strange ")


def test_the_reason_is_told(article: Build, word_check: Word) -> None:
    built = article(f"{IGNORE}\n\nAn strange cat.", format="markdown")
    assert _judged(built, word_check("strange", "odd-word")).suppressed[0].reason == "as in the original"


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- checker: ignore odd-word -->", "gives no reason"),
        ("<!-- checker: ignore odd-word: -->", "gives no reason"),
        ("<!-- checker: ignore: why -->", "gives no reason"),
        ("<!-- checker: ignore odd-wrd: why -->", "did you mean 'odd-word'"),
        ("<!-- checker: ignore , : why -->", "no check named"),
        ("<!-- checker: ignore bad-word: why -->", "nothing is found"),
    ],
)
def test_what_is_not_heeded_is_told(article: Build, word_check: Word, comment: str, said: str) -> None:
    built = article(f"An strange cow.\n\n{comment}\n\nAn strange cat.", format="markdown")
    judged = _judged(built, word_check("strange", "odd-word"))
    assert not judged.suppressed
    (note,) = judged.standing.notes
    assert said in note
    assert note.startswith("target.txt, line 3: ")


def test_a_long_comment_takes_no_long_time(article: Build, word_check: Word) -> None:
    """The time once grew with the cube of the spaces: each of these took seconds."""
    comment = f"<!-- checker: ignore{' ' * 1_990}-->"
    built = article("\n\n".join([comment] * 15), format="markdown")
    begun = process_time()
    assert len(_judged(built).standing.notes) == 15
    assert process_time() - begun < 10


def test_plain_text_has_no_comments(article: Build, word_check: Word) -> None:
    built = article(f"{IGNORE}\n\nAn strange cat.")
    assert not _judged(built, word_check("strange", "odd-word")).suppressed


def test_what_is_missing_is_ignored_where_it_would_stand(article: Build, word_check: Word) -> None:
    text = f"One cat.\n\n{IGNORE}\n\nTwo cats.\n\nThree cats."
    related = (Passage(Side.TARGET, Span(text.index("Two"), text.index("Two") + 9)),)
    built = article(text, "Un chat.\n\nDeux chats perdus.\n\nTrois.", format="markdown")
    check = word_check("perdus", "odd-word", side=Side.SOURCE, related=related)
    assert len(_judged(built, check).suppressed) == 1


def test_a_comment_in_the_source_is_for_what_is_flagged_there(article: Build, word_check: Word) -> None:
    built = article("One strange cat.\n\nTwo.", f"{IGNORE}\n\nUn chat strange.\n\nDeux.", format="markdown")
    source, target = word_check("strange", "odd-word", side=Side.SOURCE), word_check("strange", "odd-word")
    assert len(_judged(built, source).suppressed) == 1
    assert len(_judged(built, target).suppressed) == 0
