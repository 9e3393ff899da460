"""Text that was decoded by the wrong table, and characters that no writer types.

Mojibake is judged by ftfy's `fix_encoding` (Speer 2019), which decodes again what was decoded wrongly, and by the
script of the language for the legacy eight-bit tables that ftfy leaves alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

import regex

from checker.lang.facts import section
from checker.lang.writing import writing


class Kind(StrEnum):
    """What is wrong with a stretch of text."""

    MOJIBAKE = "mojibake"
    REPLACEMENT = "replacement"
    CONTROL = "control"
    NONCHARACTER = "noncharacter"
    PRIVATE = "private"
    BYTE_ORDER_MARK = "byte-order mark"
    BIDI = "bidi"
    ENTITY = "entity"
    ESCAPE = "escape"


class Broken(NamedTuple):
    """A broken stretch, half-open in the text that was read, and what should stand there (None where unknown)."""

    kind: Kind
    start: int
    end: int
    fix: str | None


_CHUNK = regex.compile(r"[^ \t\r\n\ufffd]+")
_SUSPECT = regex.compile(r"[^\x00-\x7f]")
_HIGH_RUN = regex.compile(r"(?:[\xc0-\xff]+[\x20-\x40])*[\xc0-\xff]{4,}(?:[\x20-\x40]+[\xc0-\xff]+)*")
# What UTF-8's two, three and four bytes look like when each is read by Windows-1252 or Latin-1.
_TAIL = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_PAIRS = regex.compile(rf"(?:[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|[\xf0-\xf4]{_TAIL}{{3}})+")
_LETTER = regex.compile(r"(?V1)[\p{L}\p{M}--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]]")
_LEGACY = {"Cyrl": "cp1251", "Arab": "cp1256", "Hebr": "cp1255", "Grek": "cp1253"}
_CHARACTERS = (
    (Kind.REPLACEMENT, regex.compile(r"\ufffd+")),
    (Kind.CONTROL, regex.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]+")),
    (Kind.NONCHARACTER, regex.compile(r"[\p{Noncharacter_Code_Point}\p{Cs}]+")),
    (Kind.PRIVATE, regex.compile(r"\p{Co}+")),
    (Kind.BYTE_ORDER_MARK, regex.compile(r"\ufeff+")),
)
_ENTITY = regex.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{2,7}|\#[xX][0-9a-fA-F]{2,6});")
_ABOUT_MARKUP = regex.compile(r"(?i)\b(?:x?html|xml|entit\w*|escap\w*|unicode|markup)\b|<[a-z/][^>]*>")
_ESCAPE = regex.compile(r"(?<!\\)(?:\\u[0-9a-fA-F]{4})+")
_PERCENT = regex.compile(
    r"(?<![\p{L}\p{N}/=&?#@.:%-])(?:\p{L}++%20)++\p{L}+|(?:%[89A-F][0-9A-F]){2,}(?:\w*(?:%[89A-F][0-9A-F]){2,})*"
)
_TAIL_END = regex.compile(r"\S*$")
_ADDRESS = regex.compile(r"://|www\.|[=?&/@#]")


@lru_cache(maxsize=4096)
def broken(text: str, language: str) -> tuple[Broken, ...]:
    """The broken stretches of a text without markup, in order and apart."""
    found = [
        *_characters(text),
        *_mojibake(text, language),
        *_legacy(text, language),
        *_entities(text),
        *_escapes(text),
    ]
    kept: list[Broken] = []
    for stretch in sorted(found, key=lambda stretch: (stretch.start, -stretch.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return tuple(kept)


def _characters(text: str) -> Iterator[Broken]:
    for kind, pattern in _CHARACTERS:
        for match in pattern.finditer(text):
            yield Broken(kind, *match.span(), None if kind in (Kind.REPLACEMENT, Kind.PRIVATE) else "")


def _mojibake(text: str, language: str) -> Iterator[Broken]:
    """Chunks between plain spaces that ftfy calls bad and that its repair makes good."""
    if not _SUSPECT.search(text):
        return
    from ftfy import fix_encoding  # deferred: most texts need it never, and it is slow to import
    from ftfy.badness import badness

    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if not _SUSPECT.search(chunk):
            continue
        fixed = fix_encoding(chunk)
        if not (fixed != chunk and badness(fixed) < badness(chunk)):
            fixed = _own_letters(chunk, language)
        if fixed != chunk:
            start, end, fix = _trimmed(chunk, fixed)
            yield Broken(Kind.MOJIBAKE, match.start() + start, match.start() + end, None if "\ufffd" in fix else fix)


def _own_letters(chunk: str, language: str) -> str:
    """The chunk with what decodes again, whole, into letters of the language: "Ä…" in Polish, "å’Œ" in Chinese."""
    return _PAIRS.sub(lambda match: _decoded(match.group(), language) or match.group(), chunk)


def _decoded(run: str, language: str) -> str | None:
    for table in ("sloppy-windows-1252", "latin-1"):
        try:
            fixed = run.encode(table).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if all(_of_language(char, language) for char in fixed) and not all(
            _of_language(char, language) for char in run
        ):
            return fixed
    return None


def _of_language(char: str, language: str) -> bool:
    """Whether a character beyond ASCII is a letter that the language is written with."""
    letters = (section(language, "legacy") or {}).get("letters", "")
    facts = writing(language)
    parts = regex.sub(r"[\x00-\x7f]", "", normalize("NFD", char.lower()))
    if char.lower() in letters or (parts and all(part in letters for part in parts)):
        return True
    return facts is not None and any(
        script != "Latn" and regex.match(rf"\p{{sc={script}}}", char) for script in facts.scripts if len(script) == 4
    )


def _trimmed(chunk: str, fixed: str) -> tuple[int, int, str]:
    """What differs, with the letters that it clings to: the word, but not what is sound around it."""
    shorter = min(len(chunk), len(fixed))
    start = next((place for place in range(shorter) if chunk[place] != fixed[place]), shorter)
    rest = shorter - start
    back = next((place for place in range(rest) if chunk[-1 - place] != fixed[-1 - place]), rest)
    while start and (_LETTER.match(chunk[start - 1]) or (chunk[start - 1] in "'’" and chunk[start - 2].isalpha())):
        start -= 1
    while back and _LETTER.match(chunk[-back]):
        back -= 1
    return start, len(chunk) - back, fixed[start : len(fixed) - back]


def _legacy(text: str, language: str) -> Iterator[Broken]:
    """Runs of accented Latin letters in a language of another script, which its eight-bit table turns into words."""
    facts = writing(language)
    if facts is None or "Latn" in facts.scripts:
        return
    for match in _HIGH_RUN.finditer(text):
        for script in facts.scripts:
            table = _LEGACY.get(script)
            try:
                fixed = match.group().encode("latin-1").decode(table) if table else ""
            except UnicodeDecodeError:
                continue
            if fixed and regex.fullmatch(rf"(?:[\x20-\x40]|\p{{sc={script}}})+", fixed):
                yield Broken(Kind.MOJIBAKE, *match.span(), fixed)


def _entities(text: str) -> Iterator[Broken]:
    if _ABOUT_MARKUP.search(text):
        return
    for match in _ENTITY.finditer(text):
        name = match.group()[1:]
        if not name.startswith("#") and name not in html5:
            continue
        if text[max(0, match.start() - 1) : match.start()] in ("'", '"', "`", "“", "«", "‘") and text[
            match.end() : match.end() + 1
        ] in (
            "'",
            '"',
            "`",
            "”",
            "»",
            "’",
        ):
            continue  # named, not used
        again = regex.compile(r"\#?\w+;").match(text, match.end()) if name == "amp;" else None
        end = again.end() if again else match.end()
        yield Broken(Kind.ENTITY, match.start(), end, html.unescape(html.unescape(text[match.start() : end])))


def _escapes(text: str) -> Iterator[Broken]:
    if _ABOUT_MARKUP.search(text):
        return
    for match in _ESCAPE.finditer(text):
        units = b"".join(int(unit, 16).to_bytes(2, "big") for unit in match.group().split("\\u")[1:])
        try:
            yield Broken(Kind.ESCAPE, *match.span(), units.decode("utf-16-be"))
        except UnicodeDecodeError:
            yield Broken(Kind.ESCAPE, *match.span(), None)
    for match in _PERCENT.finditer(text):
        chunk = regex.compile(r"\S*").match(text, match.start())
        head = _TAIL_END.search(text, max(0, match.start() - 200), match.start())
        if _ADDRESS.search((head.group() if head else "") + (chunk.group() if chunk else "")):
            continue
        fixed = unquote(match.group(), errors="replace")
        if "\ufffd" not in fixed:
            yield Broken(Kind.ESCAPE, *match.span(), fixed)
