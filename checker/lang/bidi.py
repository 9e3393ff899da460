"""Direction controls of a text: which are balanced, and which leave the text turned round.

Marks (LRM, RLM, ALM) and balanced embeddings and isolates are part of good right-to-left text (UAX 9).
"""

from __future__ import annotations

_EMBEDDINGS = "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}"
_OVERRIDES = "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
_ISOLATES = "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
_POP = "\N{POP DIRECTIONAL FORMATTING}"
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"
_CONTROLS = frozenset(_EMBEDDINGS + _OVERRIDES + _ISOLATES + _POP + _POP_ISOLATE)


def stray_controls(text: str) -> tuple[int, ...]:
    """Offsets in one block of direction controls without a partner, and of overrides, which turn letters round."""
    if _CONTROLS.isdisjoint(text):
        return ()
    waiting: list[int] = []
    stray: list[int] = []
    for place, char in enumerate(text):
        if char in _OVERRIDES:
            stray.append(place)
        if char in _EMBEDDINGS + _OVERRIDES + _ISOLATES:
            waiting.append(place)
        elif char in (_POP, _POP_ISOLATE):
            kinds = _ISOLATES if char == _POP_ISOLATE else _EMBEDDINGS + _OVERRIDES
            partner = next((at for at in reversed(waiting) if text[at] in kinds), None)
            if partner is None:
                stray.append(place)
            else:
                waiting.remove(partner)
    return tuple(sorted({*stray, *waiting}))
