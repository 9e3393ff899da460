"""Telling files that hold no text, by their first bytes and by their control characters."""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
)
_ZIP_MEMBERS = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"opendocument.text", "an OpenDocument text (ODT)"),
    (b"epub+zip", "an EPUB book"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 1 << 18
_FEW = 8
"""So many control characters may stand in any text that is not made of them for the most part."""


def kind_of_binary(data: bytes) -> str | None:
    """What the file's first bytes say it is ("a PDF file"), or None where they name no binary format."""
    if data.startswith(b"PK\x03\x04"):
        head = data[:_SAMPLE] + data[-4096:]
        return next((kind for member, kind in _ZIP_MEMBERS if member in head), "a ZIP archive")
    if data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "an image or a recording"
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def looks_binary(data: bytes) -> bool:
    """Whether control characters are too many for a text of one byte a character, or of UTF-8.

    More than 2 in 100 of the sample are too many, but up to 8 of them are forgiven in a text where they are fewer
    than 3 in 10.
    """
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    share = controls / max(len(sample), 1)
    return share > 0.3 or (controls > _FEW and share > 0.02)
