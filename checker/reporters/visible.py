"""Text that may be hostile, made fit to be looked at: nothing in it can move a cursor or turn a line around."""

from __future__ import annotations

import regex

_CONTROL = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\U000E0000-\U000E007F]"
)
_INVISIBLE = regex.compile(r"[\p{C}\p{Z}\N{COMBINING GRAPHEME JOINER}--[ ]]", regex.VERSION1)
_HARMLESS_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"


def visible(text: str) -> str:
    """`text` on one line: white space is a space, and each control, override or unassigned character a token <U+202E>.

    The direction marks that Arabic and Hebrew are typed with stay, and so do joiners: they can't reorder a line's rest.
    """
    spaced = regex.sub(r"[\t\n\v\f\r\u0085\u2028\u2029]+", " ", text)
    return _CONTROL.sub(lambda match: match[0] if match[0] in _HARMLESS_MARKS else token(match[0]), spaced)


def flagged(text: str) -> str:
    """The same for words that a finding marks; where they hold nothing visible, every character is a token."""
    if text.strip(" ") and not _INVISIBLE.sub("", text).strip(" "):
        return "".join(character if character == " " else token(character) for character in text)
    return visible(text)


def token(character: str) -> str:
    """A character by its number, as it is written in Unicode's charts."""
    return f"<U+{ord(character):04X}>"
