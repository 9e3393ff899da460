"""Whether a full stop ends a sentence: abbreviations, initials, ordinals, decimals, versions, missing spaces.

A stop that stands wrong still ends a sentence here ("the central. Bank."): it is evidence for the checks.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from checker.lang.abbreviations import Abbreviations, Ending, Ordinals, SentenceStarts
from checker.segment.marks import Cluster, Following, is_lower, is_uncased, is_upper, word_at

_REACH = 40
_OPENERS = '([„“«"'
_TOKEN = regex.compile(
    r"(?r)(?:\p{L}\"(?=\p{L})|[^\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\s()\[\]{}（）「」《》«»„“”\"<>…,;،؛、，：!?。！？])*"
)
_PREVIOUS = regex.compile(r"(?r)(\S+) +")
_NUMBER = regex.compile(r"(?:.*[-./\u2010-\u2015])?(\p{N}+)")
_SECTION = regex.compile(r"\p{N}\.\p{N}")
_NUMERIC_NEXT = regex.compile(
    r"\p{N}|[IVXLC]+(?![\p{L}])|[A-Za-z]?-?\p{N}|[A-Z](?!\p{L})|\N{OBJECT REPLACEMENT CHARACTER}"
)
_NUMBER_CHAIN = regex.compile(r"\p{N}{1,4}\.(?!\p{N})")
_LETTER_CHAIN = regex.compile(r"\p{L}\p{M}*\.")
_LETTER = (
    r"(?:[\p{Lu}\p{Lt}]\p{M}*|[a-zа-ю--[иоуеёэы]]"
    r"|[\p{Lo}--[\p{sc=Han}\p{sc=Hang}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]])"
)
_INITIALS = regex.compile(rf"(?V1)(?:\p{{L}}{{1,2}}['’])?{_LETTER}(?:\.?-{_LETTER})*")
_STOPPED_INITIAL = regex.compile(r"[(\[«„“\"]?\p{Lu}\p{M}*\.")
_DOTTED = regex.compile(r"(?:\p{L}\p{M}*\.)+\p{L}\p{M}*|\p{L}{1,3}(?:\.\p{L}{1,5})+")
_ROMAN = regex.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_GLUED = regex.compile(
    r"(?<![\p{L}\p{N}_.@/\\-])(?:\p{Lu}?\p{Ll}{3,}|\p{L}*\p{N}{3,}|[)\]”»])\.[»”\")]*"
    r"(?=\p{Lu}(?:\p{Ll}+|(?= ))(?![\p{L}\p{N}_.@/\\(:-]))"
)
_SPACED_UNCASED = r"[\p{Lo}--[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]]"
_GLUED_UNCASED = regex.compile(
    rf"(?V1)(?<=(?:{_SPACED_UNCASED}\p{{M}}*){{2}})\.[»”\")]*(?=(?:{_SPACED_UNCASED}\p{{M}}*){{2,}}(?!\.))"
)
_GLUED_DENSE = regex.compile(
    r"(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{Pe}\p{Pf}])\.(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{Ps}\p{Pi}])"
)
_UNITS = frozenset(
    "m km cm mm kg g mg t l ml dl ha h min s sec km/h m/s Hz kHz MHz kW kWh "
    "м км см мм кг л га ч км/ч с كم سم مم كغ كغم".split()
)
_DOMAINS = frozenset({"Com", "Net", "Org", "Gov", "Edu", "Io", "Js", "Ru", "De", "Fr", "Co", "Uk", "Ai", "App", "Dev"})


class Grammar(NamedTuple):
    """What is known of a language's stops. listed: whether its abbreviations are listed, not just guessed at."""

    abbreviations: Abbreviations
    starts: SentenceStarts
    listed: bool

    def begins(self, text: str, at: int) -> bool:
        """Whether a closed-class word that begins sentences stands here."""
        word = word_at(text, at)
        if not word or text[at + len(word) : at + len(word) + 1] == ".":
            return False
        if len(word) > 1 and word.isupper():
            word = word.capitalize()
        bare = word.removesuffix("'")
        return self.starts.begins(word) or (len(bare) > 1 and self.starts.begins(bare))


def stop_ends(text: str, start: int, cluster: Cluster, next: Following, grammar: Grammar) -> bool:
    """Whether the single full stop of `cluster` ends the sentence that began at `start`. All spaces are plain ones."""
    if not next.gap:
        return _glued(text, start, cluster, next, grammar)
    if (next.dash or cluster.closed) and is_lower(text, next.at):
        return False
    token = _token(text, start, cluster.at)
    if not token or cluster.closed:
        return True
    if _is_ordinal(token, grammar) or token.isdigit():
        return _number_ends(text, start, cluster.at, token, next, grammar)
    if token in _UNITS and _after_number(text, start, cluster.at - len(token)):
        return _abbreviation_ends(text, Ending.LAST, next, grammar)
    ending = _ending(text, start, cluster.at, token, grammar.abbreviations)
    if ending is not None and not (ending is Ending.NUMERIC and not _NUMERIC_NEXT.match(text, next.at)):
        return _abbreviation_ends(text, ending, next, grammar)
    if _continues(text, token, next, grammar.abbreviations):
        return False
    if _INITIALS.fullmatch(token) and _after_initial(text, start, cluster.at - len(token)):
        return False
    if _DOTTED.fullmatch(token) or (_INITIALS.fullmatch(token) and token not in grammar.starts.letters):
        return _abbreviation_ends(text, Ending.EITHER, next, grammar)
    return grammar.listed or not is_lower(text, next.at) or len(token) > 4


def _token(text: str, start: int, at: int) -> str:
    """What stands before the stop, back to a space or an opening mark."""
    match = _TOKEN.match(text, max(start, at - _REACH), at)
    return match.group() if match else ""


def _ending(text: str, start: int, at: int, token: str, abbreviations: Abbreviations) -> Ending | None:
    """The ending of the longest abbreviation before the stop: "z. B" before "B", "B" before nothing."""
    joined, left = token, at - len(token)
    found = abbreviations.ending(token)
    for _ in range(3 if token in abbreviations.closings else 0):
        previous = _PREVIOUS.match(text, max(start, left - _REACH), left)
        if not previous:
            break
        joined, left = previous.group(1) + joined, left - len(previous.group())
        found = abbreviations.ending(joined.lstrip(_OPENERS)) or found
    if found is not None or token.isalpha():
        return found
    pieces = (token.rsplit(mark, 1)[-1] for mark in "-\u2010\u2011/'’" if mark in token)
    return next((ending for piece in pieces if (ending := abbreviations.ending(piece))), None)


def _continues(text: str, token: str, following: Following, abbreviations: Abbreviations) -> bool:
    """Whether the stop stands inside an abbreviation of several parts, or between initials."""
    parts = abbreviations.openings.get(token) or abbreviations.openings.get(token.lower(), ())
    if any(text.startswith(part, following.at) for part in parts):
        return True
    return bool(_INITIALS.fullmatch(token) and _LETTER_CHAIN.match(text, following.at))


def _abbreviation_ends(text: str, ending: Ending, next: Following, grammar: Grammar) -> bool:
    if ending is Ending.NEVER or ending is Ending.NUMERIC or is_lower(text, next.at):
        return False
    if ending is Ending.LAST:
        return not next.char.isdigit()
    return grammar.begins(text, next.at)


def _number_ends(text: str, start: int, at: int, token: str, next: Following, grammar: Grammar) -> bool:
    ordinal = _is_ordinal(token, grammar)
    if next.char.isdigit():
        return not (ordinal or _NUMBER_CHAIN.match(text, next.at))
    if is_lower(text, next.at):
        return grammar.listed and not (ordinal or (grammar.starts.ordinals is not Ordinals.NOTHING and len(token) < 4))
    if not ordinal or _SECTION.search(token) or grammar.begins(text, next.at):
        return True
    if _ROMAN.fullmatch(word_at(text, next.at)):
        return False
    if grammar.starts.ordinals is Ordinals.BEFORE_LOWER:
        return True
    previous = _PREVIOUS.match(text, max(start, at - len(token) - _REACH), at - len(token))
    if previous is None or not grammar.starts.ordinal_after:
        return False
    word = previous.group(1)
    return not (word.endswith(",") or word.lower() in grammar.starts.ordinal_after)


def _is_ordinal(token: str, grammar: Grammar) -> bool:
    """Whether the token could be an ordinal, or end in one: "3", "XIV", "10.–11"."""
    if grammar.starts.ordinals is Ordinals.NOTHING:
        return False
    number = _NUMBER.fullmatch(token)
    return len(number.group(1)) < 4 if number else bool(_ROMAN.fullmatch(token))


def _after_number(text: str, start: int, at: int) -> bool:
    previous = _PREVIOUS.match(text, max(start, at - _REACH), at)
    return previous is not None and previous.group(1)[-1:].isdigit()


def _after_initial(text: str, start: int, at: int) -> bool:
    previous = _PREVIOUS.match(text, max(start, at - _REACH), at)
    return previous is not None and bool(_STOPPED_INITIAL.fullmatch(previous.group(1)))


def _glued(text: str, start: int, cluster: Cluster, next: Following, grammar: Grammar) -> bool:
    """A stop with no space after it: a space is missing ("ended.The next"), or it is no end at all ("3.5")."""
    if not next.char.isalpha():
        return False
    token = _token(text, start, cluster.at)
    if _DOTTED.fullmatch(token) or _ending(text, start, cluster.at, token, grammar.abbreviations) is not None:
        return False
    if is_upper(text, next.at):
        glued = _GLUED.match(text, max(start, cluster.at - len(token)))
        if cluster.closed and next.at == cluster.end:
            return True
        return bool(glued and glued.end() == next.at and word_at(text, next.at) not in _DOMAINS)
    if is_uncased(text, next.at):
        glued = _GLUED_UNCASED.match(text, cluster.at) or _GLUED_DENSE.match(text, cluster.at)
        return bool(glued and glued.end() == next.at)
    return False
