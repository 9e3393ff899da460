"""The encodings that came before Unicode, told apart by the alphabets of the languages that used them.

charset-normalizer is at home where an encoding has a script of its own (Cyrillic, Hebrew, Japanese ...) but takes
one Latin code page for another. So each language whose alphabet is known is asked first: in the right encoding all
characters beyond ASCII belong to its alphabet or its punctuation and make words that look like words; in a wrong
one hardly ever all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from checker.lang.facts import languages, section

_SAMPLE = 1 << 15
_ENOUGH = 0.9
_ENOUGH_AMONG_ASCII = 0.7
_COMMONEST = "cp1252"
_PUNCTUATION = frozenset(
    "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}‘’‚“”„‹›«»–—…•·°§©®™€£¥¢±×÷½¼¾²³¹ªº¿¡¶†‡‰µ№、。「」『』【】・〜"
    "\N{IDEOGRAPHIC SPACE}\N{FULLWIDTH COMMA}\N{FULLWIDTH COLON}\N{FULLWIDTH SEMICOLON}\N{FULLWIDTH QUESTION MARK}"
    "\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}《》〈〉"
    "\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}\N{ARABIC TATWEEL}"
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)
_ODD = regex.compile(
    # A capital after a small letter of its word: the other case, as between KOI8 and Windows-1251.
    r"(?V1)(?<=\p{Ll})\p{Lu}"
    # Two alphabets in one word.
    r"|(?<=[A-Za-z])[\p{L}--[\p{sc=Latn}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]]"
    r"|[\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Grek}](?=[A-Za-z])"
    # A sign in the middle of a word.
    r"|(?<=\p{L})[\p{S}\p{Ps}\p{Pi}„‚¿¡§¶†‡‰ªº²³¹](?=\p{L})"
)


class Legacy(NamedTuple):
    """A text, and the encoding that it was read with, as Python names it."""

    text: str
    encoding: str


class _Alphabet(NamedTuple):
    encodings: tuple[str, ...]
    letters: frozenset[str]
    ranges: regex.Pattern[str]


def legacy(data: bytes, language: str | None) -> Legacy | None:
    """The text of bytes that are not UTF-8, or None where no encoding makes sense of them.

    language: what is known of the text's language; its encodings are then tried before all others.
    """
    sample = _sample(data)
    for encoding in _candidates(sample, language):
        try:
            return Legacy(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return None


def _candidates(sample: bytes, language: str | None) -> Iterator[str]:
    if language and section(language, "legacy"):
        yield from _by_alphabet(sample, (language,))
    yield from _by_alphabet(sample, tuple(tag for tag in languages() if not _many(tag)))
    yield from _by_statistics(sample)
    yield from _by_alphabet(sample, tuple(tag for tag in languages() if _many(tag)))


def _sample(data: bytes) -> bytes:
    """Whole lines from the beginning: a cut elsewhere may tear a character of several bytes."""
    if len(data) <= _SAMPLE:
        return data
    end = data.rfind(b"\n", 0, _SAMPLE)
    return data[: end + 1] if end > 0 else data[:_SAMPLE]


def _by_alphabet(sample: bytes, tags: tuple[str, ...]) -> list[str]:
    """The encodings in which the text fits the alphabet of one of the languages, the best first.

    Where two fit equally well (Hebrew letters are all Cyrillic ones in another code page), statistics decide.
    """
    # A text that is ASCII for the most part is in Latin letters: what does not fit are names from other languages.
    ascii_share = sum(byte < 0x80 for byte in sample) / len(sample)
    enough = _ENOUGH_AMONG_ASCII if ascii_share > 0.8 else _ENOUGH
    fits: dict[str, float] = {}
    for tag in tags:
        alphabet = _alphabet(tag)
        for encoding in alphabet.encodings if alphabet else ():
            fit = round(_fit(_decoded(sample, encoding), alphabet), 2) if alphabet else 0.0
            if fit >= enough:
                fits[encoding] = max(fit, fits.get(encoding, 0.0))
    best = [encoding for encoding, fit in fits.items() if fit == max(fits.values())]
    if len({_decoded(sample, encoding) for encoding in best}) > 1:
        likely = _by_statistics(sample)
        ranks = {encoding: rank for rank, encoding in enumerate(likely)}
        best.sort(key=lambda encoding: (encoding != _COMMONEST, ranks.get(encoding, len(likely))))
    return best


@cache
def _alphabet(tag: str) -> _Alphabet | None:
    facts = section(tag, "legacy")
    if facts is None:
        return None
    letters = facts["letters"]
    own = frozenset(letters + letters.upper()) | _PUNCTUATION
    scripts = "".join(rf"\p{{sc={script}}}" for script in facts.get("scripts", ()))
    return _Alphabet(tuple(facts["encodings"]), own, regex.compile(f"[{scripts}]" if scripts else r"(?!)"))


def _many(tag: str) -> bool:
    """Whether the language is written with too many letters to list: its scripts stand for them."""
    facts = section(tag, "legacy")
    return facts is not None and "scripts" in facts


def _decoded(sample: bytes, encoding: str) -> str:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _fit(text: str, alphabet: _Alphabet) -> float:
    """Of the characters beyond ASCII, how many are in the alphabet and not oddly placed; 0 where none is a letter."""
    beyond = [character for character in text if not character.isascii()]
    if not any(character.isalpha() for character in beyond):
        return 0.0
    strangers = [character for character in beyond if character not in alphabet.letters]
    known = sum(alphabet.ranges.match(character) is not None for character in strangers)
    odd = sum(1 for _ in _ODD.finditer(text))
    return 1 - (len(strangers) - known + odd) / len(beyond)


def _by_statistics(sample: bytes) -> list[str]:
    # Imported here: it takes long, and nearly all files are UTF-8.
    from charset_normalizer import from_bytes

    return [encoding for match in from_bytes(sample) for encoding in match.could_be_from_charset]
