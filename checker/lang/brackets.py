"""The brackets of a text: which belong together, and which have no partner.

Order counts, not looks: right-to-left text is stored in logical order and mirrored when shown. List marks, emoticons
and half-open intervals hold lone brackets that are meant to be so.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from checker.lang.pairing import Mark, Pair, Reading, unmask
from checker.lang.punctuation import punctuation

KINDS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕", "〖": "〗", "⟨": "⟩"}
"""Opening brackets with their closing ones."""

_LIKE = {"（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}"}
_MARK = regex.compile(r"[()\[\]{}（）［］｛｝【】〔〕〖〗⟨⟩]")
_EMOTICON = regex.compile(
    r"(?<![\p{L}\p{N}^_])[:;=][-'^o]?(?:[()\[\]{}]+|/)|(?<!\S)[()]+[-'^o]?[:;](?!\S)|¯\\_\(ツ\)_/¯"
)
# [0, 1) and ]a; b[: half-open intervals, with numbers or single letters at their ends.
_END = r"[-−+]?\s?(?:\p{N}+(?:[.,]\p{N}+)?|∞|\p{L}\p{N}?)\s?[%π]?"
_INTERVAL = regex.compile(rf"(?<![\p{{L}}\p{{N}}])[\[\](]\s?{_END}\s?[,;]\s?{_END}\s?[\])\[]")
_DEPTH = 50  # openings looked back at
_ITEM = r"(?:\p{N}{1,3}\.?|\p{L}|[ivxlcIVXLC]{1,5}|[①-⑳*])\s?$"
_LIST_MARK = regex.compile(rf"(?:(?:^|\n|[(（])\s*|[:;,.!?،؛–—-]\s+|[：；，。、]\s*){_ITEM}")
_LISTLIKE = regex.compile(rf"(?:^|[\s(（：；，。、]){_ITEM}")


@lru_cache(maxsize=4096)
def read_brackets(prose: str, language: str) -> Reading:
    """The brackets of a block's prose; spans are relative to it. Pairs may be of two kinds: "(a]"."""
    if not _MARK.search(prose):
        return Reading(())
    text, places = unmask(prose)
    meant = [match.span() for pattern in (_EMOTICON, _INTERVAL) for match in pattern.finditer(text)]
    items = _items(text)
    covered = {place for start, end in meant for place in range(start, end)}
    marks = [match for match in _MARK.finditer(text) if match.start() not in covered]
    waiting: list[Mark] = []
    pairs: list[Pair] = []
    unclosed: list[Mark] = []
    unopened: list[Mark] = []
    for match in marks:
        mark = Mark(match.group(), places[match.start()], places[match.start()] + 1)
        if mark.text in KINDS:
            waiting.append(mark)
            continue
        partner = _partner(waiting, mark.text)
        if partner is None and match.start() in items:
            continue
        if partner is None and waiting:
            partner = len(waiting) - 1
        if partner is None:
            unopened.append(mark)
            continue
        pairs.append(Pair(waiting[partner], mark))
        unclosed += waiting[partner + 1 :]
        del waiting[partner:]
    smile = max((places[match.start()] for match in _EMOTICON.finditer(text) if ")" in match.group()), default=-1)
    lone = sorted(unclosed + waiting, key=lambda mark: mark.start)
    lone = [mark for mark in lone if mark.text != "(" or smile < mark.start]
    grins = {(mark.text, mark.start) for mark in unopened}  # several in a row that close nothing: a broad smile
    unopened = [mark for mark in unopened if not grins & {(mark.text, mark.start - 1), (mark.text, mark.end)}]
    facts = punctuation(language)
    if facts is not None and facts.bracket_smileys:
        lone = [mark for mark in lone if not _smiley(prose, mark)]
        unopened = [mark for mark in unopened if not _smiley(prose, mark)]
    return Reading(tuple(pairs), tuple(lone), tuple(unopened))


def _smiley(prose: str, mark: Mark) -> bool:
    """Whether a lone bracket ends a clause, as in Russian and Ukrainian letters, where it smiles or frowns."""
    run = regex.compile(rf"\{mark.text}*").match(prose, mark.start)
    return (
        regex.compile(r"\s*(?:$|\n)|\s*[\p{So}\p{Sk}]|\s+\p{Lu}").match(prose, run.end() if run else mark.end)
        is not None
    )


def _items(text: str) -> set[int]:
    """The offsets of closing brackets that end a list mark: "a)" at a start or after a stop, or in a series."""
    closing = [match.start() for match in regex.finditer(r"[)\]）]", text)]
    like = [place for place in closing if _LISTLIKE.search(text, max(0, place - 12), place)]
    return (
        set(like) if len(like) > 1 else {place for place in like if _LIST_MARK.search(text, max(0, place - 20), place)}
    )


def _partner(waiting: list[Mark], closing: str) -> int | None:
    return next(
        (
            place
            for place in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEPTH), -1)
            if fits(waiting[place].text, closing)
        ),
        None,
    )


def fits(opening: str, closing: str) -> bool:
    """Whether the two are brackets of one kind; a full-width one may close a half-width one."""
    return _LIKE.get(KINDS[opening], KINDS[opening]) == _LIKE.get(closing, closing)
