"""Language tags (BCP 47) in their canonical form, as far as CLDR knows the languages, scripts and regions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from checker.errors import LanguageError
from checker.lang.facts import languages as languages_with_facts

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)
_NO_LANGUAGES = frozenset({"und", "mul", "zxx", "mis", "root"})
_ADVICE = "give a BCP-47 code such as en, pt-BR or zh-Hant."
_ENGLISH = "en"


@cache
def normalise(tag: str) -> str:
    """The canonical form of a tag: "pt_br" gives "pt-BR", "iw" "he", "eng" "en", "zh-tw" "zh-TW".

    Raises LanguageError, with the code that was meant where it can be told, for what is no tag of a language, and
    for languages, scripts and regions unknown to CLDR. Private codes (qaa to qtz, x-...) are unknown languages.
    """
    written = tag.strip().replace("_", "-").lower()
    match = _TAG.fullmatch(written)
    if match is None:
        raise LanguageError(f"{tag!r} is no language code: {_meant(tag)}")
    language, script, region = match["language"], match["script"], match["region"]
    language, implied = _current(language)
    if language in _NO_LANGUAGES or language not in _names("languages"):
        raise LanguageError(f"{tag!r} is no language that CLDR knows: {_meant(tag)}")
    script = (script or implied or "").title()
    if script and script not in _names("scripts"):
        raise LanguageError(f"{tag!r} names no script that CLDR knows: {_ADVICE}")
    region = _current_region((region or "").upper())
    if region and region not in _names("territories"):
        raise LanguageError(f"{tag!r} names no region that CLDR knows: {_ADVICE}")
    return "-".join(part for part in (language, script, region) if part) + match["variants"]


@lru_cache(maxsize=1_000)
def base(tag: str) -> str:
    """The language alone: "pt-BR" gives "pt"."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def script(tag: str) -> str | None:
    """ISO 15924 code of the script that a text so tagged is most likely in, by CLDR: "zh-TW" gives "Hant".

    CLDR names Japanese and Korean writing as a whole ("Jpan", "Kore"). None where CLDR does not know.
    """
    language, _, rest = tag.replace("_", "-").partition("-")
    parts = rest.split("-")
    written = next((part.title() for part in parts if len(part) == 4 and part.isalpha()), None)
    if written:
        return written
    region = next((part.upper() for part in parts if len(part) == 2), "")
    likely = get_global("likely_subtags")
    full = likely.get(f"{language.lower()}_{region}") or likely.get(language.lower())
    return str(full).split("_")[1] if full else None


@cache
def name(tag: str) -> str:
    """The English name of a tag: "pt-BR" gives "Brazilian Portuguese", "sr-Latn" "Serbian (Latin)"."""
    subtags = tag.replace("_", "-").split("-")
    names = _names("languages")
    for count in range(len(subtags), 0, -1):
        known = names.get("_".join(subtags[:count]))
        if known is not None:
            rest = [_names("scripts").get(part) or _names("territories").get(part, part) for part in subtags[count:]]
            return f"{known} ({', '.join(rest)})" if rest else known
    return tag


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever their scripts and regions: "pt-BR" and "pt-PT" are."""
    return _macro(one) == _macro(other)


def _macro(tag: str) -> str:
    language = _current(base(tag))[0]
    # Bokmål is what "no" stands for in nearly all texts.
    return "no" if language == "nb" else language


def _current(language: str) -> tuple[str, str | None]:
    """A code that was replaced by another, in today's form, with the script that the old one implied."""
    if language in languages_with_facts():
        return language, None
    parts = get_global("language_aliases").get(language, language).split("_")
    return parts[0], next((part for part in parts[1:] if len(part) == 4), None)


def _current_region(region: str) -> str:
    successors = get_global("territory_aliases").get(region)
    return successors[0] if successors and len(successors) == 1 else region


@cache
def _names(kind: str) -> Mapping[str, str]:
    """English names of all "languages", "scripts" or "territories", by code."""
    names: Mapping[str, str] = getattr(Locale(_ENGLISH), kind)
    return names


def _meant(tag: str) -> str:
    """What to do instead, with the code that was meant where it is the name of a language or nearly a tag."""
    code = _code_named(tag)
    if code:
        return f"write {code} for {name(code)}."
    spoken = str(get_global("likely_subtags").get(f"und_{tag.strip().upper()}", "")).split("_")[0]
    if spoken:
        return f"write {spoken} for {name(spoken)}."
    head = re.match(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?(?![a-zA-Z0-9])", tag.strip())
    if head:
        try:
            return f"did you mean {normalise(head.group())}?" if head.group() != tag else _ADVICE
        except LanguageError:
            return _ADVICE
    return _ADVICE


def _code_named(tag: str) -> str | None:
    """The code of the language whose English or own name was given, allowing for a slip of the pen."""
    codes = {named.lower(): code.replace("_", "-") for code, named in sorted(_names("languages").items(), reverse=True)}
    for code in languages_with_facts():
        try:
            own = Locale.parse(code, sep="-").get_display_name(code)
        except UnknownLocaleError:
            continue
        codes[str(own).lower()] = code
    wanted = tag.strip().lower()
    close = [wanted] if wanted in codes else get_close_matches(wanted, codes, n=1, cutoff=0.85)
    return codes[close[0]] if close and len(wanted) > 3 else None
