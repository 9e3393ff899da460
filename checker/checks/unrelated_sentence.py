"""A sentence of the translation speaks of something else than its source.

Why it matters
    The place is filled, so nobody misses anything, and yet the author's sentence is gone and an invented one stands
    there: a system that was lost, a line from a translation memory, a passage pasted from elsewhere.
What it looks at
    Sentences that were put together because all around them fits. One is reported when its meaning is as far from its
    source's, by the embedding that ships with the package, as that of any two sentences drawn at random, and
    the two share neither a number nor a name.
Limits
    A sentence on the same subject that says something else is not told apart, and short ones are not looked at. A free
    translation of an idiom can be as far away: where that is not certain the finding is a minor one. Only for the
    languages that the embedding knows, and not in texts whose translation is free throughout.
Example
    language: en
    source-language: de
    source: Die Brücke über die Ilm wurde im Frühjahr gesperrt. Die Feuerwehr muss seitdem einen Umweg von zwanzig Minuten fahren. Der Gemeinderat will im Herbst über einen Neubau entscheiden.
    bad: The bridge across the Ilm was closed in spring. ⟦Stir the butter into the warm milk until the sugar has melted completely.⟧ The council wants to decide on a new one in autumn.
    good: The bridge across the Ilm was closed in spring. Since then the fire brigade has had to make a detour of twenty minutes. The council wants to decide on a new one in autumn.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from checker.checks import Check
from checker.lang.names import likeness
from checker.lang.words import words
from checker.model import Article, Bead, Hit, Passage, Sentence, Severity, Side, Span

_CHANCE, _UNLIKE = 0.10, 0.15
"""Cosines. Of 13,000 to 40 human translations in seven languages with English at most .14 in a hundred lie below the
first, and .41 below the second; of sentences drawn at random three quarters and nine tenths do."""

_USUAL = 0.3
"""The article's median, below which the translation is free throughout, or the embedding knows its words badly."""
_FEWEST = 7
_FEWEST_CHARACTERS = 14
"""Words of either side, in scripts without word spaces characters: of less the embedding knows too little."""
_NAME, _ALIKE = 4, 0.76


def find(article: Article, options: None) -> Iterator[Hit]:
    """Yields sentences whose source is about something else."""
    beads = [bead for bead in article.beads if bead.source and bead.target and "similarity" in bead.measures]
    if not beads:
        return
    if len(beads) > 2 and median(bead.measures["similarity"] for bead in beads) < _USUAL:
        return
    for bead in beads:
        likeness_of_both = bead.measures["similarity"]
        if likeness_of_both < _UNLIKE and _long_enough(bead) and not _share(bead):
            yield Hit(
                span=_span(bead.target),
                message="This sentence and its source speak of different things, and share neither a number nor a "
                "name: it seems to translate something else.",
                related=(Passage(Side.SOURCE, _span(bead.side(Side.SOURCE))),),
                confidence=0.85 if likeness_of_both < _CHANCE else 0.5,
            )


def _span(sentences: tuple[Sentence, ...]) -> Span:
    return Span(sentences[0].span.start, sentences[-1].span.end)


def _long_enough(bead: Bead) -> bool:
    return all(_enough(bead.side(side)) for side in (Side.SOURCE, Side.TARGET))


def _enough(sentences: tuple[Sentence, ...]) -> bool:
    found = [word.text for sentence in sentences for word in words(sentence.prose) if word.text[0].isalpha()]
    mean = sum(map(len, found)) / max(1, len(found))
    return len(found) >= (_FEWEST if mean > 1.5 else _FEWEST_CHARACTERS)


def _share(bead: Bead) -> bool:
    """Whether a number or something like a name stands on both sides."""
    source, target = (
        [word.text for sentence in bead.side(side) for word in words(sentence.prose)]
        for side in (Side.SOURCE, Side.TARGET)
    )
    if {_figures(word) for word in source} & {_figures(word) for word in target} - {""}:
        return True
    names = [word for word in target if len(word) >= _NAME and not word.islower()]
    others = [word for word in source if len(word) >= _NAME and not word.islower()]
    return any(likeness(name, other) > _ALIKE for name in names for other in others)


def _figures(word: str) -> str:
    return "".join(str(int(letter)) for letter in word if letter.isdecimal())


CHECK = Check(
    name="unrelated-sentence",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    reads="article",
    find=find,
    needs=("source", "measure:similarity"),
)
