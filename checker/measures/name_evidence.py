"""Names of two texts that nothing in the other answers: by sound, by CLDR, and by the vectors of words.

A wrong name is told by what is missing at the same time: a name of the translation that the witness has not, and one of
the witness that the translation has not. So names are looked at in pairs, and only those that sound like nothing on the
other side; what is known of a pair is weighed by `checker.measures.names`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
import regex
from rapidfuzz import fuzz

from checker.lang.closed import Lexicon, closed
from checker.lang.exonyms import days, exonyms, is_place
from checker.lang.mentions import Mention, international, mentions, unknown
from checker.lang.names import key, likeness
from checker.lang.scripts import script
from checker.lang.vocabulary import Vocabulary, vocabulary
from checker.lang.words import Word, words
from checker.lang.writing import writing
from checker.measures.answers import Answers, Question, answered
from checker.measures.embedded import Embedding, FloatArray
from checker.measures.wording import Wording, cut, wordings
from checker.model import MARKUP, OBJECT, Sentence, Span

EVIDENCE = (
    "sound odds best rendered first known sound-back odds-back best-back rendered-back first-back known-back cosine far"
).split()
"""What is known of each pair, by column: of the name of the translation, of that of the witness (-back), of both."""

HEARD = 0.7
"""Likeness from which a word of the other text may be the name."""

_LOWER = 0.8  # the same, for a word in lower case where names have capitals: an adjective
_INSIDE = 0.85  # the same, for letters anywhere in a text whose words are not parted, or carry particles
_LEAST_ODDS = -4.0  # that a name is not answered
_TELLING = 4  # letters of a name that is looked for on the other side
_SOUNDS = {
    **dict.fromkeys("sz", "s"), **dict.fromkeys("xcqg", "sk"), **dict.fromkeys("mn", "n"), **dict.fromkeys("lr", "l"),
    **dict.fromkeys("bp", "p"), **dict.fromkeys("fv", "f"), **dict.fromkeys("td", "t"), "k": "k", "h": "k-", "j": "sk-",
    "w": "f-",
}  # fmt: skip
_CHARACTERS = frozenset({"Hani", "Hira"})
"""Scripts of which one character is a word: names in them are heard in the whole text."""
_SILENT = {"kn": "nk", "gn": "nk", "wr": "l", "ps": "sp", "ph": "f"}
_CARRIERS = "عاأإآאע"
"""Letters that carry a vowel, of which romanisation keeps nothing or less than all."""
_SURELY, _MARGIN = 0.9, 0.1  # the same, for a word whatever else is like it, and by how much something else is more
_LONG = 6  # letters of a name that is looked for inside the words of the other text
_SHORTEST = 3  # letters of a name that can be told from others
_LONGEST = 160  # words; what is longer is a paragraph, not a sentence
_JOINED = regex.compile(r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Hang}]")


class Text(NamedTuple):
    """Sentences in a row, joined by line feeds, without markup; offsets are those of their prose."""

    text: str
    language: str
    sentences: tuple[Sentence, ...] = ()

    @staticmethod
    def of(sentences: Sequence[Sentence]) -> Text:
        """The text of sentences of one document."""
        text = "\n".join(one.prose for one in sentences).replace(MARKUP, " ").replace(OBJECT, " ")
        return Text(text, sentences[0].language, tuple(sentences))

    def at(self, start: int, end: int) -> Span:
        """The document's span of characters of one of the sentences."""
        for sentence in self.sentences:
            length = len(sentence.prose)
            if start < length:
                return sentence.at(start, min(end, length))
            start, end = start - length - 1, end - length - 1
        raise ValueError("The characters stand in no sentence.")

    @property
    def cased(self) -> bool:
        """Whether names are told by their capital letter."""
        facts = writing(self.language)
        return facts is not None and facts.cased

    @property
    def spaced(self) -> bool:
        """Whether spaces part its words."""
        facts = writing(self.language)
        return facts is None or facts.spaced

    @property
    def nouns(self) -> bool:
        """Whether every noun has a capital letter, too."""
        facts = writing(self.language)
        return facts is not None and facts.capital_nouns


class Name(NamedTuple):
    """A name of a text, with its half-open span.

    first: it begins the sentence. sound: how much its best word sounds like one of the other text. known: the
    vocabulary of the language holds its words.
    """

    start: int
    end: int
    first: bool
    sound: float
    known: bool


class Pair(NamedTuple):
    """A name of the translation and one of the witness that it may stand for wrongly; `evidence` by column."""

    name: Name
    other: Name
    evidence: tuple[float, ...]


@lru_cache(maxsize=16)
def compared(text: str, witness: str) -> tuple[Wording, Wording, Answers, Answers]:
    """The words of two texts, and what each has for those of the other; several readers ask for the same ones."""
    model = Embedding.shipped()
    one, other = wordings(model, [cut(model, text), cut(model, witness)])
    found, back = answered([Question(one, other), Question(other, one)])
    return one, other, found, back


def pairs(target: Text, witness: Text, loose: bool = False) -> list[Pair]:
    """The names of both texts that nothing in the other answers, each with each.

    loose: words of the language that are known nowhere else are taken for names, too, as they are where pairs are to
    be learnt from.
    """
    ours = unheard(target, witness, loose)
    theirs = unheard(witness, target, loose) if ours else []
    if not theirs or max(len(words(one.text)) for one in (target, witness)) > _LONGEST:
        return []
    one, other, found, back = compared(target.text, witness.text)
    left = list(_unanswered(ours, one, found))
    right = list(_unanswered(theirs, other, back)) if left else []
    both = [(one, lost, _begin_alike(one[0], lost[0], target, witness)) for one, lost in product(left, right)]
    taken = {name for one, lost, alike in both if alike for name in (one[0], lost[0])}
    return [
        Pair(name, lost, (*about, *missing, float(here @ there), abs(_middle(name, target) - _middle(lost, witness))))
        for (name, about, here), (lost, missing, there), _ in both
        if name not in taken and lost not in taken
    ]


def _begin_alike(name: Name, lost: Name, target: Text, witness: Text) -> bool:
    one, other = target.text[name.start : name.end].split(), witness.text[lost.start : lost.end].split()
    return any(begin_alike(one[at], other[at]) for at in (0, -1))


def begin_alike(one: str, other: str) -> bool:
    """Whether two names begin with the same sound: one may be the other in a transliteration that hides the rest."""
    return not _first_sounds(one).isdisjoint(_first_sounds(other))


def _first_sounds(word: str) -> frozenset[str]:
    """The sounds that a word may begin with, in all that its first letters may stand for."""
    spelt = key(word)
    if spelt[:2] in _SILENT:
        return frozenset(_SILENT[spelt[:2]])
    hissed = "s" if spelt[:2] in ("ts", "tz", "dz", "dj") else ""
    return frozenset(_SOUNDS.get(spelt[:1], "-") + hissed + "-" * (word[:1] in _CARRIERS))


def unheard(here: Text, there: Text, loose: bool = False) -> list[Name]:
    """The names of one text that sound like nothing in the other, and are not called otherwise there."""
    ear, named, titles = Ear(here, there), vocabulary(here.language), _titles(here.language)
    found = []
    for mention in _candidates(here):
        left, best, start = [], 0.0, mention.start
        for word in mention.words:
            plain = word.text.lower()
            if len(key(word.text)) < _SHORTEST:
                continue
            if plain in titles or plain in days(here.language):
                start = word.end
                continue
            sound, noun = ear.hears(word.text)
            if sound >= HEARD and not noun:
                break
            best = max(best, sound)
            if noun:
                start = word.end
            else:
                left.append(word)
        else:
            if sum(len(word.text) for word in left) >= _TELLING and _is_name(left, named, here.language, loose):
                known = named is not None and all(word.text in named.known for word in left)
                found.append(
                    Name(
                        mention.start if start == mention.start else left[0].start,
                        left[-1].end,
                        mention.first,
                        best,
                        known,
                    )
                )
    return found


def _is_name(left: Sequence[Word], named: Vocabulary | None, language: str, loose: bool) -> bool:
    """Whether words with capitals are no words of the language like any other, "Allies" or "Easter"."""
    if named is None:
        return True
    if all(word.text in named.common for word in left):
        return False
    known = [word.text for word in left if word.text in named.known]
    if loose or len(known) < len(left) or script(known[0]) != "Latn":
        return True
    return any(international(word) or is_place(word, language) for word in known)


def _titles(language: str) -> Lexicon | tuple[()]:
    facts = closed(language)
    return facts.titles if facts is not None else ()


def _candidates(text: Text) -> Iterator[Mention]:
    begin = 0
    for line in text.text.split("\n"):
        for one in mentions(line, text.language) or unknown(line, text.language):
            moved = (word._replace(start=word.start + begin, end=word.end + begin) for word in one.words)
            yield Mention(tuple(moved), one.first)
        begin += len(line) + 1


class Ear:
    """Tells whether words of one text sound like words of another that nothing else of the first sounds more like."""

    def __init__(self, here: Text, there: Text) -> None:
        self._own = [one.text for one in words(here.text)]
        self._languages = here.language, there.language
        # Where names have capitals, a word in lower case is an adjective or a noun, and must be more alike.
        heard = dict.fromkeys(one.text for one in words(there.text) if script(one.text) not in _CHARACTERS)
        self._others = [(one, _LOWER if there.cased and one.islower() else HEARD) for one in heard if len(key(one)) > 1]
        self._joined = key(there.text)
        self._inside = _SHORTEST if _JOINED.search(there.text) else _LONG

    def hears(self, word: str) -> tuple[float, bool]:
        """How much a word sounds like one of the others, 0..1, and whether that one is a noun in lower case, no name.

        1 where the word is too short to tell, or where CLDR knows that the place is called so.
        """
        spelt = key(word)
        if len(spelt) < _SHORTEST:
            return 1.0, False
        best = 0.0
        for other, least in self._others:
            alike = likeness(word, other)
            if alike >= least and (alike >= _SURELY or not self._spoken_for(other, word, alike)):
                return 1.0, least > HEARD
            best = max(best, alike)
        if len(spelt) >= self._inside and fuzz.partial_ratio(spelt, self._joined) / 100.0 >= _INSIDE:
            return 1.0, False
        for name in exonyms(word, *self._languages):
            if name in self._joined or any(likeness(name, other) >= least for other, least in self._others):
                return 1.0, False
        return min(best, HEARD - 0.01), False

    def _spoken_for(self, other: str, word: str, alike: float) -> bool:
        """Whether a word of the other text is the counterpart of another word than this."""
        return any(likeness(one, other) > alike + _MARGIN for one in self._own if one != word)


def _unanswered(
    names: Sequence[Name], words: Wording, found: Answers
) -> Iterator[tuple[Name, tuple[float, ...], FloatArray]]:
    """The names that the vectors do not find answered either, what is known of each, and its direction.

    Of a name of several words the one that is answered best counts.
    """
    for name in names:
        inside = [at for at, (start, end) in enumerate(words.spans) if start < name.end and end > name.start]
        if not inside or (odds := float(found.odds[inside].min())) < _LEAST_ODDS:
            continue
        best, rendered = (float(found.column(column)[inside].max()) for column in ("best", "rendered"))
        total = words.vectors[inside].sum(axis=0)
        about = (name.sound, odds, best, rendered, float(name.first), float(name.known))
        yield name, about, total / max(1e-6, float(np.linalg.norm(total)))


def _middle(name: Name, text: Text) -> float:
    """Where in its text a name stands, 0..1."""
    return (name.start + name.end) / 2.0 / len(text.text)
