"""What models of translation call a language: each family has codes of its own."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from checker.lang.tags import base, script

_ALSO = {
    "nb": ("no", "nor"),
    "no": ("nb", "nob"),
    "ps": ("pbt",),
    "qu": ("quy",),
}
"""Codes beside those that CLDR counts as names of a language: the common one of several it consists of."""

_SCRIPTS = {"Kore": "Hang"}
"""Scripts that models name otherwise than CLDR."""


@cache
def codes(tag: str) -> tuple[str, ...]:
    """The codes under which models may know the language of a tag in its script, those that say most first.

    First those with a script, "zho_Hant"; then, where the script is the one that the language is mostly written in,
    those without: of two letters and of three, today's and former ones, "zh", "cmn", "zho". A model that has no word
    for the script is not taken to write it.
    """
    language, written = base(tag), script(tag)
    aliases = sorted(code for code, current in get_global("language_aliases").items() if current == language)
    plain = tuple(dict.fromkeys((language, *aliases, *_ALSO.get(language, ()))))
    scripted = tuple(f"{code}_{_SCRIPTS.get(written, written)}" for code in plain) if written else ()
    return (*scripted, *plain) if written == script(language) else scripted
