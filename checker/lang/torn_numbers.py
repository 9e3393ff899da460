"""Numbers torn at their decimal point: "3. 5 percent"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from checker.lang.abbreviations import Ordinals, sentence_starts
from checker.lang.closed import Closed, plain
from checker.model import Article, Document, Hit, Passage, Sentence, Side, Span

_TORN = regex.compile(
    r"(?<=(?P<near>\p{L}[\p{M}]*\s+|[$€£¥]\s?)|[,;،؛]\s+|[(\[\p{Pi}\p{Pd}\x22]\s*)"
    r"(?P<whole>\p{Nd}{1,3})(?P<stop>[.٫])\s+(?P<part>\p{Nd}{1,3})(?![.\p{Nd}:/-]\p{Nd}|\.\s*\p{Nd})"
    r"\s*(?P<unit>%|٪|\p{L}[\p{L}\p{M}]*)?"
)
_DECIMAL = r"(?<!\p{{Nd}}){whole}[.,٫]{part}(?!\p{{Nd}})"
_TRUSTED, _PLAUSIBLE = 0.95, 0.75


def torn_numbers(article: Article, language: Closed) -> Iterator[Hit]:
    """A hit for each: sure where the source has the whole number, likely where a unit follows ("3. 5 percent").

    Where "3. 5." is how a date is written, there must be a unit, or the whole number in the source and no stop behind.
    """
    document = article.target
    starts = sentence_starts(document.language)
    dated = starts is not None and starts.ordinals is not Ordinals.NOTHING
    for block in {one.block: one for one in article.sentences[Side.TARGET]}.values():
        start, end = document.blocks[block.block].span
        for match in _TORN.finditer(document.prose, start, end):
            span = Span(match.start("whole"), match.end("part"))
            witness = _witness(match["whole"], match["part"], article.sentences.get(Side.SOURCE, ()))
            unit = plain(match["unit"] or "")
            measured = unit in language.units or unit in ("%", "٪")
            date = dated and document.prose[span.end : span.end + 1] == "."
            if (witness is None and not (measured and match["near"])) or (date and not measured):
                continue
            yield Hit(
                span,
                f"The number is torn at its decimal point: “{document.text[slice(*span)]}”.",
                related=() if witness is None else (witness,),
                fix=match["whole"] + _point(document, match["stop"]) + match["part"],
                confidence=_PLAUSIBLE if witness is None else _TRUSTED,
            )


def _witness(whole: str, part: str, source: tuple[Sentence, ...]) -> Passage | None:
    """Where the source has the whole number, in its own digits."""
    pattern = regex.compile(_DECIMAL.format(whole=_digits(whole), part=_digits(part)))
    for sentence in source:
        if match := pattern.search(_digits(sentence.prose)):
            return Passage(Side.SOURCE, sentence.at(*match.span()))
    return None


def _digits(text: str) -> str:
    return "".join(str(int(one)) if one.isdecimal() else one for one in text)


def _point(document: Document, stop: str) -> str:
    """The mark that the rest of the text puts into its decimals, else the torn one without its space."""
    marks = [match[1] for match in regex.finditer(r"\p{Nd}([.,٫])\p{Nd}(?!\p{Nd})", document.prose)]
    return max(sorted(set(marks)), key=marks.count) if marks else stop
