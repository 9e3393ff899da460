"""Renditions: how the names of one text are rendered in the other, learnt over an article, and where one is not.

A word of the source that stands in several beads, and that some name of the translation sounds like in most of them, is
a name with a known rendition. A bead that has the word and not the rendition lacks it, or misspells it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import regex
from rapidfuzz.distance import DamerauLevenshtein

from checker.lang.exonyms import exonyms
from checker.lang.mentions import bare, capitalised
from checker.lang.names import key, likeness
from checker.lang.scripts import script
from checker.lang.spellings import sounds_same
from checker.lang.vocabulary import vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing

ALIKE = 0.72
"""Likeness from which a name of the translation renders one of the source."""

_HAN = regex.compile(r"\p{sc=Han}+")
_LETTERS = frozenset({"Hani", "Hira"})
"""Scripts of which one character is no name."""
_STEM = 5
_SHORTEST = 3
_MOSTLY = 0.6
_SPELLING = 5  # letters of a name whose spelling is judged
_ENDING = 3  # letters that declension may change
_SLIPS = 2
_VOWELS = frozenset("aeiouy")
_LONG = 6  # letters of a name in which one wrong letter can be told


class Rendition(NamedTuple):
    """A name and a bead that does not render it as the others do.

    bead: its number. word: the name in the source's text of that bead. usual: the bead in which the name is rendered
    as usual, and where. times: how many beads do. form: the word of the translation's text that misspells it, or None
    where there is none.
    """

    bead: int
    word: Word
    usual: tuple[int, Word]
    times: int
    form: Word | None


def _names(text: str, language: str, common_too: bool) -> list[Word]:
    facts = writing(language)
    found = capitalised(text, language, common_too) if facts is not None and facts.cased else words(text)
    return [word for word in found if len(key(word.text)) >= _SHORTEST and script(word.text) not in _LETTERS]


def _spelt(text: str, spoken: Collection[str]) -> Iterator[Word]:
    """The names in Chinese characters that are spelt in pinyin on the other side; a surname only before another."""
    for match in _HAN.finditer(text):
        run, start, at = match.group(), match.start(), 0
        surname: Word | None = None
        while at < len(run):
            sizes = (size for size in (3, 2, 1) if at + size <= len(run))
            length = next((size for size in sizes if key(run[at : at + size]) in spoken), 0)
            word = Word(run[at : at + length], start + at, start + at + length)
            if length > 1:
                yield from (one for one in (surname, word) if one is not None)
            surname = word if length == 1 else None
            at += length or 1


def renditions(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> Iterator[Rendition]:
    """What some beads have not, or spell otherwise, of the names that the rest render alike.

    source, target: the texts of each bead. languages: of the source, of the target.
    """
    cased = [facts is not None and facts.cased for facts in map(writing, languages)]
    if not any(cased):
        return
    ours = [_names(text, languages[1], True) for text in target]
    spoken = {key(bare(word.text)) for names in ours for word in names}
    theirs = [[*_names(text, languages[0], False), *_spelt(text, spoken)] for text in source]
    groups: dict[str, dict[int, Word]] = defaultdict(dict)
    for bead, names in enumerate(theirs):
        for word in names:
            groups[key(word.text)[:_STEM]].setdefault(bead, word)
    heard = frozenset(key(word.text) for names in theirs for word in names)
    for beads in groups.values():
        if len(beads) > 1:
            yield from _irregular(beads, ours, heard, languages[1] if cased[1] else None)


def _irregular(
    beads: dict[int, Word], ours: Sequence[Sequence[Word]], heard: Collection[str], language: str | None
) -> Iterator[Rendition]:
    """language: the target's, where it has case, and spelling can be judged."""
    rendered = {bead: found for bead, word in beads.items() if (found := _rendered(word, ours[bead]))}
    if len(rendered) < max(1.0, _MOSTLY * len(beads)):
        return
    forms = Counter(bare(word.text) for word in rendered.values())
    usual, times = min(forms.items(), key=lambda one: (-one[1], one[0]))
    where = next((bead, word) for bead, word in rendered.items() if bare(word.text) == usual)
    there = {bead for bead in beads if any(form_of(name.text, usual, where[1].text) for name in ours[bead])}
    for bead, word in beads.items():
        form = rendered.get(bead)
        if bead in there:
            continue
        if form is not None and language and (times > 1 or word.text == usual):
            spelt = bare(form.text)
            if forms[spelt] == 1 and key(spelt) not in heard and misspelt(spelt, usual, word.text, language):
                yield Rendition(bead, word, where, times, form)
                continue
        if len(there) > 1 and _same_word(word, beads[where[0]]):
            yield Rendition(bead, word, where, len(there), None)


def slips(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> Iterator[Rendition]:
    """Names of the source that stand in the target once, with one letter wrong, where both are in one script."""
    ours = [_names(text, languages[1], False) for text in target]
    theirs = [_names(text, languages[0], False) for text in source]
    times = [Counter(key(bare(word.text)) for names in some for word in names) for some in (ours, theirs)]

    def once(names: Sequence[Word], own: int) -> list[Word]:
        """The names that stand once on their own side, and not at all on the other."""
        keys = [key(bare(name.text)) for name in names]
        return [name for name, one in zip(names, keys, strict=True) if times[own][one] == 1 and not times[1 - own][one]]

    for bead, (here, there) in enumerate(zip(ours, theirs, strict=True)):
        for name, other in product(once(here, 0), once(there, 1)):
            if _slipped(bare(name.text), bare(other.text), languages):
                yield Rendition(bead, other, (bead, other), 1, name)


def _slipped(form: str, usual: str, languages: tuple[str, str]) -> bool:
    """Whether a name is another with one letter wrong, and none that the target's language has for it."""
    if len(usual) < _LONG or abs(len(form) - len(usual)) > 1 or script(form) != script(usual):
        return False
    if DamerauLevenshtein.distance(key(form), key(usual)) != 1 or key(form) in exonyms(usual, *languages):
        return False
    if (
        sorted(key(form)[-2:]) == sorted(key(usual)[-2:])
        and not _VOWELS.isdisjoint(key(form)[-2:])
        and form[-2:] != usual[-2:]
    ):
        return False  # a vowel that comes and goes in declension: Kamenec, Kamence
    return misspelt(form, usual, usual, languages[1])


def _same_word(one: Word, other: Word) -> bool:
    """Whether two words of the source are one name, in another case perhaps."""
    left, right = key(one.text), key(other.text)
    return abs(len(left) - len(right)) <= _ENDING and _shared(left, right) >= min(len(left), len(right)) - 1


def form_of(word: str, usual: str, source: str) -> bool:
    """Whether a word of the translation is the usual rendition of a name, in any case, school or compound."""
    one, other = key(bare(word)), key(usual)
    return _inflected(one, other) or other in one or sounds_same(word, usual, source)


def _inflected(one: str, other: str) -> bool:
    """Whether two words differ at their ends alone; swapped letters, or others before the same end, are no ending."""
    shared = _shared(one, other)
    if shared < max(_SHORTEST, min(len(one), len(other)) - _ENDING):
        return False
    slip = len(one) == len(other) and DamerauLevenshtein.distance(one, other) == 1
    return not (slip and (sorted(one) == sorted(other) or one[-2:] == other[-2:])) or one == other


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at the beginning."""
    shortest = min(len(one), len(other))
    return next((at for at in range(shortest) if one[at] != other[at]), shortest)


def _rendered(word: Word, names: Sequence[Word]) -> Word | None:
    """The name that sounds most like a word, if any does."""
    best = max(names, key=lambda name: likeness(word.text, name.text), default=None)
    return best if best is not None and likeness(word.text, best.text) >= ALIKE else None


def misspelt(form: str, usual: str, source: str, language: str) -> bool:
    """Whether `form` is `usual` with wrong letters: no other word, no other case, no other transliteration."""
    one, other = key(form), key(usual)
    if min(len(one), len(other)) < _SPELLING or not 0 < DamerauLevenshtein.distance(one, other) <= _SLIPS:
        return False
    if _inflected(one, other):
        return False
    named = vocabulary(language)
    if named is not None and form in named.known:
        return False
    return not sounds_same(form, usual, source)
