"""A fix shown as what goes and what comes, word by word; a word keeps its marks, which is easier to read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import regex

from checker.lang.writing import writing
from checker.reporters.html.runs import Piece, pieces

LONGEST = 2_000
"""Characters of a passage whose words are compared; a longer one is struck out whole."""

_WORDS = regex.compile(r"\s+|\S+")
_SIGNS = regex.compile(r"\s+|[\p{N}\p{Latin}]+(?:[.,:’'][\p{N}\p{Latin}]+)*|\X")
OPEN_BOX = "\N{OPEN BOX}"


class Change(NamedTuple):
    """A stretch of a rewording. kind: "same", "gone" or "new"."""

    kind: str
    pieces: tuple[Piece, ...]


def changes(before: str, after: str, language: str) -> tuple[Change, ...]:
    """What a fix changes: by words, or where the language writes none apart by signs, numbers and Latin words whole."""
    facts = writing(language)
    cut = _SIGNS if facts is not None and not facts.spaced else _WORDS
    if max(len(before), len(after)) > LONGEST:
        return tuple(_change(kind, text) for kind, text in (("gone", before), ("new", after)) if text)
    found = []
    for gone, come in _replaced(cut.findall(before), cut.findall(after)):
        if gone == come:
            found.append(_change("same", gone))
        else:
            found += [_change(kind, text) for kind, text in (("gone", gone), ("new", come)) if text]
    return tuple(found)


def _replaced(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """What stood there and what stands there now, equal where nothing changes; a space parts no two changes."""
    gone = come = ""
    for name, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if name != "equal" or (gone and come and not before.strip() and j < len(old) and m < len(new)):
            gone, come = gone + before, come + after
            continue
        if gone or come:
            yield gone, come
        gone = come = ""
        yield before, after
    if gone or come:
        yield gone, come


def _change(kind: str, text: str) -> Change:
    """A space alone is shown as a box: nobody sees a space that is struck out."""
    if kind != "same" and not text.strip():
        return Change(kind, tuple(Piece(OPEN_BOX) if one == " " else pieces(one, True)[0] for one in text))
    return Change(kind, pieces(text))
