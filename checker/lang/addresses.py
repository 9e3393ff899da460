"""Addresses of the web and of mail, compared as a translator may change them: another language of the same page."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checker.lang.facts import languages

_LANGUAGE = regex.compile(r"[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|419))?", regex.IGNORECASE)
_OFTEN = frozenset(
    "ca gl eu sq sr hr bs sl et lv lt mk be ka hy az kk uz mn bn ta te ml kn mr gu pa ur th ms tl sw".split()
)
_KNOWN = frozenset(languages()) | _OFTEN | {"no", "nn", "iw", "in", "jp", "cn", "kr", "cz", "ua", "br", "tw", "hk"}
_MIDDLE = frozenset("co com org net gov ac edu or ne go gob gov".split())
_WIKI = regex.compile(r"wik(?:ipedia|imedia|tionary|ivoyage|iquote|isource|ibooks|inews|iversity|idata)")
_OF_LANGUAGE = frozenset("hl lang language locale l lr setlang ui culture".split())
_CASE_ENDING = regex.compile(r"['’\N{RIGHT SINGLE QUOTATION MARK}]\p{L}{1,6}$")
_ALIKE, _TYPO = 0.85, 3


class Likeness(StrEnum):
    """How two addresses stand to each other: the same, one page in two languages, one that was damaged, two pages of
    one site, or nothing in common."""

    SAME = "same"
    LOCALISED = "localised"
    ALTERED = "altered"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


class Address(NamedTuple):
    """The parts of a URL, or of an e-mail address (`user`), that matter. language: whether it names a language."""

    user: str
    site: tuple[str, ...]
    suffix: str
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    language: bool
    whole: str


@lru_cache(maxsize=20_000)
def address(text: str) -> Address | None:
    """The address in a text without white space, or None where it is none ("#notes", "guide.md")."""
    text = _CASE_ENDING.sub("", text.removeprefix("mailto:"))
    mail = "@" in text and "/" not in text
    if not mail and "://" not in text and not text.startswith("www."):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, user = (parts.hostname or "").lower(), parts.username or ""
    except ValueError:
        return None
    labels = [label for label in host.split(".") if label not in ("www", "m")]
    kept = [label for label in labels[:-2] if not _is_language(label)] + labels[-2:]
    end = 2 if len(kept) > 2 and kept[-2] in _MIDDLE else 1
    segments = [segment for segment in unquote(parts.path).split("/") if segment and segment != "index.html"]
    path = tuple(segment for segment in segments if not _is_language(segment))
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = tuple(sorted((k, v) for k, v in asked if k.lower() not in _OF_LANGUAGE and not k.startswith("utm_")))
    named = len(kept) < len(labels) or len(path) < len(segments) or len(query) < len(asked)
    whole = f"{user.lower()}@{'.'.join(labels)}/{'/'.join(segments)}?{parts.query}"
    return Address(user.lower(), tuple(kept[:-end]), ".".join(kept[-end:]), path, query, named, whole)


def _is_language(label: str) -> bool:
    return _LANGUAGE.fullmatch(label) is not None and label[:2].lower() in _KNOWN and len(label) != 3


@lru_cache(maxsize=20_000)
def likeness(source: Address, target: Address) -> Likeness:
    """How the target's address stands to the source's."""
    if source.whole == target.whole:
        return Likeness.SAME
    same_site = source.site == target.site and source.user == target.user
    if same_site and (source.path, source.query) == (target.path, target.query):
        return Likeness.LOCALISED
    if any(map(_WIKI.search, source.site)) and any(map(_WIKI.search, target.site)):
        return Likeness.LOCALISED
    if sorted(source.whole) == sorted(target.whole):
        return Likeness.ALTERED
    if same_site and source.suffix.isascii() and not target.suffix.isascii():
        return Likeness.ALTERED
    if same_site and (source.language or target.language or source.suffix != target.suffix):
        return Likeness.LOCALISED
    if _damaged(source.whole, target.whole, same_site):
        return Likeness.ALTERED
    return Likeness.ELSEWHERE if same_site or (source.user and source.user == target.user) else Likeness.OTHER


def _damaged(source: str, target: str, same_site: bool) -> bool:
    """Whether an address differs by a slip or breaks off; two pages of a site may have names much alike."""
    if same_site:
        short, long = sorted((source.rstrip("?"), target.rstrip("?")), key=len)
        return long.startswith(short) or Levenshtein.distance(short, long, score_cutoff=_TYPO) <= _TYPO
    return fuzz.ratio(source, target) >= 100 * _ALIKE
