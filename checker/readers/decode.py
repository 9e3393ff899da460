"""Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, and the encodings that came before Unicode."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from checker.errors import ReadError
from checker.readers.binary import kind_of_binary, looks_binary
from checker.readers.legacy import legacy

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_COMMON = frozenset(
    " \n\r\t,.\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC COMMA}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH COMMA}"
    "\N{DEVANAGARI DANDA}\N{ARABIC COMMA}"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")


class Decoded(NamedTuple):
    """The text without a byte-order mark, its encoding as Python names it, and full sentences on what was guessed.

    The encoding of UTF-8 that begins with a byte-order mark is "utf-8-sig".
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, language: str | None = None) -> Decoded:
    """The text of a file. Raises ReadError, in one sentence, where the file is empty, binary or undecodable.

    language: what is known of the text's language; it helps with encodings older than Unicode.
    """
    if not data:
        raise ReadError(f"{name} is empty: give a file with text in it.")
    kind = kind_of_binary(data)
    if kind:
        raise ReadError(f"{name} is {kind}, not a text file: save its text as plain text or Markdown first.")
    decoded = _marked(data, name, language) or _unmarked(data, name, language)
    if not decoded.text.strip():
        raise ReadError(f"{name} holds only white space: give a file with text in it.")
    nuls = decoded.text.count("\0")
    if nuls:
        note = f"The file holds {_count(nuls, 'NUL character')}, which no text should have."
        return decoded._replace(notes=(*decoded.notes, note))
    return decoded


def _marked(data: bytes, name: str, language: str | None) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                found = _utf8(body, name, language)
                return found._replace(encoding="utf-8-sig") if found.encoding == encoding else found
            return Decoded(_strict(body, encoding, name), encoding)
    return None


def _unmarked(data: bytes, name: str, language: str | None) -> Decoded:
    wide = None if _begins_as_utf8(data) else _unmistakably_utf16(data)
    if wide:
        note = f"The file has no byte-order mark and was read as {wide.upper()}."
        return Decoded(_strict(data, wide, name), wide, (note,))
    return _utf8(data, name, language)


def _begins_as_utf8(data: bytes) -> bool:
    """Whether the sample is UTF-8 without the many control characters that UTF-16 shows when read so."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data[:_SAMPLE])
    except UnicodeDecodeError:
        return False
    return not looks_binary(data)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{name} is damaged: it is marked as {encoding.upper()} but byte {error.start + 1} breaks it; "
            "save it again as UTF-8."
        ) from error


def _utf8(data: bytes, name: str, language: str | None) -> Decoded:
    """The text of bytes that are UTF-8, or UTF-8 with a little damage, or else of an older encoding."""
    if looks_binary(data):
        raise ReadError(f"{name} is a binary file, not text: give plain text or Markdown.")
    if b"\x1b$" in data[:_SAMPLE] or b"\x1b(" in data[:_SAMPLE]:
        try:
            return Decoded(data.decode("iso2022_jp"), "iso2022-jp", (_guess("ISO-2022-JP"),))
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    damaged = _damaged_utf8(data)
    if damaged:
        return damaged
    found = legacy(data, language)
    if found is None:
        raise ReadError(f"The encoding of {name} cannot be told: save it as UTF-8.")
    return Decoded(found.text, found.encoding, (_guess(found.encoding),))


def _guess(encoding: str) -> str:
    return f"The file is not UTF-8; it was read as {encoding}, which is a guess: save it as UTF-8 to be sure."


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which at most one in ten of the characters beyond ASCII is broken, each read as U+FFFD.

    Surrogates that were encoded one by one (CESU-8) are put together first.
    """
    whole = _without_surrogates(data)
    if whole is not None:
        return whole
    text = data.decode("utf-8", errors="replace")
    own = data.count(REPLACEMENT.encode())
    broken = text.count(REPLACEMENT) - own
    sound = sum(byte >= 0xC0 for byte in data) - broken
    if broken * 10 > max(sound, 1):
        return None
    note = f"The file is UTF-8 but for {_count(broken, 'broken place')}, read as the replacement character U+FFFD."
    return Decoded(text, "utf-8", (note,))


def _without_surrogates(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return None
    joined = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="surrogatepass")
    lone = len(SURROGATE.findall(joined))
    note = "The file holds surrogates encoded one by one (CESU-8); pairs were put together"
    note += f", and {_count(lone, 'lone one')} read as U+FFFD." if lone else "."
    return Decoded(SURROGATE.sub(REPLACEMENT, joined), "utf-8", (note,))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _unmistakably_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, or None where the bytes may as well be something else.

    Real UTF-16 has spaces, line ends or full stops every so often, no control, unassigned or private characters,
    and few different high bytes; the wrong byte order and other encodings fail at once on at least one of these.
    """
    if len(data) % 2 or len(data) < 8:
        return None
    sample = data[:_SAMPLE]
    orders = [order for order in ("utf-16-le", "utf-16-be") if _plausible(sample, order)]
    return min(orders, key=lambda order: len(set(sample[order == "utf-16-le" :: 2]))) if orders else None


def _plausible(sample: bytes, encoding: str) -> bool:
    # A surrogate pair may be cut in two at the end of the sample.
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    common = sum(character in _COMMON for character in text)
    odd = sum(not (character.isprintable() or character in "\t\n\r\f") for character in text)
    return common * 50 >= len(text) and odd * 200 <= len(text)
