"""Pieces of code in a text, compared as a translator may change them: words in it may be translated."""

from __future__ import annotations

import regex
from rapidfuzz.distance import Levenshtein

_FLAG = regex.compile(r"(?<=\s)--?[\p{L}][\p{L}\p{N}-]*")
"""Options of a command, which no language translates."""
_PROGRAM = regex.compile(r"(?![\w-]+\.[a-z]{2,5}$)(?=.*(?:[.=_]|(?:\s|^)--?\p{L}))[\x21-\x7e]+(?: [\x21-\x7e]+){0,5}")
"""Names of settings and files, and commands: no words of a sentence."""
_TEXT = regex.compile(r"[\"'#<>]|//")
"""Comments and strings within code, which are translated."""
_SIGNS = regex.compile(r"[^\p{L}\p{N}]")
_HARD = regex.compile(r"(?=.*[._/()=<>$\d\\:]|.*\p{Ll}\p{Lu}|.*-.*-)[\x21-\x7e]+")
_LONG = 6


def code_verdict(source: str, target: str) -> float:
    """How sure it is that code was damaged, 0 where it may be translated.

    Words in code may be; but no language only swaps their letters, or changes signs and capitals.
    """
    if _FLAG.findall(source) != _FLAG.findall(target) and len(_FLAG.findall(source)) == len(_FLAG.findall(target)):
        return 0.65
    if source.isupper() and target.isupper() and source.split()[0] == target.split()[0]:
        return 0.5
    if _PROGRAM.fullmatch(source) and source.isascii() and source != target and not _TEXT.search(source + target):
        named = is_hard(source.split()[0]) or "--" in source
        return 0.7 if not target.isascii() else 0.5 if named else 0.0
    same_letters = sorted(_SIGNS.sub("", source.casefold())) == sorted(_SIGNS.sub("", target.casefold()))
    if same_letters:
        return 0.8 if _HARD.search(source) or sorted(source) == sorted(target) else 0.4
    slip = is_hard(source) and Levenshtein.distance(source, target) <= 2 and min(len(source), len(target)) >= _LONG
    return 0.5 if slip else 0.0


def is_hard(code: str) -> bool:
    """Whether code is more than a word: "--force", "read_bytes", "10.1", but not "regex"."""
    return _HARD.fullmatch(code) is not None
