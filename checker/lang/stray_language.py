"""Whether a whole sentence is in another language than its text: by letters, by the words of both, by statistics."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from checker.lang.asides import asides, is_attribution, within
from checker.lang.facts import languages
from checker.lang.identify import TOLD_APART, identify
from checker.lang.scripts import script, share
from checker.lang.tags import base, same_language
from checker.lang.telltale import OWN, by_han, fitting
from checker.lang.vocabulary import Vocabulary, vocabulary
from checker.lang.words import words
from checker.lang.writing import writing

KIN = ({"id", "ms"}, {"sr", "hr", "bs", "sh", "cnr"}, {"no", "nb", "nn", "da"}, {"fa", "prs", "tg"}, {"zh", "yue"})
"""Languages that a reader of the one takes for it, or that no sentence tells apart."""

_FEWEST = 6
"""Words in lower case, or in a script without case, below which a sentence tells nothing."""
_FOREIGN, _NATIVE = 0.75, 0.6
"""The share of words that a text's own language knows: above, a sentence is its own; below, surely not, in a language
whose vocabulary is thin. The lowest twentieth of human sentences in twenty languages begins at .41 to .95."""
_LEAD = 0.3
"""By how much more of the words the other language must know. Of human sentences none in a thousand reaches it."""
_KNOWN = 0.6
_BY_STATISTICS, _ALIEN = 0.9, 0.35
_ALL = 0.9
"""The share of words that the other language must know where the text's own has no vocabulary."""
_SURELY, _HALF = 0.97, 0.7
"""The same where the text's own language, a close one, knows more of the words."""
_LETTERS = 2
_WITHOUT = 8
"""So many words without a letter of the text's own speak against it, too."""
_PLAINEST, _CORE = 4, 2
"""Words of the shortest sentence that its commonest words tell, and how many of them are of the very commonest."""
_SENTENCE = regex.compile(r"[.!?…。！？][\s\"'»”’)]*$")
_OWN_WORDS = 3
_MOSTLY = 0.9
_HAN = 14
_ALONE, _LETTERS_ALONE = 0.85, 14
"""The share and the least count of letters of other scripts that make a sentence one of theirs."""
_KANA, _KANA_SHARE = 5, 0.35
_BY_SCRIPT = 0.6
_LETTER = regex.compile(r"\p{L}")
_QUOTE = regex.compile(r"^[\s—–-]*[\"“”„«»‘‚「『《]|[\"“”«»’」』》][\s.。!?]*$")


class Stray(NamedTuple):
    """The language that a sentence is in, and how sure that is."""

    language: str
    confidence: float


@lru_cache(maxsize=20_000)
def stray_language(text: str, language: str, quoted: bool = False) -> Stray | None:
    """The other language that a sentence's prose is in, or None where it is its own, or too short.

    quoted: whether a quotation counts as well, which may be in any language unless its source says otherwise.
    """
    if is_attribution(text) or (not quoted and _QUOTE.search(text)):
        return None
    found = _by_script(text, language)
    if found is None:
        found = _within_script(text, language)
    return found if found is not None and not akin(found.language, language) else None


def _within_script(text: str, language: str) -> Stray | None:
    shielded = asides(text)
    told = [
        word.text
        for word in words(text)
        if word.text == word.text.lower()
        and not any(map(str.isnumeric, word.text))
        and not within(word.start, word.end, shielded)
    ]
    found: Stray | None = None
    if _unspaced(language):
        found = _by_characters(text, language)
        told = [word for word in told if script(word) == "Latn"] if share(text, ("Latn",)) >= _MOSTLY else []
    if found is None and len(told) >= _FEWEST:
        found = _by_letters(told, language) or _by_words(text, told, language)
    elif found is None and len(told) >= _PLAINEST - 1:
        found = _by_plain_words(text, language)
    return None if found is None or _begun(text, language, found.language) else found


def _by_script(text: str, language: str) -> Stray | None:
    """A sentence whose letters nearly all belong to a script that the language is not written in."""
    how = writing(language)
    if how is None:
        return None
    strange = len(_strangers(how.scripts).findall(text))
    if strange < _LETTERS_ALONE // 2 or strange < _ALONE * len(_LETTER.findall(text)):
        return None
    guess = identify(text)
    if guess.language is None or guess.confidence < _BY_SCRIPT or not _long_enough(text, strange, guess.language):
        return None
    return Stray(base(guess.language), 0.9)


def _long_enough(text: str, letters: int, language: str) -> bool:
    """Whether a sentence is more than a name: by its words in small letters, or by its letters."""
    how = writing(language)
    if how is not None and not how.spaced:
        return letters >= _LETTERS_ALONE
    return sum(word.text == word.text.lower() for word in words(text)) >= _FEWEST


@cache
def _strangers(scripts: tuple[str, ...]) -> regex.Pattern[str]:
    """Letters of no script of these, and not of those that all scripts share."""
    own = "".join(rf"\p{{sc={name}}}" for name in scripts)
    return regex.compile(rf"(?V1)[\p{{L}}--[{own}\p{{sc=Zyyy}}]]")


def akin(one: str, other: str) -> bool:
    """Whether two languages are one, or so close that a sentence of either passes for the other."""
    return same_language(one, other) or any({base(one), base(other)} <= group for group in KIN)


def _unspaced(language: str) -> bool:
    how = writing(language)
    return how is not None and not how.spaced


def _by_characters(text: str, language: str) -> Stray | None:
    """Chinese in Japanese: no kana in a long sentence, and characters that Japanese does not write. Or the reverse."""
    scripts = [script(char) for char in text]
    if base(language) == "zh":
        kana = scripts.count("Hira") + scripts.count("Kana")
        prevails = kana >= _KANA_SHARE * (kana + scripts.count("Hani"))
        return Stray("ja", 0.9) if prevails and scripts.count("Hira") >= _KANA else None
    if scripts.count("Hani") < _HAN or "Hira" in scripts or "Kana" in scripts:
        return None
    chinese, japanese = by_han(text)
    if chinese < _LETTERS + 1 or chinese <= japanese:
        return None
    return Stray("zh", 0.9)


def _by_letters(told: list[str], language: str) -> Stray | None:
    """Letters that only the other language of the script has, in several words, and none of the text's own."""
    own_script = script("".join(told[:3])) or ""
    alphabets = OWN.get(own_script, {})
    ours = frozenset(alphabets.get(base(language), ""))
    if not ours:
        return None
    for other, letters in alphabets.items():
        if akin(other, language):
            continue
        strange = frozenset(letters) - ours
        holding = sum(not strange.isdisjoint(word) for word in told)
        native = ours - frozenset(letters)
        if any(not native.isdisjoint(word) for word in told):
            continue
        many = holding >= max(_LETTERS, len(told) // 8)
        if not many and not (holding and len(told) >= _WITHOUT and _leads(told, other, language)):
            continue
        fits = fitting(" ".join(told), own_script, alphabets)
        if base(language) not in fits and other in fits:
            return Stray(other, 0.85)
    return None


def _leads(told: list[str], other: str, language: str) -> bool:
    """Whether the other language knows more of the words."""
    ours, theirs = vocabulary(language), vocabulary(other)
    if ours is None or theirs is None:
        return False
    return sum(word in theirs.known for word in told) > sum(word in ours.known for word in told)


def _lacks_letters(told: list[str], other: str, language: str) -> bool:
    """Whether the words have none of the letters that the language has and the other has not, of a script with such."""
    alphabets = OWN.get(script(told[0]) or "", {})
    native = frozenset(alphabets.get(base(language), "")) - frozenset(alphabets.get(other, ""))
    return bool(native) and all(native.isdisjoint(word) for word in told)


def _begun(text: str, language: str, other: str) -> bool:
    """Whether a sentence begins or ends in its own language, and only goes on or sets out in the other."""
    ours, theirs = vocabulary(language), vocabulary(other)
    if ours is None or theirs is None:
        return False
    all_words = [word.text for word in words(text)]
    alphabets = OWN.get(script(text) or "", {})
    letters = frozenset(alphabets.get(base(language), "")) - frozenset(alphabets.get(base(other), ""))
    for side in (all_words, all_words[::-1]):
        own = list(takewhile(ours.known.__contains__, side))
        lettered = any(not letters.isdisjoint(word.lower()) for word in own)
        if len(own) >= _OWN_WORDS and (lettered or sum(word not in theirs.known for word in own) >= _LETTERS):
            return True
    return False


def _by_words(text: str, told: list[str], language: str) -> Stray | None:
    """Most words are another language's and not the text's own."""
    ours = vocabulary(language)
    if ours is None:
        return _without_vocabulary(text, told, language)
    known = sum(word in ours.known for word in told) / len(told)
    if known > _FOREIGN:
        return None
    shares = {
        other: sum(word in words_of.known for word in told) / len(told)
        for other, words_of in _vocabularies(script(told[0]) or "")
    }
    best = max(shares, key=lambda other: shares[other], default=None)
    if best is not None and not akin(best, language) and shares[best] >= max(_KNOWN, known + _LEAD):
        return Stray(best, 0.9 if shares[best] - known >= _LEAD + 0.15 else 0.75)
    if best is not None and shares[best] >= _NATIVE and best != base(language):
        return None
    if known <= _ALIEN or (known <= _HALF and len(told) >= _WITHOUT):
        guess = identify(text)
        if guess.language is None or vocabulary(guess.language) is not None:
            return None
        sure = known <= _ALIEN or _lacks_letters(told, base(guess.language), language)
        if guess.confidence >= (_BY_STATISTICS if sure else _SURELY):
            return Stray(base(guess.language), 0.7)
    return None


def _by_plain_words(text: str, language: str) -> Stray | None:
    """A short sentence of nothing but another language's commonest words, hardly one of which is the text's own.

    It has a mark at its end and no capital but its first: names, titles and terms are no sentences.
    """
    found = [word.text for word in words(text)]
    if not _PLAINEST <= len(found) < 2 * _FEWEST or not _SENTENCE.search(text):
        return None
    if any(not word.isalpha() or (place and word != word.lower()) for place, word in enumerate(found)):
        return None
    told, ours = [word.lower() for word in found], vocabulary(language)
    name = script(told[0]) or ""
    how = writing(language)
    if how is None or (ours is None and name in how.scripts):
        return None
    if ours is not None and sum(word in ours.known for word in told) > len(told) // _PLAINEST:
        return None
    for other, words_of in _vocabularies(name):
        plain = not akin(other, language) and all(word in words_of.common for word in told)
        if plain and sum(word in words_of.core for word in told) >= _CORE:
            return Stray(other, 0.8)
    return None


def _without_vocabulary(text: str, told: list[str], language: str) -> Stray | None:
    """A sentence of another language in one whose words nobody has listed: the other's words prove nothing, as a close
    language shares them. So the statistics, which must know both, have to be nearly sure, and the words to agree."""
    guess = identify(text)
    theirs = vocabulary(guess.language) if guess.language is not None else None
    if guess.language is None or theirs is None or guess.confidence < _SURELY:
        return None
    if sum(word in theirs.known for word in told) < _ALL * len(told):
        return None
    if not any(akin(language, code) for code in TOLD_APART):
        return None
    return Stray(base(guess.language), 0.75)


@cache
def _vocabularies(name: str) -> tuple[tuple[str, Vocabulary], ...]:
    """The vocabularies of the languages that are written in a script, as far as they ship."""
    written = ((tag, writing(tag), vocabulary(tag)) for tag in languages())
    return tuple((tag, words_of) for tag, how, words_of in written if how and words_of and name in how.scripts)
