"""Runs of words that are foreign to a text's language: by script, and in one script by vocabulary."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from checker.lang.asides import asides, within
from checker.lang.facts import chain
from checker.lang.scripts import script
from checker.lang.vocabulary import Vocabulary, vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing


class ForeignRun(NamedTuple):
    """Words in a row that are not of the text's language.

    start, end: code points of the text that was read. language: whose words they are, None where only the script
    tells. length: all words of the run, those that both languages have included. strange: how many are certainly
    foreign; common, core: how many are among the commonest and the very commonest of `language`. lower: how many are
    in lower case. titled: a capitalised word that is not the language's own stands right beside
    the run, or capitalised words on both sides.
    """

    start: int
    end: int
    language: str | None
    length: int
    strange: int
    common: int = 0
    core: int = 0
    lower: int = 0
    titled: bool = False


THIRD_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru", "tr", "ar")
"""Languages that a text may slip into besides the source's, and whose words are looked for in any text."""

ENOUGH_FOR_A_THIRD = 3
"""Unknown words of a sentence below which no third language is tried: most sentences have none."""

_BEYOND_A_TITLE = 6
"""Words of a run that is too long for the middle of a title, "Wonders of the African World"."""
_ADDRESS_MARKS = "./@_#"
_APART = regex.compile(r"[^\s\-‐-‒'’.&/\u2060]")
"""What ends a run between two of its words."""
_LONG_RUN = 6
_GREEK_SYMBOL = 2
"""Greek words of so few letters are symbols."""


@lru_cache(maxsize=20_000)
def foreign_script(text: str, language: str) -> tuple[ForeignRun, ...]:
    """Runs of words in a script that `language` is not written in, outside short brackets and quotes.

    Latin in a text of another script is judged by `foreign_words`, for names and terms stay in Latin everywhere.
    """
    facts = writing(language)
    if facts is None:
        return ()
    own = {*facts.scripts, "Latn", None}
    shielded = asides(text)
    strange = [
        word
        for word in words(text)
        if script(word.text) not in own
        and not (script(word.text) == "Grek" and len(word.text) <= _GREEK_SYMBOL)
        and not within(word.start, word.end, shielded)
    ]
    return tuple(
        ForeignRun(run[0].start, run[-1].end, None, len(run), len(run), lower=len(run))
        for run in _joined(strange, text)
    )


def mixable(language: str, other: str) -> bool:
    """Whether words of `other` can stand unmarked in the script of `language`; Latin can everywhere."""
    ours, theirs = writing(language), writing(other)
    return ours is not None and theirs is not None and ("Latn" in theirs.scripts or ours.scripts == theirs.scripts)


def tied(text: str, run: ForeignRun, marks: str) -> bool:
    """Whether one of `marks` ties the run to a letter beside it: "my.norton.com", "U-boat"."""
    before, after = text[max(0, run.start - 2) : run.start], text[run.end : run.end + 2]
    return (before[-1:] in marks and (before[:1].isalnum() or before[-1:] == "#")) or (
        after[:1] in marks and after[1:].isalnum()
    )


def is_prose(run: ForeignRun, text: str) -> bool:
    """Whether a run is mostly foreign and neither a title nor an address."""
    mostly_foreign = 2 * run.lower > run.length and 2 * run.strange >= run.length
    titled = run.titled and run.length < _BEYOND_A_TITLE
    return mostly_foreign and not titled and not tied(text, run, _ADDRESS_MARKS)


def is_sure(run: ForeignRun) -> bool:
    """Whether a run tells its language without the source as a witness."""
    return run.strange >= 3 and run.common >= 2 and run.core > 0


def _joined(found: list[Word], text: str) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for word in found:
        if runs and not _APART.search(text, runs[-1][-1].end, word.start):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


class _Mark(NamedTuple):
    word: Word
    gain: float
    strange: bool
    common: bool = False
    core: bool = False
    lower: bool = False
    title: bool = False


def unknown_words(text: str, language: str) -> int:
    """How many lower-case words of `text` the language's vocabulary has not; 0 where no vocabulary ships."""
    ours = vocabulary(language)
    if ours is None:
        return 0
    return sum(word.text.islower() and word.text not in ours.known for word in words(text))


@lru_cache(maxsize=20_000)
def foreign_words(text: str, language: str, other: str) -> tuple[ForeignRun, ...]:
    """Runs of words that `other` has and `language` has not, the best-scoring stretch between marks of punctuation.

    A word of both languages neither makes nor breaks a run; a word of the text's own language breaks it. Empty where
    one of the two vocabularies is not known. A text in a script without a vocabulary of its own counts every Latin
    word as foreign.
    """
    theirs, ours = vocabulary(other), vocabulary(language)
    if theirs is None or set(chain(language)) & set(chain(other)):
        return ()
    if ours is None and _latin(language):
        return ()
    shielded = asides(text)
    nouns = _capital_nouns(other)
    runs = []
    for stretch in _joined([word for word in words(text) if not within(word.start, word.end, shielded)], text):
        marks = [_mark(word, ours, theirs, nouns or word.start == 0) for word in stretch]
        first, last = _best(marks)
        if first < last:
            runs.append(_run(marks, first, last, other))
    return tuple(runs)


def _latin(language: str) -> bool:
    facts = writing(language)
    return facts is None or "Latn" in facts.scripts


def _capital_nouns(language: str) -> bool:
    facts = writing(language)
    return facts is not None and facts.capital_nouns


def _mark(word: Word, ours: Vocabulary | None, theirs: Vocabulary, capital_says_nothing: bool) -> _Mark:
    text = word.text
    if any(map(str.isdigit, text)):
        return _Mark(word, 0.0, strange=False, lower=True)
    lower = text == text.lower()
    native = text in ours.known if ours else script(text) != "Latn"
    title = not (lower or native)
    if text not in theirs.known:
        return _Mark(word, -2.0 if native else -0.3, strange=False, lower=lower, title=title)
    if native or not (lower or capital_says_nothing):
        return _Mark(word, 0.0 if native else 0.2, strange=False, lower=lower, title=title)
    common = text in theirs.common
    return _Mark(word, 1.5 if common else 1.0, True, common, text in theirs.core, lower, title)


def _best(marks: list[_Mark]) -> tuple[int, int]:
    """Half-open range with the greatest sum that begins and ends with a strange word (Kadane's algorithm)."""
    best, best_sum, start, total = (0, 0), 0.0, 0, 0.0
    for place, mark in enumerate(marks):
        if total <= 0:
            start, total = place, 0.0
        total += mark.gain
        if total > best_sum:
            best, best_sum = (start, place + 1), total
    strange = [place for place in range(*best) if marks[place].strange]
    return _stretched(strange[0], strange[-1] + 1, marks) if strange else (0, 0)


def _stretched(first: int, last: int, marks: list[_Mark]) -> tuple[int, int]:
    """A run of some length takes in words of both languages that alone part it from being the whole passage."""
    rest = marks[:first] + marks[last:]
    if last - first >= _LONG_RUN and all(mark.gain == 0 for mark in rest):
        return 0, len(marks)
    return first, last


def _run(marks: list[_Mark], first: int, last: int, language: str) -> ForeignRun:
    run, beside = marks[first:last], marks[max(0, first - 1) : first] + marks[last : last + 1]
    return ForeignRun(
        run[0].word.start,
        run[-1].word.end,
        language,
        len(run),
        sum(mark.strange for mark in run),
        sum(mark.common for mark in run),
        sum(mark.core for mark in run),
        sum(mark.lower for mark in run),
        any(mark.title for mark in beside) or (len(beside) == 2 and not any(mark.lower for mark in beside)),
    )
