"""Which language a text is in: by its script and letters where they tell, by statistics of letters elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from checker.lang.scripts import script as script_of
from checker.lang.tags import base, normalise
from checker.lang.telltale import OWN, SOLE, by_han, decided, fitting

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHARED = {
    "Latn": "en es fr de tr pt it nl pl cs id vi | "
    "af az ca cy da eo et eu fi ga gl ha hr hu is la lt lv ms mt no ro sk sl so sq sv sw tl uz yo zu",
    "Cyrl": "ru uk | be bg kk ky mk mn sr tg tt",
    "Arab": "ar fa | ps ug ur",
    "Deva": "hi | mr ne",
    "Hani": "zh ja |",
}
"""The languages that statistics tell apart, for each script that several share: first those that are likelier."""

TOLD_APART = tuple(code for codes in SHARED.values() for code in codes.split() if code != "|")

_PRIOR = 0.8
"""How much likelier a language before the bar is than one behind it, in the units of the tempered scores."""

_ENOUGH = 0.5
"""The least probability for an answer. An error costs more than silence."""

_SAMPLE = 20_000
_FEWEST = 4
_ENOUGH_LETTERS = 12
_ENOUGH_HAN = 8
_WEIGHT = {"Hani": 3, "Hira": 2, "Kana": 2, "Hang": 2}
"""How many letters of an alphabet a letter of the script stands for."""

_KANA = frozenset({"Hira", "Kana"})


class Identified(NamedTuple):
    """language: a BCP-47 tag, or None where the text does not tell. confidence: 0..1, that of the best guess."""

    language: str | None
    confidence: float


NOTHING = Identified(None, 0.0)


def identify(text: str, among: tuple[str, ...] | None = None) -> Identified:
    """The language of the first 20,000 code points of a text, by most of its letters.

    among: the only tags that may be the answer; the answer is then one of them as it was given. None is the answer
    where letters are too few (names, numbers) or two languages are too close. Statistics are those of py3langid,
    tempered by the square root of the length; it is loaded only for texts that script and letters do not decide.
    """
    sample = text[:_SAMPLE]
    found = Counter(script for character in sample if (script := script_of(character)))
    weights = _weights(found)
    total = sum(weights.values())
    if total < _FEWEST:
        return NOTHING
    script = max(weights, key=lambda name: weights[name])
    share = weights[script] / total
    if share < _ENOUGH:
        return NOTHING
    given = {base(tag): tag for tag in reversed(among)} if among is not None else None
    best = _within(sample, script, found, given)
    if best.language is None or best.confidence * share < _ENOUGH:
        return Identified(None, best.confidence * share)
    tag = given[best.language] if given is not None else normalise(best.language)
    return Identified(tag, best.confidence * share)


def _weights(found: Mapping[str, int]) -> dict[str, int]:
    """The letters of each script; kana and Han characters, which stand together in Japanese, count as one."""
    weights: dict[str, int] = {}
    for script, count in found.items():
        merged = "Hani" if script in _KANA else script
        weights[merged] = weights.get(merged, 0) + count * _WEIGHT.get(script, 1)
    return weights


def _within(sample: str, script: str, found: Mapping[str, int], given: Mapping[str, str] | None) -> Identified:
    """The language of a text in one script, as its bare code."""
    candidates = _candidates(script, given)
    if script == "Hani":
        told = _chinese_or_japanese(sample, found)
    elif script in SOLE or sum(found.values()) >= _ENOUGH_LETTERS:
        told = decided(sample, script, candidates) or (SOLE.get(script) if given is None else None)
    else:
        told = None
    if told is not None and told in candidates:
        return Identified(told, 0.99)
    fits = fitting(sample, script, candidates)
    if script in SOLE or script == "Hani" or not fits:
        return Identified(fits[0], 0.9) if given is not None and len(fits) == 1 else NOTHING
    return _by_statistics(sample, fits, even=given is not None)


def _chinese_or_japanese(sample: str, found: Mapping[str, int]) -> str | None:
    """Japanese has kana all over; a Chinese text may quote some. Without kana the characters' forms tell."""
    kana, han = sum(found.get(name, 0) for name in _KANA), found.get("Hani", 0)
    if kana * 10 > kana + han:
        return "ja"
    chinese, japanese = by_han(sample)
    if chinese != japanese:
        return "zh" if chinese > japanese else "ja"
    return "zh" if han >= _ENOUGH_HAN else None


def _candidates(script: str, given: Mapping[str, str] | None) -> tuple[str, ...]:
    known = (
        SHARED[script].replace("|", "").split() if script in SHARED else [*OWN.get(script, {}), SOLE.get(script, "")]
    )
    return tuple(code for code in known if given is None or code in given)


def _by_statistics(sample: str, candidates: tuple[str, ...], even: bool) -> Identified:
    """The likeliest candidate; `even` leaves the prior out."""
    scores = dict(_identifier().rank(sample))
    temper = math.sqrt(len(sample.encode("utf-8", errors="replace")))
    logits = {code: scores[code] / temper + (0.0 if even or code not in _likelier() else _PRIOR) for code in candidates}
    top = max(logits.values())
    total = sum(math.exp(logit - top) for logit in logits.values())
    best = max(candidates, key=lambda code: logits[code])
    return Identified(best, 1 / total)


@cache
def _likelier() -> frozenset[str]:
    return frozenset(code for codes in SHARED.values() for code in codes.split("|")[0].split())


@cache
def _identifier() -> LanguageIdentifier:
    # Imported here: the model takes a second to load, and many texts do not need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
