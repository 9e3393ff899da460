"""Words in a row that stand in the source just so, and that the text's language does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from checker.lang.asides import asides, within
from checker.lang.scripts import script
from checker.lang.vocabulary import Vocabulary, fold, vocabulary
from checker.lang.words import Word, words

_FEWEST, _MANY = 2, 3
_JOINED = frozenset("-‐\N{NON-BREAKING HYPHEN}–/&@_.")


class CopiedRun(NamedTuple):
    """Words in a row, half-open in the text; how many are strange to its language; whether one is of those that hold
    every sentence of the source's language together."""

    start: int
    end: int
    length: int
    strange: int
    core: bool


@lru_cache(maxsize=20_000)
def copied_runs(text: str, language: str, source: str, of: str) -> tuple[CopiedRun, ...]:
    """The runs of at least two small words that both texts have, outside brackets and quotation marks.

    A run needs two words that the text's language does not know, or one among three, and a word that the source's
    language knows. Empty where the vocabulary of the source's language is not known. of: the source's language.
    """
    theirs, ours = vocabulary(of), vocabulary(language)
    if theirs is None:
        return ()
    found = words(text)
    if sum(_is_strange(word, ours) for word in found) == 0:
        return ()
    return tuple(run for row in _rows(found, source) if (run := _run(row, text, ours, theirs)) is not None)


def _rows(found: Sequence[Word], source: str) -> Iterator[list[Word]]:
    """The longest rows of words that stand in the same order in the source."""
    there = [fold(word.text) for word in words(source)]
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(there):
        places[word].append(place)
    here = [fold(word.text) for word in found]
    at = 0
    while at < len(here):
        longest = 0
        for place in places.get(here[at], ()):
            length = 1
            while here[at + length : at + length + 1] == there[place + length : place + length + 1] != []:
                length += 1
            longest = max(longest, length)
        if longest >= _FEWEST:
            yield list(found[at : at + longest])
        at += max(1, longest)


def _run(row: list[Word], text: str, ours: Vocabulary | None, theirs: Vocabulary) -> CopiedRun | None:
    start, end = row[0].start, row[-1].end
    strange = [word for word in row if _is_strange(word, ours)]
    if len(strange) < (_FEWEST if len(row) < _MANY else 1) or any(not _is_small(word) for word in row):
        return None
    if not any(word.text in theirs.known for word in strange) or within(start, end, asides(text)):
        return None
    if any(text[one.end : other.start] in _JOINED for one, other in pairwise(row)):
        return None
    core = any(word.text in theirs.core for word in strange)
    return CopiedRun(start, end, len(row), len(strange), core)


def _is_small(word: Word) -> bool:
    return word.text == word.text.lower() and not any(map(str.isdigit, word.text))


def _is_strange(word: Word, ours: Vocabulary | None) -> bool:
    """Whether a word in small letters is not the text's own; in a text of another script every Latin word is not."""
    if not word.text.islower() or len(word.text) < _FEWEST:
        return False
    return word.text not in ours.known if ours is not None else script(word.text) == "Latn"
