"""Text that may be hostile, made fit to be looked at: nothing in it can move a cursor or turn a line around."""

from __future__ import annotations

from collections.abc import Iterator

import regex

_CONTROL = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\U000E0000-\U000E007F]"
)
_INVISIBLE = regex.compile(r"[\p{C}\p{Z}\N{COMBINING GRAPHEME JOINER}--[ ]]", regex.VERSION1)
_HARMLESS_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"


_WHITE_SPACE = regex.compile(r"[\t\n\v\f\r\u0085\u2028\u2029]+")


def visible(text: str) -> str:
    """`text` on one line: white space is a space, and each control, override or unassigned character a token <U+202E>.

    The direction marks that Arabic and Hebrew are typed with stay, and so do joiners: they can't reorder a line's rest.
    """
    return "".join(part for part, _ in parted(text))


def flagged(text: str) -> str:
    """The same for words that a finding marks; where they hold nothing visible, every character is a token."""
    return "".join(part for part, _ in parted(text, marked=True))


def parted(text: str, marked: bool = False) -> Iterator[tuple[str, bool]]:
    """What `visible`, or `flagged`, makes of a text, in stretches; True: the stretch is a token."""
    if marked and text.strip(" ") and not _INVISIBLE.sub("", text).strip(" "):
        for character in text:
            yield (" ", False) if character == " " else (token(character), True)
        return
    spaced, at = _WHITE_SPACE.sub(" ", text), 0
    for match in _CONTROL.finditer(spaced):
        if match[0] not in _HARMLESS_MARKS:
            if at < match.start():
                yield spaced[at : match.start()], False
            yield token(match[0]), True
            at = match.end()
    if at < len(spaced):
        yield spaced[at:], False


def token(character: str) -> str:
    """A character by its number, as it is written in Unicode's charts."""
    return f"<U+{ord(character):04X}>"
