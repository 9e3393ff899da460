"""The sentences of an earlier text, and whether one of now stood there already: by its letters and digits alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.model import MARKUP

_NO_WORD = re.compile(r"[\W_]+")


class Former:
    """The sentences of an earlier text. Marks, spaces, markup and case make no sentence a new one."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._words = {"", *map(_plain, sentences)}

    def held(self, sentence: str) -> bool:
        """Whether a sentence of these words stood here."""
        return _plain(sentence) in self._words


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text.replace(MARKUP, "").casefold()).strip()
