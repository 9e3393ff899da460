"""Letters that tell languages of one script apart: what needs no statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

SOLE = {
    "Hang": "ko",
    "Hebr": "he",
    "Grek": "el",
    "Armn": "hy",
    "Geor": "ka",
    "Thai": "th",
    "Laoo": "lo",
    "Khmr": "km",
    "Mymr": "my",
    "Tibt": "bo",
    "Beng": "bn",
    "Taml": "ta",
    "Telu": "te",
    "Gujr": "gu",
    "Guru": "pa",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Ethi": "am",
}
"""Scripts that one language is nearly always meant by, as far as no letter below says otherwise."""

OWN = {
    "Hebr": {"yi": "װױײ"},
    "Beng": {"as": "ৰৱ"},
    "Arab": {
        "ar": "ةىيكأإؤ",
        "fa": "پچژگکی",
        "ur": "ٹڈڑںےہھۂۓ",
        "ps": "ښځڅډړږګڼېۍ",
        "ug": "ۇۆۈېەڭۋ",
        "ckb": "ەێۆڕڵڤ",
        "sd": "ڄڃڻڏڊڦڪٺڀ",
    },
    "Cyrl": {
        "ru": "ыэёъщ",
        "uk": "іїєґщ",
        "be": "ўіыэё",
        "bg": "ъщ",
        "sr": "ђјљњћџ",
        "mk": "ѓќѕјљњџ",
        "kk": "әғқңөұүһіыэ",
        "ky": "ңөүыэ",
        "mn": "өүыэё",
        "tg": "ғӣқӯҳҷэё",
        "tt": "әөүҗңһыэ",
        "ba": "әөүғҙҡңҫһыэ",
    },
}
"""For each script and language the letters that not all languages of the script have."""

LOANED = {"Arab": {"fa": "يكأؤة", "ur": "پچژگکیأؤ", "ar": "پچگڤ", "ps": "پچژگکیي", "sd": "پچگکي", "ckb": "پچژگکی"}}
"""Letters that a language borrows or shares: they speak neither for it nor against it."""


def fitting(text: str, script: str, among: Iterable[str]) -> tuple[str, ...]:
    """Those of the languages whose alphabets hold the telling letters of a text: all where it has none.

    A language with no letters of its own listed here fits only a text that has none. Up to one in fifty of the
    telling letters may be a stranger: a name, a quotation.
    """
    telling = _telling(script)
    found = Counter(letter for letter in text.lower() if letter in telling)
    allowed = sum(found.values()) * 0.02
    fits = []
    for language in among:
        own, loaned = OWN.get(script, {}).get(language, ""), LOANED.get(script, {}).get(language, "")
        strangers = sum(count for letter, count in found.items() if letter not in own + loaned)
        if strangers <= allowed:
            fits.append(language)
    return tuple(fits)


def decided(text: str, script: str, among: Iterable[str]) -> str | None:
    """The one language that fits, where letters of its own stand in the text; else None."""
    own = [
        language
        for language in fitting(text, script, among)
        if any(letter in OWN.get(script, {}).get(language, "") for letter in text.lower())
    ]
    return own[0] if len(own) == 1 else None


def by_han(text: str) -> tuple[int, int]:
    """How many Han characters only Chinese has, simplified or traditional, and how many only Japanese has.

    Judged by the national character sets: GB 2312 for simplified, Big5 for traditional, JIS X 0208 for Japanese.
    """
    kinds = Counter(_han(character) for character in text)
    return kinds["zh"], kinds["ja"]


@cache
def _telling(script: str) -> frozenset[str]:
    return frozenset("".join(OWN.get(script, {}).values()) + "".join(LOANED.get(script, {}).values()))


@cache
def _han(character: str) -> str | None:
    if not "\N{CJK UNIFIED IDEOGRAPH-4E00}" <= character <= "\N{CJK UNIFIED IDEOGRAPH-9FFF}":
        return None
    simplified, traditional, japanese = (_has(character, name) for name in ("gb2312", "big5", "shift_jis"))
    if japanese:
        return None if simplified or traditional else "ja"
    return "zh" if simplified or traditional else None


def _has(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
