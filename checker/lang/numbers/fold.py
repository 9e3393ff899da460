"""One form for the letters that a script writes in several ways."""

from __future__ import annotations

from functools import lru_cache

import regex

_SAME = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ئ": "ي",  # مئة, and مية in haste
        "ک": "ك",
        "ۀ": "ه",
        "ə": "e",
        "ı": "i",
        "ё": "е",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{ARABIC TATWEEL}": None,
        "\N{DEVANAGARI SIGN NUKTA}": None,
        "\N{DEVANAGARI LETTER ZA}": "\N{DEVANAGARI LETTER JA}",
        "\N{DEVANAGARI LETTER DDDHA}": "\N{DEVANAGARI LETTER DDA}",
        "\N{DEVANAGARI LETTER RHA}": "\N{DEVANAGARI LETTER DDHA}",
        "\N{DEVANAGARI LETTER FA}": "\N{DEVANAGARI LETTER PHA}",
        "\N{DEVANAGARI SIGN CANDRABINDU}": "\N{DEVANAGARI SIGN ANUSVARA}",
    }
)
_DROPPED = regex.compile(r"[\p{Cf}\u0307\u0591-\u05c7\u064b-\u065f\u0670]+")
"""Invisible characters, the dot that lower-casing leaves of a Turkish capital, points and vowel signs."""


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The word in lower case, without the marks and variants that writers leave out or mix."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return _DROPPED.sub("", lower).translate(_SAME)
