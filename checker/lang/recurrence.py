"""Recurrence: the words and phrases that a text says again and again, each in all its forms.

Where words are parted by spaces, two are forms of one where they share a stem (see `inflection`), and a phrase is two
or three of them in a row. In scripts without word spaces a term is any run of characters of a kind that recurs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex
from rapidfuzz.distance import LCSseq

from checker.lang.closed import closed
from checker.lang.inflection import inflection, stems
from checker.lang.scripts import script
from checker.lang.vocabulary import fold, vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing

_RUN = regex.compile(r"[\p{sc=Han}々]{2,}|[\p{sc=Kana}ー]{2,}|[\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{M}]{4,}")
"""In scripts without word spaces: characters that may make a term; hiragana holds sentences together."""

_WHOLE = regex.compile(r"[\p{sc=Kana}ー]+")
_HAN = regex.compile(r"[\p{sc=Han}々]+")
_LEAST, _MOST = 2, 6  # characters of a term in a script without word spaces
_SHORTEST = {"Arab": 3, "Hebr": 3, "Deva": 2, "Hang": 2}
_LETTERS, _UNCHANGING = 3, 2  # of a content word; where words never change, a syllable may be one
_SHORT = 6  # letters of the longest word that may only hold a sentence together
_GROWN = 8  # letters that a word of an agglutinating language may grow by
_PHRASE = 3  # words of the longest phrase
_CHARACTERS = 2  # in common, from which two words in Chinese characters are akin
_ROOT, _SAME = 4, 0.6  # letters in common at the beginning, or the share in order, from which two words may be akin


@dataclass(frozen=True, slots=True, eq=False)
class Recurring:
    """A word or phrase of a text.

    places: of each text (by number) that has it, where it stands there. length: in words. parts: the numbers of the
    words that it is made of, the same for all their forms; of a run of characters none.
    """

    places: Mapping[int, tuple[Word, ...]]
    length: int
    parts: tuple[int, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that it stands in, the most frequent first."""
        counts = Counter(fold(word.text) for found in self.places.values() for word in found)
        return tuple(sorted(counts, key=lambda form: (-counts[form], form)))


def recurring(texts: Sequence[str], language: str, fewest: int) -> list[Recurring]:
    """What stands in at least `fewest` of the texts, in the order of their first places."""
    facts = writing(language)
    found = _spaced(texts, language, fewest) if facts is None or facts.spaced else _unspaced(texts, language, fewest)
    return [one for one in found if len(one.places) >= fewest]


@lru_cache(maxsize=50_000)
def is_content(word: str, language: str) -> bool:
    """Whether a word says something by itself: long enough, no number, none of those that hold sentences together."""
    if not word[:1].isalpha() or (not word.isalpha() and any(char.isdecimal() for char in word)):
        return False
    if len(word) < _least(word, language):
        return False
    folded, listed, known = fold(word), closed(language), vocabulary(language)
    # What holds sentences together is short; a long word only seems to be in the set, as one in a hundred does.
    core = known is not None and len(folded) <= _SHORT and folded in known.core
    return not core and not (listed and listed.function_word(folded))


def _least(word: str, language: str) -> int:
    facts = inflection(language)
    if facts is not None and not facts.endings and not facts.agglutinates:
        return _UNCHANGING
    return _SHORTEST.get(script(word) or "", _LETTERS)


def _spaced(texts: Sequence[str], language: str, fewest: int) -> Iterator[Recurring]:
    content = [[word for word in words(text) if is_content(word.text, language)] for text in texts]
    family = _families({fold(word.text) for found in content for word in found}, language)
    often = Counter(one for found in content for one in {family[fold(word.text)] for word in found})
    content = [[word for word in found if often[family[fold(word.text)]] >= fewest] for found in content]
    keys = [tuple(family[fold(word.text)] for word in found) for found in content]
    phrases = [list(_phrases(text, found)) for text, found in zip(texts, content, strict=True)]
    # Most phrases are there once: they are counted before they are kept.
    counted = Counter(
        phrase for key, found in zip(keys, phrases, strict=True) for phrase in {key[slice(*one)] for one in found}
    )
    places: dict[tuple[int, ...], dict[int, list[Word]]] = {}
    for number, (key, found) in enumerate(zip(keys, content, strict=True)):
        for one, word in zip(key, found, strict=True):
            places.setdefault((one,), {}).setdefault(number, []).append(word)
    for number, (key, runs) in enumerate(zip(keys, phrases, strict=True)):
        for start, end in runs:
            if counted[key[start:end]] >= fewest:
                first, last = content[number][start].start, content[number][end - 1].end
                word = Word(texts[number][first:last], first, last)
                places.setdefault(key[start:end], {}).setdefault(number, []).append(word)
    yield from _whole(places)


def _whole(places: Mapping[tuple[int, ...], Mapping[int, Sequence[Word]]]) -> Iterator[Recurring]:
    """All but what only ever stands within a longer phrase: that is the phrase."""
    counts = {key: sum(map(len, stands.values())) for key, stands in places.items()}
    whole: Counter[tuple[int, ...]] = Counter()
    for key, count in counts.items():
        for part in _shorter(key):
            whole[part] = max(whole[part], count)
    for key, stands in places.items():
        if whole[key] < counts[key]:
            yield Recurring({at: tuple(found) for at, found in stands.items()}, len(key), key)


def _shorter(key: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    return {key[1:], key[:-1], *((one,) for one in key)} - {key} if len(key) > 1 else ()


def _phrases(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where among the words two or three stand in a row, with nothing but a space or a hyphen between them."""
    begin = 0
    for at, (one, other) in enumerate(pairwise(found)):
        if text[one.end : other.start] not in (" ", "-"):
            begin = at + 1
            continue
        for start in range(max(begin, at + 2 - _PHRASE), at + 1):
            yield start, at + 2


def _families(forms: Iterable[str], language: str) -> dict[str, int]:
    """Of each form the number of its family: forms that share a stem, or grow out of one another."""
    facts = inflection(language)
    ordered = sorted(forms)
    number = {form: at for at, form in enumerate(ordered)}
    first: dict[str, str] = {}

    def of(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    parents = list(range(len(ordered)))
    for form in ordered:
        least = max(2, min(len(form), _least(form, language)))
        for stem in sorted(stems(form, language)):
            if len(stem) >= least:
                parents[of(number[form])] = of(number[first.setdefault(stem, form)])
    if facts is not None and facts.agglutinates:
        short = ""
        for form in ordered:
            if short and form.startswith(short) and len(form) - len(short) <= _GROWN:
                parents[of(number[form])] = of(number[short])
            else:
                short = form
    return {form: of(number[form]) for form in ordered}


def _unspaced(texts: Sequence[str], language: str, fewest: int) -> Iterator[Recurring]:
    places: dict[str, dict[int, list[Word]]] = defaultdict(lambda: defaultdict(list))
    for number, text in enumerate(texts):
        for run in _RUN.finditer(text):
            for start, end in _parts(run.group()):
                word = Word(run.group()[start:end], run.start() + start, run.start() + end)
                places[word.text][number].append(word)
    listed = closed(language)
    kept = {
        term: stands
        for term, stands in places.items()
        if len(stands) >= fewest and not (listed and (listed.function_word(term[0]) or listed.function_word(term[-1])))
    }
    counts = {term: sum(map(len, stands.values())) for term, stands in kept.items()}
    longest: Counter[str] = Counter()
    for term in kept:
        for part in (term[1:], term[:-1]):
            longest[part] = max(longest[part], counts[term])
    for term, stands in kept.items():
        if longest[term] < counts[term]:
            yield Recurring({at: tuple(found) for at, found in stands.items()}, 1)


def _parts(run: str) -> Iterator[tuple[int, int]]:
    if _WHOLE.fullmatch(run):
        yield 0, len(run)
        return
    for start in range(len(run) - _LEAST + 1):
        yield from ((start, end) for end in range(start + _LEAST, min(len(run), start + _MOST) + 1))


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", fold(word)) if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def related(word: str, other: str) -> bool:
    """Whether two words begin alike, or one holds the other: forms, compounds, many derivations."""
    one, two = _bare(word), _bare(other)
    if _HAN.search(one):
        return one in two or two in one
    shared = next((at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right), None)
    return shared is None or shared >= min(_ROOT, len(one), len(two)) or one in two or two in one


@lru_cache(maxsize=50_000)
def akin(word: str, other: str) -> bool:
    """Whether two words may be of one root: related, or with most letters in common in the same order."""
    if script(word) != script(other):
        return False
    one, two = _bare(word), _bare(other)
    if _HAN.search(one):
        return len(set(one) & set(two)) >= _CHARACTERS or related(word, other)
    return related(word, other) or LCSseq.normalized_similarity(one, two) >= _SAME
