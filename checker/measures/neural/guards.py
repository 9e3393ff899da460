"""What no model should be asked about, since it would answer with a number all the same."""

from __future__ import annotations

from collections.abc import Sequence

from checker.lang.identify import SHARED, identify
from checker.lang.tags import base
from checker.lang.tags import name as language_name
from checker.lang.telltale import OWN, SOLE
from checker.measures import Refused
from checker.measures.neural.texts import text_of
from checker.model import Bead, Side

_SHARING = " ".join(SHARED.values()).replace("|", "").split()
_IDENTIFIED = frozenset({*_SHARING, *SOLE.values(), *(code for own in OWN.values() for code in own)})
"""Base tags of the languages that an identified text may be in."""

_SURE, _AS_SURE = 0.95, 0.9
_FEWEST = 20
"""Letters below which a text does not tell its language surely."""


def refusals(beads: Sequence[Bead], sides: Sequence[Side]) -> list[Refused | None]:
    """For each bead why a measure that reads the target and `sides` is not to be taken of it, or None."""
    return [_refusal(bead, sides) for bead in beads]


def too_long(tokens: int, most: int) -> Refused | None:
    """Why a text is not read whose tokens are more than a model takes: a part of it would pass for the whole."""
    return Refused(f"Of {tokens} tokens the model reads {most} at most.") if tokens > most else None


def _refusal(bead: Bead, sides: Sequence[Side]) -> Refused | None:
    texts = {side: text_of(bead, side) for side in (Side.TARGET, *sides)}
    for side, text in texts.items():
        if not any(map(str.isalnum, text)):
            return Refused(f"The {side} holds no words.")
    target = texts[Side.TARGET]
    if bead.source and target.casefold() == text_of(bead, Side.SOURCE).casefold():
        return Refused("The target is a copy of the source.")
    found = _other_language(target, bead.target[0].language)
    if found is not None:
        return Refused(f"The target is in {language_name(found)}, not in {language_name(bead.target[0].language)}.")
    return None


def _other_language(text: str, language: str) -> str | None:
    """The language of a text that is surely not in the one it should be in; None for one that is never identified."""
    if base(language) not in _IDENTIFIED or sum(map(str.isalpha, text)) < _FEWEST:
        return None
    found = identify(text)
    if found.language is None or found.confidence < _SURE or base(found.language) == base(language):
        return None
    # Close relatives are told apart between the two alone: the statistics of many languages share the doubt out.
    between = identify(text, (language, found.language))
    return found.language if between.language == found.language and between.confidence >= _AS_SURE else None
