"""Tokens that machines write for themselves: control tokens, pieces of words, tags of languages, roles of a chat."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import regex

from checker.errors import LanguageError
from checker.lang.asides import asides, within
from checker.lang.tags import base, normalise
from checker.model import OBJECT, Span

PIECE = "\N{LOWER ONE EIGHTH BLOCK}"
"""What SentencePiece writes for a space (Kudo and Richardson 2018)."""

_SCRIPTS = "Latn|Cyrl|Arab|Hans|Hant|Jpan|Hang|Deva|Hebr|Grek|Beng|Thai|Taml|Telu|Geor|Armn|Ethi|Khmr|Mymr"
_PATTERNS = {
    "a control token": r"(?i:<(?:unk|pad|bos|eos|mask|cls|sep)>|\[(?:UNK|PAD|CLS|SEP|MASK|BOS|EOS)\]|</?s>"
    r"|<\|[a-z][a-z0-9_]*\|>|<extra_id_\d+>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>)",
    "a tag of a prompt": r"(?i:</?(?:think|thinking|reasoning|answer|assistant|translation|target|source"
    r"|translated_text|source_text|target_text|source_language|target_language)>|\[/?(?:translation|source|target|output)\]"
    r"|(?<=^[ \t]*)\#{2,3}[ ](?:(?:instruction|response|input|output|translation)s?:|translation(?=[ \t]*$)))",
    "a mark between pieces of words": rf"(?<![\u2582-\u2588]){PIECE}(?=[\p{{L}}\p{{N}}])"
    rf"|(?<=[\p{{L}}\p{{N}}]){PIECE}(?![\u2582-\u2588])"
    r"|(?<=[\p{L}\p{M}])@@(?=\s|$)|(?<=\s)@-@(?=\s)|(?<=\p{L}[ ])\#\#(?=\p{Ll})",
    "a tag of a language": rf">>[a-z]{{2,3}}(?:_[A-Za-z]{{2,4}})?<<|<2[a-z]{{2,3}}(?:_[A-Za-z]{{2,4}})?>"
    rf"|\b[a-z]{{3}}_(?:{_SCRIPTS})\b|\b[a-z]{{2}}_XX\b"
    r"|(?<=^[ \t]*)(?P<edge>__(?P<code>[a-z]{2,3})__|(?P<code>[a-z]{2})_[A-Z]{2}(?=[ ]\p{L}))"
    r"|(?P<edge>__(?P<code>[a-z]{2,3})__)(?=[ \t]*$)",
}
_TOKENS = tuple((what, regex.compile(pattern, regex.MULTILINE)) for what, pattern in _PATTERNS.items())
_ANY = regex.compile(rf"[<>@_\[\]#{PIECE}]")
_CODE = regex.compile(r"(`+)[^`\n]+\1")
_STRUCK = regex.compile(r"<s>\S[^\n]*?</s>", regex.IGNORECASE)


class MachineToken(NamedTuple):
    """A token with its half-open span in the text that was read, and what it is, as a noun with its article."""

    text: str
    start: int
    end: int
    what: str


def machine_tokens(text: str, prose: str, edge_codes: Collection[str]) -> Iterator[MachineToken]:
    """The tokens of one line, outside code, quotation marks and brackets, in order.

    prose: the line as it is read, where `OBJECT` stands for code. edge_codes: the languages, as bare codes, whose tag
    may lead a line in a form that means something else elsewhere ("en_US", "__le__").
    """
    if not _ANY.search(text):
        return
    shielded = (*asides(text), *(Span(*match.span()) for match in _CODE.finditer(text)))
    struck = tuple(Span(*match.span()) for match in _STRUCK.finditer(text))
    found = []
    for what, pattern in _TOKENS:
        for match in pattern.finditer(text):
            start, end = match.span()
            # "[UNK]" is a bracketed passage itself
            shown = (start, end) in shielded or not within(start, end, shielded)
            coded = prose[start] == OBJECT or within(start, end, struck)
            led = match.groupdict().get("edge") is None or _code(match["code"]) in edge_codes
            if shown and led and not coded:
                found.append(MachineToken(match.group(), start, end, what))
    yield from sorted(found, key=lambda token: token.start)


def _code(tag: str) -> str:
    try:
        return base(normalise(tag))
    except LanguageError:
        return tag
