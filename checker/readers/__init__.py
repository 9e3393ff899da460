"""Bytes to Document, one file a format, with the map back to the user's file."""

from __future__ import annotations

import sys
from pathlib import Path

from checker.errors import LanguageError, ReadError
from checker.lang.identify import identify
from checker.lang.tags import name as language_name
from checker.lang.tags import normalise
from checker.model import MARKUP, OBJECT, BlockKind, Document
from checker.plug import resolve
from checker.readers.extract import Extract, Reader

__all__ = ["TABLE", "Extract", "Reader", "file_bytes", "format_of", "read_bytes", "read_file"]

TABLE = {
    "text": "checker.readers.text:read",
    "markdown": "checker.readers.markdown:read",
}
"""Every format, by the dotted path of its Reader."""

SUFFIXES = {".md": "markdown", ".markdown": "markdown"}
"""The formats that a file's suffix tells; all else is plain text."""

LIMIT = 16 << 20
"""The largest file that is read, in bytes: some ten thousand pages."""

_SAMPLE = 20_000
_NAMES = {"-": "Standard input"}


def read_file(path: str, language: str | None = None) -> Document:
    """The document in a file, or on standard input where `path` is "-".

    language: a BCP-47 tag; detected where it is None. Raises ReadError and LanguageError.
    """
    return read_bytes(file_bytes(path), path, language)


def read_bytes(data: bytes, name: str, language: str | None = None, format: str | None = None) -> Document:
    """The document in the bytes of a file.

    name: the file's path, for messages and, where `format` is None, for its suffix; "-" is standard input.
    Raises ReadError where the bytes are no text of that format, LanguageError where the tag is none or the text
    does not tell its language.
    """
    tag = normalise(language) if language else None
    label = _NAMES.get(name, name)
    if len(data) > LIMIT:
        raise _too_large(label)
    format = format or format_of(name)
    reader: Reader = resolve(format, TABLE, "format")
    extract = reader(data, label, tag)
    notes = extract.notes
    if tag is None:
        found = detect(extract, label)
        notes = (*notes, f"Nobody gave the language of {label}; it was detected as {language_name(found)} ({found}).")
    return Document(
        text=extract.text,
        prose=extract.prose,
        language=tag or found,
        name=name,
        blocks=extract.blocks,
        line_starts=extract.line_starts,
        format=format,
        encoding=extract.encoding,
        detected=tag is None,
        notes=notes,
    )


def format_of(name: str) -> str:
    """The format that a file's name tells."""
    return SUFFIXES.get(Path(name).suffix.lower(), "text")


def detect(extract: Extract, label: str) -> str:
    """The language of what a reader found, from at most 20,000 code points of its prose. Raises LanguageError."""
    found = identify(_sample(extract)).language
    if found is None:
        raise LanguageError(
            f"The language of {label} cannot be told from its text: name it with --target-lang or --source-lang."
        )
    return found


def _sample(extract: Extract) -> str:
    """Prose from the whole text, evenly, without what was masked in it."""
    spans = [block.span for block in extract.blocks if block.kind is not BlockKind.CODE]
    total = sum(end - start for start, end in spans)
    step = max(1, -(-total // _SAMPLE))
    # Of a long text every step-th block, and of a long block its beginning.
    passages = (extract.prose[start : min(end, start + _SAMPLE)] for start, end in spans[::step])
    sample = "\n".join(passages)[:_SAMPLE]
    return sample.replace(MARKUP, "").replace(OBJECT, "")


def file_bytes(path: str, limit: int | None = None) -> bytes:
    """The bytes of a file, or of standard input where `path` is "-".

    limit: bytes that may be read; of standard input one more may come back. Raises ReadError.
    """
    limit = LIMIT if limit is None else limit
    if path == "-":
        return sys.stdin.buffer.read(limit + 1)
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError(f"{path} is a directory: name a file in it.")
        if file.stat().st_size > limit:
            raise _too_large(path, limit)
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}: check the path.") from error
    except PermissionError as error:
        raise ReadError(f"{path} may not be read: change its permissions or name another file.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path!r} cannot be read ({reason}): check the path.") from error


def _too_large(label: str, limit: int = LIMIT) -> ReadError:
    return ReadError(f"{label} is larger than {limit >> 20} MiB: split it into smaller files.")
