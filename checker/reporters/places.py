"""Where findings stand, for programs that show them beside the text: files, lines, columns, the gravest first."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from checker.model import Severity, Side
from checker.reporters import Saved, View
from checker.reporters.visible import flagged, visible

_LINE_END = re.compile(r"\r\n?|\n")
_OUTER_SPACE = re.compile(r"^ +| +$")
_DRIVE = re.compile(r"[A-Za-z]:/")

LONGEST = 300
"""Code points of a passage that are quoted: what shows annotations shows a few lines, and some take no more."""

CAPTIONS = {Side.TARGET: "In the translation", Side.SOURCE: "In the source", Side.REFERENCE: "In the reference"}
"""What a related place is called."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of one of the texts. Lines and columns count from 1, columns in code points; the end is exclusive.

    before: the rest of the first line, up to the passage; None where the report does not hold it.
    """

    side: Side
    path: str
    text: str
    start: tuple[int, int]
    end: tuple[int, int]
    before: str | None


class Places:
    """The places of one saved report. view: says how its paths stand to the repository."""

    def __init__(self, saved: Saved, view: View | None) -> None:
        self.saved = saved
        self._paths = {side: in_repository(saved[side]["path"], view) for side in Side if saved[side]}
        self._texts = {side: whole(saved, side) for side in self._paths}

    def path(self, side: Side) -> str:
        """The path of a text, as it stands in the repository."""
        return self._paths[side]

    def main(self, finding: Mapping[str, Any]) -> Place:
        """Where an editor has to act: in the translation, wherever a place there is known; else where it was found."""
        if finding["side"] != Side.TARGET:
            for related in finding["related"]:
                if related["side"] == Side.TARGET:
                    return self._place(related)
            bead = self._bead(finding)
            if bead and bead["target"]:
                return self._place(self.saved["sentences"][bead["target"][0]])
        return self._place(finding)

    def related(self, finding: Mapping[str, Any]) -> tuple[Place, ...]:
        """What else shows it: the words lost from the source, the evidence, and the source of the sentence."""
        bead = self._bead(finding)
        found = [finding, *finding["related"]]
        if bead and not any(place["side"] == Side.SOURCE for place in found):
            found += [{**sentence, "side": Side.SOURCE} for sentence in bead["source"]]
        return tuple(place for place in dict.fromkeys(map(self._place, found)) if place != self.main(finding))

    def _bead(self, finding: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return None if finding["bead"] is None else self.saved["beads"][finding["bead"]]

    def _place(self, place: Mapping[str, Any]) -> Place:
        side = Side(place.get("side", Side.TARGET))
        line, column, text = place["line"], place["column"], place["text"]
        *_, last = lines = _LINE_END.split(text)
        whole_text = self._texts[side]
        return Place(
            side=side,
            path=self._paths[side],
            text=text,
            start=(line, column),
            end=(line + len(lines) - 1, len(last) + (column if len(lines) == 1 else 1)),
            before=None if whole_text is None else whole_text[place["start"] - column + 1 : place["start"]],
        )


def whole(saved: Saved, side: Side) -> str | None:
    """One of the report's texts, put together from its sentences; None where the report does not hold all of it."""
    sentences = saved["sentences"]
    if side is not Side.TARGET:
        spans = {place["start"]: place for bead in saved["beads"] for place in bead[side]}
        sentences = [spans[start] for start in sorted(spans)]
    between = saved[side].get("between", ())
    if len(between) != len(sentences) + 1:
        return None
    text = "".join(f"{gap}{one['text']}" for gap, one in zip(between, sentences, strict=False)) + between[-1]
    return text if all(text.startswith(one["text"], one["start"]) for one in sentences) else None


def standing(saved: Saved) -> list[Mapping[str, Any]]:
    """The findings that nobody has dismissed, in the order of the report."""
    return [finding for finding in saved["findings"] if not finding.get("suppressed")]


def gravest_first(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Findings by severity, the surest of equals first; those of the same confidence stay in order."""
    return sorted(found, key=lambda finding: (-Severity(finding["severity"]).rank, -finding["confidence"]))


def in_repository(path: str, view: View | None) -> str:
    r"""A path with forward slashes, from the root of the repository where it lies in it; C:\a\b becomes C:/a/b."""
    view = view or View()
    path, root = path.replace("\\", "/"), view.root.replace("\\", "/").rstrip("/")
    if not is_absolute(path):
        return posixpath.normpath(posixpath.join(view.directory.replace("\\", "/"), path))
    path = path[:2] + posixpath.normpath(path[2:]) if _DRIVE.match(path) else posixpath.normpath(path)
    return path.removeprefix(f"{root}/") if root else path


def on_lines(path: str) -> str:
    """A path as those formats tell it that escape its line ends: what else could not be seen in it can be."""
    return "\n".join(map(visible, path.split("\n")))


def is_absolute(path: str) -> bool:
    """Whether a path with forward slashes begins at a root, a drive or a server."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def uri(path: str) -> str:
    """A path with forward slashes as the URI reference of RFC 3986: relative, or of the scheme file."""
    try:
        octets = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        octets = path.encode("utf-8", "replace")
    if path.startswith("//"):
        return f"file:{quote(octets)}"
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(octets[2:])}"
    return f"file://{quote(octets)}" if is_absolute(path) else quote(octets)


def said(finding: Mapping[str, Any], escape: Callable[[str], str] = str) -> str:
    """The reason and what to do, in sentences on one line. escape: of the markup that they are put into."""
    return f"{escape(visible(finding['message']).strip())} {advice(finding, escape)}"


def advice(finding: Mapping[str, Any], escape: Callable[[str], str] = str) -> str:
    """Which words are meant, and what to write instead of them, as a sentence."""
    words, fix = quoted(finding["text"], escape), finding["fix"]
    if finding["side"] != Side.TARGET:
        return f"The words of the {finding['side']}: {words}."
    if fix is None:
        return f"The words: {words}."
    return f"Write {quoted(fix, escape)} instead of {words}." if fix else f"Delete {words}."


def quoted(text: str, escape: Callable[[str], str] = str) -> str:
    """Words in quotation marks, isolated: within a sentence, right-to-left words leave the others where they stand.

    Spaces at the ends are boxes: they may be all that is wrong, and a browser shows two as one.
    """
    short = flagged(text) if len(text) <= LONGEST else f"{flagged(text[:LONGEST])} …"
    short = _OUTER_SPACE.sub(lambda match: "\N{OPEN BOX}" * len(match[0]), short)
    opening, closing = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{opening}\N{FIRST STRONG ISOLATE}{escape(short)}\N{POP DIRECTIONAL ISOLATE}{closing}"
