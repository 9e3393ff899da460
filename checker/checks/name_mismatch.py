"""A name of the translation is not the name of the source.

Why it matters
    Somebody else is said to have done it, or it is said to have happened elsewhere. The sentence reads well, and no
    reader of the translation can notice.

What it looks at
    Names are compared by how they sound when romanised, by what CLDR says places are called, by what the words mean,
    and by what the rest of the article calls them. Reported is a name that nothing in the source is like where at the
    same time a name of the source is like nothing in the translation; a name that sounds like that of the source, and
    is not what all others call it; a name that is translated ("Happy") where the rest of the article renders it by its
    sound ("Said"); and a name with other letters ("Markel") than in the rest of the article. Where there is no source,
    a reference is read.

Limits
    Abbreviations, names that were left out or added, and a first name alone say nothing. A name that a neighbouring
    sentence has explains itself. Where letters have no case a name is a word that the language's vocabulary does not
    hold, and the rest of the article has to know it; names in Chinese characters are only compared with those of the
    rest of the article. A common word that only has a capital because it begins a sentence is no name, so a wrong name
    that is one, too, is missed there. Spellings that schools of transliteration choose freely never disagree.

Example
    language: en
    source-language: de
    source: Der Bürgermeister von Tübingen traf gestern Marlene Obermüller. Die Ärztin Obermüller lobte ihn sehr.
    bad: The mayor of Tübingen met Marlene Obermüller yesterday. The physician ⟦Kowalczyk⟧ praised him highly.
    good: The mayor of Tübingen met Marlene Obermüller yesterday. The physician Obermüller praised him highly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.checks import Check
from checker.lang.mentions import bare
from checker.lang.names import key
from checker.lang.renditions import Rendition, renditions, slips
from checker.lang.vocabulary import vocabulary
from checker.lang.words import words
from checker.model import MARKUP, OBJECT, Article, Bead, Hit, Passage, Sentence, Severity, Side, Span


@dataclass(frozen=True, slots=True)
class Options:
    """least_confidence: beads that the aligner is less sure of are not read."""

    least_confidence: float = 0.5


_MISSPELT, _SLIP, _TRANSLITERATED = 0.8, 0.58, 0.55
"""How sure it is that letters are wrong: where the source has the name in the same script, there
and elsewhere in the article or there alone, and where it has not."""


_OPENERS = "\"'“”„«»‘’(［[:：—–-"
_PERHAPS = 0.62  # what is left of the confidence where one of the two may be a common word
_LIKELY, _MINOR = 0.75, 0.59  # the chance from which an exchanged name is a major error, and what less is told as


def find(article: Article, options: Options) -> Iterator[Hit]:
    """Hits on the target's names that stand for others, and on those that are spelt otherwise than elsewhere."""
    side = Side.SOURCE if article.source is not None else Side.REFERENCE
    beads = [
        one for one in article.beads if one.confidence >= options.least_confidence and one.target and one.side(side)
    ]
    if not beads:
        return
    misspelt = list(_misspelt(beads, side))
    yield from misspelt
    for bead in beads:
        for hit in _exchanged(bead, article, side):
            if not any(hit.span.start < one.span.end and one.span.start < hit.span.end for one in misspelt):
                yield hit


def _exchanged(bead: Bead, article: Article, side: Side) -> Iterator[Hit]:
    """What the measure tells: pairs of a name and the one that it stands for."""
    told = bead.word_measures.get("names", ())
    for name, other in zip(told[::2], told[1::2], strict=True):
        here, there = bare(_text(article, Side.TARGET, name.span)), bare(_text(article, side, other.span))
        start = article.target.text.index(here, name.span.start)
        yield Hit(
            Span(start, start + len(here)),
            f"Nothing in the {side} is called “{here}”; it has “{there}”, which the translation lacks.",
            related=(Passage(side, other.span),),
            confidence=_told(1.0 - name.value) * _doubt(bead.target, name.span, bead.side(side), other.span),
        )


def _doubt(ours: Sequence[Sentence], name: Span, theirs: Sequence[Sentence], other: Span) -> float:
    """What is left of a confidence: a common word has its capital from where it stands, and is no name.

    A word of the source that has no case may be a name all the same: there the rest of the article was the witness.
    """
    here, there = _ordinary(ours, name), _ordinary(theirs, other)
    if there.uncased:
        there = _Ordinary(False, False, True)
    common = there.common or (here.common and not here.uncased and not there.uncased)
    return 0.0 if common or (here.known and there.known) else _PERHAPS if here.known or there.known else 1.0


class _Ordinary(NamedTuple):
    """Whether a name is a common word of its language where a capital says nothing, or a known one; or has no case."""

    common: bool
    known: bool
    uncased: bool


def _ordinary(sentences: Sequence[Sentence], span: Span) -> _Ordinary:
    one = next((one for one in sentences if one.span.start <= span.start < one.span.end), None)
    lexicon = vocabulary(one.language) if one is not None else None
    if one is None or lexicon is None:
        return _Ordinary(False, False, False)
    text = bare(one.document.text[span.start : span.end])
    uncased = text == text.lower() == text.upper()
    before = one.prose[: span.start - one.span.start].rstrip(" " + MARKUP)
    behind = words(one.prose[span.end - one.span.start :])[:1]
    parts = [word.text.lower() for word in words(text)]
    begins = before == "" or before[-1] in _OPENERS
    if not parts or not (begins or uncased) or any(word.text != word.text.lower() for word in behind):
        return _Ordinary(False, False, uncased)
    common, known = (all(word in some for word in parts) for some in (lexicon.common, lexicon.known))
    return _Ordinary(common, known, uncased)


def _told(chance: float) -> float:
    """What the chance of a pair is worth: on real translations those that are less than likely were seldom right."""
    return round(chance if chance >= _LIKELY else min(chance, _MINOR), 2)


def _text(article: Article, side: Side, span: Span) -> str:
    document = article.document(side)
    return document.text[span.start : span.end] if document else ""


def _misspelt(beads: Sequence[Bead], side: Side) -> Iterator[Hit]:
    """Names with other letters than in the rest of the article."""
    target, witness = [_joined(bead.target) for bead in beads], [_joined(bead.side(side)) for bead in beads]
    languages = (beads[0].side(side)[0].language, beads[0].target[0].language)
    for one in renditions(witness, target, languages):
        if one.form is not None:
            yield _hit(beads, one, side)
    for one in slips(witness, target, languages):
        yield _slip(beads[one.bead], one, side)


def _slip(bead: Bead, found: Rendition, side: Side) -> Hit:
    assert found.form is not None
    spelt, right = bare(found.form.text), bare(found.word.text)
    start = found.form.start + found.form.text.index(spelt)
    return Hit(
        _at(bead.target, start, start + len(spelt)),
        f"The name is spelt “{spelt}”, and “{right}” in the {side}.",
        related=(Passage(side, _at(bead.side(side), found.word.start, found.word.end)),),
        fix=right,
        confidence=_SLIP,
    )


def _hit(beads: Sequence[Bead], found: Rendition, side: Side) -> Hit:
    form, (bead, usual) = found.form, found.usual
    assert form is not None
    spelt, right = bare(form.text), bare(usual.text)
    start = form.start + form.text.index(spelt)
    where = _at(beads[found.bead].target, start, start + len(spelt))
    times = f"{found.times} times" if found.times > 1 else "once"
    return Hit(
        where,
        f"The name is spelt “{spelt}” here and “{right}” elsewhere in the article ({times}).",
        related=(
            Passage(side, _at(beads[found.bead].side(side), found.word.start, found.word.end)),
            Passage(Side.TARGET, _at(beads[bead].target, usual.start, usual.end)),
        ),
        fix=right,
        confidence=_MISSPELT if key(found.word.text) == key(right) else _TRANSLITERATED,
    )


def _joined(sentences: Sequence[Sentence]) -> str:
    return "\n".join(one.prose for one in sentences).replace(MARKUP, " ").replace(OBJECT, " ")


def _at(sentences: Sequence[Sentence], start: int, end: int) -> Span:
    """The document's span of characters of sentences that are joined by line feeds."""
    begin = 0
    for sentence in sentences:
        length = len(sentence.prose)
        if start < begin + length:
            return sentence.at(start - begin, min(end - begin, length))
        begin += length + 1
    raise ValueError("The characters stand in no sentence.")


CHECK = Check(
    name="name-mismatch",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("witness",),
    options=Options(),
)
